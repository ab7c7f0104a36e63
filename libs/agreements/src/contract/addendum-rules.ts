import { Money, type Rejection } from '@tramo/kernel';
import { accruedOf, type AgreementState } from '../agreement.state';
import { contributionKey } from '../counterpart/counterpart.state';
import type { Contribution } from '../shapes';
import type { TrancheStep } from '../tranches/steps';
import { committedBeyondAgreed, creditBelowAccrued, trancheUnderWay } from './addendum-refusals';
import type { Instalment } from './contract.events';
import { instalmentsByYear, type Contract } from './contract.state';
import type { Terms } from './terms';

type Signed = AgreementState & { readonly contract: Contract };

/** What was done already cannot be agreed away. */
export const addendumBroken = (state: Signed, terms: Terms): readonly Rejection[] => [
  ...underWay(state, terms),
  ...belowAccrued(state, terms),
  ...beyondAgreed(state, terms),
];

const OPEN_AGAIN: readonly TrancheStep[] = ['programmed', 'returned', 'rejected', 'cancelled'];

function underWay({ contract, tranches }: Signed, terms: Terms): readonly Rejection[] {
  return contract.tranches.flatMap((agreed) => {
    const now = tranches.tranches.get(agreed.tranche)?.state ?? 'programmed';
    const after = terms.tranches.find(({ tranche }) => tranche === agreed.tranche);
    const same = after !== undefined && asRequested(after) === asRequested(agreed);
    return same || OPEN_AGAIN.includes(now) ? [] : [trancheUnderWay(agreed, now)];
  });
}

/** All that a request relied on; when it falls due may still change. */
const asRequested = ({ amount, budgetYear, milestone, progress, phase }: Instalment): string =>
  JSON.stringify([Money.parse(amount), budgetYear, milestone, progress, phase]);

function belowAccrued(state: Signed, { credit }: Terms): readonly Rejection[] {
  const currency = credit.currency.code;
  const accrued = Money.sum(
    currency,
    [...state.contract.committed.values()].map(({ commitment }) => accruedOf(state, commitment, currency)),
  );
  return credit.isLessThan(accrued) ? [creditBelowAccrued(credit, accrued)] : [];
}

function beyondAgreed({ contract }: Signed, { tranches, credit }: Terms): readonly Rejection[] {
  const years = instalmentsByYear(tranches);
  return [...contract.committed].flatMap(([budgetYear, { amount: committed }]) => {
    const agreed = years.get(budgetYear) ?? Money.zero(credit.currency.code);
    return committed.isGreaterThan(agreed) ? [committedBeyondAgreed({ budgetYear, agreed, committed })] : [];
  });
}

/** By how much each year's memorandum changes. */
export function yearsChanged(contract: Contract, terms: Terms) {
  const [before, after] = [instalmentsByYear(contract.tranches), instalmentsByYear(terms.tranches)];
  const zero = Money.zero(terms.credit.currency.code);
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((budgetYear) => {
    const amount = (after.get(budgetYear) ?? zero).minus(before.get(budgetYear) ?? zero);
    return amount.isZero() ? [] : [{ budgetYear, amount: amount.toJSON() }];
  });
}

/** By how much what each party promises changes. */
export function promisesChanged(contract: Contract, terms: Terms): readonly Contribution[] {
  const zero = Money.zero(terms.credit.currency.code);
  const changes = new Map<string, Contribution & { readonly sum: Money }>();
  const add = ({ party, kind, amount }: Contribution, sign: 1 | -1): void => {
    const key = contributionKey({ party, kind });
    const sum = (changes.get(key)?.sum ?? zero).plus(Money.parse(amount).times(sign));
    changes.set(key, { party, kind, amount, sum });
  };
  for (const one of contract.promised) add(one, -1);
  for (const one of terms.promised) add(one, 1);
  return [...changes.values()].flatMap(({ party, kind, sum }) =>
    sum.isZero() ? [] : [{ party, kind, amount: sum.toJSON() }],
  );
}
