import type { Money } from '@tramo/kernel';
import { shareNext, type Shared, type Shares } from './shared';
import { heldOf, type WorkMoney } from './work.state';

/** So much of what is held, by whose it is: each party's share, as far as it holds any. */
export function releaseOf(money: WorkMoney, amount: Money, shares: Shares): Shared {
  const held = heldOf(money);
  const part = atMost(shareNext(money.released, amount, shares).municipal, held.municipal);
  const lender = atMost(amount.minus(part), held.lender);
  return { municipal: amount.minus(lender), lender };
}

const atMost = (amount: Money, most: Money): Money => (amount.isGreaterThan(most) ? most : amount);
