import type { ViewTable } from '@tramo/event-log';
import type { CurrencyCode, LocalDate } from '@tramo/kernel';
import type { SettlementWay } from '../expenses/expense.events';
import type { ExpenseStep } from '../expenses/expense.state';

interface OfAgreement {
  programme: string;
  agreement: string;
}
interface OfInvoice {
  programme: string;
  /** A hash of what makes it one and the same. */
  invoice: string;
}

export const ADVANCE_MOVEMENTS = [
  'transferred',
  'bounced',
  'set-off-received',
  'accepted',
  'reversed',
  'ruled-out',
  'substituted',
  'to-account',
  'to-project',
  'offset',
  'written-off',
  'returned',
] as const;
export type AdvanceMovement = (typeof ADVANCE_MOVEMENTS)[number];

/** As they are read from the views. */
export interface ExpenseTables {
  expense: OfAgreement & {
    expense: string;
    tranche: bigint;
    state: ExpenseStep;
    spent_on: LocalDate;
    supplier: string;
    invoice: string;
    tax_id: string;
    invoice_type: string;
    invoice_number: string;
    currency: CurrencyCode;
    invoice_total: bigint;
    net: bigint;
    tax: bigint;
    withheld: bigint;
    withheld_by: string;
    /** As it was reported and, once it is accepted, as it was recognised. */
    subsidy: bigint;
    /** What of the report was above the cap. */
    excess: bigint;
    /** As JSON. */
    contributions: string;
    residue: string | null;
    substitutes: string | null;
    concept: string;
    /** As JSON. */
    document: string;
    reported_by: string;
    reported_on: LocalDate;
    due_on: LocalDate | null;
    /** Why it was observed, ruled out or withdrawn last. */
    reason: string | null;
    reviewed_by: string | null;
    reviewed_on: LocalDate | null;
    /** Of what is ineligible: whether it had been accepted, and what of it is not made good. */
    was_accepted: bigint;
    ruled_out: bigint;
    owed: bigint;
    words: string;
    revision: bigint;
  };
  expense_settlement: OfAgreement & {
    revision: bigint;
    expense: string;
    tranche: bigint;
    way: SettlementWay;
    currency: CurrencyCode;
    amount: bigint;
    account: string | null;
    substitute: string | null;
    against: bigint | null;
    /** As JSON. */
    legal_act: string | null;
    reference: string;
    same_year: bigint;
    settled_on: LocalDate;
    by: string;
  };
  expense_invoice: OfInvoice & {
    tax_id: string;
    type: string;
    number: string;
    currency: CurrencyCode;
    total: bigint;
    credited: bigint;
    held: bigint;
  };
  expense_invoice_holder: OfInvoice & { agreement: string; expense: string; amount: bigint };
  expense_credit_note: OfInvoice & {
    credit_note: string;
    amount: bigint;
    issued_on: LocalDate;
    reason: string;
    by: string;
  };
  /** What changed what of a tranche is unjustified, and what of that is owed: to be added up as of any date. */
  advance_movement: OfAgreement & {
    revision: bigint;
    tranche: bigint;
    organisation: string | null;
    currency: CurrencyCode;
    kind: AdvanceMovement;
    effective_on: LocalDate;
    unjustified: bigint;
    owed: bigint;
  };
  revolving_pledge: OfAgreement & {
    pledge: string;
    currency: CurrencyCode;
    amount: bigint;
    repaid: bigint;
    pledged_on: LocalDate;
    due_on: LocalDate;
    by: string;
  };
  administration_spending: OfAgreement & {
    spending: string;
    budget_year: string;
    commitment: string;
    /** As JSON. */
    line: string;
    currency: CurrencyCode;
    amount: bigint;
    supplier: string | null;
    concept: string;
    payer: string | null;
    /** As JSON. */
    derived: string;
    spent_on: LocalDate;
    by: string;
    revision: bigint;
  };
  administration_allocation: OfAgreement & {
    revision: bigint;
    allocation: string;
    driver: string;
    version: string;
    budget_year: string;
    /** As JSON, the line that it relieves; none where it was borne outside the programme. */
    from_line: string | null;
    /** As JSON. */
    to_line: string;
    currency: CurrencyCode;
    amount: bigint;
    allocated_on: LocalDate;
    by: string;
  };
}

const nullable = <const Type extends 'text' | 'date' | 'integer' | 'json'>(type: Type) =>
  ({ type, nullable: true }) as const;
