import { Money, type MoneyJson } from '@tramo/kernel';
import { openedOf, type AccountState } from './account.state';
import { withLot } from './lots';

/** Money of a lot of its own, by what it is called there. */
export function arrived(state: AccountState, lot: string, amount: MoneyJson): AccountState {
  const before = openedOf(state);
  const opened = { ...before, balance: before.balance.plus(Money.parse(amount)) };
  return { ...state, opened, lots: withLot(state.lots, lot, amount, null) };
}
