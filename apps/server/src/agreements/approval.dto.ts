import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, Matches, Max, Min } from 'class-validator';
import { RELEASE_RESULTS, TRANCHE_STATES, TRANCHE_WAITS, WAIT_OWNERS } from '@tramo/agreements';
import { MayBeAbsent } from '../http/fields';
import { MoneyDto } from '../http/money.dto';

const nullableDate = { format: 'date', nullable: true, type: String } as const;
const date = { format: 'date', type: String } as const;
const whole = { type: 'integer' } as const;
const nullableWhole = { type: 'integer', nullable: true } as const;
const nullableMoney = { type: () => MoneyDto, nullable: true };

export class ApprovalQuery {
  /** The number of a signature to the last request: the page as whoever gave it saw it. As things are now when absent. */
  @MayBeAbsent()
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,2}$/.test(value) ? Number(value) : value,
  )
  @IsInt({ message: 'must be the number of a signature' })
  @Min(1)
  @Max(99)
  @ApiPropertyOptional({ type: 'integer', minimum: 1 })
  asSeenAt?: number;

  /** The position of a signature, also of one to an earlier request: the page as whoever gave it saw it. */
  @MayBeAbsent()
  @Matches(/^[0-9a-f-]{36}:\d{1,20}$/, { message: 'must be the position of a signature' })
  @ApiPropertyOptional({ type: String })
  asSeenAtPosition?: string;
}

@ApiSchema({ name: 'ApprovalSource', description: 'The stream that a part of the page was read from.' })
export class ApprovalSourceAnswer {
  stream!: string;
  /** Of its last event that counts; -1 where there is none. */
  @ApiProperty(whole)
  revision!: number;
  /** Its events. */
  events!: string;
}

class FromSource {
  evidence!: ApprovalSourceAnswer;
}

@ApiSchema({ name: 'ApprovalRate', description: 'The rate by which an amount was taken.' })
export class ApprovalRateAnswer {
  base!: string;
  quote!: string;
  regime!: string;
  side!: string;
  @ApiProperty(date)
  date!: string;
  value!: string;
  source!: string;
}

@ApiSchema({ name: 'ApprovalTurn', description: 'What is waited for, and whose turn it is.' })
export class ApprovalTurnAnswer {
  @ApiProperty({ enum: TRANCHE_WAITS })
  wait!: string;
  @ApiProperty({ enum: WAIT_OWNERS })
  owner!: string;
}

@ApiSchema({ name: 'ApprovalTranche', description: 'The tranche that is to be approved.' })
export class ApprovalTrancheAnswer extends FromSource {
  @ApiProperty(whole)
  tranche!: number;
  /** How many were agreed. */
  @ApiProperty(whole)
  of!: number;
  @ApiProperty({ enum: TRANCHE_STATES })
  state!: string;
  @ApiProperty({ type: () => ApprovalTurnAnswer, nullable: true })
  turn!: ApprovalTurnAnswer | null;
  amount!: MoneyDto;
  /** Null where no lender pays, and where no rate says. */
  @ApiProperty(nullableMoney)
  inLendersCurrency!: MoneyDto | null;
  @ApiProperty({ type: () => ApprovalRateAnswer, nullable: true })
  rate!: ApprovalRateAnswer | null;
  rateMissing!: string | null;
  @ApiProperty(nullableDate)
  requestedOn!: string | null;
  requestedBy!: string | null;
  /** Working days since it came where it is; null before it is requested. */
  @ApiProperty(nullableWhole)
  daysInStep!: number | null;
  /** Working days since it was first requested, less those in which the organisation had the turn. */
  @ApiProperty(nullableWhole)
  daysInAll!: number | null;
}

@ApiSchema({
  name: 'ApprovalFigures',
  description: 'What was agreed, and how much of it is paid with this tranche.',
})
export class ApprovalFiguresAnswer {
  agreed!: MoneyDto;
  before!: MoneyDto;
  this!: MoneyDto;
  after!: MoneyDto;
  /** What is paid after it, of what was agreed. */
  percent!: string | null;
}

