import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, type Money, Rejection } from '@tramo/kernel';
import { holdsCash, paysCash } from '@tramo/treasury';
import { amountOf } from '../../ground';
import { dutyFacts, streamOf, type AskedMoney, type AskedOfWork } from '../asking';
import { collectedFor } from '../collection';
import { cashHeld, cashPaid } from '../elsewhere';
import { dutiesMet, notSuspended, signedGround, type SignedGround } from '../ground';
import { inOrder } from '../in-order';
import { freeOfMunicipality } from '../municipal-money';
import { paymentOf } from '../payer';
import { municipalFundsNeeded } from '../return-refusals';
import { undecidedSheet } from '../sheet-refusals';
import { work } from '../work';

type Body = AskedOfWork & {
  /** All that is free when absent. */
  readonly amount?: AskedMoney | null;
  readonly reference: string;
};

/** What a municipality has paid in beyond its share, or for what will not be built, goes back to it. */
export class ReturnMunicipalFunds extends CommandOfPerson<Body> {}

export const ReturnMunicipalFundsHandler = decides(ReturnMunicipalFunds, {
  decider: work,
  stream: streamOf,
  triesFirst: true,
  facts: dutyFacts<Body>('paid'),
  reserves: { cash: holdsCash(cashHeld), payment: paysCash(cashPaid) },
  decide: (state, body, context) => {
    const ground = signedGround(state, body, context);
    if (ground instanceof Rejection) return ground;
    const undecided = undecidedSheet(state.sheets.values());
    if (undecided) return undecided;
    const { contract } = ground;
    const free = freeOfMunicipality(state, ground);
    const amount = body.amount ? amountOf(body.amount, { credit: contract.amount }, 'amount') : free;
    if (amount instanceof Rejection) return amount;
    if (!amount.isPositive() || amount.isGreaterThan(free))
      return municipalFundsNeeded({ free, asked: amount });
    const { refused, found } = dutiesMet('paid', state, 'return', context);
    const data = {
      ...ground.posting,
      payer: null,
      payment: paymentOf(body.work, state.payments),
      reference: body.reference,
      collected: collectedFor(state, amount),
      amount: amount.toJSON(),
      beyondPromise: beyondIn(ground, amount).toJSON(),
    };
    const latest = [...state.deposits.values()].filter(({ reversed }) => !reversed);
    return accept(
      [{ type: 'MunicipalFundsReturned', data }],
      [
        ...ground.broken,
        ...notSuspended(state),
        ...inOrder(
          { what: 'the return', on: context.effectiveOn },
          ...latest.map(({ on }) => ({ what: 'what is known of the deposits', on })),
        ),
        ...refused,
      ],
      found,
    );
  },
});

/** What nobody had promised goes first. */
const beyondIn = ({ money: { beyondPromise } }: SignedGround, amount: Money): Money =>
  amount.isGreaterThan(beyondPromise) ? beyondPromise : amount;
