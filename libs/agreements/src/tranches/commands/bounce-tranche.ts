import { movesCategory, movesCommitment } from '@tramo/budget';
import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, invariant, Rejection } from '@tramo/kernel';
import { bouncesPayment, freesCash, losesVerification, returnsCash } from '@tramo/treasury';
import { agreement } from '../../agreement';
import { justificationIn } from '../../agreement.state';
import { lenderMovement } from '../lender-movement';
import { askedBy, movement } from '../asks';
import { streamOf, type AskedOfTranche } from '../asking';
import { stepFacts } from '../facts/release-facts';
import { trancheAt, trancheGround } from '../ground';
import { nothingWasPaid, trancheSpent } from '../refusals';

type Body = AskedOfTranche & { readonly reason: string };

/** The bank gives the money back, before it had confirmed the payment or after. */
export class BounceTranche extends CommandOfPerson<Body> {}

export const BounceTrancheHandler = decides(BounceTranche, {
  decider: agreement,
  triesFirst: true,
  stream: streamOf,
  facts: stepFacts<Body>(),
  reserves: {
    payment: bouncesPayment(
      askedBy('TrancheBounced', ({ payment, reason, affiliation }) => ({
        payment,
        by: affiliation.person,
        reason,
      })),
    ),
    payee: losesVerification(
      askedBy('TrancheBounced', ({ payee, payment, reason }) => ({ account: payee, payment, reason })),
    ),
    commitment: movesCommitment(
      askedBy('TrancheBounced', (data) =>
        data.wasConfirmed ? movement(data, { from: 'paid', to: 'accrued' }) : null,
      ),
    ),
    category: movesCategory(lenderMovement('TrancheBounced', { from: 'eligible', to: 'reserved' })),
  },
  follows: {
    freed: freesCash(
      askedBy('TrancheBounced', ({ payer, payment, reason, wasConfirmed }) =>
        wasConfirmed ? null : { account: payer, payment, reason },
      ),
    ),
    returned: returnsCash(
      askedBy('TrancheBounced', ({ payer, payment, reason, wasConfirmed }) =>
        wasConfirmed ? { account: payer, payment, reason } : null,
      ),
    ),
  },
  decide: (state, body, context) => {
    const ground = trancheGround(state, body, context);
    if (ground instanceof Rejection) return ground;
    const tranche = trancheAt(ground, 'sent', 'confirmed');
    if (tranche instanceof Rejection) return tranche;
    const { amount, offset, payment, commitment, eligible } = tranche;
    if (payment === null) return nothingWasPaid(tranche.tranche, offset);
    invariant(commitment !== null, 'a tranche that was sent was approved');
    const { accepted, returned, writtenOff, ineligible } = justificationIn(state, tranche);
    const accounted = accepted.plus(returned).plus(writtenOff).plus(ineligible);
    const wasConfirmed = tranche.state === 'confirmed';
    const data = {
      ...ground.ofTranche,
      ...ground.posting,
      amount: amount.minus(offset).toJSON(),
      commitment,
      payment: payment.id,
      payer: payment.payer,
      payee: payment.payee.account,
      reason: body.reason,
      wasConfirmed,
      eligible: wasConfirmed ? eligible : null,
    };
    return accept(
      [{ type: 'TrancheBounced', data }],
      [...ground.broken, ...(accounted.isPositive() ? [trancheSpent(tranche.tranche, accounted)] : [])],
    );
  },
});
