import { addMonths, Money, Rejection } from '@tramo/kernel';
import type { Release } from './condition';
import { besideThreshold } from './threshold';

export interface SignaturesNeeded {
  readonly needed: number;
  /** Approved under the agreement in the last months, with this tranche. */
  readonly cumulated: Money;
  readonly since: string;
  /** Above which one more has to sign; none where the policy sets none. */
  readonly threshold: Money | null;
  /** Why nobody can say whether it is above, where no rate says: one more has to sign then. */
  readonly unrated: Rejection | null;
}

/** By all that was approved in the last months and not by this one alone, so that splitting gains nothing. */
export function signaturesNeeded({
  state,
  instalment,
  amount,
  on,
  facts,
  inCurrency,
}: Omit<Release, 'duties'>): SignaturesNeeded {
  const { policy } = facts;
  const since = addMonths(on, -policy.cumulationMonths);
  const approved = [...state.tranches.tranches.values()].filter(
    (one) =>
      one.tranche !== instalment.tranche &&
      one.commitment !== null &&
      one.approvedOn !== null &&
      one.approvedOn > since,
  );
  const cumulated = approved.reduce((sum, one) => sum.plus(one.amount), amount);
  const threshold = policy.additionalSignature && Money.parse(policy.additionalSignature);
  const beside = threshold && besideThreshold(cumulated, threshold, { inCurrency });
  const unrated = beside instanceof Rejection ? beside : null;
  const above = beside instanceof Rejection || beside?.above === true;
  const { signaturesRequired, signaturesAboveThreshold } = policy;
  return {
    needed: above ? Math.max(signaturesAboveThreshold, signaturesRequired) : signaturesRequired,
    cumulated,
    since,
    threshold,
    unrated,
  };
}
