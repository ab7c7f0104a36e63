import { Rejection, type LocalDate, type Money } from '@tramo/kernel';
import type { TrancheState } from '../tranches/tranche.state';
import type { Expense, ExpenseStep } from './expense.state';
import { min, type Room } from './room';

export const expenseExists = (expense: string): Rejection =>
  new Rejection({
    code: 'EXPENSE_EXISTS',
    category: 'conflict',
    message: `there is an expense ${expense} already`,
    values: { expense },
    cure: 'give it an id of its own, or remedy the one there is where it was observed',
    field: 'expense',
  });

export const expenseUnknown = (expense: string, field = 'expense'): Rejection =>
  new Rejection({
    code: 'EXPENSE_UNKNOWN',
    category: 'missing',
    message: `the agreement has no expense ${expense}`,
    values: { expense },
    cure: 'report it first, or name one that was reported',
    field,
  });

export const trancheUnknown = (tranche: number, field = 'tranche'): Rejection =>
  new Rejection({
    code: 'TRANCHE_UNKNOWN',
    category: 'missing',
    message: `nobody has requested tranche ${tranche}`,
    values: { tranche },
    cure: 'name a tranche that was requested',
    field,
  });

export const trancheNotPaid = ({ tranche, state }: TrancheState): Rejection =>
  new Rejection({
    code: 'TRANCHE_NOT_PAID',
    message: `tranche ${tranche} is ${state}, and only what was paid is accounted for`,
    values: { tranche, state },
    cure: 'have its payment confirmed first, or name a tranche that was paid',
    field: 'tranche',
  });

/** The steps at which something can be done with an expense, and what is said where it is at another. */
const STEPS = {
  reported: {
    code: 'EXPENSE_NOT_REPORTED',
    cure: 'name an expense that waits to be reviewed; what was observed is remedied first',
  },
  observed: { code: 'EXPENSE_NOT_OBSERVED', cure: 'name an expense that was observed and not remedied' },
  ineligible: {
    code: 'EXPENSE_NOT_INELIGIBLE',
    cure: 'name an expense that was ruled ineligible and owes something',
  },
} as const;

export function expenseNotAt(
  { expense, state }: Expense,
  needed: readonly [keyof typeof STEPS, ...ExpenseStep[]],
): readonly Rejection[] {
  if (needed.includes(state)) return [];
  const { code, cure } = STEPS[needed[0]];
  return [
    new Rejection({
      code,
      message: `expense ${expense} is ${state}, and not ${needed.join(' or ')}`,
      values: { expense, state, needed },
      cure,
      field: 'expense',
    }),
  ];
}

interface Sums {
  readonly net: Money;
  readonly tax: Money;
  readonly subsidy: Money;
  readonly contributions: Money;
}

export function doesNotAddUp({ net, tax, subsidy, contributions }: Sums): Rejection {
  const gross = net.plus(tax);
  const paid = subsidy.plus(contributions);
  return new Rejection({
    code: 'EXPENSE_DOES_NOT_ADD_UP',
    message: 'net and tax are what the subsidy and the counterpart pay',
    values: { net, tax, gross, subsidy, contributions, paid, difference: gross.minus(paid) },
    cure: `split ${gross.toString()} between subsidy and counterpart, or leave both out to have it split by the terms`,
    field: 'subsidy',
  });
}

export const withheldExceeds = (withheld: Money, inCash: Money): Rejection =>
  new Rejection({
    code: 'WITHHELD_EXCEEDS_PAYMENT',
    message: `of the expense ${inCash.toString()} is paid in cash`,
    values: { withheld, inCash, excess: withheld.minus(inCash) },
    cure: `withhold at most ${inCash.toString()}`,
    field: 'withheld',
  });

export function exceedsTranche(room: Room, asked: Money, free: Money): Rejection {
  const shortfall = asked.minus(free);
  return new Rejection({
    code: 'EXPENSE_EXCEEDS_TRANCHE',
    message: `of the tranche ${free.toString()} is neither justified nor reported`,
    values: { ...room, free, asked, shortfall },
    cure: free.isPositive()
      ? `report at most ${free.toString()} as subsidy, and the other ${shortfall.toString()} as counterpart`
      : `report all of it as counterpart, or into a tranche of which something is left`,
    field: 'subsidy',
  });
}

interface Lifetime {
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
}

export const spentOutside = (spentOn: LocalDate, { startsOn, endsOn }: Lifetime): Rejection =>
  new Rejection({
    code: 'SPENT_OUTSIDE_AGREEMENT',
    message: `the agreement lasts from ${startsOn} to ${endsOn}`,
    values: { spentOn, startsOn, endsOn },
    cure: `report what was spent from ${startsOn} to ${endsOn}, or sign an addendum that says other dates`,
    field: 'spentOn',
  });

export const spentInFuture = (spentOn: LocalDate, effectiveOn: LocalDate): Rejection =>
  new Rejection({
    code: 'SPENT_IN_FUTURE',
    message: 'what is reported has been spent',
    values: { spentOn, effectiveOn },
    cure: `report it on ${spentOn} or later`,
    field: 'spentOn',
  });

export const cannotSubstitute = (expense: Expense, why: string): Rejection =>
  new Rejection({
    code: 'NOTHING_TO_SUBSTITUTE',
    message: `expense ${expense.expense} ${why}`,
    values: { expense: expense.expense, state: expense.state, tranche: expense.tranche, owed: expense.owed },
    cure: 'name an expense of the same tranche that was ruled ineligible and owes something, or leave it out',
    field: 'substitutes',
  });

export const substitutionUnsettled = (expense: string, replaced: Expense, unused: Money): Rejection =>
  new Rejection({
    code: 'SUBSTITUTION_NOT_SETTLED',
    message: `expense ${expense} takes the place of ${replaced.expense}, which still owes ${replaced.owed.toString()}`,
    values: { expense, replaces: replaced.expense, owed: replaced.owed, unused },
    cure: `first settle ${min(replaced.owed, unused).toString()} of ${replaced.expense} as substituted by ${expense}`,
    field: 'expense',
  });

/** Broken where less is left of an expense than what it has made good of another, which owes that no more. */
export function substituteInUse(
  { expense, substitutes }: Expense,
  { used, keeps }: { readonly used: Money; readonly keeps: Money },
): readonly Rejection[] {
  if (!used.isGreaterThan(keeps)) return [];
  const ruling = 'have it ruled ineligible: then it owes what it made good';
  return [
    new Rejection({
      code: 'SUBSTITUTE_IN_USE',
      category: 'conflict',
      message: `expense ${expense} has made good ${used.toString()} of ${substitutes ?? 'another'}`,
      values: { expense, substitutes, used, keeps },
      cure: keeps.isPositive()
        ? `report at least ${used.toString()} of subsidy with it, or ${ruling}`
        : ruling,
      field: 'expense',
    }),
  ];
}

export const dueBeforeObserved = (dueOn: LocalDate, observedOn: LocalDate): Rejection =>
  new Rejection({
    code: 'DUE_BEFORE_OBSERVED',
    message: 'an observation is answered after it was made',
    values: { dueOn, observedOn },
    cure: `give a day after ${observedOn}, or leave it out for the days that the policy grants`,
    field: 'dueOn',
  });

export const withoutOrganisation = (agreement: string): Rejection =>
  new Rejection({
    code: 'AGREEMENT_WITHOUT_ORGANISATION',
    message: `agreement ${agreement} is with no organisation`,
    values: { agreement },
    cure: 'record what the unit itself spends as a spending, or name an agreement with an organisation',
    field: 'agreement',
  });
