import { budgetLineFact, returnsToLine } from '@tramo/budget';
import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Money, Rejection } from '@tramo/kernel';
import { nothingCommitted, releaseBelowAccrued } from '../../contract/refusals';
import { amountOf } from '../../ground';
import { stepFacts, streamOf, type AskedMoney, type AskedOfWork, type ByPerson } from '../asking';
import { commitmentsReleased } from '../elsewhere';
import { signedGround } from '../ground';
import { work } from '../work';
import type { CommittedYear, WorkState } from '../work.state';

type Body = AskedOfWork & {
  readonly budgetYear: string;
  /** All that is not accrued when absent. */
  readonly amount?: AskedMoney | null;
  readonly reason: string;
};

/** What the year will not pay of a work after all is available again on its line; of a year that is closed it lapses. */
export class ReleaseWorkYear extends CommandOfPerson<Body> {}

export const ReleaseWorkYearHandler = decides(ReleaseWorkYear, {
  decider: work,
  stream: streamOf,
  facts: {
    ...stepFacts<Body>(),
    budget: budgetLineFact<ByPerson<Body>, WorkState>({
      programme: ({ programme }) => programme,
      year: ({ budgetYear }) => budgetYear,
      line: () => null,
      commitment: ({ budgetYear }, { committed }) => committed.get(budgetYear)?.commitment ?? null,
    }),
  },
  follows: { release: returnsToLine(commitmentsReleased) },
  decide: (state, body, context) => {
    const ground = signedGround(state, body, context);
    if (ground instanceof Rejection) return ground;
    const { contract, done, correctsOn } = ground;
    const { budgetYear, reason } = body;
    const year = state.committed.get(budgetYear);
    if (!year || !leftOf(year).isPositive()) return nothingCommitted(budgetYear, yearsHeld(state));
    const left = leftOf(year);
    const amount = body.amount ? amountOf(body.amount, { credit: contract.amount }, 'amount') : left;
    if (amount instanceof Rejection) return amount;
    const { commitment, line } = year;
    const { budget } = context.facts;
    // The year was closed, and by the country's rule what was committed and not accrued ended with it.
    const lapsed =
      budget.closed && budget.commitment !== null && Money.parse(budget.commitment.committed).isZero();
    const data = {
      ...done,
      budgetYear,
      commitment,
      line,
      amount: amount.toJSON(),
      reason,
      lapsed,
      correctsOn,
    };
    return accept(
      [{ type: 'WorkYearReleased', data }],
      [
        ...ground.broken,
        ...(amount.isGreaterThan(left)
          ? [releaseBelowAccrued({ budgetYear, committed: year.amount, left, asked: amount })]
          : []),
      ],
    );
  },
});

const leftOf = ({ amount, accrued }: CommittedYear): Money => amount.minus(accrued);

const yearsHeld = ({ committed }: WorkState): readonly string[] =>
  [...committed].filter(([, year]) => leftOf(year).isPositive()).map(([budgetYear]) => budgetYear);
