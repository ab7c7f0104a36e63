import { Money } from '@tramo/kernel';
import type { AgreementState } from '../agreement.state';
import { restsOn } from '../days';
import type { Contribution } from '../shapes';
import { contributionKey } from './counterpart.state';

/**
 * The verified deposits by which these contributions could be used: of each party, in the order of their days, as many
 * as it takes beside what has been used. A deposit that came later is nothing they wait for.
 */
export const verifiedFor = (
  state: AgreementState,
  contributions: readonly Contribution[],
): readonly string[] =>
  contributions.flatMap((contribution) => {
    const { amount: json, party, kind } = contribution;
    const amount = Money.parse(json);
    let missing = state.counterpart.used.get(contributionKey(contribution))?.plus(amount) ?? amount;
    return [...state.counterpart.deposits.values()]
      .filter((one) => one.party === party && one.kind === kind && one.state === 'verified')
      .map((one) => ({ amount: one.amount, what: restsOn.deposit(one.deposit) }))
      .sort((one, other) => compareDays(state.days.get(one.what), state.days.get(other.what)))
      .flatMap((one) => {
        if (!missing.isPositive()) return [];
        missing = missing.minus(one.amount);
        return [one.what];
      });
  });

const compareDays = (one = '', other = ''): number => (one < other ? -1 : Number(one > other));
