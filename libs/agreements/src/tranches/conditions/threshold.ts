import { Rejection, type CurrencyCode, type Money, type RateJson } from '@tramo/kernel';
import type { Release } from './condition';

/** An amount beside a threshold of the policy, in the currency in which that was set. */
interface Beside {
  readonly compared: Money;
  readonly rate: RateJson | null;
  readonly above: boolean;
}

/** Why it cannot be said, where no rate says: what nobody can compare is held to be above. */
export function besideThreshold(
  amount: Money,
  threshold: Money,
  { inCurrency }: Pick<Release, 'inCurrency'>,
): Beside | Rejection {
  const taken = inCurrency(amount, threshold.currency.code);
  if (taken instanceof Rejection) return taken;
  return { compared: taken.amount, rate: taken.rate, above: taken.amount.isGreaterThan(threshold) };
}

export const thresholdNotComparable = (
  threshold: CurrencyCode,
  currencies: readonly CurrencyCode[],
): Rejection =>
  new Rejection({
    code: 'THRESHOLD_NOT_COMPARABLE',
    message: `the policy sets a threshold in ${threshold}, and the agreement is in ${currencies.join(', paid in ')}`,
    values: { threshold, currencies },
    cure: `have a policy adopted that sets it in ${currencies.join(' or ')}`,
  });
