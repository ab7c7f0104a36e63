import { unreachable } from '@tramo/kernel';
import type { AllianceState, Opinions } from './alliance.state';
import { ASPECTS, type AllianceStage, type Evaluator, type RunningStep } from './shapes';

type Turn = Omit<RunningStep, 'number'>;

export interface Move {
  readonly state: AllianceStage;
  readonly clock: { readonly ended: number | null; readonly begun: RunningStep | null };
}

interface Rated {
  readonly evaluator: Evaluator;
  readonly opinions: Opinions;
}

/** Where an event leaves the alliance, and what that does to the clock: a step that goes on is left alone. */
export function moveTo(state: AllianceState, stage: AllianceStage, rated: Rated): Move {
  const { running, steps } = state;
  const turn = turnOf(stage, rated);
  if (turn && running && turn.step === running.step && turn.owner === running.owner) {
    return { state: stage, clock: { ended: null, begun: null } };
  }
  const begun = turn && { number: steps + 1, ...turn };
  return { state: stage, clock: { ended: running?.number ?? null, begun } };
}

/** What is waited for, and by whom it is done; nothing once the alliance has ended. */
function turnOf(stage: AllianceStage, { evaluator, opinions }: Rated): Turn | null {
  switch (stage) {
    case 'requested':
      return { step: 'assessment', owner: evaluator };
    case 'assessed':
      return { step: 'plan', owner: 'organisation' };
    case 'planned':
      return turnOfPlan({ evaluator, opinions });
    case 'prioritised':
      return { step: 'signature', owner: 'unit' };
    case 'signed':
      return { step: 'start', owner: 'organisation' };
    case 'investing':
      return { step: 'investment', owner: 'organisation' };
    case 'operating':
      return { step: 'operation', owner: 'organisation' };
    case 'suspended':
      return { step: 'suspension', owner: 'unit' };
    case 'concluded':
    case 'terminated':
    case 'declined':
      return null;
    default:
      return unreachable(stage, 'state of an alliance');
  }
}

/** Five opinions bring it before the committee; with one against it, the plan goes back to who made it. */
function turnOfPlan({ evaluator, opinions }: Rated): Turn {
  if (ASPECTS.some((aspect) => !opinions[aspect])) return { step: 'opinions', owner: evaluator };
  return ASPECTS.some((aspect) => opinions[aspect] === 'unfavourable')
    ? { step: 'revision', owner: 'organisation' }
    : { step: 'prioritisation', owner: 'committee' };
}
