import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import { EXPENSE_STATES, SETTLEMENTS, type ExpenseStep } from '@tramo/agreements';
import type { LocalDate } from '@tramo/kernel';
import { IsDate, IsName } from '../http/codes';
import { MayBeAbsent } from '../http/fields';
import { MoneyDto } from '../http/money.dto';
import { PageQuery } from '../http/tables/page.dto';
import { EvidenceFileAnswer } from './counterpart.dto';
import { AsNumber, IsTranche } from './expenses-commands.dto';

const nullableDate = { format: 'date', nullable: true, type: String } as const;

export class ExpensesQuery extends PageQuery {
  /** Only expenses of this agreement. */
  @MayBeAbsent()
  @IsName('a-17')
  agreement?: string;

  /** Only those of the tranche of this number. */
  @MayBeAbsent()
  @AsNumber()
  @IsTranche()
  tranche?: number;

  /** Only those that stand here. */
  @IsOptional()
  @IsIn(EXPENSE_STATES)
  @ApiPropertyOptional({ enum: EXPENSE_STATES })
  state?: ExpenseStep;

  /** Only those of the supplier with this tax number. */
  @IsOptional()
  @IsString()
  @Length(1, 40)
  taxId?: string;

  /** Only those that are observed, and were to be remedied before this day. */
  @MayBeAbsent()
  @IsDate()
  overdueOn?: LocalDate;

  /** Words of its id, its supplier, its invoice or its concept. */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  search?: string;
}

export class IneligiblesQuery extends PageQuery {
  /** Only those of this agreement. */
  @MayBeAbsent()
  @IsName('a-17')
  agreement?: string;
}

export class InvoicesQuery extends PageQuery {
  /** Only those of the supplier with this tax number. */
  @IsOptional()
  @IsString()
  @Length(1, 40)
  taxId?: string;

  /** Only those with this number. */
  @IsOptional()
  @IsString()
  @Length(1, 60)
  number?: string;
}

@ApiSchema({ name: 'ExpenseContribution', description: 'What one party pays of an expense.' })
export class ExpenseContributionAnswer {
  party!: string;
  kind!: 'cash' | 'in-kind';
  amount!: MoneyDto;
}

@ApiSchema({ name: 'ExpenseInvoice', description: 'The invoice of which an expense is the whole or a part.' })
export class ExpenseInvoiceAnswer {
  /** By what it is found among the invoices. */
  invoice!: string;
  taxId!: string;
  type!: string;
  number!: string;
  total!: MoneyDto;
}

@ApiSchema({ name: 'Expense', description: 'What was spent of a tranche, and how its account stands.' })
export class ExpenseAnswer {
  agreement!: string;
  expense!: string;
  @ApiProperty({ type: 'integer' })
  tranche!: number;
  @ApiProperty({ enum: EXPENSE_STATES })
  state!: ExpenseStep;
  @ApiProperty({ format: 'date' })
  spentOn!: string;
  supplier!: string;
  concept!: string;
  invoice!: ExpenseInvoiceAnswer;
  net!: MoneyDto;
  tax!: MoneyDto;
  withheld!: MoneyDto;
  withheldBy!: string;
  /** As it was reported and, once it is accepted, as it was recognised. */
  subsidy!: MoneyDto;
  /** What of the report the tranche could not pay any more: it is counterpart. */
  excess!: MoneyDto;
  contributions!: ExpenseContributionAnswer[];
  /** What rounding left where the terms split it; null where the report said how. */
  residue!: string | null;
  /** The ineligible expense whose place it takes. */
  substitutes!: string | null;
  documents!: EvidenceFileAnswer[];
  reportedBy!: string;
  @ApiProperty({ format: 'date' })
  reportedOn!: string;
  /** By when an observation is to be remedied. */
  @ApiProperty(nullableDate)
  dueOn!: string | null;
  /** Why it was observed, ruled out or withdrawn last. */
  reason!: string | null;
  reviewedBy!: string | null;
  @ApiProperty(nullableDate)
  reviewedOn!: string | null;
  /** Ruled out, and not made good. */
  owed!: MoneyDto;
  /** Of its last event; pass it as `expectedRevision` to decide on what is shown. */
  @ApiProperty({ type: 'integer' })
  revision!: number;
  /** Where to read that event. */
  link!: string;
}

