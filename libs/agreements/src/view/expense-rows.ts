import type { RowChange, ViewTable } from '@tramo/event-log';
import { Money, unreachable, type MoneyJson } from '@tramo/kernel';
import type { AgreementEvent, DataOf } from '../agreement.events';
import { wordsOf } from '../alliances/view/words';
import { invoiceId } from '../expenses/invoice/invoice';
import { administrationRows } from './administration-rows';
import { advanceRows } from './advance-rows';
import { expenseViewTables } from './expense-tables';
import type { RecordedAt } from './recorded-at';

export const expenseTables: Readonly<Record<string, ViewTable>> = expenseViewTables;

/** What an event does to expenses and how they were settled, to advances, pledges and spendings. */
export function* expenseRows(event: AgreementEvent, at: RecordedAt): Iterable<RowChange> {
  if (isOfExpense(event)) yield* rowsOf(event, at);
  yield* advanceRows(event, at);
  yield* administrationRows(event, at);
}

const OF_EXPENSES = [
  'ExpenseReported',
  'ExpenseRemedied',
  'ExpenseObserved',
  'ExpenseAccepted',
  'ExpenseRuledIneligible',
  'ExpenseWithdrawn',
  'IneligibleSettled',
] as const;
type OfExpenses = Extract<AgreementEvent, { type: (typeof OF_EXPENSES)[number] }>;

const TYPES: ReadonlySet<string> = new Set(OF_EXPENSES);
const isOfExpense = (event: AgreementEvent): event is OfExpenses => TYPES.has(event.type);

function* rowsOf({ type, data }: OfExpenses, at: RecordedAt): Iterable<RowChange> {
  const reviewed = { reviewed_by: data.affiliation.person, reviewed_on: data.on };
  const row = expenseRow(data);
  const { revision } = at;
  switch (type) {
    case 'ExpenseReported':
      yield {
        ...row,
        set: {
          ...report(data),
          reported_by: data.affiliation.person,
          reported_on: data.on,
          reviewed_by: null,
          reviewed_on: null,
          revision,
        },
      };
      return;
    case 'ExpenseRemedied':
      yield { ...row, set: { ...report(data), revision } };
      return;
    case 'ExpenseObserved':
      yield {
        ...row,
        set: { state: 'observed', reason: data.reason, due_on: data.dueOn, ...reviewed, revision },
      };
      return;
    case 'ExpenseAccepted':
      yield {
        ...row,
        set: {
          state: 'accepted',
          subsidy: minorOf(data.subsidy),
          excess: minorOf(data.excess),
          contributions: data.contributions,
          reason: null,
          was_accepted: 1n,
          ...reviewed,
          revision,
        },
      };
      return;
    case 'ExpenseRuledIneligible':
      yield { ...row, set: { ...ruledOut(data), ...reviewed, revision } };
      return;
    case 'ExpenseWithdrawn':
      yield { ...row, set: { state: 'withdrawn', reason: data.reason, due_on: null, revision } };
      return;
    case 'IneligibleSettled':
      yield { ...row, set: { revision }, add: { owed: -minorOf(data.amount) } };
      yield settlement(data, at);
      return;
    default:
      unreachable(type, 'event of an expense');
  }
}

const minorOf = (money: MoneyJson): bigint => Money.parse(money).amountMinor;

const expenseRow = ({
  programme,
  agreement,
  expense,
}: Pick<OfExpenses['data'], 'programme' | 'agreement' | 'expense'>) => ({
  table: 'expense',
  key: { programme, agreement, expense },
});

function report(data: DataOf<'ExpenseReported'> | DataOf<'ExpenseRemedied'>) {
  const { programme, invoice, supplier, concept } = data;
  return {
    tranche: data.tranche,
    state: 'reported',
    spent_on: data.spentOn,
    supplier,
    invoice: invoiceId({ programme, ...invoice }),
    tax_id: invoice.taxId,
    invoice_type: invoice.type,
    invoice_number: invoice.number,
    currency: data.net.currency,
    invoice_total: minorOf(invoice.total),
    net: minorOf(data.net),
    tax: minorOf(data.tax),
    withheld: minorOf(data.withheld),
    withheld_by: data.withheldBy,
    subsidy: minorOf(data.subsidy),
    excess: 0n,
    contributions: data.contributions,
    residue: data.residue,
    substitutes: data.substitutes,
    concept,
    document: data.document,
    due_on: null,
    reason: null,
    was_accepted: 0n,
    ruled_out: 0n,
    words: wordsOf([data.expense, supplier, invoice.taxId, invoice.number, concept]),
  };
}

function ruledOut({ subsidy, reason, wasAccepted }: DataOf<'ExpenseRuledIneligible'>) {
  const owed = minorOf(subsidy);
  return {
    state: 'ineligible',
    reason,
    due_on: null,
    was_accepted: wasAccepted ? 1n : 0n,
    ruled_out: owed,
    owed,
  };
}

function settlement(data: DataOf<'IneligibleSettled'>, { revision, effectiveOn }: RecordedAt): RowChange {
  const { programme, agreement, expense, tranche, way, amount } = data;
  return {
    table: 'expense_settlement',
    key: { programme, agreement, revision },
    set: {
      expense,
      tranche,
      way,
      currency: amount.currency,
      amount: minorOf(amount),
      account: data.account,
      substitute: data.substitute,
      against: data.against?.tranche ?? null,
      legal_act: data.legalAct,
      reference: data.reference,
      same_year: data.sameYear ? 1n : 0n,
      settled_on: effectiveOn,
      by: data.affiliation.person,
    },
  };
}
