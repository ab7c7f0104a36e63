import { movesCategory, movesCommitment } from '@tramo/budget';
import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Rejection } from '@tramo/kernel';
import { returnsCash } from '@tramo/treasury';
import { stepFacts, streamOf, type AskedOfWork } from '../asking';
import { cashReturned, categoryMoved, commitmentsMoved } from '../elsewhere';
import { signedGround, type SignedGround } from '../ground';
import { inOrder } from '../in-order';
import { advanceAmortised, paymentBouncedAlready, paymentUnknown } from '../money-refusals';
import { minus, sharedJson, totalOf } from '../shared';
import { sheetUndecided } from '../sheet-refusals';
import { work } from '../work';
import { unamortised, type WorkPayment, type WorkState } from '../work.state';

type Body = AskedOfWork & { readonly payment: string; readonly reason: string };

/** The bank gives it back: it is in its accounts again, and owed as it was before. */
export class BounceWorkPayment extends CommandOfPerson<Body> {}

export const BounceWorkPaymentHandler = decides(BounceWorkPayment, {
  decider: work,
  stream: streamOf,
  triesFirst: true,
  facts: stepFacts<Body>(),
  reserves: {
    commitment: movesCommitment(commitmentsMoved),
    category: movesCategory(categoryMoved),
  },
  follows: { returned: returnsCash(cashReturned) },
  decide: (state, body, context) => {
    const ground = signedGround(state, body, context);
    if (ground instanceof Rejection) return ground;
    const { payment, reason } = body;
    const known = state.payments.get(payment);
    if (!known) return paymentUnknown(payment, [...state.payments.keys()]);
    if (known.bounced) return paymentBouncedAlready(payment);
    const gone = known.of === 'advance' ? advanceGone(state, ground, known) : undefined;
    if (gone) return gone;
    const { of, payer, collected, paid, shared } = known;
    const data = {
      ...ground.posting,
      payment,
      of,
      reason,
      payer,
      collected,
      shared: sharedJson(shared),
      paid,
    };
    return accept(
      [{ type: 'WorkPaymentBounced', data }],
      [
        ...ground.broken,
        ...inOrder(
          { what: 'the return of a payment', on: context.effectiveOn },
          { what: `payment ${payment}`, on: known.on },
        ),
      ],
    );
  },
});

/** What sheets have taken off the advance, or are about to, was with the contractor. */
function advanceGone(
  { sheets }: WorkState,
  { money }: SignedGround,
  { payment, shared }: WorkPayment,
): Rejection | undefined {
  const undecided = [...sheets.values()].find(({ state }) => state === 'presented');
  if (undecided?.amortisation.isPositive()) return sheetUndecided(undecided.sheet);
  const open = unamortised(money);
  const { municipal, lender } = minus(open, shared);
  return municipal.isNegative() || lender.isNegative()
    ? advanceAmortised(payment, totalOf(open), totalOf(shared))
    : undefined;
}
