import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import { SETTLEMENTS, WITHHOLDING_BEARERS, type SettlementWay } from '@tramo/agreements';
import type { LocalDate } from '@tramo/kernel';
import { LegalActBody } from '../budget/shapes.dto';
import { IsCode, IsDate, IsName } from '../http/codes';
import { CommandBody } from '../http/command.dto';
import { IsListOf, IsLongText, IsNested, IsText, MayBeAbsent } from '../http/fields';
import { IsMoney, MoneyDto } from '../http/money.dto';
import { AgreementCommandBody, AgreementPath, ContributionBody } from './contracts-commands.dto';
import { EvidenceFileBody } from './counterpart.dto';

const FILES_MAX = 20;
const PARTIES_MAX = 50;
const TRANCHES_MAX = 999;

/** An address has text; what is not a number must stay visible as a mistake. */
const asNumber = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && /^\d{1,3}$/.test(value) ? Number(value) : value;
export const AsNumber = (): PropertyDecorator => Transform(asNumber);

export const IsTranche = (): PropertyDecorator =>
  applyDecorators(
    IsInt({ message: 'must be the number of a tranche' }),
    Min(1),
    Max(TRANCHES_MAX),
    ApiProperty({ type: 'integer', minimum: 1, maximum: TRANCHES_MAX }),
  );

export class ExpensePath extends AgreementPath {
  /** What the expense is called under its agreement. */
  @IsCode('E-1')
  expense!: string;
}

export class TrancheOfAgreementPath extends AgreementPath {
  /** Counted from 1, as the agreement has it. */
  @AsNumber()
  @IsTranche()
  tranche!: number;
}

/** What makes an invoice one and the same, however it is spelt, and what it is of. It is recorded as it was first spelt. */
export class InvoiceBody {
  /** The supplier's tax number. */
  @IsText(40)
  @ApiProperty({ example: '1023456021' })
  taxId!: string;

  @IsText(40)
  @ApiProperty({ example: 'factura' })
  type!: string;

  @IsText(60)
  @ApiProperty({ example: '000778' })
  number!: string;

  /** Of the whole invoice, of which an expense may be a part. */
  @IsMoney()
  total!: MoneyDto;
}

class ReportBody extends AgreementCommandBody {
  @IsDate()
  spentOn!: LocalDate;

  @IsText(200)
  supplier!: string;

  @IsNested(() => InvoiceBody)
  invoice!: InvoiceBody;

  /** What the expense is shown with, by what the files hold. */
  @IsListOf(() => EvidenceFileBody, FILES_MAX)
  document!: EvidenceFileBody[];

  /** Of the invoice, what this expense is: before tax. */
  @IsMoney()
  net!: MoneyDto;

  /** None when absent. */
  @MayBeAbsent()
  @IsMoney()
  tax?: MoneyDto | null;

  /** What was kept back for the tax office; none when absent. */
  @MayBeAbsent()
  @IsMoney()
  withheld?: MoneyDto | null;

  /** Out of whose pocket that is; the supplier's when absent. */
  @MayBeAbsent()
  @IsIn(WITHHOLDING_BEARERS)
  @ApiProperty({ enum: WITHHOLDING_BEARERS })
  withheldBy?: (typeof WITHHOLDING_BEARERS)[number] | null;

  /** What the subsidy pays. Left out with the contributions, the agreement's terms split net and tax. */
  @MayBeAbsent()
  @IsMoney()
  subsidy?: MoneyDto | null;

  /** What the counterpart pays, by party and kind. */
  @MayBeAbsent()
  @IsListOf(() => ContributionBody, PARTIES_MAX, 0)
  contributions?: ContributionBody[] | null;

  /** The ineligible expense whose place it takes. */
  @MayBeAbsent()
  @IsCode('E-0')
  substitutes?: string | null;

  /** What was bought. */
  @IsText(400)
  concept!: string;
}

export class ReportExpenseBody extends ReportBody {
  /** What the expense is called under its agreement. */
  @IsCode('E-1')
  expense!: string;

  /** The tranche that paid it. */
  @IsTranche()
  tranche!: number;
}

export class RemedyExpenseBody extends ReportBody {
  /** What is said to the observation. */
  @IsLongText(2_000)
  answer!: string;
}

export class ObserveExpenseBody extends AgreementCommandBody {
  @IsLongText(2_000)
  reason!: string;

  /** By when it is to be remedied; what the policy grants when absent. */
  @MayBeAbsent()
  @IsDate()
  dueOn?: LocalDate | null;
}

export class AcceptExpenseBody extends AgreementCommandBody {}

export class ExpenseReasonBody extends AgreementCommandBody {
  @IsLongText(2_000)
  reason!: string;
}

export class SettleIneligibleBody extends AgreementCommandBody {
  /** Another expense takes its place, the organisation pays it back, a later tranche is paid less, or a law lets it go. */
  @IsIn(SETTLEMENTS)
  @ApiProperty({ enum: SETTLEMENTS })
  way!: SettlementWay;

  /** All that is owed when absent. */
  @MayBeAbsent()
  @IsMoney()
  amount?: MoneyDto | null;

  /** `to-account`: the organisation's; `to-project`: an operating account of the programme. */
  @MayBeAbsent()
  @IsName('operativa')
  account?: string | null;

  /** `substituted`: the expense that was reported in its place. */
  @MayBeAbsent()
  @IsCode('E-2')
  substitute?: string | null;

  /** `offset`: the tranche, approved and not ordered, of which so much less is paid. */
  @MayBeAbsent()
  @IsTranche()
  against?: number | null;

  /** `written-off`: by what it is let go. */
  @MayBeAbsent()
  @IsNested(() => LegalActBody)
  legalAct?: LegalActBody | null;

  /** As the bank, or a letter, cites it. */
  @IsText(200)
  reference!: string;
}

export class ReturnBalanceBody extends AgreementCommandBody {
  @IsMoney()
  amount!: MoneyDto;

  /** The operating account of the programme that it came to. */
  @IsName('operativa')
  account!: string;

  /** As the bank cites it. */
  @IsText(200)
  reference!: string;
}

export class RecordCreditNoteBody extends CommandBody {
  /** The supplier's tax number. */
  @IsText(40)
  @ApiProperty({ example: '1023456021' })
  taxId!: string;

  @IsText(40)
  @ApiProperty({ example: 'factura' })
  type!: string;

  @IsText(60)
  @ApiProperty({ example: '000778' })
  number!: string;

  /** The number of the credit note. */
  @IsText(60)
  creditNote!: string;

  @IsMoney()
  amount!: MoneyDto;

  @IsDate()
  issuedOn!: LocalDate;

  @IsLongText(1_000)
  reason!: string;
}
