import { Rejection, type Money } from '@tramo/kernel';
import { holdersOf, type Allocation, type InvoiceKey, type InvoiceState } from './invoice';

/** A refusal names some, and says how many there are. */
const HOLDERS_MAX = 20;

const holdersIn = (state: InvoiceState) => {
  const holders = holdersOf(state);
  return {
    holders: holders.slice(0, HOLDERS_MAX).map(({ agreement, expense, amount }) => ({
      agreement,
      expense,
      amount,
    })),
    holdersCount: holders.length,
  };
};

const named = ({ taxId, type, number }: InvoiceKey): string => `${type} ${number} of ${taxId}`;

const GIVE_UP = 'have what else holds it withdrawn, or ruled ineligible where it was accepted';

interface Exceeding {
  readonly key: InvoiceKey;
  readonly worth: Money;
  readonly held: Money;
  readonly asked: Money;
}

export function invoiceExceeded(state: InvoiceState, { key, worth, held, asked }: Exceeding): Rejection {
  const free = worth.minus(held);
  return new Rejection({
    code: 'INVOICE_EXCEEDED',
    message: `of invoice ${named(key)} ${free.toString()} is left`,
    values: { invoice: key, worth, held, free, asked, shortfall: asked.minus(free), ...holdersIn(state) },
    cure: free.isPositive()
      ? `report at most ${free.toString()} of it, or ${GIVE_UP}`
      : `${GIVE_UP}, or report another invoice`,
    field: 'invoice',
  });
}

export const totalDisagrees = (
  state: InvoiceState,
  key: InvoiceKey,
  totals: { readonly known: Money; readonly stated: Money },
): Rejection =>
  new Rejection({
    code: 'INVOICE_TOTAL_DISAGREES',
    message: `invoice ${named(key)} was reported with a total of ${totals.known.toString()}`,
    values: { invoice: key, ...totals, ...holdersIn(state) },
    cure: `state ${totals.known.toString()}, or have the reports that say so withdrawn or remedied first`,
    field: 'invoice.total',
  });

/** As two people report it at the same time; whoever asks again is told how it is spelt, and need not care. */
export const invoiceSpeltOtherwise = (key: InvoiceKey, known: InvoiceKey): Rejection =>
  new Rejection({
    code: 'INVOICE_SPELT_OTHERWISE',
    category: 'conflict',
    message: `invoice ${named(key)} is known as ${named(known)}`,
    values: { invoice: key, known },
    cure: `report it as ${named(known)}`,
    field: 'invoice',
  });

export const invoiceUnknown = (key: InvoiceKey, known: InvoiceKey | null = null): Rejection =>
  new Rejection({
    code: 'INVOICE_UNKNOWN',
    category: 'missing',
    message: `nobody has reported invoice ${named(key)}${known ? ' so spelt' : ''}`,
    values: { invoice: key, ...(known && { known }) },
    cure: known
      ? `spell it as it was reported: ${named(known)}`
      : 'name an invoice that an expense was reported with',
    field: 'number',
  });

export const invoiceNotHeld = (
  key: InvoiceKey,
  { agreement, expense }: Pick<Allocation, 'agreement' | 'expense'>,
): Rejection =>
  new Rejection({
    code: 'INVOICE_NOT_HELD',
    message: `expense ${expense} of agreement ${agreement} holds nothing of invoice ${named(key)}`,
    values: { invoice: key, agreement, expense },
    cure: 'name an expense that holds a part of it',
    field: 'expense',
  });

export const creditNoteExists = (key: InvoiceKey, creditNote: string): Rejection =>
  new Rejection({
    code: 'CREDIT_NOTE_EXISTS',
    category: 'conflict',
    message: `credit note ${creditNote} is known of invoice ${named(key)}`,
    values: { invoice: key, creditNote },
    cure: 'give the number of another credit note',
    field: 'creditNote',
  });

export const creditNoteExceedsInvoice = (key: InvoiceKey, worth: Money, asked: Money): Rejection =>
  new Rejection({
    code: 'CREDIT_NOTE_EXCEEDS_INVOICE',
    message: `of invoice ${named(key)} ${worth.toString()} is left after earlier credit notes`,
    values: { invoice: key, worth, asked, excess: asked.minus(worth) },
    cure: `give at most ${worth.toString()}`,
    field: 'amount',
  });

export const creditNoteBelowHeld = (
  state: InvoiceState,
  { key, worth, held, asked }: Exceeding,
): Rejection => {
  const excess = held.minus(worth.minus(asked));
  return new Rejection({
    code: 'INVOICE_EXCEEDED',
    message: `of invoice ${named(key)} ${held.toString()} is held, more than would be left of it`,
    values: { invoice: key, worth, held, asked, excess, ...holdersIn(state) },
    cure: `first rule ineligible, remedy or withdraw ${excess.toString()} of what is reported of it`,
    field: 'amount',
  });
};
