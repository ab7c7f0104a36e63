import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Rejection } from '@tramo/kernel';
import { alliance } from '../alliance.state';
import { moveTo } from '../moves';
import { notAt } from '../order';
import type { Aspect, Opinion } from '../shapes';
import { streamOf, type AskedOfAlliance } from './asking';
import { dutiesMet, dutyFacts } from './duties';
import { groundOf } from './ground';

type Body = AskedOfAlliance & {
  readonly aspect: Aspect;
  readonly opinion: Opinion;
  readonly text: string;
  readonly evidence: string;
};

/** Rates the plan in one of five aspects; of the same aspect, the later opinion counts. */
export class GiveOpinion extends CommandOfPerson<Body> {}

export const GiveOpinionHandler = decides(GiveOpinion, {
  decider: alliance,
  stream: streamOf,
  facts: dutyFacts<Body>('rated'),
  decide: (state, body, context) => {
    const ground = groundOf(state, body, context);
    if (ground instanceof Rejection) return ground;
    const { aspect, opinion, text, evidence } = body;
    const { refused, found } = dutiesMet('rated', state, context);
    const opinions = { ...state.opinions, [aspect]: opinion };
    const data = {
      ...ground.done,
      ...moveTo(state, state.stage, { ...ground.opened, opinions }),
      plan: state.plan === 0 ? null : state.plan,
      aspect,
      opinion,
      text,
      evidence,
    };
    return accept(
      [{ type: 'OpinionGiven', data }],
      [...ground.broken, ...notAt(state, 'planned'), ...refused],
      found,
    );
  },
});
