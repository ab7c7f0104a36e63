import type { DecisionContext } from '@tramo/event-log';
import {
  dutyConflicts,
  type ConflictRule,
  type DutyConflicts,
  type Engagement,
  type PastAct,
} from '@tramo/identity';
import { trancheScope, type AgreementState } from '../agreement.state';
import type { AllianceAnswer } from '../alliances';

type Context = Pick<
  DecisionContext<{
    readonly duties: { readonly conflicts: readonly ConflictRule[] };
    readonly people: readonly Engagement[];
    readonly alliance: AllianceAnswer;
  }>,
  'actor' | 'actedOn' | 'facts'
>;

/** Who asked for the money, or said how it was spent, does not judge how it was spent. */
export function mayReview(state: AgreementState, tranche: number, context: Context): DutyConflicts {
  const past = [...actsOf(state), ...reportsOf(state), ...context.facts.alliance.acts];
  return met('reviewed-expenses', { state, tranche, past }, context);
}

/** And the other way round: who has judged what was spent does not go on to say how more of it was spent. */
export function mayReport(state: AgreementState, tranche: number, context: Context): DutyConflicts {
  const past = actsOf(state).filter(({ act }) => act === 'reviewed-expenses');
  return met('requested', { state, tranche, past }, context);
}

interface Acting {
  readonly state: AgreementState;
  readonly tranche: number;
  readonly past: readonly PastAct[];
}

function met(
  act: 'reviewed-expenses' | 'requested',
  { state, tranche, past }: Acting,
  { actor, actedOn: on, facts }: Context,
): DutyConflicts {
  const agreement = state.contract?.agreement ?? '';
  const scopes = { agreement, tranche: trancheScope(agreement, tranche) };
  return dutyConflicts({ act, actor, on, scopes }, once(past), facts.duties.conflicts, facts.people);
}

const actsOf = ({ contract }: AgreementState): readonly PastAct[] => contract?.acts ?? [];

/** To report is to request once more: the money asked for was for this. */
const reportsOf = ({ contract, expenses }: AgreementState): readonly PastAct[] =>
  [...expenses.expenses.values()].map(({ expense, tranche, reportedBy, reportedOn }) => ({
    act: 'requested',
    person: reportedBy.person,
    on: reportedOn,
    reference: `expense ${expense}`,
    scopes: {
      agreement: contract?.agreement ?? '',
      tranche: trancheScope(contract?.agreement ?? '', tranche),
    },
    affiliation: reportedBy,
  }));

/** Of the same person in the same tranche, as tied to others as before, one is as good as all. */
function once(acts: readonly PastAct[]): readonly PastAct[] {
  const seen = new Map<string, PastAct>();
  for (const act of acts) {
    const { person, scopes, affiliation } = act;
    const key = JSON.stringify([
      act.act,
      person,
      scopes?.tranche,
      affiliation?.employer,
      affiliation?.hiredBy,
    ]);
    if (!seen.has(key)) seen.set(key, act);
  }
  return [...seen.values()];
}
