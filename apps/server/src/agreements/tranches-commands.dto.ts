import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { WAIVABLE_CONDITIONS, type ConditionName } from '@tramo/agreements';
import type { LocalDate } from '@tramo/kernel';
import { IsDate, IsName } from '../http/codes';
import { CommandBody } from '../http/command.dto';
import { IsCorrection, IsListOf, IsLongText, IsText, MayBeAbsent } from '../http/fields';
import { IsMoney, MoneyDto } from '../http/money.dto';

const FILES_MAX = 20;

/** A file, by what it holds. */
export class TrancheDocumentBody {
  @IsText(200)
  @ApiProperty({ example: 'request.pdf' })
  name!: string;

  /** SHA-256 in hexadecimal. */
  @Matches(/^[0-9a-f]{64}$/, { message: 'must be a SHA-256 in 64 hexadecimal digits' })
  @ApiProperty({ type: 'string', pattern: '^[0-9a-f]{64}$' })
  sha256!: string;
}

export class RequestTrancheBody extends CommandBody {
  /** What was agreed for it when absent; never more. */
  @MayBeAbsent()
  @IsMoney()
  amount?: MoneyDto | null;

  /** What came with the request. */
  @IsListOf(() => TrancheDocumentBody, FILES_MAX, 0)
  documents!: TrancheDocumentBody[];
}

export class ReviewTrancheBody extends CommandBody {
  /** What was found. */
  @IsLongText(2_000)
  opinion!: string;
}

export class TrancheReasonBody extends CommandBody {
  @IsLongText(1_000)
  reason!: string;
}

class PostingTrancheBody extends CommandBody {
  /** The date in a closed month that this puts right. */
  @IsCorrection()
  correctsOn?: LocalDate | null;
}

export class SignTrancheBody extends PostingTrancheBody {}

export class StopTrancheBody extends PostingTrancheBody {
  @IsLongText(1_000)
  reason!: string;
}

export class OrderTrancheBody extends PostingTrancheBody {
  /** The operating account it is paid from. */
  @IsName('operativa-1')
  payer!: string;
}

export class ReportTrancheBody extends PostingTrancheBody {
  /** How the bank, or the file that goes to it, names the payment. */
  @IsText(200)
  reference!: string;
}

export class ProposeWaiverBody extends CommandBody {
  /** What the waiver is called in this agreement. */
  @IsName('w-1')
  waiver!: string;

  /** The condition that shall not keep the tranche back. Any can be named, to be told which nobody can waive. */
  @IsText(40)
  @ApiProperty({ example: 'counterpart', description: `One of ${WAIVABLE_CONDITIONS.join(', ')}.` })
  condition!: ConditionName;

  /** As people cite it. */
  @IsText(200)
  @ApiProperty({ example: 'Resolution 8/2022' })
  legalAct!: string;

  @IsLongText(1_000)
  reason!: string;

  /** The last day on which it counts. */
  @IsDate()
  expiresOn!: LocalDate;
}

export class GiveNoObjectionBody extends CommandBody {
  /** The lender's letter, as people cite it. */
  @IsText(200)
  reference!: string;

  @IsDate()
  givenOn!: LocalDate;

  /** Up to how much the lender lets pass; what is requested when absent. */
  @MayBeAbsent()
  @IsMoney()
  amount?: MoneyDto | null;

  @IsListOf(() => TrancheDocumentBody, FILES_MAX, 0)
  evidence!: TrancheDocumentBody[];
}
