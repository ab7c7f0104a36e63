import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsString, Length } from 'class-validator';
import {
  AGREEMENT_KINDS,
  AGREEMENT_STANDINGS,
  CONTRIBUTION_KINDS,
  COUNTERPART_BASES,
  type AgreementStanding,
} from '@tramo/agreements';
import { IsBudgetYear, IsCode } from '../http/codes';
import { MayBeAbsent } from '../http/fields';
import { MoneyDto } from '../http/money.dto';
import { PageQuery } from '../http/tables/page.dto';

const oneOf = (values: readonly string[]) => ({ type: String, enum: [...values] });
const FUNDINGS = ['unfunded', 'partly', 'funded'] as const;

/** Query strings are text; what is neither word stays visible as a mistake. */
const asBoolean = ({ value }: { value: unknown }): unknown =>
  value === 'true' ? true : value === 'false' ? false : value;

export class AgreementsQuery extends PageQuery {
  /** Only those that stand like this. */
  @IsOptional()
  @IsIn(AGREEMENT_STANDINGS)
  @ApiPropertyOptional({ enum: AGREEMENT_STANDINGS })
  standing?: AgreementStanding;

  /** Only those of this organisation. */
  @MayBeAbsent()
  @IsCode('ORG-12')
  organisation?: string;

  /** Only those whose line is of this region. */
  @MayBeAbsent()
  @IsCode('05')
  region?: string;

  /** Only those of which something is committed, or only those that are signed and not yet funded. */
  @Transform(asBoolean)
  @IsOptional()
  @IsBoolean()
  @ApiPropertyOptional({ type: 'boolean' })
  funded?: boolean;

  /** Only those with tranches of this year; `funded` is then about this year alone. */
  @MayBeAbsent()
  @IsBudgetYear()
  year?: string;

  /** Only those in whose code, reference, alliance or organisation all these words stand, accents or not. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  search?: string;
}

@ApiSchema({ name: 'AgreementYear', description: 'What is agreed for a year, and what of it is committed.' })
export class AgreementYearAnswer {
  year!: string;
  agreed!: MoneyDto;
  committed!: MoneyDto;
  /** Its commitment in the budget of the year; null while there is none. */
  commitment!: string | null;
}

@ApiSchema({
  name: 'CounterpartTerms',
  description: 'How much the other side owes: a percentage, and of what.',
})
export class CounterpartTermsAnswer {
  rate!: string;
  @ApiProperty(oneOf(COUNTERPART_BASES))
  base!: string;
  @ApiProperty({ ...oneOf(CONTRIBUTION_KINDS), isArray: true })
  kinds!: string[];
}

@ApiSchema({ name: 'AgreementPhase', description: 'A phase, and what may be paid in it at most.' })
export class PhaseAnswer {
  phase!: string;
  cap!: MoneyDto | null;
  @ApiProperty({ format: 'date' })
  from!: string;
  @ApiProperty({ format: 'date' })
  until!: string;
  counterpart!: CounterpartTermsAnswer | null;
}

@ApiSchema({ name: 'Agreement', description: 'What an organisation and the programme signed.' })
export class AgreementAnswer {
  agreement!: string;
  @ApiProperty(oneOf(AGREEMENT_KINDS))
  kind!: string;
  @ApiProperty(oneOf(AGREEMENT_STANDINGS))
  standing!: string;
  @ApiProperty({ format: 'date' })
  standingSince!: string;
  /** Why it was suspended, resumed or terminated last. */
  standingReason!: string | null;
  /** Signed and not yet funded is a state of its own: nothing of any year is committed. */
  @ApiProperty(oneOf(FUNDINGS))
  funding!: (typeof FUNDINGS)[number];
  reference!: string;
  alliance!: string | null;
  organisation!: string | null;
  organisationName!: string | null;
  /** The account that tranches go to; null while none is named. */
  payee!: string | null;
  entity!: string;
  source!: string;
  financing!: string | null;
  category!: string | null;
  component!: string | null;
  budgetCode!: string | null;
  region!: string | null;
  scope!: string | null;
  credit!: MoneyDto;
  committed!: MoneyDto;
  /** What has reached the organisation's account. */
  transferred!: MoneyDto;
  /** What of it is justified and accepted. */
  accepted!: MoneyDto;
  /** Of the lender's category, in the lender's currency; null where no lender pays. */
  reserved!: MoneyDto | null;
  @ApiProperty({ format: 'date' })
  startsOn!: string;
  @ApiProperty({ format: 'date' })
  endsOn!: string;
  @ApiProperty({ format: 'date' })
  signedOn!: string;
  signedBy!: string;
  years!: AgreementYearAnswer[];
  /** Of the last event that changed what is agreed. */
  @ApiProperty({ type: 'integer' })
  revision!: number;
  /** Everything that happened under it, event by event. */
  timeline!: string;
}

@ApiSchema({ name: 'Agreements', description: 'Agreements by code.' })
export class AgreementsAnswer {
  items!: AgreementAnswer[];
  /** Pass it as `cursor` for what follows; null at the end. */
  next!: string | null;
}

@ApiSchema({ name: 'Instalment', description: 'One tranche as it is agreed.' })
export class InstalmentAnswer {
  @ApiProperty({ type: 'integer' })
  tranche!: number;
  amount!: MoneyDto;
  budgetYear!: string;
  @ApiProperty({ format: 'date', nullable: true, type: String })
  dueOn!: string | null;
  milestone!: string | null;
  progress!: string | null;
  phase!: string | null;
}

@ApiSchema({ name: 'Addendum', description: 'A later change of what was agreed.' })
export class AddendumAnswer {
  addendum!: string;
  reference!: string;
  reason!: string;
  /** As it is from then on. */
  credit!: MoneyDto;
  @ApiProperty({ format: 'date' })
  endsOn!: string;
  @ApiProperty({ format: 'date' })
  signedOn!: string;
  by!: string;
  /** The event itself, with all it says. */
  link!: string;
}

@ApiSchema({
  name: 'FourNumbers',
  description: 'How much of what one party gives in one kind has come how far.',
})
export class FourNumbersAnswer {
  party!: string;
  @ApiProperty(oneOf(CONTRIBUTION_KINDS))
  kind!: string;
  promised!: MoneyDto;
  deposited!: MoneyDto;
  verified!: MoneyDto;
  used!: MoneyDto;
}

@ApiSchema({ name: 'ListedAsset', description: 'Something that was bought and stays.' })
export class AssetAnswer {
  description!: string;
  quantity!: string;
  amount!: MoneyDto | null;
}

@ApiSchema({ name: 'AgreementInFull', description: 'An agreement with everything that was agreed.' })
export class AgreementInFullAnswer extends AgreementAnswer {
  counterpart!: CounterpartTermsAnswer | null;
  phases!: PhaseAnswer[];
  instalments!: InstalmentAnswer[];
  addenda!: AddendumAnswer[];
  contributions!: FourNumbersAnswer[];
  /** As they were listed when it was closed; null until then. */
  assets!: AssetAnswer[] | null;
}
