import { budgetLineFact, returnsToLine, yearClosed, type BudgetLineAnswer } from '@tramo/budget';
import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Money, Rejection } from '@tramo/kernel';
import { agreement } from '../agreement';
import type { AgreementEvent } from '../agreement.events';
import { committedLeft, type AgreementState } from '../agreement.state';
import { restsOn } from '../days';
import { amountOf, doneBy, groundOf, type AskedOfAgreement } from '../ground';
import { stepFacts, streamOf, type AskedMoney, type ByPerson } from '../asking';
import { commitmentOf } from './contract.state';
import { commitmentsReleased } from './elsewhere';
import { nothingCommitted, releaseBelowAccrued } from './refusals';

type Body = AskedOfAgreement & {
  readonly budgetYear: string;
  /** All that is not accrued when absent. */
  readonly amount?: AskedMoney | null;
  readonly reason: string;
};

/** What the year will not pay after all is available again on its line. */
export class ReleaseInstalment extends CommandOfPerson<Body> {}

export const ReleaseInstalmentHandler = decides(ReleaseInstalment, {
  decider: agreement,
  stream: streamOf,
  facts: {
    ...stepFacts<Body>(),
    budget: budgetLineFact<ByPerson<Body>, AgreementState>({
      programme: ({ programme }) => programme,
      year: ({ budgetYear }) => budgetYear,
      line: () => null,
      commitment: ({ agreement: id, budgetYear }) => commitmentOf(id, budgetYear),
    }),
  },
  follows: {
    release: returnsToLine<ByPerson<Body>, AgreementState, AgreementEvent>(commitmentsReleased),
  },
  decide: (state, body, context) => {
    const ground = groundOf(state, body, context, [restsOn.commitment(body.budgetYear)]);
    if (ground instanceof Rejection) return ground;
    const { contract } = ground;
    const { budgetYear } = body;
    const year = contract.committed.get(budgetYear);
    const left = committedLeft(state, budgetYear);
    const asked = body.amount ? amountOf(body.amount, contract, 'amount') : left;
    if (asked instanceof Rejection) return asked;
    if (!year || !left || !asked?.isPositive()) return nothingCommitted(budgetYear, yearsHeld(state));
    const { budget } = context.facts;
    const lapsed = hasLapsed(budget);
    const data = {
      ...ground.of,
      ...doneBy(context, context.facts.people),
      correctsOn: ground.correctsOn,
      budgetYear,
      commitment: year.commitment,
      line: year.line,
      amount: asked.toJSON(),
      reason: body.reason,
      lapsed,
    };
    const below = asked.isGreaterThan(left)
      ? [releaseBelowAccrued({ budgetYear, committed: year.amount, left, asked })]
      : [];
    const closed = budget.closed && !lapsed ? [yearClosed(body.programme, budgetYear)] : [];
    return accept([{ type: 'InstalmentReleased', data }], [...ground.broken, ...below, ...closed]);
  },
});

const yearsHeld = (state: AgreementState): readonly string[] =>
  [...(state.contract?.committed.keys() ?? [])].filter((year) => committedLeft(state, year)?.isPositive());

/** The year was closed, and by the country's rule what was committed and not accrued ended with it. */
const hasLapsed = ({ closed, commitment }: BudgetLineAnswer): boolean =>
  closed && commitment !== null && Money.parse(commitment.committed).isZero();
