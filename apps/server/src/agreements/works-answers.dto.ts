import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { BOUNCING, SHEET_STATES, WORK_STATES, type WorkStage } from '@tramo/agreements';
import { IsCode } from '../http/codes';
import { MayBeAbsent } from '../http/fields';
import { MoneyDto } from '../http/money.dto';
import { PageQuery } from '../http/tables/page.dto';

const nullableDate = { format: 'date', nullable: true, type: String } as const;
const oneOf = (values: readonly string[]) => ({ type: String, enum: [...values] });

export class WorksQuery extends PageQuery {
  /** Only those that stand here. */
  @IsOptional()
  @IsIn(WORK_STATES)
  @ApiPropertyOptional({ enum: WORK_STATES })
  state?: WorkStage;

  /** Only those of this municipality. */
  @MayBeAbsent()
  @IsCode('GAM-BETANZOS')
  municipality?: string;

  /** Only those in the books of this fund. */
  @MayBeAbsent()
  @IsCode('FPS')
  fund?: string;
}

@ApiSchema({ name: 'WorkMoney', description: 'What a municipal work costs, and what has become of it.' })
export class WorkMoneyAnswer {
  /** What it costs; before the design, what it may cost. */
  amount!: MoneyDto;
  /** The municipality's share. */
  municipal!: MoneyDto;
  /** The lender's share. */
  lender!: MoneyDto;
  deposited!: MoneyDto;
  verified!: MoneyDto;
  /** Of the municipality's, what sheets that are paid have used. */
  used!: MoneyDto;
  /** An advance that is asked for, and not paid yet. */
  requested!: MoneyDto;
  advanced!: MoneyDto;
  /** Of the advance, what sheets have amortised. */
  amortised!: MoneyDto;
  /** Still with the contractor. */
  unamortised!: MoneyDto;
  /** Of sheets that are approved. */
  measured!: MoneyDto;
  /** Of what is measured, the lender's part. */
  accrued!: MoneyDto;
  /** Of the lender's part, what sheets that are paid come to. */
  paid!: MoneyDto;
  retained!: MoneyDto;
  released!: MoneyDto;
  /** Retained, and not released. */
  held!: MoneyDto;
}

@ApiSchema({ name: 'Work', description: 'A municipal work, and where it stands.' })
export class WorkAnswer {
  programme!: string;
  work!: string;
  name!: string;
  @ApiProperty(oneOf(WORK_STATES))
  state!: string;
  municipality!: string;
  municipalityName!: string;
  /** The letter of intent, as people cite it. */
  letter!: string;
  @ApiProperty({ format: 'date' })
  intendedOn!: string;
  /** The date of the last that happened to it. */
  @ApiProperty({ format: 'date' })
  lastOn!: string;
  /** Why it is suspended or was terminated; null else. */
  stopped!: string | null;
  designer!: string | null;
  municipalPercentage!: string | null;
  lenderPercentage!: string | null;
  /** What was signed with the fund; null before that, as are those that follow. */
  agreement!: string | null;
  fund!: string | null;
  contractor!: string | null;
  source!: string | null;
  financing!: string | null;
  category!: string | null;
  component!: string | null;
  region!: string | null;
  @ApiProperty(nullableDate)
  startsOn!: string | null;
  @ApiProperty(nullableDate)
  endsOn!: string | null;
  advancePercentage!: string | null;
  retentionPercentage!: string | null;
  /** Physical progress in percent, as the last approved sheet has it. */
  progress!: string;
  /** Null while nobody has named an amount. */
  money!: WorkMoneyAnswer | null;
  /** Of the last event; pass it as `expectedRevision` to decide on what is shown. */
  @ApiProperty({ type: 'integer' })
  revision!: number;
}

@ApiSchema({ name: 'Works', description: 'Municipal works by code.' })
export class WorksAnswer {
  items!: WorkAnswer[];
  /** Pass it as `cursor` for what follows; null at the end. */
  next!: string | null;
}

@ApiSchema({
  name: 'WorkSheet',
  description: 'What was measured of a work, and how far its payment has come.',
})
export class WorkSheetAnswer {
  @ApiProperty({ type: 'integer' })
  sheet!: number;
  @ApiProperty(oneOf(SHEET_STATES))
  state!: string;
  progress!: string;
  @ApiProperty({ format: 'date' })
  measuredUntil!: string;
  @ApiProperty({ format: 'date' })
  presentedOn!: string;
  certifiedBy!: string;
  gross!: MoneyDto;
  amortisation!: MoneyDto;
  retention!: MoneyDto;
  /** What is left to pay the contractor. */
  payable!: MoneyDto;
  /** Of the gross, the municipality's part; null until it is approved. */
  municipal!: MoneyDto | null;
  /** Of the gross, the lender's part; null until it is approved. */
  lender!: MoneyDto | null;
  budgetYear!: string | null;
  @ApiProperty(nullableDate)
  approvedOn!: string | null;
  approvedBy!: string | null;
  @ApiProperty(nullableDate)
  paidOn!: string | null;
  paidBy!: string | null;
  reference!: string | null;
  /** Why it was returned; null unless it was, last. */
  reason!: string | null;
  /** The last event about it. */
  link!: string;
}

@ApiSchema({ name: 'WorkDeposit', description: 'What a municipality has paid in for a work.' })
export class WorkDepositAnswer {
  deposit!: string;
  amount!: MoneyDto;
  @ApiProperty({ format: 'date' })
  depositedOn!: string;
  reference!: string;
  /** The collection account that it arrived on; null where the treasury keeps none. */
  account!: string | null;
  /** Null while no line of the bank shows it. */
  @ApiProperty(nullableDate)
  verifiedOn!: string | null;
  shownBy!: string | null;
  /** Null unless it was reversed. */
  @ApiProperty(nullableDate)
  reversedOn!: string | null;
  /** Why it was. */
  reason!: string | null;
  /** The last event about it. */
  link!: string;
}

@ApiSchema({ name: 'WorkPayment', description: 'What has left for a work, and whether it came back.' })
export class WorkPaymentAnswer {
  payment!: string;
  @ApiProperty(oneOf(BOUNCING))
  of!: string;
  /** Of which progress sheet; null where it is of none. */
  @ApiProperty({ type: 'integer', nullable: true })
  sheet!: number | null;
  /** Of the municipality's money. */
  municipal!: MoneyDto;
  /** Of the lender's. */
  lender!: MoneyDto;
  /** The operating account that the lender's part left; null where the treasury keeps none. */
  payer!: string | null;
  reference!: string;
  @ApiProperty({ format: 'date' })
  paidOn!: string;
  paidBy!: string;
  /** Null unless it came back. */
  @ApiProperty(nullableDate)
  bouncedOn!: string | null;
  reason!: string | null;
  /** The last event about it. */
  link!: string;
}

@ApiSchema({ name: 'WorkAddendum', description: 'Another amount or another end that was agreed on.' })
export class WorkAddendumAnswer {
  addendum!: string;
  reference!: string;
  reason!: string;
  @ApiProperty({ format: 'date' })
  signedOn!: string;
  /** What the work costs from then on. */
  amount!: MoneyDto;
  @ApiProperty({ format: 'date' })
  endsOn!: string;
  /** The event. */
  link!: string;
}

@ApiSchema({
  name: 'WorkInFull',
  description: 'A municipal work with its progress sheets, deposits, payments and addenda.',
})
export class WorkInFullAnswer extends WorkAnswer {
  sheets!: WorkSheetAnswer[];
  deposits!: WorkDepositAnswer[];
  payments!: WorkPaymentAnswer[];
  addenda!: WorkAddendumAnswer[];
}
