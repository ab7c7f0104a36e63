import { consequence, reservation, type Consequence, type Reservation } from '@tramo/event-log';
import { accept, invariant, Money, type Decision, type DomainEvent } from '@tramo/kernel';
import type { InvoiceEvent } from './invoice.events';
import {
  allocationKey,
  holdersOf,
  invoice,
  invoiceStream,
  worthOf,
  type InvoiceKey,
  type InvoiceState,
} from './invoice';
import { speltOtherwise, type Plan } from './names-invoice';
import { invoiceExceeded, invoiceNotHeld, totalDisagrees } from './refusals';

type AskedMoney = { readonly amount: string; readonly currency: string };

type OfExpense = {
  readonly invoice: InvoiceKey;
  readonly agreement: string;
  readonly expense: string;
  readonly by: string;
};

/** Of the invoice, what one expense holds from now on, in place of what it held. */
export type AllocateInvoice = OfExpense & { readonly total: AskedMoney; readonly amount: AskedMoney };
export type FreeInvoice = OfExpense & {
  readonly reason: string;
  /** What it still holds; nothing when absent. */
  readonly keeps?: AskedMoney;
};

/** That an invoice is reported once, and split as far as it goes, anywhere in the programme. */
export const allocatesInvoice = <Body, State, Intended extends DomainEvent>(
  plan: Plan<Body, State, Intended, AllocateInvoice>,
): Reservation<Body, State> =>
  reservation({
    decider: invoice,
    plan: (body: Body, state: State, intended: readonly Intended[]) =>
      plan(body, state, intended).map((ask) => ({ stream: invoiceStream(ask.invoice), ask })),
    reserve: (state, ask: AllocateInvoice, { reservationId }) => allocate(state, ask, reservationId),
    release: undo,
  });

/** What an expense holds no more is for others to report, once that is decided. */
export const freesInvoice = <Body, State, Written extends DomainEvent>(
  plan: Plan<Body, State, Written, FreeInvoice>,
): Consequence<Body, State> =>
  consequence({
    decider: invoice,
    plan: (body: Body, state: State, written: readonly Written[]) =>
      plan(body, state, written).map((ask) => ({ stream: invoiceStream(ask.invoice), ask })),
    follow: (state, ask: FreeInvoice, { reservationId }) => {
      const { invoice: key, agreement, expense, by, reason, keeps } = ask;
      const held = state.allocations.get(allocationKey(ask))?.amount;
      if (!held) return invoiceNotHeld(key, ask);
      const given = keeps ? held.minus(Money.asked(keeps)) : held;
      const change = given.negate().toJSON();
      const data = { ...key, reservation: reservationId, agreement, expense, by, change, reason };
      return accept([{ type: 'InvoiceFreed', data }], given.isPositive() ? [] : [invoiceNotHeld(key, ask)]);
    },
  });

/** Of two reports of the same expense the greater is held; what the later one holds less is given back once it stands. */
function allocate(state: InvoiceState, ask: AllocateInvoice, reserved: string): Decision<InvoiceEvent> {
  const { invoice: key, agreement, expense, by } = ask;
  const stated = Money.asked(ask.total);
  const amount = Money.asked(ask.amount);
  const known = state.opened?.total ?? null;
  if (known && known.currency.code !== stated.currency.code) {
    return totalDisagrees(state, key, { known, stated });
  }
  const before = state.allocations.get(allocationKey(ask))?.amount ?? Money.zero(amount.currency.code);
  const others = holdersOf(state).filter((one) => allocationKey(one) !== allocationKey(ask));
  // A total binds as long as somebody else holds a part of it: who was alone may have mistaken it.
  const opens = others.length === 0 && !known?.equals(stated);
  const held = Money.sum(
    amount.currency.code,
    others.map((one) => one.amount),
  );
  const opened = opens ? { ...key, total: stated } : state.opened;
  const worth = worthOf({ ...state, opened })!;
  const broken = [
    ...speltOtherwise(state, key),
    ...(!opens && known && !known.equals(stated) ? [totalDisagrees(state, key, { known, stated })] : []),
    ...(held.plus(amount).isGreaterThan(worth)
      ? [invoiceExceeded(state, { key, worth, held, asked: amount })]
      : []),
  ];
  const kept = before.isGreaterThan(amount) ? before : amount;
  const allocated = {
    type: 'InvoiceAllocated',
    data: {
      ...key,
      by,
      reservation: reserved,
      agreement,
      expense,
      amount: kept.toJSON(),
      change: kept.minus(before).toJSON(),
    },
  } as const;
  const opening = { type: 'InvoiceOpened', data: { ...key, by, total: stated.toJSON() } } as const;
  return opens ? accept<InvoiceEvent>([opening, allocated], broken) : accept([allocated], broken);
}

function undo(state: InvoiceState, reserved: string, reason: string): Decision<InvoiceEvent> {
  const step = state.steps.get(reserved);
  invariant(step && state.opened, `reservation ${reserved} was made`);
  const { total: _total, ...key } = state.opened;
  const { agreement, expense, by } = step;
  const change = Money.parse(step.change).negate().toJSON();
  const data = { ...key, by, reservation: reserved, agreement, expense, change, reason };
  return accept([{ type: 'InvoiceStepUndone', data }]);
}
