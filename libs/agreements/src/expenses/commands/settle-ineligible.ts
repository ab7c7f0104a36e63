import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Rejection, yearOf, type Money } from '@tramo/kernel';
import { agreement } from '../../agreement';
import { amountOf } from '../../ground';
import { restsOn } from '../../days';
import { tellsOrganisation } from '../../organisations/tells-organisation';
import { stepFacts, streamOf, type AskedByPerson, type AskedMoney } from '../asking';
import { freesCategories, movesCommitments, returnsToLines } from '../elsewhere';
import type { Expense } from '../expense.state';
import { expenseGround, postingOf, type AskedOfExpense, type ExpenseGround } from '../ground';
import { freedBy } from '../lender-share';
import { expenseNotAt } from '../refusals';
import { notInClosedYear, receivesRefunds, refundFacts } from '../refund';
import { comesBack, settlementOf, type AskedSettlement } from '../settlement';

type Body = AskedOfExpense &
  AskedSettlement & {
    /** All that is owed when absent. */
    readonly amount?: AskedMoney | null;
    /** As the bank, or a letter, cites it. */
    readonly reference: string;
  };

/** What was ineligible is made good, in one of five ways, wholly or in part. */
export class SettleIneligible extends CommandOfPerson<Body> {}

export const SettleIneligibleHandler = decides(SettleIneligible, {
  decider: agreement,
  stream: streamOf,
  triesFirst: true,
  facts: {
    ...stepFacts<Body>(),
    ...refundFacts<AskedByPerson<Body>>({
      account: ({ account }) => account ?? null,
      tranche: ({ expense }, { expenses }) => expenses.expenses.get(expense)?.tranche ?? null,
    }),
  },
  reserves: { commitment: movesCommitments<AskedByPerson<Body>>() },
  follows: {
    refund: receivesRefunds<AskedByPerson<Body>>(),
    returned: returnsToLines<AskedByPerson<Body>>(),
    category: freesCategories<AskedByPerson<Body>>(),
    standing: tellsOrganisation<AskedByPerson<Body>>(),
  },
  decide: (state, body, context) => {
    const ground = expenseGround(state, body, context, takenInto(body));
    if (ground instanceof Rejection) return ground;
    const posting = postingOf(ground);
    if (posting instanceof Rejection) return posting;
    const { contract, expense, tranche } = ground;
    const amount = settledAmount(body, ground);
    if (amount instanceof Rejection) return amount;
    const { account } = context.facts;
    const { effectiveOn: on } = context;
    const settled = settlementOf(body, { state, contract, expense, amount, account, on });
    if (settled instanceof Rejection) return settled;
    const { way, reference } = body;
    const data = {
      ...ground.data,
      ...posting,
      way,
      amount: amount.toJSON(),
      wasAccepted: expense.wasAccepted,
      sameYear: String(yearOf(context.effectiveOn)) === posting.place.budgetYear,
      freed: way === 'to-project' ? freedBy(state, tranche, amount) : null,
      ...settled.fields,
      reference,
    };
    const broken = [
      ...owedBroken(expense, amount),
      ...settled.broken,
      ...(comesBack(way) ? notInClosedYear(data, context.facts) : []),
    ];
    return accept([{ type: 'IneligibleSettled', data }], [...ground.broken, ...broken]);
  },
});

/** What makes it good has to be there: the expense that takes its place, the tranche of which less is paid. */
const takenInto = ({ substitute, against }: Body): readonly string[] => [
  ...(substitute ? [restsOn.expense(substitute)] : []),
  ...(against ? [restsOn.tranche(against)] : []),
];

/** Of an expense that owes nothing there is nothing to settle, in whichever mode. */
function settledAmount({ amount }: Body, { contract, expense }: ExpenseGround): Money | Rejection {
  const [notIneligible] = expenseNotAt(expense, ['ineligible']);
  if (notIneligible) return notIneligible;
  return amountOf(amount ?? expense.owed.toJSON(), contract, 'amount');
}

function owedBroken({ expense, owed }: Expense, asked: Money): readonly Rejection[] {
  if (!asked.isGreaterThan(owed)) return [];
  return [
    new Rejection({
      code: 'SETTLEMENT_EXCEEDS_OWED',
      message: `for expense ${expense} ${owed.toString()} is owed`,
      values: { expense, owed, asked, excess: asked.minus(owed) },
      cure: `settle at most ${owed.toString()}`,
      field: 'amount',
    }),
  ];
}
