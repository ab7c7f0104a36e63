import { Money } from '@tramo/kernel';
import { openedOf, type AccountState } from './account.state';
import type { DataOf } from './events';
import { withLot } from './lots';

export function refundArrived(state: AccountState, data: DataOf<'RefundArrived'>): AccountState {
  const { refund, amount } = data;
  const before = openedOf(state);
  const opened = { ...before, balance: before.balance.plus(Money.parse(amount)) };
  return { ...state, opened, lots: withLot(state.lots, refund, amount, null) };
}
