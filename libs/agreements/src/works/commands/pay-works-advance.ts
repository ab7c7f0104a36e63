import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Rejection } from '@tramo/kernel';
import { holdsCash, paysCash } from '@tramo/treasury';
import { amountOf } from '../../ground';
import { dutyFacts, payerFact, streamOf, type AskedMoney, type AskedOfWork } from '../asking';
import { cashHeld, cashPaid } from '../elsewhere';
import { dutiesMet, inCourse, signedGround } from '../ground';
import { advanceExceedsShare, advanceTooLate } from '../money-refusals';
import { municipalShort } from '../municipal-money';
import { payerBroken, paymentOf } from '../payer';
import { percentOf, sharedJson, shareNext, totalOf } from '../shared';
import { work } from '../work';

type Body = AskedOfWork & {
  readonly amount: AskedMoney;
  /** The operating account of the fund that the lender's part leaves; none where the treasury keeps none. */
  readonly payer?: string | null;
  readonly reference: string;
};

/** To the contractor, before there is anything to measure: each share from its own money. */
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
    const { advancePercentage: percentage, place } = contract;
    const most = percentOf(contract.amount, percentage);
    const advanced = totalOf(money.advanced);
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
    };
    return accept(
      [{ type: 'WorksAdvancePaid', data }],
      [
        ...ground.broken,
        ...inCourse(state),
        ...(state.sheets.size > 0 ? [advanceTooLate(state.sheets.size)] : []),
        ...(advanced.plus(amount).isGreaterThan(most)
          ? [advanceExceedsShare({ percentage, most, advanced, asked: amount })]
          : []),
        ...municipalShort({ money, sheets: state.sheets }, shared.municipal),
        ...payerBroken({ payer, answer: context.facts.payer, place, letter }),
        ...refused,
      ],
      found,
    );
  },
});
