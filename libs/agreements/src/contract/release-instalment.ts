import { budgetLineFact, returnsToLine, type BudgetLineAnswer } from '@tramo/budget';
import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Money, Rejection } from '@tramo/kernel';
import { agreement } from '../agreement';
import type { AgreementEvent } from '../agreement.events';
import { committedLeft, type AgreementState } from '../agreement.state';
import { restsOn } from '../days';
import { amountOf, doneBy, groundOf, type AskedOfAgreement } from '../ground';
import { stepFacts, streamOf, type AskedMoney, type ByPerson } from '../asking';
import { commitmentsReleased } from './elsewhere';
import { nothingCommitted, releaseBelowAccrued } from './refusals';

type Body = AskedOfAgreement & {
  readonly budgetYear: string;
  /** All that is not accrued when absent. */
  readonly amount?: AskedMoney | null;
  readonly reason: string;
};

/** What the year will not pay after all is available again on its line; of a year that is closed it lapses. */
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
      commitment: ({ budgetYear }, { contract }) => contract?.committed.get(budgetYear)?.commitment ?? null,
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
    const data = {
      ...ground.of,
      ...doneBy(context, context.facts.people),
      correctsOn: ground.correctsOn,
      budgetYear,
      commitment: year.commitment,
      line: year.line,
      reason: body.reason,
    };
    const { lapsed, held } = partsOf(asked, context.facts.budget);
    const released = [
      { ...data, amount: held.toJSON(), lapsed: false },
      { ...data, amount: lapsed.toJSON(), lapsed: true },
    ].filter(({ amount }) => Money.parse(amount).isPositive());
    const [first, ...rest] = released.map((one) => ({ type: 'InstalmentReleased' as const, data: one }));
    const below = asked.isGreaterThan(left)
      ? [releaseBelowAccrued({ budgetYear, committed: year.amount, left, asked })]
      : [];
    return accept([first!, ...rest], [...ground.broken, ...below]);
  },
});

const yearsHeld = (state: AgreementState): readonly string[] =>
  [...(state.contract?.committed.keys() ?? [])].filter((year) => committedLeft(state, year)?.isPositive());

/** Where the year was closed, what its budget holds no more for the agreement ended with it, by the country's rule. */
function partsOf(asked: Money, { closed, commitment }: BudgetLineAnswer): Record<'lapsed' | 'held', Money> {
  const zero = Money.zero(asked.currency.code);
  if (!closed || !commitment) return { lapsed: zero, held: asked };
  const there = Money.parse(commitment.committed);
  const held = there.isLessThan(asked) ? there : asked;
  return { lapsed: asked.minus(held), held };
}