@ApiSchema({ name: 'ApprovalAgreement', description: 'The agreement, with this tranche and without.' })
export class ApprovalAgreementAnswer extends FromSource {
  reference!: string;
  organisation!: string | null;
  addenda!: string[];
  credit!: ApprovalFiguresAnswer;
  /** Of what the other side owes. */
  counterpart!: ApprovalFiguresAnswer;
  total!: ApprovalFiguresAnswer;
}

@ApiSchema({
  name: 'ApprovalParty',
  description: 'What one party gives in one way: how much has come how far.',
})
export class ApprovalPartyAnswer {
  party!: string;
  kind!: string;
  promised!: MoneyDto;
  deposited!: MoneyDto;
  verified!: MoneyDto;
  used!: MoneyDto;
}

@ApiSchema({ name: 'ApprovalDue', description: 'The counterpart that is to be given in one way.' })
export class ApprovalDueAnswer {
  /** For all that is paid, with this tranche. */
  required!: MoneyDto;
  verified!: MoneyDto;
  shortfall!: MoneyDto;
}

@ApiSchema({ name: 'ApprovalCounterpart', description: 'The counterpart, cash and in kind together.' })
export class ApprovalCounterpartAnswer extends FromSource {
  /** For all that is paid, with this tranche. */
  required!: MoneyDto;
  promised!: MoneyDto;
  deposited!: MoneyDto;
  verified!: MoneyDto;
  used!: MoneyDto;
  /** Of what is due with this tranche, which is cash, not verified: what the release condition asks for. */
  shortfall!: MoneyDto;
  /** Due with this tranche. */
  inCash!: ApprovalDueAnswer;
  /** Owed when the agreement closes; cash beyond what is due stands in for it. */
  inKind!: ApprovalDueAnswer;
  parties!: ApprovalPartyAnswer[];
}

@ApiSchema({ name: 'ApprovalProgress', description: 'What is certified, and beside it what is paid.' })
export class ApprovalProgressAnswer extends FromSource {
  milestone!: string | null;
  /** In percent, as agreed. */
  agreed!: string | null;
  certified!: string | null;
  certificate!: string | null;
  supervisor!: string | null;
  @ApiProperty(nullableDate)
  observedOn!: string | null;
  @ApiProperty(nullableWhole)
  ageDays!: number | null;
  /** Paid of the credit, in percent. */
  financial!: string | null;
}

@ApiSchema({ name: 'ApprovalSeason', description: 'How long the crop of this season can wait.' })
export class ApprovalSeasonAnswer extends FromSource {
  /** The day after which it is too late; null where the alliance has none. */
  @ApiProperty(nullableDate)
  deadline!: string | null;
  /** Until then; below zero after it. */
  @ApiProperty(nullableWhole)
  daysLeft!: number | null;
  late!: boolean;
}

@ApiSchema({ name: 'ApprovalClock', description: 'How long the step may take.' })
export class ApprovalClockAnswer extends FromSource {
  /** Working days that the policy gives it; null where nothing is waited for. */
  @ApiProperty(nullableWhole)
  daysMax!: number | null;
  overdue!: boolean;
}

@ApiSchema({ name: 'ApprovalEarlierTranche', description: 'What has become of an earlier tranche.' })
export class ApprovalEarlierTrancheAnswer {
  @ApiProperty(whole)
  tranche!: number;
  @ApiProperty({ enum: TRANCHE_STATES })
  state!: string;
  transferred!: MoneyDto;
  reported!: MoneyDto;
  accepted!: MoneyDto;
  observed!: MoneyDto;
  /** Ruled out and not made good. */
  ineligible!: MoneyDto;
  unjustified!: MoneyDto;
  /** Since it arrived; null where nothing of it is unjustified. */
  @ApiProperty(nullableWhole)
  oldestDays!: number | null;
}

@ApiSchema({ name: 'ApprovalEarlier', description: 'The earlier tranches.' })
export class ApprovalEarlierAnswer extends FromSource {
  tranches!: ApprovalEarlierTrancheAnswer[];
}

@ApiSchema({ name: 'ApprovalBankAccount', description: 'Where the money would go.' })
export class ApprovalBankAccountAnswer {
  account!: string;
  bank!: string;
  number!: string;
  holder!: string;
  @ApiProperty(nullableDate)
  verifiedOn!: string | null;
  verifiedBy!: string[];
}

