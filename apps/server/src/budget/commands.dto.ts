import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { IsBudgetYear, IsCode } from '../http/codes';
import { CommandBody } from '../http/command.dto';
import { IsMoney, MoneyDto } from '../http/money.dto';
import { IsListOf, IsLongText, IsNested, IsText, MayBeAbsent } from '../http/fields';
import {
  AskedLineBody,
  BudgetCommandBody,
  LegalActBody,
  LineAmountBody,
  LINES_MAX,
  NamedLineBody,
} from './shapes.dto';

export class OpenBudgetBody extends CommandBody {
  @IsBudgetYear()
  year!: string;

  /** Whose lines they are where a line does not say; the executing unit when absent. */
  @MayBeAbsent()
  @IsCode('UEP')
  entity?: string | null;
}

export class PlanBudgetBody extends BudgetCommandBody {
  @IsListOf(() => LineAmountBody, LINES_MAX)
  lines!: LineAmountBody[];
}

export class RequestInscriptionBody extends PlanBudgetBody {
  /** What the request is called. */
  @IsCode('R-1')
  request!: string;

  @IsLongText(1_000)
  reason!: string;
}

export class WithdrawInscriptionRequestBody extends BudgetCommandBody {
  @IsLongText(1_000)
  reason!: string;
}

export class ReduceAppropriationBody extends PlanBudgetBody {
  @IsNested(() => LegalActBody)
  legalAct!: LegalActBody;
}

const KINDS = ['initial', 'additional'] as const;

export class InscribeAppropriationBody extends ReduceAppropriationBody {
  /** `initial` as the budget law has it, `additional` by what came after. */
  @IsIn(KINDS)
  @ApiProperty({ enum: KINDS })
  kind!: (typeof KINDS)[number];

  /** The request that it answers. */
  @MayBeAbsent()
  @IsCode('R-1')
  request?: string | null;
}

export class TransferAppropriationBody extends BudgetCommandBody {
  @IsNested(() => LegalActBody)
  legalAct!: LegalActBody;

  @IsNested(() => AskedLineBody)
  from!: AskedLineBody;

  @IsNested(() => AskedLineBody)
  to!: AskedLineBody;

  @IsMoney()
  amount!: MoneyDto;
}

class AmountOnLineBody extends BudgetCommandBody {
  @IsNested(() => AskedLineBody)
  line!: AskedLineBody;

  @IsMoney()
  amount!: MoneyDto;

  /** What it is for, as people cite it. */
  @IsText(200)
  reference!: string;
}

export class PreCommitBody extends AmountOnLineBody {
  /** What the pre-commitment is called in this budget. */
  @IsCode('PC-1')
  id!: string;
}

export class CommitBody extends AmountOnLineBody {
  /** What the commitment is called in this budget. */
  @IsCode('C-1')
  id!: string;

  /** The pre-commitment it is made from, of which it may use a part. */
  @MayBeAbsent()
  @IsCode('PC-1')
  preCommitment?: string | null;

  /** The agreement that was signed. */
  @MayBeAbsent()
  @IsCode('A-1')
  agreement?: string | null;
}

export class ReleaseBody extends BudgetCommandBody {
  /** All that is still held when absent. */
  @MayBeAbsent()
  @IsMoney()
  amount?: MoneyDto | null;

  @IsLongText(1_000)
  reason!: string;
}

export class CarriedLineBody {
  /** The line of the year before, in full. */
  @IsNested(() => NamedLineBody)
  from!: NamedLineBody;

  /** The line of this year; the one of the same codes when absent. */
  @MayBeAbsent()
  @IsNested(() => AskedLineBody)
  line?: AskedLineBody | null;

  @IsMoney()
  amount!: MoneyDto;
}

export class CarryForwardBody extends BudgetCommandBody {
  @IsNested(() => LegalActBody)
  legalAct!: LegalActBody;

  @IsListOf(() => CarriedLineBody, LINES_MAX)
  lines!: CarriedLineBody[];
}

export class ReclassifyLinesBody extends BudgetCommandBody {
  /** The line that is in the wrong category, in full. */
  @IsNested(() => NamedLineBody)
  from!: NamedLineBody;

  /** The same codes, as the crosswalk has them now. */
  @IsNested(() => AskedLineBody)
  to!: AskedLineBody;

  @IsLongText(1_000)
  reason!: string;

  /** The crosswalk that puts it right, as people cite it. */
  @IsText(200)
  crosswalk!: string;
}

export class ReserveCategoryBody extends CommandBody {
  /** What the reservation is called. */
  @IsCode('R-1')
  reservationId!: string;

  /** The executor whose share it is. */
  @IsCode('UEP')
  share!: string;

  /** Absent where the share is not broken down by category. */
  @MayBeAbsent()
  @IsCode('1')
  category?: string | null;

  /** In the lender's currency, or in the programme's, which is converted as its policy says. */
  @IsMoney()
  amount!: MoneyDto;

  /** The agreement that was signed. */
  @MayBeAbsent()
  @IsCode('A-1')
  agreement?: string | null;
}

export class ReleaseCategoryReservationBody extends CommandBody {
  /** In the lender's currency; all that is left when absent. */
  @MayBeAbsent()
  @IsMoney()
  amount?: MoneyDto | null;

  @IsLongText(1_000)
  reason!: string;
}
