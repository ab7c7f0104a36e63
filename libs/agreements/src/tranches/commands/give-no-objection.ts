import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Rejection, type LocalDate } from '@tramo/kernel';
import { agreement } from '../../agreement';
import type { Evidence } from '../../shapes';
import { streamOf, type AskedOfTranche } from '../asking';
import { stepFacts } from '../facts/release-facts';
import { trancheGround } from '../ground';
import { givenInTheFuture, noObjectionGivenAlready } from '../refusals';

type Body = AskedOfTranche & {
  /** The lender's letter, as people cite it. */
  readonly reference: string;
  readonly givenOn: LocalDate;
  readonly evidence: Evidence;
};

/** Records that the lender lets a tranche pass. */
export class GiveNoObjection extends CommandOfPerson<Body> {}

export const GiveNoObjectionHandler = decides(GiveNoObjection, {
  decider: agreement,
  stream: streamOf,
  facts: stepFacts<Body>(),
  decide: (state, body, context) => {
    const ground = trancheGround(state, body, context);
    if (ground instanceof Rejection) return ground;
    if (state.tranches.noObjections.has(body.tranche)) return noObjectionGivenAlready(body.tranche);
    const { reference, givenOn, evidence } = body;
    const early = givenOn > context.actedOn ? [givenInTheFuture(givenOn, context.actedOn)] : [];
    return accept(
      [{ type: 'NoObjectionGiven', data: { ...ground.ofTranche, reference, givenOn, evidence } }],
      [...ground.broken, ...early],
    );
  },
});
