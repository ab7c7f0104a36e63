import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import { ACCEPTANCES, ADVANCE_RETURNS, type Acceptance, type AdvanceReturn } from '@tramo/agreements';
import type { LocalDate } from '@tramo/kernel';
import { AskedLineBody } from '../budget/shapes.dto';
import { IsBudgetYear, IsCode, IsDate, IsName } from '../http/codes';
import { CommandBody } from '../http/command.dto';
import { IsCorrection, IsListOf, IsLongText, IsNested, IsText, MayBeAbsent } from '../http/fields';
import { IsMoney, MoneyDto } from '../http/money.dto';
import { ProgrammePath } from '../identity/policy.dto';
import { IsPercentage, LenderBody } from './contracts-commands.dto';
import { EvidenceFileBody } from './counterpart.dto';

const FILES_MAX = 20;
const SHEETS_MAX = 999;

/** What stands in an address is text; what is not a number must stay visible as a mistake. */
const asNumber = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && /^\d{1,3}$/.test(value) ? Number(value) : value;

export class WorkPath extends ProgrammePath {
  /** The code of the work. */
  @IsName('canal-tarapaya')
  work!: string;
}

export class WorkDepositPath extends WorkPath {
  /** What the deposit is called in this work. */
  @IsCode('D-1')
  deposit!: string;
}

export class WorkPaymentPath extends WorkPath {
  /** As the list of payments has it. */
  @IsName('canal-tarapaya-payment-1')
  payment!: string;
}

export class WorkSheetPath extends WorkPath {
  /** The number of the sheet. */
  @Transform(asNumber)
  @IsInt()
  @Min(1)
  @Max(SHEETS_MAX)
  @ApiProperty({ type: 'integer', minimum: 1, maximum: SHEETS_MAX })
  sheet!: number;
}

@ApiSchema({ name: 'Municipality', description: 'Whose work it is, and who pays a share of it.' })
export class MunicipalityBody {
  @IsCode('GAM-BETANZOS')
  code!: string;

  @IsText(200)
  name!: string;
}

export class SignLetterOfIntentBody extends CommandBody {
  /** What the work is called in addresses. */
  @IsName('canal-tarapaya')
  work!: string;

  /** What people call it. */
  @IsText(200)
  name!: string;

  @IsNested(() => MunicipalityBody)
  municipality!: MunicipalityBody;

  /** The letter, as people cite it. */
  @IsText(200)
  reference!: string;

  /** What it may cost, before anybody has drawn it. */
  @MayBeAbsent()
  @IsMoney()
  estimate?: MoneyDto | null;
}

export class ApproveFinalDesignBody extends CommandBody {
  /** The person who has drawn it; who approves it when absent. They neither measure the work nor approve its sheets. */
  @MayBeAbsent()
  @IsText(100)
  designer?: string | null;

  /** What the work costs. */
  @IsMoney()
  amount!: MoneyDto;

  /** The municipality's share of it. */
  @IsPercentage()
  municipalPercentage!: string;

  /** The lender's share: both make 100. */
  @IsPercentage()
  lenderPercentage!: string;

  @IsListOf(() => EvidenceFileBody, FILES_MAX)
  evidence!: EvidenceFileBody[];
}

class WorkCommandBody extends CommandBody {
  /** The date in a closed month that this puts right. */
  @IsCorrection()
  correctsOn?: LocalDate | null;
}

export class SignWorkAgreementBody extends WorkCommandBody {
  /** The agreement, as people cite it. */
  @IsText(200)
  reference!: string;

  /** Who builds it. */
  @IsText(200)
  contractor!: string;

  /** Of the lender's share; its entity is the fund in whose books the work rests. */
  @IsNested(() => AskedLineBody)
  line!: AskedLineBody;

  /** Whose category pays; absent where the source of the line is no lender's. */
  @MayBeAbsent()
  @IsNested(() => LenderBody)
  lender?: LenderBody | null;

  /** Of the amount, what is advanced to the contractor at most. */
  @IsPercentage()
  advancePercentage!: string;

  /** Of every sheet, what is kept until the work is accepted. */
  @IsPercentage()
  retentionPercentage!: string;

  @IsDate()
  startsOn!: LocalDate;

  @IsDate()
  endsOn!: LocalDate;
}

export class CommitWorkYearBody extends WorkCommandBody {
  @IsBudgetYear()
  budgetYear!: string;

  /** Of the lender's share, what the budget of the year takes. */
  @IsMoney()
  amount!: MoneyDto;
}

export class ReleaseWorkYearBody extends WorkCommandBody {
  @IsBudgetYear()
  budgetYear!: string;

  /** All that is committed and not accrued when absent. */
  @MayBeAbsent()
  @IsMoney()
  amount?: MoneyDto | null;

  @IsLongText(1_000)
  reason!: string;
}

export class SignWorkAddendumBody extends WorkCommandBody {
  /** What it is called in this work. */
  @IsCode('A-1')
  addendum!: string;

  /** The addendum, as people cite it. */
  @IsText(200)
  reference!: string;