@ApiSchema({ name: 'ApprovalStatement', description: 'What the bank last said of the account.' })
export class ApprovalStatementAnswer {
  @ApiProperty(date)
  on!: string;
  balance!: MoneyDto;
}

@ApiSchema({ name: 'ApprovalBank', description: 'The account of the organisation.' })
export class ApprovalBankAnswer extends FromSource {
  /** Null where none is named. */
  @ApiProperty({ type: () => ApprovalBankAccountAnswer, nullable: true })
  account!: ApprovalBankAccountAnswer | null;
  /** What should be there by deposits, transfers and accepted expenses. */
  book!: MoneyDto;
  /** The last bank statement; null where there is none. */
  @ApiProperty({ type: () => ApprovalStatementAnswer, nullable: true })
  statement!: ApprovalStatementAnswer | null;
  /** Why none is shown; null where one is. */
  statementMissing!: string | null;
}

@ApiSchema({ name: 'ApprovalBudgetLine', description: 'The line that carries the tranche.' })
export class ApprovalBudgetLineAnswer {
  programmed!: MoneyDto;
  inscribed!: MoneyDto;
  modifications!: MoneyDto;
  current!: MoneyDto;
  committed!: MoneyDto;
  accrued!: MoneyDto;
  paid!: MoneyDto;
  justified!: MoneyDto;
  /** Before the tranche and after it: what the agreement has committed is not available any more. */
  available!: MoneyDto;
  /** Committed for the agreement's year and used by no approved tranche. */
  commitmentBefore!: MoneyDto;
  commitmentAfter!: MoneyDto;
  toInscribe!: MoneyDto;
  /** Paid of what is current, in percent. */
  spent!: string | null;
}

@ApiSchema({ name: 'ApprovalBudget', description: 'The budget of the year that carries the tranche.' })
export class ApprovalBudgetAnswer extends FromSource {
  budgetYear!: string;
  /** Null where the budget of that year is not open. */
  @ApiProperty({ type: () => ApprovalBudgetLineAnswer, nullable: true })
  line!: ApprovalBudgetLineAnswer | null;
}

@ApiSchema({ name: 'ApprovalCategoryCell', description: 'The lender’s category, in the lender’s currency.' })
export class ApprovalCategoryCellAnswer {
  financing!: string;
  share!: string;
  category!: string | null;
  allocation!: MoneyDto;
  documented!: MoneyDto;
  eligible!: MoneyDto;
  reserved!: MoneyDto;
  /** Of that, for this agreement. */
  reservedHere!: MoneyDto;
  freeBefore!: MoneyDto;
  /** Less what the reservation lacks where rates have moved. */
  freeAfter!: MoneyDto;
  @ApiProperty(nullableDate)
  closingDate!: string | null;
  /** Null while the lender pays out. */
  @ApiProperty({ type: () => ApprovalSuspensionAnswer, nullable: true })
  suspension!: ApprovalSuspensionAnswer | null;
}

@ApiSchema({ name: 'ApprovalSuspension', description: 'Why the lender pays nothing out.' })
export class ApprovalSuspensionAnswer {
  @ApiProperty(date)
  suspendedOn!: string;
  document!: string;
  reason!: string;
  /** Who recorded it. */
  by!: string;
}

@ApiSchema({ name: 'ApprovalCategory', description: 'What the lender has set aside.' })
export class ApprovalCategoryAnswer extends FromSource {
  /** Null where no lender pays. */
  @ApiProperty({ type: () => ApprovalCategoryCellAnswer, nullable: true })
  category!: ApprovalCategoryCellAnswer | null;
}

@ApiSchema({
  name: 'ApprovalSpecialAccount',
  description: 'The special account that the lender advances to.',
})
export class ApprovalSpecialAccountAnswer extends FromSource {
  account!: string;
  balance!: MoneyDto;
  /** Of that, for payments on their way. */
  held!: MoneyDto;
  @ApiProperty(nullableMoney)
  ceiling!: MoneyDto | null;
  /** Advanced by the lender and not documented to it. */
  undocumented!: MoneyDto;
  /** The day of the oldest advance of that, and how many days ago it was; null where there is none. */
  @ApiProperty(nullableDate)
  undocumentedSince!: string | null;
  @ApiProperty(nullableWhole)
  undocumentedDays!: number | null;
}

