import { CHART, type Account, type AccountSet } from '../chart';

/** As an accountant would turn the pages: what is owned and owed first, then the budget, then the rest. */
const SETS = {
  real: 0,
  organisation: 1,
  budget: 2,
  plan: 3,
  category: 4,
  counterpart: 5,
  allocation: 6,
} as const satisfies Readonly<Record<AccountSet, number>>;

export function compareAccounts(left: Account, right: Account): number {
  if (left.set !== right.set) return SETS[left.set] - SETS[right.set];
  return left.code === right.code ? 0 : left.code < right.code ? -1 : 1;
}

/** The whole chart in that order. */
export const accountsInOrder: readonly Account[] = [...CHART.values()].sort(compareAccounts);
