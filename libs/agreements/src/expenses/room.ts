import { Money } from '@tramo/kernel';
import { justificationIn, unjustifiedOf, type AgreementState } from '../agreement.state';
import type { TrancheState } from '../tranches/tranche.state';
import type { Expense, ExpensesState } from './expense.state';

/** What of a tranche is still to be accounted for, and by what. */
export interface Room {
  readonly transferred: Money;
  readonly unjustified: Money;
  /** Ruled ineligible and not made good. */
  readonly owed: Money;
  /** Reported, and neither accepted nor ruled out. */
  readonly pending: Money;
  /** Neither owed nor reported: what can still be reported, or returned. */
  readonly free: Money;
}

/** Without one expense where that is about to be reported anew. */
export function roomOf(state: AgreementState, tranche: TrancheState, without?: string): Room {
  const zero = Money.zero(tranche.amount.currency.code);
  const ofTranche = [...state.expenses.expenses.values()].filter(
    (one) => one.tranche === tranche.tranche && one.expense !== without,
  );
  const pending = sumOf(
    zero,
    ofTranche.filter(isPending).map(({ subsidy }) => subsidy),
  );
  const owed = justificationIn(state, tranche).ineligible;
  const unjustified = unjustifiedOf(state, tranche);
  const covered = sumOf(
    zero,
    ofTranche.map((one) => min(one.owed, unusedFor(state.expenses, ofTranche, one))),
  );
  const free = unjustified.minus(owed).minus(pending).plus(covered);
  return { transferred: tranche.transferred, unjustified, owed, pending, free };
}

/** What a report may name as subsidy: of what takes an ineligible expense's place, as much as that one owes. */
export function roomFor(
  state: AgreementState,
  tranche: TrancheState,
  { expense, substitutes }: { readonly expense: string; readonly substitutes: string | null },
): Money {
  const { free } = roomOf(state, tranche, expense);
  const replaced = substitutes === null ? undefined : state.expenses.expenses.get(substitutes);
  if (!replaced) return positive(free);
  const others = [...state.expenses.expenses.values()].filter((one) => one.expense !== expense);
  const covered = unusedFor(state.expenses, others, replaced);
  return positive(positive(free).plus(positive(replaced.owed.minus(covered))));
}

/** What may be recognised: all that is not owed, whoever else has reported some of it. */
export function capOf(state: AgreementState, tranche: TrancheState): Money {
  const { unjustified, owed } = roomOf(state, tranche);
  return positive(unjustified.minus(owed));
}

/**
 * What is owed when an expense that nobody has accepted is ruled out: what it has made good, and of the rest what the
 * one it was to take the place of does not owe already. Nothing is owed that the tranche has not to give.
 */
export function owedBy(state: AgreementState, tranche: TrancheState, one: Expense): Money {
  const { expenses } = state.expenses;
  const replaced = one.substitutes === null ? undefined : expenses.get(one.substitutes);
  if (!replaced) return min(one.subsidy, capOf(state, tranche));
  const unused = unusedOf(state.expenses, one);
  const substitutes = unusedFor(state.expenses, [...expenses.values()], replaced);
  const uncovered = (sum: Money): Money => positive(sum.minus(positive(replaced.owed)));
  const own = uncovered(substitutes).minus(uncovered(substitutes.minus(unused)));
  return min(one.subsidy.minus(unused).plus(own), capOf(state, tranche));
}

/** What of an expense has made good the one whose place it takes. */
export const usedOf = ({ substituted }: ExpensesState, { expense, subsidy }: Expense): Money =>
  substituted.get(expense) ?? Money.zero(subsidy.currency.code);

/** What of it can still do so; history may have used more than there is. */
export const unusedOf = (expenses: ExpensesState, one: Expense): Money =>
  positive(one.subsidy.minus(usedOf(expenses, one)));

const isPending = ({ state }: Expense): boolean => state === 'reported' || state === 'observed';

/** What those that wait to be reviewed can still make good of an expense whose place they take. */
const unusedFor = (expenses: ExpensesState, among: readonly Expense[], { expense, owed }: Expense): Money =>
  sumOf(
    Money.zero(owed.currency.code),
    among
      .filter((one) => isPending(one) && one.substitutes === expense)
      .map((one) => unusedOf(expenses, one)),
  );

const sumOf = (zero: Money, amounts: readonly Money[]): Money => Money.sum(zero.currency.code, amounts);
export const min = (one: Money, other: Money): Money => (one.isLessThan(other) ? one : other);
export const positive = (money: Money): Money =>
  money.isNegative() ? Money.zero(money.currency.code) : money;
