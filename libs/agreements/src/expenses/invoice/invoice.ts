import { defineDecider } from '@tramo/event-log';
import { Money, sha256Hex, unreachable, type MoneyJson } from '@tramo/kernel';
import { invoiceEvents, type InvoiceData, type InvoiceEvent } from './invoice.events';

/** What makes an invoice one and the same: whoever holds a part of it, in whichever agreement. */
export type InvoiceKey = {
  readonly programme: string;
  readonly taxId: string;
  readonly type: string;
  readonly number: string;
};

/** What one expense holds of it. */
export interface Allocation {
  readonly agreement: string;
  readonly expense: string;
  readonly amount: Money;
}

export interface InvoiceState {
  /** Null until somebody holds something of it. */
  readonly opened: (InvoiceKey & { readonly total: Money }) | null;
  /** By `allocationKey`; nothing is held any more where the amount is zero. */
  readonly allocations: ReadonlyMap<string, Allocation>;
  /** By its number. */
  readonly creditNotes: ReadonlyMap<string, Money>;
  /** By reservation: what it did to whose part. */
  readonly steps: ReadonlyMap<string, Step>;
  /** By reservation: how an invoice is spelt that is kept elsewhere, because it was first reported so. */
  readonly named: ReadonlyMap<string, Named>;
}

interface Named extends InvoiceKey {
  readonly by: string;
}

interface Step {
  readonly agreement: string;
  readonly expense: string;
  readonly by: string;
  readonly change: MoneyJson;
}

const initial: InvoiceState = {
  opened: null,
  allocations: new Map(),
  creditNotes: new Map(),
  steps: new Map(),
  named: new Map(),
};

export const invoiceStream = (key: InvoiceKey): string => `invoice-${invoiceId(key)}`;

/**
 * By what it says, with blanks left out and in capitals. Streams have their names by this for ever; that people spell
 * one invoice in more ways than that is seen to before it is asked (`spelling.ts`).
 */
export const invoiceId = ({ programme, taxId, type, number }: InvoiceKey): string =>
  sha256Hex(JSON.stringify([programme, ...[taxId, type, number].map(spelt)]));

const spelt = (code: string): string => code.normalize('NFKC').replace(/\s+/gu, '').toUpperCase();

export const allocationKey = ({ agreement, expense }: Pick<Allocation, 'agreement' | 'expense'>): string =>
  JSON.stringify([agreement, expense]);

/** One invoice of one supplier: its parts may rest in several agreements, and never make more than the whole. */
export const invoice = defineDecider({
  events: invoiceEvents,
  initial,
  evolve: (state: InvoiceState, event: InvoiceEvent): InvoiceState => {
    const { type, data } = event;
    switch (type) {
      case 'InvoiceOpened': {
        const { programme, taxId, type: kind, number, total } = data;
        return { ...state, opened: { programme, taxId, type: kind, number, total: Money.parse(total) } };
      }
      case 'InvoiceAllocated':
        return allocated(state, data);
      case 'InvoiceFreed':
      case 'InvoiceStepUndone':
        return changed(state, data);
      case 'InvoiceNamed': {
        const { programme, taxId, type: kind, number, by, reservation } = data;
        const named = { programme, taxId, type: kind, number, by };
        return { ...state, named: new Map([...state.named, [reservation, named]]) };
      }
      case 'InvoiceNameUndone':
        return {
          ...state,
          named: new Map([...state.named].filter(([reservation]) => reservation !== data.reservation)),
        };
      case 'CreditNoteRecorded':
        return {
          ...state,
          creditNotes: new Map([...state.creditNotes, [data.creditNote, Money.parse(data.amount)]]),
        };
      default:
        return unreachable(type, 'event of an invoice');
    }
  },
});

function allocated(state: InvoiceState, data: InvoiceData<'InvoiceAllocated'>): InvoiceState {
  const { reservation, agreement, expense, by, change } = data;
  const step = { agreement, expense, by, change };
  return { ...changed(state, data), steps: new Map([...state.steps, [reservation, step]]) };
}

/** As a difference: what others have done since stays as it is. */
function changed(
  state: InvoiceState,
  { agreement, expense, change }: Pick<InvoiceData<'InvoiceFreed'>, 'agreement' | 'expense' | 'change'>,
): InvoiceState {
  const key = allocationKey({ agreement, expense });
  const before = state.allocations.get(key)?.amount;
  const difference = Money.parse(change);
  const amount = before ? before.plus(difference) : difference;
  return {
    ...state,
    allocations: new Map([...state.allocations, [key, { agreement, expense, amount }]]),
  };
}

/** Who holds something of it. */
export const holdersOf = ({ allocations }: InvoiceState): readonly Allocation[] =>
  [...allocations.values()].filter(({ amount }) => !amount.isZero());

/** How the invoice was spelt when it was first reported, by a stream on which its spellings meet. */
export function knownAs({ opened, named }: InvoiceState): InvoiceKey | null {
  const [first] = [...named.values()];
  const known = first ?? opened;
  if (!known) return null;
  const { programme, taxId, type, number } = known;
  return { programme, taxId, type, number };
}

/** The total less credit notes. */
export function worthOf({ opened, creditNotes }: InvoiceState): Money | null {
  return opened && [...creditNotes.values()].reduce((left, note) => left.minus(note), opened.total);
}
