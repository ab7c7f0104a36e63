import { policyInForce } from '@tramo/identity';
import { daysBetween, Rejection, type LocalDate } from '@tramo/kernel';
import { workingDays } from '../../alliances';
import type { Instalment } from '../../contract/contract.events';
import type { Contract } from '../../contract/contract.state';
import { waitingAt } from '../clock';
import type { Release } from '../conditions/condition';
import { lendersAmount } from '../release';
import { pausesUntil, type TrancheState } from '../tranche.state';
import { daysMaxOf } from '../waiting';
import { factsSeen } from './release-seen';
import type { ApprovalStates } from './states';

export interface AskedPage {
  readonly contract: Contract;
  readonly instalment: Instalment;
  /** Whose duties are looked at: who reads the page, or who signed. */
  readonly actor: string;
  readonly on: LocalDate;
  readonly effectiveOn: LocalDate;
}

/** The tranche itself. */
export function heading(
  release: Release,
  tranche: TrancheState | undefined,
  states: ApprovalStates,
  asked: AskedPage,
) {
  const { contract, instalment } = asked;
  const facts = factsSeen(states, asked);
  const taken = lendersAmount(release.amount, contract, asked.effectiveOn, facts);
  const converted = taken === null || taken instanceof Rejection ? null : taken;
  return {
    tranche: instalment.tranche,
    of: contract.tranches.length,
    state: tranche?.state ?? ('programmed' as const),
    turn: waitingAt(tranche?.state ?? 'programmed'),
    amount: release.amount.toJSON(),
    inLendersCurrency: converted && converted.amount.toJSON(),
    rate: converted?.rate ?? null,
    rateMissing: taken instanceof Rejection ? taken.message : null,
    requestedOn: tranche?.requestedBy?.on ?? null,
    requestedBy: tranche?.requestedBy?.affiliation.person ?? null,
  };
}

/** How long it has taken, less the programme's holidays, and how long the policy lets its step take. */
export function clockSeen(tranche: TrancheState | undefined, states: ApprovalStates, on: LocalDate) {
  const holidays = [...states.programme.state.holidays.keys()];
  const days = (from: LocalDate, to: LocalDate): number => workingDays(from, to, holidays);
  const daysInStep = tranche ? days(tranche.since, on) : null;
  const turn = waitingAt(tranche?.state ?? 'programmed');
  const daysMax = turn && daysMaxOf(turn.wait, policyInForce(states.policy.state, on));
  return {
    daysInStep,
    daysInAll: tranche ? daysInAll(tranche, on, days) : null,
    daysMax,
    overdue: daysMax !== null && daysInStep !== null && daysInStep > daysMax,
  };
}

/** The programme's clock stands still while the organisation has the turn. */
const daysInAll = (
  tranche: TrancheState,
  on: LocalDate,
  days: (from: LocalDate, to: LocalDate) => number,
): number =>
  pausesUntil(tranche, on).reduce((left, { from, to }) => left - days(from, to), days(tranche.begunOn, on));

/** How long this season's crop can wait, where it sets a day. */
export function seasonSeen({ alliance }: ApprovalStates, on: LocalDate) {
  const deadline = alliance.state.opened?.seasonDeadline ?? null;
  return {
    deadline,
    daysLeft: deadline && daysBetween(on, deadline),
    late: deadline !== null && on > deadline,
  };
}
