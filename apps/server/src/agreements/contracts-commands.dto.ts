import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsIn, IsInt, Matches, Max, Min } from 'class-validator';
import {
  AGREEMENT_KINDS,
  CONTRIBUTION_KINDS,
  COUNTERPART_BASES,
  type ContributionKind,
} from '@tramo/agreements';
import type { LocalDate } from '@tramo/kernel';
import { AskedLineBody } from '../budget/shapes.dto';
import { IsBudgetYear, IsCode, IsDate, IsName } from '../http/codes';
import { CommandBody } from '../http/command.dto';
import { IsCorrection, IsListOf, IsLongText, IsNested, IsText, MayBeAbsent } from '../http/fields';
import { IsMoney, MoneyDto } from '../http/money.dto';
import { ProgrammePath } from '../identity/policy.dto';

const TRANCHES_MAX = 60;
const PHASES_MAX = 20;
const PROMISES_MAX = 40;
const ASSETS_MAX = 200;
const PERCENTAGE = /^\d{1,4}(\.\d{1,6})?$/;

export const IsPercentage = (): PropertyDecorator => (target, field) => {
  Matches(PERCENTAGE, { message: 'must be a percentage as text, such as "30" or "12.5"' })(target, field);
  ApiProperty({ type: 'string', example: '30', pattern: PERCENTAGE.source })(target, field);
};

export class AgreementPath extends ProgrammePath {
  /** The code of the agreement. */
  @IsName('a-17')
  agreement!: string;
}

export class AgreementYearPath extends AgreementPath {
  @IsBudgetYear()
  year!: string;
}

@ApiSchema({ name: 'AskedInstalment', description: 'One tranche as it is agreed.' })
export class InstalmentBody {
  /** Counted from 1, in the order of their years. */
  @IsInt()
  @Min(1)
  @Max(TRANCHES_MAX)
  @ApiProperty({ type: 'integer', minimum: 1, maximum: TRANCHES_MAX })
  tranche!: number;

  @IsMoney()
  amount!: MoneyDto;

  /** In whose budget it is committed and paid. */
  @IsBudgetYear()
  budgetYear!: string;

  @MayBeAbsent()
  @IsDate()
  dueOn?: LocalDate | null;

  /** What has to be reached before it is paid; none where start conditions are all there is. */
  @MayBeAbsent()
  @IsText(400)
  milestone?: string | null;

  /** Physical progress in percent that the milestone stands for. */
  @MayBeAbsent()
  @IsPercentage()
  progress?: string | null;

  /** Of an agreement in phases, the one it belongs to. */
  @MayBeAbsent()
  @IsCode('feasibility')
  phase?: string | null;
}

/** A percentage, and of what: 30 % of the total is 3/7 of the subsidy. */
@ApiSchema({
  name: 'AskedCounterpart',
  description: 'How much the other side owes: a percentage, and of what.',
})
export class CounterpartBody {
  @IsPercentage()
  rate!: string;

  /** Of the total, or of the subsidy. A rate without its base is refused. */
  @MayBeAbsent()
  @IsIn(COUNTERPART_BASES)
  @ApiProperty({ enum: COUNTERPART_BASES })
  base?: (typeof COUNTERPART_BASES)[number] | null;

  /** In which kinds it may be given; in both when absent. */
  @MayBeAbsent()
  @IsIn(CONTRIBUTION_KINDS, { each: true })
  @ApiProperty({ enum: CONTRIBUTION_KINDS, isArray: true })
  kinds?: ContributionKind[] | null;
}

@ApiSchema({ name: 'AskedPhase', description: 'A phase, and what may be paid in it at most.' })
export class PhaseBody {
  @IsCode('feasibility')
  phase!: string;

  /** What its tranches add up to at most. */
  @MayBeAbsent()
  @IsMoney()
  cap?: MoneyDto | null;

  @IsDate()
  from!: LocalDate;

  @IsDate()
  until!: LocalDate;

  /** Where the phase has terms of its own; the agreement's otherwise. */
  @MayBeAbsent()
  @IsNested(() => CounterpartBody)
  counterpart?: CounterpartBody | null;
}

@ApiSchema({ name: 'AskedContribution', description: 'What one party promises in one kind.' })
export class ContributionBody {
  /** The organisation's code, or that of a buyer, a municipality or another who gives. */
  @IsCode('ORG-12')
  party!: string;

  @IsIn(CONTRIBUTION_KINDS)
  @ApiProperty({ enum: CONTRIBUTION_KINDS })
  kind!: ContributionKind;

  @IsMoney()
  amount!: MoneyDto;
}

@ApiSchema({ name: 'AskedLender', description: 'The lender whose category pays.' })
export class LenderBody {
  /** As the source of the line has it. */
  @IsName('8735-bo')
  financing!: string;

  /** In which the lender keeps its agreement. */
  @IsText(3)
  @ApiProperty({ example: 'USD' })
  currency!: string;

  /** The executor whose share it is; the entity of the line when absent. */
  @MayBeAbsent()
  @IsCode('UEP')
  share?: string | null;
}

@ApiSchema({ name: 'AgreementParty', description: 'The organisation that carries it out.' })
export class AgreementOrganisationBody {
  @IsCode('ORG-12')
  code!: string;

