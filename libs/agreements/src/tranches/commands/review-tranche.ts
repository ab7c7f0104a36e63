import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Rejection } from '@tramo/kernel';
import { agreement } from '../../agreement';
import { streamOf, type AskedOfTranche } from '../asking';
import { evaluated } from '../conditions/evaluate';
import { releaseFacts, stepFacts } from '../facts/release-facts';
import { trancheAt, trancheGround } from '../ground';
import { releaseOf } from '../release';

type Review = AskedOfTranche & { readonly opinion: string };
type Reason = AskedOfTranche & { readonly reason: string };

/** Brings a request before those who sign, with what was found. */
export class ReviewTranche extends CommandOfPerson<Review> {}

export const ReviewTrancheHandler = decides(ReviewTranche, {
  decider: agreement,
  stream: streamOf,
  facts: releaseFacts<Review>('approved'),
  decide: (state, body, context) => {
    const ground = trancheGround(state, body, context);
    if (ground instanceof Rejection) return ground;
    const tranche = trancheAt(ground, 'requested');
    if (tranche instanceof Rejection) return tranche;
    const { amount, documents } = tranche;
    const looking = { step: 'review', act: 'approved', amount, documents } as const;
    // Whoever reviews need not be able to sign: what duties forbid them is not looked at here.
    const { release } = releaseOf(state, ground, looking, {
      ...context,
      facts: { ...context.facts, duties: { conflicts: [] } },
    });
    const data = { ...ground.ofTranche, opinion: body.opinion, evaluation: evaluated(release) };
    return accept([{ type: 'TrancheReviewed', data }], ground.broken);
  },
});

/** Back to the organisation, which puts right what is said and requests again. */
export class ReturnTranche extends CommandOfPerson<Reason> {}

export const ReturnTrancheHandler = decides(ReturnTranche, {
  decider: agreement,
  stream: streamOf,
  facts: stepFacts<Reason>(),
  decide: (state, body, context) => {
    const ground = trancheGround(state, body, context);
    if (ground instanceof Rejection) return ground;
    const tranche = trancheAt(ground, 'requested', 'reviewed');
    if (tranche instanceof Rejection) return tranche;
    const data = { ...ground.ofTranche, reason: body.reason };
    return accept([{ type: 'TrancheReturned', data }], ground.broken);
  },
});

/** Turned down for good; it takes another request to come back to it. */
export class RejectTranche extends CommandOfPerson<Reason> {}

export const RejectTrancheHandler = decides(RejectTranche, {
  decider: agreement,
  stream: streamOf,
  facts: stepFacts<Reason>(),
  decide: (state, body, context) => {
    const ground = trancheGround(state, body, context);
    if (ground instanceof Rejection) return ground;
    const tranche = trancheAt(ground, 'requested', 'reviewed');
    if (tranche instanceof Rejection) return tranche;
    const data = { ...ground.ofTranche, reason: body.reason };
    return accept([{ type: 'TrancheRejected', data }], ground.broken);
  },
});
