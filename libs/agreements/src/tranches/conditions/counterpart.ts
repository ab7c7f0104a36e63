import { Money } from '@tramo/kernel';
import { contributed, isShort, requiredOf, toleranceOf } from '../../contract/counterpart-terms';
import type { Contract } from '../../contract/contract.state';
import { fourNumbersOf } from '../../counterpart/counterpart.state';
import { doesNotApply, fails, passes, type Predicate, type Release } from './condition';

/** Of the counterpart in one way: how much for all that is paid so far, with this tranche. */
interface DueInKind {
  readonly required: Money;
  readonly verified: Money;
  readonly shortfall: Money;
}

export interface CounterpartDue {
  /** Due with this tranche: policy releases money against cash. */
  readonly inCash: DueInKind;
  /** Given while the plan is carried out, and owed when the agreement closes; more cash than is due stands in for it. */
  readonly inKind: DueInKind;
}

/** What the condition compares and the page shows, so that they cannot say two things. */
export function counterpartDueWith(release: Release): CounterpartDue {
  const { state, contract, instalment, amount } = release;
  const currency = amount.currency.code;
  const zero = Money.zero(currency);
  const paid = contract.tranches
    .filter(({ tranche }) => tranche !== instalment.tranche)
    .map(({ tranche, phase }) => ({
      phase,
      amount: state.tranches.tranches.get(tranche)?.transferred ?? zero,
    }));
  const { total, inCash } = requiredOf(contract, [...paid, { phase: instalment.phase, amount }]);
  const required = greatest(inCash, shareInCash(contract, total));
  const numbers = fourNumbersOf(state.counterpart, contract.promised, currency);
  const verifiedOf = (kind: 'cash' | 'in-kind'): Money =>
    numbers.filter((one) => one.kind === kind).reduce((sum, { verified }) => sum.plus(verified), zero);
  const cash = dueOf(required, verifiedOf('cash'), zero);
  const beyond = greatest(cash.verified.minus(required), zero);
  return { inCash: cash, inKind: dueOf(total.minus(required), verifiedOf('in-kind'), beyond) };
}

const dueOf = (required: Money, verified: Money, instead: Money): DueInKind => ({
  required,
  verified,
  shortfall: greatest(required.minus(verified).minus(instead), Money.zero(required.currency.code)),
});

const greatest = (one: Money, other: Money): Money => (one.isGreaterThan(other) ? one : other);

/** As much of what is owed as was promised in cash of all that was promised. */
function shareInCash({ promised }: Pick<Contract, 'promised'>, owed: Money): Money {
  const zero = Money.zero(owed.currency.code);
  const cash = contributed(promised, zero, 'cash');
  const inKind = contributed(promised, zero, 'in-kind');
  if (!cash.isPositive()) return inKind.isPositive() ? zero : owed;
  return owed.allocate([cash.amountMinor, inKind.amountMinor])[0]!;
}

/** The other side has given its part in cash of all that is paid so far, with this tranche. */
export const counterpartGiven: Predicate = (release) => {
  const { contract, amount, facts } = release;
  if (!contract.counterpart && contract.phases.every((phase) => !phase.counterpart)) {
    return doesNotApply('no counterpart was agreed');
  }
  const { inCash, inKind } = counterpartDueWith(release);
  const { required, verified, shortfall } = inCash;
  const tolerance = toleranceOf(facts.policy.counterpartTolerance, amount.currency.code);
  const values = { required, verified, tolerance, inKind };
  const cash = `${verified.toString()} in cash is verified, and ${required.toString()} is due`;
  const later = inKind.shortfall.isPositive()
    ? `; ${inKind.shortfall.toString()} in kind is still to come before the agreement closes`
    : '';
  if (!isShort({ required, given: verified }, tolerance)) return passes(`${cash}${later}`, values);
  return fails(
    `${cash} with this tranche${later}`,
    { ...values, shortfall },
    `have another ${shortfall.toString()} deposited and verified`,
  );
};