const ofAgreement = { programme: 'text', agreement: 'text' } as const;
const ofInvoice = { programme: 'text', invoice: 'text' } as const;

export const expenseViewTables: Readonly<Record<keyof ExpenseTables, ViewTable>> = {
  expense: {
    columns: {
      ...ofAgreement,
      expense: 'text',
      tranche: 'integer',
      state: 'text',
      spent_on: 'date',
      supplier: 'text',
      invoice: 'text',
      tax_id: 'text',
      invoice_type: 'text',
      invoice_number: 'text',
      currency: 'text',
      invoice_total: 'integer',
      net: 'integer',
      tax: 'integer',
      withheld: 'integer',
      withheld_by: 'text',
      subsidy: 'integer',
      excess: 'integer',
      contributions: 'json',
      residue: nullable('text'),
      substitutes: nullable('text'),
      concept: 'text',
      document: 'json',
      reported_by: 'text',
      reported_on: 'date',
      due_on: nullable('date'),
      reason: nullable('text'),
      reviewed_by: nullable('text'),
      reviewed_on: nullable('date'),
      was_accepted: 'integer',
      ruled_out: 'integer',
      owed: 'integer',
      words: 'text',
      revision: 'integer',
    },
    key: ['programme', 'agreement', 'expense'],
    indexes: [
      ['programme', 'state'],
      ['programme', 'tax_id'],
    ],
  },
  expense_settlement: {
    columns: {
      ...ofAgreement,
      revision: 'integer',
      expense: 'text',
      tranche: 'integer',
      way: 'text',
      currency: 'text',
      amount: 'integer',
      account: nullable('text'),
      substitute: nullable('text'),
      against: nullable('integer'),
      legal_act: nullable('json'),
      reference: 'text',
      same_year: 'integer',
      settled_on: 'date',
      by: 'text',
    },
    key: ['programme', 'agreement', 'revision'],
    appendOnly: true,
  },
  expense_invoice: {
    columns: {
      ...ofInvoice,
      tax_id: 'text',
      type: 'text',
      number: 'text',
      currency: 'text',
      total: 'integer',
      credited: 'integer',
      held: 'integer',
    },
    key: ['programme', 'invoice'],
    indexes: [['programme', 'tax_id']],
  },
  expense_invoice_holder: {
    columns: { ...ofInvoice, agreement: 'text', expense: 'text', amount: 'integer' },
    key: ['programme', 'invoice', 'agreement', 'expense'],
  },
  expense_credit_note: {
    columns: {
      ...ofInvoice,
      credit_note: 'text',
      amount: 'integer',
      issued_on: 'date',
      reason: 'text',
      by: 'text',
    },
    key: ['programme', 'invoice', 'credit_note'],
  },
  advance_movement: {
    columns: {
      ...ofAgreement,
      revision: 'integer',
      tranche: 'integer',
      organisation: nullable('text'),
      currency: 'text',
      kind: 'text',
      effective_on: 'date',
      unjustified: 'integer',
      owed: 'integer',
    },
    key: ['programme', 'agreement', 'revision', 'tranche'],
    appendOnly: true,
  },
  revolving_pledge: {
    columns: {
      ...ofAgreement,
      pledge: 'text',
      currency: 'text',
      amount: 'integer',
      repaid: 'integer',
      pledged_on: 'date',
      due_on: 'date',
      by: 'text',
    },
    key: ['programme', 'agreement', 'pledge'],
  },
  administration_spending: {
    columns: {
      ...ofAgreement,
      spending: 'text',
      budget_year: 'text',
      commitment: 'text',
      line: 'json',
      currency: 'text',
      amount: 'integer',
      supplier: nullable('text'),
      concept: 'text',
      payer: nullable('text'),
      derived: 'json',
      spent_on: 'date',
      by: 'text',
      revision: 'integer',
    },
    key: ['programme', 'agreement', 'spending'],
  },
  administration_allocation: {
    columns: {
      ...ofAgreement,
      revision: 'integer',
      allocation: 'text',
      driver: 'text',
      version: 'text',
      budget_year: 'text',
      from_line: nullable('json'),
      to_line: 'json',
      currency: 'text',
      amount: 'integer',
      allocated_on: 'date',
      by: 'text',
    },
    key: ['programme', 'agreement', 'revision'],
    appendOnly: true,
  },
};
