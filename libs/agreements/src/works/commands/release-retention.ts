import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Rejection } from '@tramo/kernel';
import { holdsCash, paysCash } from '@tramo/treasury';
import { amountOf } from '../../ground';
import { dutyFacts, payerFact, streamOf, type AskedMoney, type AskedOfWork } from '../asking';
import { collectedFor } from '../collection';
import { cashHeld, cashPaid } from '../elsewhere';
import { dutiesMet, notSuspended, signedGround } from '../ground';
import { inOrder } from '../in-order';
import { nothingRetained } from '../money-refusals';
import { payerBroken, paymentOf } from '../payer';
import { workNotAccepted } from '../refusals';
import { releaseOf } from '../retention';
import { sharedJson, totalOf } from '../shared';
import { moneyUnsettled } from '../unsettled';
import { releaseExceedsRetention } from '../sheet-refusals';
import { work } from '../work';
import { heldOf } from '../work.state';

type Body = AskedOfWork & {
  readonly reference: string;
  /** All that is held when absent. */
  readonly amount?: AskedMoney | null;
  readonly payer?: string | null;
};

/** Of what was retained, pays what an acceptance has left, or what came back of it. */
export class ReleaseRetention extends CommandOfPerson<Body> {}

export const ReleaseRetentionHandler = decides(ReleaseRetention, {
  decider: work,
  stream: streamOf,
  triesFirst: true,
  facts: { ...dutyFacts<Body>('paid'), payer: payerFact<Body>() },
  reserves: { cash: holdsCash(cashHeld), payment: paysCash(cashPaid) },
  decide: (state, body, context) => {
    const ground = signedGround(state, body, context);
    if (ground instanceof Rejection) return ground;
    const { contract, money, letter } = ground;
    const held = heldOf(money);
    const all = totalOf(held);
    if (!all.isPositive()) return nothingRetained(body.work);
    const amount = body.amount ? amountOf(body.amount, { credit: contract.amount }, 'amount') : all;
    if (amount instanceof Rejection) return amount;
    if (amount.isGreaterThan(all)) return releaseExceedsRetention(all, amount, 'amount');
    const released = releaseOf(money, amount, contract);
    const payer = body.payer ?? null;
    const { refused, found } = dutiesMet('paid', state, 'acceptance', context);
    const data = {
      ...ground.posting,
      payer,
      payment: paymentOf(body.work, state.payments),
      reference: body.reference,
      collected: collectedFor(state, released.municipal),
      released: sharedJson(released),
    };
    const isOver = state.stage === 'accepted-provisionally' || state.stage === 'accepted';
    return accept(
      [{ type: 'RetentionReleased', data }],
      [
        ...ground.broken,
        ...notSuspended(state),
        ...(isOver || state.stage === 'suspended' || state.stage === 'terminated'
          ? []
          : [workNotAccepted(body.work, state.stage)]),
        ...inOrder(
          { what: 'the release of what was retained', on: context.effectiveOn },
          { what: 'the acceptance', on: state.dates.acceptance },
        ),
        ...moneyUnsettled(state, ground),
        ...payerBroken({
          payer,
          answer: context.facts.payer,
          place: contract.place,
          letter,
          lender: released.lender,
        }),
        ...refused,
      ],
      found,
    );
  },
});
