import { commitsLine } from '@tramo/budget';
import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Rejection, type Money } from '@tramo/kernel';
import { amountOf } from '../../ground';
import { dutyFacts, streamOf, type AskedMoney, type AskedOfWork } from '../asking';
import { commitmentOf, commitmentsMade } from '../elsewhere';
import { dutiesMet, signedGround, standing, type SignedGround } from '../ground';
import { commitmentExceedsShare } from '../money-refusals';
import { work } from '../work';
import type { WorkState } from '../work.state';

type Body = AskedOfWork & {
  readonly budgetYear: string;
  readonly amount: AskedMoney;
};

/** A work is signed for as long as it takes, and the lender's share of it funded year by year. */
export class CommitWorkYear extends CommandOfPerson<Body> {}

export const CommitWorkYearHandler = decides(CommitWorkYear, {
  decider: work,
  stream: streamOf,
  triesFirst: true,
  facts: dutyFacts<Body>('committed'),
  reserves: { commitment: commitsLine(commitmentsMade) },
  decide: (state, body, context) => {
    const ground = signedGround(state, body, context);
    if (ground instanceof Rejection) return ground;
    const { contract, done, correctsOn } = ground;
    const { budgetYear } = body;
    const amount = amountOf(body.amount, { credit: contract.amount }, 'amount');
    if (amount instanceof Rejection) return amount;
    const { refused, found } = dutiesMet('committed', state, 'acceptance', context);
    const left = leftToCommit(state, ground, budgetYear);
    const data = {
      ...done,
      budgetYear,
      commitment: state.committed.get(budgetYear)?.commitment ?? commitmentOf(body.work, budgetYear),
      line: contract.place.line,
      amount: amount.toJSON(),
      correctsOn,
    };
    return accept(
      [{ type: 'WorkYearCommitted', data }],
      [
        ...ground.broken,
        ...standing(state),
        ...refused,
        ...(amount.isGreaterThan(left) ? [commitmentExceedsShare(budgetYear, left, amount)] : []),
      ],
      found,
    );
  },
});

/** What another year had committed and not accrued may have lapsed with it, and is committed anew. */
function leftToCommit(
  { committed }: WorkState,
  { contract, money }: SignedGround,
  budgetYear: string,
): Money {
  const left = contract.shared.lender.minus(money.gross.lender);
  const year = committed.get(budgetYear);
  return year ? left.minus(year.amount.minus(year.accrued)) : left;
}
