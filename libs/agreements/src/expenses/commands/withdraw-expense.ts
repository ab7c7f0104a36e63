import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Money, Rejection } from '@tramo/kernel';
import { agreement } from '../../agreement';
import { tellsOrganisation } from '../../organisations/tells-organisation';
import { stepFacts, streamOf, type AskedByPerson } from '../asking';
import { expenseGround, isPaid, type AskedOfExpense } from '../ground';
import { givesBackInvoice } from '../invoice/asks';
import { expenseNotAt, substituteInUse } from '../refusals';
import { usedOf } from '../room';

type Body = AskedOfExpense & { readonly reason: string };

/** Also where the payment has come back since, or all is closed: its invoice is for others to report then. */
export class WithdrawExpense extends CommandOfPerson<Body> {}

export const WithdrawExpenseHandler = decides(WithdrawExpense, {
  decider: agreement,
  stream: streamOf,
  facts: stepFacts<Body>(),
  follows: {
    invoice: givesBackInvoice<AskedByPerson<Body>>(),
    standing: tellsOrganisation<AskedByPerson<Body>>(),
  },
  decide: (state, body, context) => {
    const ground = expenseGround(state, body, context);
    if (ground instanceof Rejection) return ground;
    const { expense, tranche } = ground;
    const data = { ...ground.data, reason: body.reason };
    const keeps = Money.zero(expense.subsidy.currency.code);
    const used = isPaid(tranche) ? usedOf(state.expenses, expense) : keeps;
    const broken = [
      ...expenseNotAt(expense, ['reported', 'observed']),
      ...substituteInUse(expense, { used, keeps }),
    ];
    return accept([{ type: 'ExpenseWithdrawn', data }], [...ground.saidBroken, ...broken]);
  },
});
