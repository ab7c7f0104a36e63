import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Rejection, yearOf, type Money } from '@tramo/kernel';
import { agreement } from '../../agreement';
import { amountOf, type AskedOfAgreement } from '../../ground';
import { stepFacts, streamOf, type AskedByPerson, type AskedMoney } from '../asking';
import { freesCategories, returnsToLines } from '../elsewhere';
import { postingOf, trancheGround } from '../ground';
import { freedBy } from '../lender-share';
import { roomOf, type Room } from '../room';
import { notInClosedYear, receivesRefunds, refundFacts, refundTo } from '../refund';

type Body = AskedOfAgreement & {
  readonly tranche: number;
  readonly amount: AskedMoney;
  /** The programme's account that it came to. */
  readonly account: string;
  readonly reference: string;
};

/** What of a tranche was not spent comes back to the project. */
export class ReturnBalance extends CommandOfPerson<Body> {}

export const ReturnBalanceHandler = decides(ReturnBalance, {
  decider: agreement,
  stream: streamOf,
  facts: {
    ...stepFacts<Body>(),
    ...refundFacts<AskedByPerson<Body>>({
      account: ({ account }) => account,
      tranche: ({ tranche }) => tranche,
    }),
  },
  follows: {
    refund: receivesRefunds<AskedByPerson<Body>>(),
    commitment: returnsToLines<AskedByPerson<Body>>(),
    category: freesCategories<AskedByPerson<Body>>(),
  },
  decide: (state, body, context) => {
    const ground = trancheGround(state, body, body.tranche, context);
    if (ground instanceof Rejection) return ground;
    const posting = postingOf(ground);
    if (posting instanceof Rejection) return posting;
    const { contract, tranche } = ground;
    const amount = amountOf(body.amount, contract, 'amount');
    if (amount instanceof Rejection) return amount;
    const { account } = body;
    const refund = refundTo(contract, { account, amount, answer: context.facts.account });
    if (refund instanceof Rejection) return refund;
    const data = {
      ...ground.data,
      ...posting,
      amount: amount.toJSON(),
      sameYear: String(yearOf(context.effectiveOn)) === posting.place.budgetYear,
      freed: freedBy(state, tranche, amount),
      account,
      reference: body.reference,
    };
    const broken = [
      ...beyondBalance(roomOf(state, tranche), amount),
      ...refund,
      ...notInClosedYear(data, context.facts),
    ];
    return accept([{ type: 'BalanceReturned', data }], [...ground.broken, ...broken]);
  },
});

function beyondBalance(room: Room, asked: Money): readonly Rejection[] {
  const { free, pending, owed } = room;
  if (!asked.isGreaterThan(free)) return [];
  return [
    new Rejection({
      code: 'RETURN_EXCEEDS_BALANCE',
      message: `of the tranche ${free.toString()} is neither justified, reported nor owed`,
      values: { ...room, asked, excess: asked.minus(free) },
      cure: [
        free.isPositive() ? `return at most ${free.toString()}` : 'nothing is left to return',
        ...(pending.isPositive() ? ['withdraw what was reported and not spent'] : []),
        ...(owed.isPositive() ? ['settle what is ineligible as returned to the project'] : []),
      ].join(', or '),
      field: 'amount',
    }),
  ];
}
