import type { RecordedEvent, RowChange } from '@tramo/event-log';
import { Money, unreachable } from '@tramo/kernel';
import { invoiceId } from '../expenses/invoice/invoice';
import { invoiceEvents, type InvoiceData, type InvoiceEvent } from '../expenses/invoice/invoice.events';

const TYPES: ReadonlySet<string> = new Set(invoiceEvents.map(({ type }) => type));

/** The catalogue has seen to it that a type's data are its own. */
export const isInvoiceEvent = (event: Pick<RecordedEvent, 'type'>): event is InvoiceEvent =>
  TYPES.has(event.type);

/** Invoices, who holds what of them, and their credit notes. */
export function* invoiceRows({ type, data }: InvoiceEvent): Iterable<RowChange> {
  const { programme } = data;
  const key = { programme, invoice: invoiceId(data) };
  switch (type) {
    case 'InvoiceOpened': {
      const { taxId: tax_id, type: kind, number, total } = data;
      const amounts = { currency: total.currency, total: Money.parse(total).amountMinor };
      yield { table: 'expense_invoice', key, set: { tax_id, type: kind, number, ...amounts } };
      return;
    }
    case 'InvoiceAllocated':
    case 'InvoiceFreed':
    case 'InvoiceStepUndone':
      yield* held(key, data);
      return;
    case 'InvoiceNamed':
    case 'InvoiceNameUndone':
      return;
    case 'CreditNoteRecorded': {
      const { creditNote: credit_note, issuedOn: issued_on, reason, by } = data;
      const amount = Money.parse(data.amount).amountMinor;
      yield { table: 'expense_invoice', key, add: { credited: amount } };
      yield {
        table: 'expense_credit_note',
        key: { ...key, credit_note },
        set: { amount, issued_on, reason, by },
      };
      return;
    }
    default:
      unreachable(type, 'event of an invoice');
  }
}

function* held(
  key: { readonly programme: string; readonly invoice: string },
  { agreement, expense, change }: Pick<InvoiceData<'InvoiceFreed'>, 'agreement' | 'expense' | 'change'>,
): Iterable<RowChange> {
  const minor = Money.parse(change).amountMinor;
  yield { table: 'expense_invoice', key, add: { held: minor } };
  yield { table: 'expense_invoice_holder', key: { ...key, agreement, expense }, add: { amount: minor } };
}