  @IsText(200)
  name!: string;
}

export class AgreementCommandBody extends CommandBody {
  /** The date, in a month that is closed, that this puts right in one that is open. */
  @IsCorrection()
  correctsOn?: LocalDate | null;
}

export class SignAgreementBody extends AgreementCommandBody {
  /** What the agreement is called. */
  @IsName('a-17')
  agreement!: string;

  /** As people cite it. */
  @IsText(200)
  @ApiProperty({ example: 'Convenio 17/2022' })
  reference!: string;

  /** A subproject of an organisation when absent; `administration` is how the unit itself spends. */
  @MayBeAbsent()
  @IsIn(AGREEMENT_KINDS)
  @ApiProperty({ enum: AGREEMENT_KINDS })
  kind?: (typeof AGREEMENT_KINDS)[number] | null;

  /** The alliance it is signed with; it must have been prioritised. */
  @MayBeAbsent()
  @IsName('potatoes-betanzos')
  alliance?: string | null;

  /** As the alliance has it when absent. */
  @MayBeAbsent()
  @IsNested(() => AgreementOrganisationBody)
  organisation?: AgreementOrganisationBody | null;

  /** The line of the budget under which all its years are committed. */
  @IsNested(() => AskedLineBody)
  line!: AskedLineBody;

  /** Whose category pays, where a lender stands behind the line's source. */
  @MayBeAbsent()
  @IsNested(() => LenderBody)
  lender?: LenderBody | null;

  /** What the programme gives in all: the sum of the tranches. */
  @IsMoney()
  credit!: MoneyDto;

  @IsDate()
  startsOn!: LocalDate;

  @IsDate()
  endsOn!: LocalDate;

  @IsListOf(() => InstalmentBody, TRANCHES_MAX)
  tranches!: InstalmentBody[];

  @MayBeAbsent()
  @IsListOf(() => PhaseBody, PHASES_MAX, 0)
  phases?: PhaseBody[] | null;

  @MayBeAbsent()
  @IsNested(() => CounterpartBody)
  counterpart?: CounterpartBody | null;

  /** By party and kind. */
  @MayBeAbsent()
  @IsListOf(() => ContributionBody, PROMISES_MAX, 0)
  promised?: ContributionBody[] | null;

  /** The organisation's account that tranches go to; it may be named later. */
  @MayBeAbsent()
  @IsName('org-12-main')
  payee?: string | null;
}

/** What is left out stays as it was agreed. */
export class SignAddendumBody extends AgreementCommandBody {
  @IsCode('AD-1')
  addendum!: string;

  /** As people cite it. */
  @IsText(200)
  @ApiProperty({ example: 'Adenda 1 al Convenio 17/2022' })
  reference!: string;

  @IsLongText(1_000)
  reason!: string;

  @MayBeAbsent()
  @IsMoney()
  credit?: MoneyDto;

  @MayBeAbsent()
  @IsDate()
  endsOn?: LocalDate;

  /** All of them, those that stay as they were among them. */
  @MayBeAbsent()
  @IsListOf(() => InstalmentBody, TRANCHES_MAX)
  tranches?: InstalmentBody[];

  @MayBeAbsent()
  @IsListOf(() => PhaseBody, PHASES_MAX, 0)
  phases?: PhaseBody[] | null;

  /** Null where nothing is owed any more. */
  @MayBeAbsent()
  @IsNested(() => CounterpartBody)
  counterpart?: CounterpartBody | null;

  /** All of them, those that stay as they were among them. */
  @MayBeAbsent()
  @IsListOf(() => ContributionBody, PROMISES_MAX, 0)
  promised?: ContributionBody[] | null;
}

export class CommitInstalmentBody extends AgreementCommandBody {
  @IsBudgetYear()
  budgetYear!: string;

  /** All that is agreed for the year and not committed when absent. */
  @MayBeAbsent()
  @IsMoney()
  amount?: MoneyDto | null;
}

export class ReleaseInstalmentBody extends AgreementCommandBody {
  /** All that is not accrued when absent. */
  @MayBeAbsent()
  @IsMoney()
  amount?: MoneyDto | null;

  @IsLongText(1_000)
  reason!: string;
}

export class NamePayeeBody extends CommandBody {
  /** An account of the organisation. */
  @IsName('org-12-main')
  account!: string;
}

export class AgreementReasonBody extends CommandBody {
  @IsLongText(1_000)
  reason!: string;
}

@ApiSchema({ name: 'AgreementAsset', description: 'Something that was bought and stays.' })
export class AssetBody {
  @IsText(200)
  @ApiProperty({ example: 'sprayer' })
  description!: string;

  /** With its unit. */
  @IsText(40)
  @ApiProperty({ example: '12 pieces' })
  quantity!: string;

  @MayBeAbsent()
  @IsMoney()
  amount?: MoneyDto | null;
}

export class CloseAgreementBody extends AgreementCommandBody {
  /** What was bought and stays with the organisation. */
  @MayBeAbsent()
  @IsListOf(() => AssetBody, ASSETS_MAX, 0)
  assets?: AssetBody[] | null;
}
