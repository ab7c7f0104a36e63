import { movesCommitment } from '@tramo/budget';
import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Rejection } from '@tramo/kernel';
import { cancelsPayment, freesCash } from '@tramo/treasury';
import { agreement } from '../../agreement';
import { askedBy, movement } from '../asks';
import { streamOf, type AskedOfTranche } from '../asking';
import { stepFacts } from '../facts/release-facts';
import { trancheAt, trancheGround } from '../ground';
import { trancheSetOff } from '../refusals';

type Body = AskedOfTranche & { readonly reason: string };

/** Before money has left, or when it has come back: what had been accrued is committed again. */
export class CancelTranche extends CommandOfPerson<Body> {}

export const CancelTrancheHandler = decides(CancelTranche, {
  decider: agreement,
  triesFirst: true,
  stream: streamOf,
  facts: stepFacts<Body>(),
  reserves: {
    payment: cancelsPayment(
      askedBy('TrancheCancelled', ({ payment, reason, affiliation }) =>
        payment === null ? null : { payment, by: affiliation.person, reason },
      ),
    ),
    commitment: movesCommitment(
      askedBy('TrancheCancelled', (data) => movement(data, { from: 'accrued', to: 'committed' })),
    ),
  },
  follows: {
    cash: freesCash(
      askedBy('TrancheCancelled', ({ payment, payer, reason }) =>
        payment === null || payer === null ? null : { account: payer, payment, reason },
      ),
    ),
  },
  decide: (state, body, context) => {
    const ground = trancheGround(state, body, context);
    if (ground instanceof Rejection) return ground;
    const tranche = trancheAt(ground, 'requested', 'reviewed', 'approved', 'ordered', 'bounced');
    if (tranche instanceof Rejection) return tranche;
    const { amount, offset, commitment, payment } = tranche;
    if (offset.isPositive()) return trancheSetOff(tranche.tranche, offset);
    const ordered = tranche.state === 'ordered' ? payment : null;
    const data = {
      ...ground.ofTranche,
      ...ground.posting,
      amount: amount.toJSON(),
      commitment,
      wasApproved: commitment !== null,
      wasReturned: tranche.state === 'bounced',
      payment: ordered?.id ?? null,
      payer: ordered?.payer ?? null,
      reason: body.reason,
    };
    return accept([{ type: 'TrancheCancelled', data }], ground.broken);
  },
});