@ApiSchema({ name: 'Expenses', description: 'Expenses by agreement and id.' })
export class ExpensesAnswer {
  items!: ExpenseAnswer[];
  /** Pass it as `cursor` for what follows; null at the end. */
  next!: string | null;
}

@ApiSchema({ name: 'SettlementAct', description: 'The law, decree or resolution that lets it go.' })
export class SettlementActAnswer {
  type!: string;
  number!: string;
  @ApiProperty({ format: 'date' })
  date!: string;
}

@ApiSchema({ name: 'Settlement', description: 'How a part of what was ineligible was made good.' })
export class SettlementAnswer {
  @ApiProperty({ enum: SETTLEMENTS })
  way!: string;
  amount!: MoneyDto;
  account!: string | null;
  substitute!: string | null;
  @ApiProperty({ type: 'integer', nullable: true })
  against!: number | null;
  @ApiProperty({ type: () => SettlementActAnswer, nullable: true })
  legalAct!: SettlementActAnswer | null;
  reference!: string;
  /** Whether the budget was available again, since it came back in the year in which it was paid. */
  sameYear!: boolean;
  @ApiProperty({ format: 'date' })
  settledOn!: string;
  by!: string;
  /** Where to read the event. */
  link!: string;
}

@ApiSchema({ name: 'Ineligible', description: 'An expense that was ruled out, and how it was made good.' })
export class IneligibleAnswer {
  agreement!: string;
  expense!: string;
  @ApiProperty({ type: 'integer' })
  tranche!: number;
  supplier!: string;
  concept!: string;
  reason!: string | null;
  @ApiProperty(nullableDate)
  ruledOn!: string | null;
  ruledBy!: string | null;
  /** Whether it had been accepted before. */
  wasAccepted!: boolean;
  amount!: MoneyDto;
  /** What is not made good. */
  owed!: MoneyDto;
  settlements!: SettlementAnswer[];
}

@ApiSchema({ name: 'Ineligibles', description: 'The register of what was ruled out, by agreement and id.' })
export class IneligiblesAnswer {
  items!: IneligibleAnswer[];
  /** Pass it as `cursor` for what follows; null at the end. */
  next!: string | null;
}

@ApiSchema({ name: 'InvoiceHolder', description: 'An expense that holds a part of an invoice.' })
export class InvoiceHolderAnswer {
  agreement!: string;
  expense!: string;
  amount!: MoneyDto;
}

@ApiSchema({ name: 'CreditNote', description: 'What a supplier took back of an invoice.' })
export class CreditNoteAnswer {
  creditNote!: string;
  amount!: MoneyDto;
  @ApiProperty({ format: 'date' })
  issuedOn!: string;
  reason!: string;
  by!: string;
}

@ApiSchema({
  name: 'Invoice',
  description: 'An invoice with who holds what of it, anywhere in the programme.',
})
export class InvoiceAnswer {
  invoice!: string;
  taxId!: string;
  type!: string;
  number!: string;
  total!: MoneyDto;
  /** By credit notes. */
  credited!: MoneyDto;
  held!: MoneyDto;
  /** What can still be reported of it. */
  free!: MoneyDto;
  holders!: InvoiceHolderAnswer[];
  creditNotes!: CreditNoteAnswer[];
}

@ApiSchema({ name: 'Invoices', description: 'Invoices that expenses were reported with.' })
export class InvoicesAnswer {
  items!: InvoiceAnswer[];
  /** Pass it as `cursor` for what follows; null at the end. */
  next!: string | null;
}