  @IsLongText(1_000)
  reason!: string;

  /** What the work costs from now on; as it was when absent. Both shares stay what they were. */
  @MayBeAbsent()
  @IsMoney()
  amount?: MoneyDto | null;

  /** As it was when absent. */
  @MayBeAbsent()
  @IsDate()
  endsOn?: LocalDate | null;
}

export class DepositMunicipalShareBody extends WorkCommandBody {
  /** What the deposit is called in this work. */
  @IsCode('D-1')
  deposit!: string;

  /** The collection account of the fund that it arrived on; only history knows of none. */
  @MayBeAbsent()
  @IsName('fps-collection')
  account?: string | null;

  @IsMoney()
  amount!: MoneyDto;

  @IsDate()
  depositedOn!: LocalDate;

  /** The slip, as the bank cites it. */
  @IsText(200)
  reference!: string;
}

export class VerifyMunicipalDepositBody extends WorkCommandBody {
  /** The line of the bank that shows it. */
  @IsText(200)
  @ApiProperty({ example: 'statement 3, line 12' })
  shownBy!: string;
}

export class ReverseMunicipalDepositBody extends WorkCommandBody {
  @IsLongText(1_000)
  reason!: string;
}

export class ReturnMunicipalFundsBody extends WorkCommandBody {
  /** All that the work does not need when absent. */
  @MayBeAbsent()
  @IsMoney()
  amount?: MoneyDto | null;

  /** The transfer, as the bank cites it. */
  @IsText(200)
  reference!: string;
}

export class ReturnWorksAdvanceBody extends WorkCommandBody {
  /** The contractor, or who stands for him, pays it; or it is kept of what was retained of a work that is terminated. */
  @IsIn(ADVANCE_RETURNS)
  @ApiProperty({ enum: ADVANCE_RETURNS })
  from!: AdvanceReturn;

  /** All that is with the contractor, or kept of it, when absent. */
  @MayBeAbsent()
  @IsMoney()
  amount?: MoneyDto | null;

  /** The operating account of the fund that the lender's part comes to; none where it is kept. */
  @MayBeAbsent()
  @IsName('fps-operating')
  account?: string | null;

  /** The collection account of the fund that the municipality's part comes to; none where it is kept. */
  @MayBeAbsent()
  @IsName('fps-collection')
  collection?: string | null;

  /** The transfer, or the act. */
  @IsText(200)
  reference!: string;
}

class PayingBody extends WorkCommandBody {
  /** The operating account of the fund that the lender's part leaves; only history knows of none. */
  @MayBeAbsent()
  @IsName('fps-operating')
  payer?: string | null;

  /** The transfer, as the bank cites it. */
  @IsText(200)
  reference!: string;
}

export class PayWorksAdvanceBody extends PayingBody {
  @IsMoney()
  amount!: MoneyDto;
}

export class RequestWorksAdvanceBody extends CommandBody {
  @IsMoney()
  amount!: MoneyDto;

  @IsLongText(1_000)
  reason!: string;
}

export class PayProgressSheetBody extends PayingBody {}

export class ReleaseRetentionBody extends PayingBody {
  /** Of what was retained and is held; all of it when absent. */
  @MayBeAbsent()
  @IsMoney()
  amount?: MoneyDto | null;
}

export class BounceWorkPaymentBody extends WorkCommandBody {
  @IsLongText(1_000)
  reason!: string;
}

export class PresentProgressSheetBody extends WorkCommandBody {
  /** Counted from 1; one that was returned is presented anew under its number. */
  @IsInt()
  @Min(1)
  @Max(SHEETS_MAX)
  @ApiProperty({ type: 'integer', minimum: 1, maximum: SHEETS_MAX })
  sheet!: number;

  /** Physical progress since the beginning, from 0 to 100. */
  @IsPercentage()
  progress!: string;

  /** What the measured work comes to. */
  @IsMoney()
  gross!: MoneyDto;

  /** What it amortises of the advance; in proportion when absent, and never less. */
  @MayBeAbsent()
  @IsMoney()
  amortisation?: MoneyDto | null;

  /** The last day that is measured. */
  @IsDate()
  measuredUntil!: LocalDate;

  @IsListOf(() => EvidenceFileBody, FILES_MAX)
  evidence!: EvidenceFileBody[];
}

export class ApproveProgressSheetBody extends WorkCommandBody {
  /** Whose budget takes it; the year in which it counts when absent. */
  @MayBeAbsent()
  @IsBudgetYear()
  budgetYear?: string | null;
}

export class AcceptWorkBody extends PayingBody {
  /** But for its defects, or for good. */
  @IsIn(ACCEPTANCES)
  @ApiProperty({ enum: ACCEPTANCES })
  kind!: Acceptance;

  /** Of what was retained, what is paid with a provisional acceptance; a final one pays all of it. */
  @MayBeAbsent()
  @IsMoney()
  release?: MoneyDto | null;
}

export class WorkReasonBody extends CommandBody {
  @IsLongText(1_000)
  reason!: string;
}