@ApiSchema({ name: 'ApprovalSignature', description: 'A signature that was given.' })
export class ApprovalSignatureAnswer {
  by!: string;
  @ApiProperty(date)
  on!: string;
}

@ApiSchema({ name: 'ApprovalWaiver', description: 'A waiver, granted or only proposed.' })
export class ApprovalWaiverAnswer {
  waiver!: string;
  condition!: string;
  legalAct!: string;
  @ApiProperty(date)
  expiresOn!: string;
  proposedBy!: string;
  grantedBy!: string | null;
}

@ApiSchema({ name: 'ApprovalSignatures', description: 'Who has signed, who has to, and who cannot.' })
export class ApprovalSignaturesAnswer extends FromSource {
  given!: ApprovalSignatureAnswer[];
  @ApiProperty(whole)
  needed!: number;
  /** Approved under the agreement since then, with this tranche. */
  cumulated!: MoneyDto;
  @ApiProperty(date)
  cumulatedSince!: string;
  /** Above it one more has to sign; null where the policy sets none. */
  @ApiProperty(nullableMoney)
  threshold!: MoneyDto | null;
  /** What keeps the one who reads, or who signed, from signing. */
  conflicts!: string[];
  waivers!: ApprovalWaiverAnswer[];
  @ApiProperty(whole)
  policyVersion!: number;
}

@ApiSchema({ name: 'GivenSignature', description: 'A signature that was given to a tranche.' })
export class GivenSignatureAnswer {
  /** To which request it was given, counted from 1. */
  @ApiProperty(whole)
  round!: number;
  /** Whether that is the last request: signatures to earlier ones count no more. */
  counts!: boolean;
  /** Its number in its round. */
  @ApiProperty(whole)
  signature!: number;
  by!: string;
  @ApiProperty(date)
  on!: string;
  amount!: MoneyDto;
  /** Names it in `asSeenAtPosition` of the approval page. */
  position!: string;
}

@ApiSchema({
  name: 'GivenSignatures',
  description: 'All signatures given to a tranche, in their order.',
})
export class GivenSignaturesAnswer {
  items!: GivenSignatureAnswer[];
}

@ApiSchema({ name: 'ReleaseCondition', description: 'A release condition as it was found.' })
export class ReleaseConditionAnswer {
  condition!: string;
  @ApiProperty({ enum: RELEASE_RESULTS })
  result!: string;
  why!: string;
  /** What was compared, by name. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  values!: object;
  /** What would satisfy it; null where it is satisfied. */
  cure!: string | null;
}

@ApiSchema({ name: 'ApprovalChange', description: 'A condition that was found otherwise at the request.' })
export class ApprovalChangeAnswer {
  condition!: string;
  @ApiProperty({ enum: RELEASE_RESULTS })
  was!: string;
  @ApiProperty({ enum: RELEASE_RESULTS })
  is!: string;
}

@ApiSchema({
  name: 'Approval',
  description: 'All that somebody who signs a tranche has to know, on one page.',
})
export class ApprovalAnswer {
  /** Whose duties were looked at. */
  actor!: string;
  /** The day for which it was looked at. */
  @ApiProperty(date)
  on!: string;
  tranche!: ApprovalTrancheAnswer;
  agreement!: ApprovalAgreementAnswer;
  counterpart!: ApprovalCounterpartAnswer;
  progress!: ApprovalProgressAnswer;
  season!: ApprovalSeasonAnswer;
  clock!: ApprovalClockAnswer;
  earlier!: ApprovalEarlierAnswer;
  bank!: ApprovalBankAnswer;
  budget!: ApprovalBudgetAnswer;
  category!: ApprovalCategoryAnswer;
  /** Those of the lender who pays. No signature relies on them: a signer saw them as the ledger had them just before. */
  specialAccounts!: ApprovalSpecialAccountAnswer[];
  signatures!: ApprovalSignaturesAnswer;
  conditions!: ReleaseConditionAnswer[];
  /** What is otherwise than it was when the tranche was requested. */
  changed!: ApprovalChangeAnswer[];
  /** The signature at which it was seen; null where it is shown as things are now. */
  @ApiProperty({ type: () => GivenSignatureAnswer, nullable: true })
  seen!: GivenSignatureAnswer | null;
}
