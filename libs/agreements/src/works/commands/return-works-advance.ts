import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Rejection } from '@tramo/kernel';
import { accountFact, receivesDeposit, receivesRefund } from '@tramo/treasury';
import { refundTo } from '../../expenses/refund';
import { amountOf } from '../../ground';
import { depositArrived, refundArrived } from '../arrivals';
import { stepFacts, streamOf, type AskedMoney, type AskedOfWork, type ByPerson } from '../asking';
import { collectionBroken } from '../collection';
import { signedGround, type SignedGround } from '../ground';
import { inOrder } from '../in-order';
import { advanceNotHeld, nothingAdvanced, refundAccountMissing, retentionKept } from '../return-refusals';
import type { AdvanceReturn } from '../shapes';
import { lesserOf, sharedJson, takenFrom, totalOf, type Shared } from '../shared';
import { undecidedSheet } from '../sheet-refusals';
import { work } from '../work';
import { heldOf, unamortised, type WorkState } from '../work.state';

type Body = AskedOfWork & {
  readonly from: AdvanceReturn;
  /** All that is left, or kept of it, when absent. */
  readonly amount?: AskedMoney | null;
  /** Where the contractor has paid the lender's part, and where the municipality's. */
  readonly account?: string | null;
  readonly collection?: string | null;
  readonly reference: string;
};

/** What no sheet will amortise: the contractor, or who stands for him, pays it back, or what was retained of him is kept. */
export class ReturnWorksAdvance extends CommandOfPerson<Body> {}

export const ReturnWorksAdvanceHandler = decides(ReturnWorksAdvance, {
  decider: work,
  stream: streamOf,
  facts: {
    ...stepFacts<Body>(),
    account: accountFact<ByPerson<Body>, WorkState>({ account: ({ account }) => account ?? null }),
    collection: accountFact<ByPerson<Body>, WorkState>({ account: ({ collection }) => collection ?? null }),
  },
  follows: { refund: receivesRefund(refundArrived), deposit: receivesDeposit(depositArrived) },
  decide: (state, body, context) => {
    const ground = signedGround(state, body, context);
    if (ground instanceof Rejection) return ground;
    const undecided = undecidedSheet(state.sheets.values());
    if (undecided) return undecided;
    const { contract, money, posting } = ground;
    const open = unamortised(money);
    if (!totalOf(open).isPositive()) return nothingAdvanced(body.work);
    const { from, reference } = body;
    const isKept = from === 'retention';
    const most = isKept ? lesserOf(open, heldOf(money)) : open;
    const all = totalOf(most);
    const amount = body.amount ? amountOf(body.amount, { credit: contract.amount }, 'amount') : all;
    if (amount instanceof Rejection) return amount;
    if (!amount.isPositive() || amount.isGreaterThan(all))
      return advanceNotHeld({ from, most: all, asked: amount });
    const shared = takenFrom(most, amount, contract);
    const arriving = isKept ? [] : arrivalBroken(body, ground, shared, context.facts);
    if (arriving instanceof Rejection) return arriving;
    const data = {
      ...posting,
      number: state.advanceReturns + 1,
      from,
      reference,
      amount: amount.toJSON(),
      shared: sharedJson(shared),
      account: isKept || !shared.lender.isPositive() ? null : (body.account ?? null),
      collection: isKept || !shared.municipal.isPositive() ? null : (body.collection ?? null),
    };
    const paidOn = [...state.payments.values()].filter(({ of, bounced }) => of === 'advance' && !bounced);
    return accept(
      [{ type: 'WorksAdvanceReturned', data }],
      [
        ...ground.broken,
        ...arriving,
        ...(isKept && state.stage !== 'terminated' ? [retentionKept(body.work, state.stage)] : []),
        ...inOrder(
          { what: 'the return of the advance', on: context.effectiveOn },
          ...paidOn.map(({ on }) => ({ what: 'its payment', on })),
        ),
      ],
    );
  },
});

type Facts = Readonly<Record<'account' | 'collection', Parameters<typeof refundTo>[1]['answer']>>;

/** Each part comes to an account of the fund, of the kind that it was paid from. */
function arrivalBroken(
  { account = null, collection = null }: Body,
  { contract: { place }, letter }: SignedGround,
  { lender, municipal }: Shared,
  answers: Facts,
): Rejection | readonly Rejection[] {
  const broken: Rejection[] = [];
  if (lender.isPositive()) {
    if (account === null) broken.push(refundAccountMissing(place.entity));
    else {
      const of = { programme: letter.programme, entity: place.entity };
      const refund = refundTo(of, { account, amount: lender, answer: answers.account });
      if (refund instanceof Rejection) return refund;
      broken.push(...refund);
    }
  }
  if (!municipal.isPositive()) return broken;
  const of = { account: collection, answer: answers.collection, place, letter, amount: municipal };
  const arrived = collectionBroken({ ...of, field: 'collection' });
  return arrived instanceof Rejection ? arrived : [...broken, ...arrived];
}
