import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, canonicalJson, Rejection } from '@tramo/kernel';
import { holdsCash, ordersPayment } from '@tramo/treasury';
import { agreement } from '../../agreement';
import type { AgreementState } from '../../agreement.state';
import { askedBy } from '../asks';
import { paymentId, streamOf, type AskedOfTranche } from '../asking';
import { evaluated, failures } from '../conditions/evaluate';
import { payerFact } from '../facts/money-facts';
import { releaseFacts } from '../facts/release-facts';
import { trancheAt, trancheGround } from '../ground';
import { accountNow, payeeNow } from '../payee';
import { notOfAgreement } from '../payer';
import { nothingToPay, payeeChanged, payerUnknown } from '../refusals';
import { releaseOf } from '../release';
import type { Payee } from '../tranche.events';
import type { TrancheState } from '../tranche.state';

type Body = AskedOfTranche & {
  /** The operating account it is paid from. */
  readonly payer: string;
};

/** Tells the bank to pay what was signed: each order is a payment of its own, and holds its cash. */
export class OrderTranche extends CommandOfPerson<Body> {}

const nextPayment = ({ agreement: id, tranche }: AskedOfTranche, { tranches }: AgreementState): string =>
  paymentId(id, tranche, (tranches.tranches.get(tranche)?.orders ?? 0) + 1);

export const OrderTrancheHandler = decides(OrderTranche, {
  decider: agreement,
  triesFirst: true,
  stream: streamOf,
  facts: {
    ...releaseFacts<Body>('paid'),
    payer: payerFact<Body & { readonly by: string }>({ account: ({ payer }) => payer, payment: nextPayment }),
  },
  reserves: {
    payment: ordersPayment(
      askedBy('TrancheOrdered', (data) => ({
        payment: data.payment,
        programme: data.programme,
        agreement: data.agreement,
        tranche: data.tranche,
        payer: data.payer,
        payee: data.payee,
        amount: data.amount,
        by: data.affiliation.person,
      })),
    ),
    cash: holdsCash(
      askedBy('TrancheOrdered', ({ payer, payment, amount }) => ({ account: payer, payment, amount })),
    ),
  },
  decide: (state, body, context) => {
    const ground = trancheGround(state, body, context);
    if (ground instanceof Rejection) return ground;
    const tranche = trancheAt(ground, 'approved', 'bounced');
    if (tranche instanceof Rejection) return tranche;
    const { contract } = ground;
    const { amount, documents, offset } = tranche;
    const toPay = amount.minus(offset);
    if (!toPay.isPositive()) return nothingToPay(tranche.tranche, amount, offset);
    const { payer } = context.facts;
    if (!payer.account.exists) return payerUnknown(body.payer);
    const payee = payeeNow(contract, context.facts.payee);
    if (!payee) return payeeChanged(tranche.signedFor ?? NOWHERE, payee);
    const looking = { step: 'order', act: 'paid', amount, documents, payer } as const;
    const { release, found } = releaseOf(state, ground, looking, context);
    const evaluation = evaluated(release);
    const data = {
      ...ground.ofTranche,
      ...ground.posting,
      amount: toPay.toJSON(),
      payment: nextPayment(body, state),
      payer: body.payer,
      payerAccount: accountNow(body.payer, payer.account),
      payee,
      again: tranche.state === 'bounced',
      evaluation,
    };
    return accept(
      [{ type: 'TrancheOrdered', data }],
      [
        ...ground.broken,
        ...failures(evaluation, release),
        ...elsewhere(tranche, payee),
        ...notOfAgreement(contract, body.payer, payer.account),
      ],
      found,
    );
  },
});

const NOWHERE: Payee = { account: '', holder: '', bank: '', number: '' };

/**
 * To where it was signed to go, also after a payment has come back: an account that was only verified again is the
 * same, and another bank or number takes other signatures.
 */
const elsewhere = ({ signedFor }: TrancheState, payee: Payee): readonly Rejection[] =>
  !signedFor || canonicalJson(signedFor) === canonicalJson(payee) ? [] : [payeeChanged(signedFor, payee)];
