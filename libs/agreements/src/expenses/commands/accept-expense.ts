import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Money, Rejection } from '@tramo/kernel';
import { agreement } from '../../agreement';
import type { AgreementState } from '../../agreement.state';
import type { Contract } from '../../contract/contract.state';
import { contributionKey, fourNumbersOf } from '../../counterpart/counterpart.state';
import { verifiedFor } from '../../counterpart/verified-for';
import { beforeLastStep } from '../../days';
import type { Contribution } from '../../shapes';
import { tellsOrganisation } from '../../organisations/tells-organisation';
import { dutyFacts, streamOf, type AskedByPerson } from '../asking';
import { mayReview } from '../duties';
import { movesCategories, movesCommitments } from '../elsewhere';
import type { Expense } from '../expense.state';
import { expenseGround, postingOf, type AskedOfExpense } from '../ground';
import { expenseRateFacts, takenBy } from '../lender-share';
import { expenseNotAt, substitutionUnsettled, withoutOrganisation } from '../refusals';
import { capOf, min, unusedOf } from '../room';
import { merged } from '../split';

type Body = AskedOfExpense;

/** The account given of it is good: so much of the tranche is justified, and so much of the counterpart used. */
export class AcceptExpense extends CommandOfPerson<Body> {}

export const AcceptExpenseHandler = decides(AcceptExpense, {
  decider: agreement,
  stream: streamOf,
  triesFirst: true,
  facts: { ...dutyFacts<Body>('reviewed-expenses'), ...expenseRateFacts<AskedByPerson<Body>>() },
  reserves: {
    // First, because rates may have left too little of it: what is refused there has touched nothing else.
    category: movesCategories<AskedByPerson<Body>>(),
    commitment: movesCommitments<AskedByPerson<Body>>(),
  },
  follows: { standing: tellsOrganisation<AskedByPerson<Body>>() },
  decide: (state, body, context) => {
    const ground = expenseGround(state, body, context);
    if (ground instanceof Rejection) return ground;
    const posting = postingOf(ground);
    if (posting instanceof Rejection) return posting;
    const { contract, tranche, expense } = ground;
    if (!contract.organisation) return withoutOrganisation(body.agreement);
    const subsidy = min(expense.subsidy, capOf(state, tranche));
    const excess = expense.subsidy.minus(subsidy);
    const contributions = withExcess(expense, contract.organisation.code, excess);
    const { effectiveOn: on, facts } = context;
    const takesIt = contract.reserved?.eligibleAt === 'expense';
    const eligible = takesIt ? takenBy(contract, subsidy, { on, facts }) : null;
    if (eligible instanceof Rejection) return eligible;
    const { refused, found } = mayReview(state, tranche.tranche, context);
    const broken = [
      ...expenseNotAt(expense, ['reported']),
      ...unsettledBefore(state, expense),
      ...unverified(state, contract, contributions),
      ...beforeLastStep(state.days, on, verifiedFor(state, contributions)),
      ...refused,
    ];
    const data = {
      ...ground.data,
      ...posting,
      subsidy: subsidy.toJSON(),
      excess: excess.toJSON(),
      contributions: [...contributions],
      withheld: expense.withheld.toJSON(),
      eligible,
    };
    return accept([{ type: 'ExpenseAccepted', data }], [...ground.broken, ...broken], found);
  },
});

/** What the tranche cannot pay any more is the organisation's own. */
function withExcess({ contributions }: Expense, party: string, excess: Money): readonly Contribution[] {
  if (!excess.isPositive()) return contributions;
  return merged([...contributions, { party, kind: 'cash', amount: excess.toJSON() }]);
}

function unsettledBefore({ expenses }: AgreementState, expense: Expense): readonly Rejection[] {
  const { substitutes } = expense;
  const replaced = substitutes === null ? undefined : expenses.expenses.get(substitutes);
  if (!replaced?.owed.isPositive()) return [];
  const unused = unusedOf(expenses, expense);
  return unused.isPositive() ? [substitutionUnsettled(expense.expense, replaced, unused)] : [];
}

/** Used is never more than verified, of each party in each way. */
function unverified(
  { counterpart }: AgreementState,
  { promised, credit }: Contract,
  contributions: readonly Contribution[],
): readonly Rejection[] {
  const numbers = new Map(
    fourNumbersOf(counterpart, promised, credit.currency.code).map((one) => [contributionKey(one), one]),
  );
  const zero = Money.zero(credit.currency.code);
  return contributions.flatMap((contribution) => {
    const { verified = zero, used = zero } = numbers.get(contributionKey(contribution)) ?? {};
    const asked = Money.parse(contribution.amount);
    const free = verified.minus(used);
    return asked.isGreaterThan(free) ? [notVerified(contribution, { verified, used, free, asked })] : [];
  });
}

interface Compared {
  readonly verified: Money;
  readonly used: Money;
  readonly free: Money;
  readonly asked: Money;
}

function notVerified({ party, kind }: Contribution, { verified, used, free, asked }: Compared): Rejection {
  const shortfall = asked.minus(free);
  return new Rejection({
    code: 'COUNTERPART_NOT_VERIFIED',
    message: `of ${party}'s counterpart ${kind === 'cash' ? 'in cash' : 'in kind'} ${free.toString()} is verified and not used`,
    values: { party, kind, verified, used, free, asked, shortfall },
    cure: `have another ${shortfall.toString()} of ${party}'s ${kind} deposits verified first`,
    field: 'expense',
  });
}
