import { movesCategory, movesCommitment } from '@tramo/budget';
import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, invariant, type Money, Rejection } from '@tramo/kernel';
import { confirmsPayment, paysCash } from '@tramo/treasury';
import { agreement } from '../../agreement';
import { lenderMovement } from '../lender-movement';
import { askedBy, movement } from '../asks';
import { streamOf, type AskedOfTranche } from '../asking';
import { lenderRatesOf, stepFacts } from '../facts/release-facts';
import { releasePolicyFact } from '../facts/release-policy';
import { trancheAt, trancheGround } from '../ground';
import { paymentConfirmedAlready } from '../refusals';
import { lendersAmount, type RateGround } from '../release';
import type { Contract } from '../../contract/contract.state';
import type { LenderAmount } from '../tranche.state';

type Body = AskedOfTranche & {
  /** The bank's. */
  readonly reference: string;
};
type Asked = Body & { readonly by: string };

/** The bank says that it has paid: the money is the organisation's, to be justified. */
export class ConfirmTranche extends CommandOfPerson<Body> {}

export const ConfirmTrancheHandler = decides(ConfirmTranche, {
  decider: agreement,
  triesFirst: true,
  stream: streamOf,
  facts: { ...stepFacts<Body>(), policy: releasePolicyFact<Asked>(), ...lenderRatesOf<Asked>() },
  reserves: {
    // First, because rates may have left too little of it: what is refused there has touched nothing else.
    category: movesCategory(lenderMovement('TrancheConfirmed', { from: 'reserved', to: 'eligible' })),
    payment: confirmsPayment(
      askedBy('TrancheConfirmed', ({ payment, reference, affiliation }) => ({
        payment,
        by: affiliation.person,
        reference,
      })),
    ),
    cash: paysCash(askedBy('TrancheConfirmed', ({ payer, payment }) => ({ account: payer, payment }))),
    commitment: movesCommitment(
      askedBy('TrancheConfirmed', (data) => movement(data, { from: 'accrued', to: 'paid' })),
    ),
  },
  decide: (state, body, context) => {
    const ground = trancheGround(state, body, context);
    if (ground instanceof Rejection) return ground;
    const { tranche: known, contract } = ground;
    if (known?.payment && (known.state === 'confirmed' || known.state === 'closed')) {
      return paymentConfirmedAlready(known.payment.id, known.tranche);
    }
    const tranche = trancheAt(ground, 'sent');
    if (tranche instanceof Rejection) return tranche;
    const { amount, offset, payment, commitment } = tranche;
    invariant(payment && commitment, 'a tranche that was sent has a payment, and its commitment');
    const paid = amount.minus(offset);
    const eligible = eligibleAtTransfer(paid, contract, context);
    if (eligible instanceof Rejection) return eligible;
    const data = {
      ...ground.ofTranche,
      ...ground.posting,
      amount: paid.toJSON(),
      commitment,
      payment: payment.id,
      payer: payment.payer,
      reference: body.reference,
      eligible,
    };
    return accept([{ type: 'TrancheConfirmed', data }], ground.broken);
  },
});

interface Dated {
  readonly effectiveOn: Parameters<typeof lendersAmount>[2];
  readonly facts: RateGround;
}

/** What the lender's category takes with the transfer; nothing where it waits for the expense. */
function eligibleAtTransfer(
  paid: Money,
  contract: Contract,
  { effectiveOn, facts }: Dated,
): LenderAmount | Rejection | null {
  if (contract.reserved?.eligibleAt !== 'transfer') return null;
  const taken = lendersAmount(paid, contract, effectiveOn, facts);
  if (taken === null || taken instanceof Rejection) return taken;
  return { amount: taken.amount.toJSON(), rate: taken.rate };
}
