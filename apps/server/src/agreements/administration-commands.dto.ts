import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn } from 'class-validator';
import { DIMENSIONS } from '@tramo/journal';
import type { LocalDate } from '@tramo/kernel';
import { AskedLineBody, LineAmountBody, LINES_MAX } from '../budget/shapes.dto';
import { IsBudgetYear, IsCode, IsDate, IsName } from '../http/codes';
import { IsListOf, IsNested, IsText, MayBeAbsent } from '../http/fields';
import { IsMoney, MoneyDto } from '../http/money.dto';
import { AgreementCommandBody, AgreementPath } from './contracts-commands.dto';

export class PledgePath extends AgreementPath {
  /** What the pledge is called under its agreement. */
  @IsCode('P-1')
  pledge!: string;
}

export class PledgeRevolvingBody extends AgreementCommandBody {
  /** What the pledge is called under its agreement. */
  @IsCode('P-1')
  pledge!: string;

  @IsMoney()
  amount!: MoneyDto;

  /** By when it is to be repaid. */
  @IsDate()
  dueOn!: LocalDate;
}

export class RepayRevolvingBody extends AgreementCommandBody {
  @IsMoney()
  amount!: MoneyDto;

  /** The organisation's account that it was paid into. */
  @IsName('org-12-main')
  account!: string;

  /** As the bank, or a receipt, cites it. */
  @IsText(200)
  reference!: string;
}

export class RecordSpendingBody extends AgreementCommandBody {
  /** What the spending is called under its agreement. */
  @IsCode('S-1')
  spending!: string;

  @IsBudgetYear()
  budgetYear!: string;

  /** Need not be said: it is the line on which the year is committed. */
  @MayBeAbsent()
  @IsNested(() => AskedLineBody)
  line?: AskedLineBody | null;

  @IsMoney()
  amount!: MoneyDto;

  @MayBeAbsent()
  @IsText(200)
  supplier?: string | null;

  /** What it was for. */
  @IsText(400)
  concept!: string;

  /** The account of the programme it is paid from; none where it was paid from elsewhere. */
  @MayBeAbsent()
  @IsName('operativa')
  payer?: string | null;

  /** Names of dimensions that were derived, and not given by whoever recorded it. */
  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(DIMENSIONS.length)
  @IsIn(DIMENSIONS, { each: true })
  @ApiProperty({ type: [String], enum: DIMENSIONS, example: ['region'] })
  derived?: string[] | null;
}

export class AllocateCostBody extends AgreementCommandBody {
  /** What the allocation is called under its agreement. */
  @IsCode('C-1')
  allocation!: string;

  @IsBudgetYear()
  budgetYear!: string;

  /** By what it is shared out. */
  @IsText(200)
  @ApiProperty({ example: 'hours worked' })
  driver!: string;

  /** Of the driver. */
  @IsText(80)
  @ApiProperty({ example: '2022-1' })
  version!: string;

  /** Whether it was borne outside the programme, so that no line of it is relieved. */
  @MayBeAbsent()
  @IsBoolean()
  outside?: boolean | null;

  @IsListOf(() => LineAmountBody, LINES_MAX)
  lines!: LineAmountBody[];
}
