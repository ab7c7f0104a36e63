import { Money, unreachable, putSharded } from '@tramo/kernel';
import { openedOf, type AccountState, type CashOfPayment } from './account.state';
import type { DataOf } from './events';
import type { CashTaken } from './kinds';
import { withBack, without } from './lots';

type Signs = Readonly<Partial<Record<'balance' | 'held', 1 | -1>>>;

export const cashHeld = (state: AccountState, data: DataOf<'CashHeld'>): AccountState =>
  taken(moved(state, data, { held: 1 }, 'held'), data, 'held');

export const cashFreed = (state: AccountState, data: DataOf<'CashFreed'>): AccountState =>
  moved(state, data, { held: -1 }, 'freed');

export const cashPaid = (state: AccountState, data: DataOf<'CashPaid'>): AccountState => ({
  ...taken(moved(state, data, { balance: -1, held: -1 }, 'paid', data.lots), data, 'paid'),
  lots: without(state.lots, data.lots),
});

export const cashReturned = (state: AccountState, data: DataOf<'CashReturned'>): AccountState => ({
  ...moved(state, data, { balance: 1 }, 'returned', data.lots),
  lots: withBack(state.lots, data.lots),
});

export function cashStepUndone(state: AccountState, data: DataOf<'CashStepUndone'>): AccountState {
  const { step, lots } = data;
  switch (step) {
    case 'held':
      return moved(state, data, { held: -1 }, 'undone');
    case 'paid':
      return {
        ...moved(state, data, { balance: 1, held: 1 }, 'held'),
        lots: withBack(state.lots, lots),
      };
    default:
      return unreachable(step, 'step of the cash for a payment');
  }
}

type OfPayment = DataOf<'CashHeld'>;

/** Remembered under the reservation that it was taken for. */
const taken = (state: AccountState, { payment, reservation }: OfPayment, step: CashTaken): AccountState => ({
  ...state,
  reserved: putSharded(state.reserved, reservation, { step, payment }),
});

function moved(
  state: AccountState,
  { payment, by, amount: json }: OfPayment,
  signs: Signs,
  step: CashOfPayment['step'],
  lots: CashOfPayment['lots'] = [],
): AccountState {
  const amount = Money.parse(json);
  const before = openedOf(state);
  return {
    ...state,
    opened: {
      ...before,
      balance: before.balance.plus(amount.times(signs.balance ?? 0)),
      held: before.held.plus(amount.times(signs.held ?? 0)),
    },
    cash: putSharded(state.cash, payment, { payment, amount, by, step, lots }),
  };
}
