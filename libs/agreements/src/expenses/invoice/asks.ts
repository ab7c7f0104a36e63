import { Money, type MoneyJson } from '@tramo/kernel';
import type { AgreementEvent } from '../../agreement.events';
import type { AgreementState } from '../../agreement.state';
import { HOLDING } from '../expense.state';
import { allocatesInvoice, freesInvoice, type AllocateInvoice, type FreeInvoice } from './allocates-invoice';
import { invoiceId, type InvoiceKey } from './invoice';
import { knownInvoiceFact, namesInvoice } from './names-invoice';

/** What the events of an expense mean for the invoices of the programme. */

type By = { readonly by: string };

type Reported = { readonly programme: string; readonly invoice: Omit<InvoiceKey, 'programme'> };

/** How others have spelt the invoice that a report is about. */
export const reportedInvoiceFact = <Body extends Reported>() =>
  knownInvoiceFact<Body, AgreementState>(({ programme, invoice: { taxId, type, number } }) => ({
    programme,
    taxId,
    type,
    number,
  }));

/** A report holds its part of the invoice. */
export const holdsInvoice = <Body extends By>() =>
  allocatesInvoice((body: Body, _state: AgreementState, intended: readonly AgreementEvent[]) =>
    intended.flatMap((event) => allocations(event, body.by)),
  );

/** And says how it is spelt, where that is not how everybody would spell it. */
export const namesItsInvoice = <Body extends By>() =>
  namesInvoice((body: Body, _state: AgreementState, intended: readonly AgreementEvent[]) =>
    intended.flatMap((event) => allocations(event, body.by).map(({ invoice, by }) => ({ invoice, by }))),
  );

/** One that is remedied with another invoice gives the first one back; with less of the same, what it holds no more. */
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
  const { programme, agreement, expense, invoice } = data;
  const amount = partOf(data).toJSON();
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
  const before = state.expenses.expenses.get(data.expense);
  const keeps = partOf(data);
  return freeing(state, { ...data, by, reason: data.answer }).flatMap((former) => {
    if (invoiceId(former.invoice) !== now) return [former];
    const lowered = before?.net.plus(before.tax).isGreaterThan(keeps) ?? false;
    return lowered ? [{ ...former, keeps: { ...keeps.toJSON() } }] : [];
  });
}

/** All that an expense is of its invoice. */
const partOf = ({ net, tax }: { readonly net: MoneyJson; readonly tax: MoneyJson }): Money =>
  Money.parse(net).plus(Money.parse(tax));

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
