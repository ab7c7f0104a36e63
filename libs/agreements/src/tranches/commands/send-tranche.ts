import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, canonicalJson, invariant, Rejection } from '@tramo/kernel';
import { sendsPayment } from '@tramo/treasury';
import { agreement } from '../../agreement';
import { askedBy } from '../asks';
import { streamOf, type AskedOfTranche } from '../asking';
import { evaluated, failures } from '../conditions/evaluate';
import { payerFact } from '../facts/money-facts';
import { releaseFacts } from '../facts/release-facts';
import { trancheAt, trancheGround } from '../ground';
import { accountNow, payeeNow } from '../payee';
import { payeeChangedSinceOrder, payerChangedSinceOrder } from '../refusals';
import { releaseOf } from '../release';
import type { Payee } from '../tranche.events';

type Body = AskedOfTranche & {
  /** How the bank's files name the order. */
  readonly reference: string;
};

/** The order goes to the bank: the last look at all conditions, by whoever pays. */
export class SendTranche extends CommandOfPerson<Body> {}

export const SendTrancheHandler = decides(SendTranche, {
  decider: agreement,
  triesFirst: true,
  stream: streamOf,
  facts: {
    ...releaseFacts<Body>('paid'),
    payer: payerFact<Body & { readonly by: string }>({
      account: ({ tranche }, { tranches }) => tranches.tranches.get(tranche)?.payment?.payer ?? null,
      payment: ({ tranche }, { tranches }) => tranches.tranches.get(tranche)?.payment?.id ?? null,
    }),
  },
  reserves: {
    payment: sendsPayment(
      askedBy('TrancheSent', ({ payment, reference, affiliation }) => ({
        payment,
        by: affiliation.person,
        reference,
      })),
    ),
  },
  decide: (state, body, context) => {
    const ground = trancheGround(state, body, context);
    if (ground instanceof Rejection) return ground;
    const tranche = trancheAt(ground, 'ordered');
    if (tranche instanceof Rejection) return tranche;
    const { amount, documents, offset, payment } = tranche;
    invariant(payment, 'a tranche that is ordered has a payment');
    const { payer } = context.facts;
    const looking = { step: 'sending', act: 'paid', amount, documents, payer } as const;
    const { release, found } = releaseOf(state, ground, looking, context);
    const evaluation = evaluated(release);
    const payee = payeeNow(ground.contract, context.facts.payee);
    const moved = canonicalJson(payee) !== canonicalJson(payment.payee);
    const payerAccount = accountNow(payment.payer, payer.account);
    const data = {
      ...ground.ofTranche,
      ...ground.posting,
      amount: amount.minus(offset).toJSON(),
      payment: payment.id,
      payer: payment.payer,
      reference: body.reference,
      evaluation,
    };
    return accept(
      [{ type: 'TrancheSent', data }],
      [
        ...ground.broken,
        ...failures(evaluation, release),
        ...(moved ? [payeeChangedSinceOrder(payment.payee, payee)] : []),
        ...payerMoved(payment.payerAccount, payerAccount),
      ],
      found,
    );
  },
});

/** The bank is told to take it from where the order says. */
const payerMoved = (ordered: Payee | null, now: Payee | null): readonly Rejection[] =>
  ordered === null || canonicalJson(ordered) === canonicalJson(now)
    ? []
    : [payerChangedSinceOrder(ordered, now)];
