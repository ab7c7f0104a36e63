import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Rejection } from '@tramo/kernel';
import { holdsCash, paysCash } from '@tramo/treasury';
import { amountOf } from '../../ground';
import { advanceBroken } from '../advance';
import { dutyFacts, payerFact, streamOf, type AskedMoney, type AskedOfWork } from '../asking';
import { collectedFor } from '../collection';
import { cashHeld, cashPaid } from '../elsewhere';
import { dutiesMet, inCourse, signedGround } from '../ground';
import { inOrder } from '../in-order';
import { advanceNotRequested } from '../money-refusals';
import { municipalShort } from '../municipal-money';
import { payerBroken, paymentOf } from '../payer';
import { sharedJson, shareNext } from '../shared';
import { work } from '../work';

type Body = AskedOfWork & {
  readonly amount: AskedMoney;
  /** The operating account of the fund that the lender's part leaves; none where the treasury keeps none. */
  readonly payer?: string | null;
  readonly reference: string;
};

/** To the contractor, before there is anything to measure: as it was asked for, each share from its own money. */
export class PayWorksAdvance extends CommandOfPerson<Body> {}

export const PayWorksAdvanceHandler = decides(PayWorksAdvance, {
  decider: work,
  stream: streamOf,
  triesFirst: true,
  facts: { ...dutyFacts<Body>('paid'), payer: payerFact<Body>() },
  reserves: { cash: holdsCash(cashHeld), payment: paysCash(cashPaid) },
  decide: (state, body, context) => {
    const ground = signedGround(state, body, context);
    if (ground instanceof Rejection) return ground;
    const { contract, money, letter } = ground;
    const amount = amountOf(body.amount, { credit: contract.amount }, 'amount');
    if (amount instanceof Rejection) return amount;
    const { place } = contract;
    const { requested, dates } = state;
    const shared = shareNext(money.advanced, amount, contract);
    const payer = body.payer ?? null;
    const { refused, found } = dutiesMet('paid', state, 'advance', context);
    const data = {
      ...ground.posting,
      amount: amount.toJSON(),
      shared: sharedJson(shared),
      payer,
      payment: paymentOf(body.work, state.payments),
      reference: body.reference,
      collected: collectedFor(state, shared.municipal),
    };
    return accept(
      [{ type: 'WorksAdvancePaid', data }],
      [
        ...ground.broken,
        ...inCourse(state),
        ...(requested?.equals(amount) ? [] : [advanceNotRequested(amount, requested)]),
        ...inOrder(
          { what: 'the advance', on: context.effectiveOn },
          { what: 'the agreement', on: dates.agreement },
          { what: 'its request', on: dates.request },
        ),
        ...advanceBroken(state, ground, amount),
        ...municipalShort({ money, sheets: state.sheets }, shared.municipal),
        ...payerBroken({ payer, answer: context.facts.payer, place, letter, lender: shared.lender }),
        ...refused,
      ],
      found,
    );
  },
});
