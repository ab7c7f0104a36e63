import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Rejection } from '@tramo/kernel';
import { alliance, type AllianceState } from '../alliance.state';
import { notAt, reached } from '../order';
import { opinionsMissing, opinionUnfavourable } from '../refusals';
import { ASPECTS } from '../shapes';
import { stepFacts, streamOf, type AskedOfAlliance } from './asking';
import { stepTo } from './ground';

type Body = AskedOfAlliance & {
  /** Of the committee, as people cite it. */
  readonly act: string;
  readonly rank: number;
  readonly score: string;
};

export class PrioritiseAlliance extends CommandOfPerson<Body> {}

export const PrioritiseAllianceHandler = decides(PrioritiseAlliance, {
  decider: alliance,
  stream: streamOf,
  facts: stepFacts<Body>(),
  decide: (state, body, context) => {
    const step = stepTo(state, reached(state, 'prioritised'), body, context);
    if (step instanceof Rejection) return step;
    const { act, rank, score } = body;
    const data = { ...step.data, act, rank, score };
    return accept(
      [{ type: 'AlliancePrioritised', data }],
      [...step.broken, ...notAt(state, 'planned'), ...againstIt(body.alliance, state)],
    );
  },
});

function againstIt(id: string, { opinions }: AllianceState): readonly Rejection[] {
  const missing = ASPECTS.filter((aspect) => !opinions[aspect]);
  const unfavourable = ASPECTS.filter((aspect) => opinions[aspect] === 'unfavourable');
  return [
    ...(missing.length > 0 ? [opinionsMissing(id, missing)] : []),
    ...(unfavourable.length > 0 ? [opinionUnfavourable(id, unfavourable)] : []),
  ];
}
