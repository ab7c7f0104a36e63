import { agreementStream, standingOf, type ExpenseTables } from '@tramo/agreements';
import { moneyOf } from '../budget/answers';
import { eventLink } from '../journal/event-link';
import { evidenceOf } from './counterpart-answers';
import type {
  ExpenseAnswer,
  ExpenseContributionAnswer,
  IneligibleAnswer,
  InvoiceAnswer,
  SettlementActAnswer,
  SettlementAnswer,
} from './expenses-answers.dto';

type Row<Table extends keyof ExpenseTables> = ExpenseTables[Table];

export const expenseAnswer = (row: Row<'expense'>): ExpenseAnswer => ({
  agreement: row.agreement,
  expense: row.expense,
  tranche: Number(row.tranche),
  state: standingOf(row),
  spentOn: row.spent_on,
  supplier: row.supplier,
  concept: row.concept,
  invoice: {
    invoice: row.invoice,
    taxId: row.tax_id,
    type: row.invoice_type,
    number: row.invoice_number,
    total: moneyOf(row.invoice_total, row.currency),
  },
  net: moneyOf(row.net, row.currency),
  tax: moneyOf(row.tax, row.currency),
  withheld: moneyOf(row.withheld, row.currency),
  withheldBy: row.withheld_by,
  subsidy: moneyOf(row.subsidy, row.currency),
  excess: moneyOf(row.excess, row.currency),
  contributions: contributionsOf(row.contributions),
  residue: row.residue,
  substitutes: row.substitutes,
  documents: evidenceOf(row.document),
  reportedBy: row.reported_by,
  reportedOn: row.reported_on,
  dueOn: row.due_on,
  reason: row.reason,
  reviewedBy: row.reviewed_by,
  reviewedOn: row.reviewed_on,
  owed: moneyOf(row.owed, row.currency),
  revision: Number(row.revision),
  link: eventLink(agreementStream(row.agreement), row.revision),
});

const contributionsOf = (json: string): ExpenseContributionAnswer[] =>
  JSON.parse(json) as ExpenseContributionAnswer[];

export const ineligibleAnswer = (
  row: Row<'expense'>,
  settlements: readonly Row<'expense_settlement'>[],
): IneligibleAnswer => ({
  agreement: row.agreement,
  expense: row.expense,
  tranche: Number(row.tranche),
  supplier: row.supplier,
  concept: row.concept,
  reason: row.reason,
  ruledOn: row.reviewed_on,
  ruledBy: row.reviewed_by,
  wasAccepted: row.was_accepted > 0n,
  amount: moneyOf(row.ruled_out, row.currency),
  owed: moneyOf(row.owed, row.currency),
  settlements: settlements
    .filter(({ agreement, expense }) => agreement === row.agreement && expense === row.expense)
    .map(settlementAnswer),
});

const settlementAnswer = (row: Row<'expense_settlement'>): SettlementAnswer => ({
  way: row.way,
  amount: moneyOf(row.amount, row.currency),
  account: row.account,
  substitute: row.substitute,
  against: row.against === null ? null : Number(row.against),
  legalAct: row.legal_act === null ? null : (JSON.parse(row.legal_act) as SettlementActAnswer),
  reference: row.reference,
  sameYear: row.same_year > 0n,
  settledOn: row.settled_on,
  by: row.by,
  link: eventLink(agreementStream(row.agreement), row.revision),
});

interface OfInvoices {
  readonly holders: readonly Row<'expense_invoice_holder'>[];
  readonly notes: readonly Row<'expense_credit_note'>[];
}

export function invoiceAnswer(row: Row<'expense_invoice'>, { holders, notes }: OfInvoices): InvoiceAnswer {
  const { invoice, currency, total, credited, held } = row;
  return {
    invoice,
    taxId: row.tax_id,
    type: row.type,
    number: row.number,
    total: moneyOf(total, currency),
    credited: moneyOf(credited, currency),
    held: moneyOf(held, currency),
    free: moneyOf(total - credited - held, currency),
    holders: holders
      .filter((one) => one.invoice === invoice)
      .map(({ agreement, expense, amount }) => ({ agreement, expense, amount: moneyOf(amount, currency) })),
    creditNotes: notes
      .filter((one) => one.invoice === invoice)
      .map(({ credit_note, amount, issued_on, reason, by }) => ({
        creditNote: credit_note,
        amount: moneyOf(amount, currency),
        issuedOn: issued_on,
        reason,
        by,
      })),
  };
}
