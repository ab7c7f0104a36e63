import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Rejection } from '@tramo/kernel';
import { alliance } from '../alliance.state';
import { notAt, reached } from '../order';
import type { Assessment } from '../shapes';
import { stepFacts, streamOf, type AskedOfAlliance } from './asking';
import { stepTo } from './ground';

type Body = AskedOfAlliance & {
  readonly result: Assessment;
  readonly text: string;
  readonly evidence?: string | null;
};

/** Says whether there is an alliance in it at all; where there is none, it ends here. */
export class AssessOpportunity extends CommandOfPerson<Body> {}

export const AssessOpportunityHandler = decides(AssessOpportunity, {
  decider: alliance,
  stream: streamOf,
  facts: stepFacts<Body>(),
  decide: (state, body, context) => {
    const { result, text, evidence } = body;
    const stage = result === 'viable' ? reached(state, 'assessed') : 'declined';
    const step = stepTo(state, stage, body, context);
    if (step instanceof Rejection) return step;
    const data = { ...step.data, result, text, evidence: evidence ?? null };
    return accept([{ type: 'OpportunityAssessed', data }], [...step.broken, ...notAt(state, 'requested')]);
  },
});
