import { Money } from '@tramo/kernel';
import type { AgreementEvent } from '../../agreement.events';
import type { AgreementState } from '../../agreement.state';
import type { ExpenseStep } from '../expense.state';
import { allocatesInvoice, freesInvoice, type AllocateInvoice, type FreeInvoice } from './allocates-invoice';
import { invoiceId, type InvoiceKey } from './invoice';

/** What the events of an expense mean for the invoices of the programme. */

type By = { readonly by: string };

/** A report holds its part of the invoice. */
export const holdsInvoice = <Body extends By>() =>
  allocatesInvoice((body: Body, _state: AgreementState, intended: readonly AgreementEvent[]) =>
    intended.flatMap((event) => allocations(event, body.by)),
  );

/** One that is remedied with another invoice gives the first one back. */
export const givesBackFormerInvoice = <Body extends By>() =>
  freesInvoice((body: Body, state: AgreementState, written: readonly AgreementEvent[]) =>
    written.flatMap((event) => formerInvoices(event, state, body.by)),
  );

/** Nothing of an invoice is held for what was withdrawn or ruled out. */
export const givesBackInvoice = <Body extends By>() =>
  freesInvoice((body: Body, state: AgreementState, written: readonly AgreementEvent[]) =>
    written.flatMap(({ type, data }) => {
      if (type !== 'ExpenseWithdrawn' && type !== 'ExpenseRuledIneligible') return [];
      return freeing(state, { ...data, by: body.by });
    }),
  );

function allocations({ type, data }: AgreementEvent, by: string): readonly AllocateInvoice[] {
  if (type !== 'ExpenseReported' && type !== 'ExpenseRemedied') return [];
  const { programme, agreement, expense, invoice, net, tax } = data;
  const amount = Money.parse(net).plus(Money.parse(tax)).toJSON();
  const { total, ...codes } = invoice;
  return [
    { invoice: { programme, ...codes }, agreement, expense, by, total: { ...total }, amount: { ...amount } },
  ];
}

function formerInvoices(
  { type, data }: AgreementEvent,
  state: AgreementState,
  by: string,
): readonly FreeInvoice[] {
  if (type !== 'ExpenseRemedied') return [];
  const now = invoiceId({ programme: data.programme, ...data.invoice });
  return freeing(state, { ...data, by, reason: data.answer }).filter(
    ({ invoice }) => invoiceId(invoice) !== now,
  );
}

interface Freeing extends By {
  readonly programme: string;
  readonly agreement: string;
  readonly expense: string;
  readonly reason: string;
}

/** Its part of the invoice it was reported with; history may withdraw what holds nothing any more. */
function freeing(
  { expenses }: AgreementState,
  { programme, agreement, expense, by, reason }: Freeing,
): readonly FreeInvoice[] {
  const before = expenses.expenses.get(expense);
  if (!before || !HOLDING.includes(before.state)) return [];
  const { taxId, type, number } = before.invoice;
  const key: InvoiceKey = { programme, taxId, type, number };
  return [{ invoice: key, agreement, expense, by, reason }];
}

const HOLDING: readonly ExpenseStep[] = ['reported', 'observed', 'accepted'];
