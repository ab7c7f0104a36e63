import { Money, putSharded } from '@tramo/kernel';
import { openedOf, type AccountState } from './account.state';
import type { DataOf } from './events';
import { withLot, without } from './lots';

export function refundArrived(state: AccountState, data: DataOf<'RefundArrived'>): AccountState {
  const { refund, amount, by, reservation } = data;
  const step = { step: 'refunded', refund, amount, by } as const;
  return {
    ...withBalance(state, Money.parse(amount)),
    lots: withLot(state.lots, refund, amount, null),
    reserved: putSharded(state.reserved, reservation, step),
  };
}

export const refundUndone = (state: AccountState, data: DataOf<'RefundUndone'>): AccountState => ({
  ...withBalance(state, Money.parse(data.amount).negate()),
  lots: without(state.lots, data.lots),
});

function withBalance(state: AccountState, change: Money): AccountState {
  const before = openedOf(state);
  return { ...state, opened: { ...before, balance: before.balance.plus(change) } };
}
