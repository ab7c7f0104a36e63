import { Rejection, type Money } from '@tramo/kernel';
import { depositBroken, type AccountAnswer } from '@tramo/treasury';
import type { Ground } from './ground';
import { collectionMissing, collectionNotOfFund } from './money-refusals';
import type { Collected, WorkPlace } from './shapes';
import type { WorkState } from './work.state';

interface Depositing {
  readonly account: string | null;
  readonly answer: AccountAnswer;
  readonly place: WorkPlace;
  readonly letter: Ground['letter'];
  readonly amount: Money;
  /** Where the body names it. */
  readonly field?: 'account' | 'collection';
}

/** What a municipality pays in arrives on a collection account of the fund, which the treasury keeps. */
export function collectionBroken({
  account,
  answer,
  place,
  letter,
  amount,
  field = 'account',
}: Depositing): Rejection | readonly Rejection[] {
  if (account === null) return [collectionMissing(place.entity, field)];
  const { programme } = letter;
  const broken = depositBroken(answer, { programme, account, amount: amount.toJSON() });
  if (broken instanceof Rejection || !answer.exists || answer.entity === place.entity) return broken;
  return collectionNotOfFund({ account, entity: answer.entity, fund: place.entity }, field);
}

/**
 * Out of which accounts the municipality's part of a payment goes, in the order in which they came to hold anything of
 * the work's. Of what the treasury never held, nothing leaves it.
 */
export function collectedFor({ collected }: WorkState, part: Money): Collected {
  const parts: Collected[number][] = [];
  let missing = part;
  for (const [account, there] of collected) {
    const amount = there.isGreaterThan(missing) ? missing : there;
    if (!amount.isPositive()) continue;
    parts.push({ account, amount: amount.toJSON() });
    missing = missing.minus(amount);
  }
  return parts;
}
