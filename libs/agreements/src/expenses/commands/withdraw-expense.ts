import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Rejection } from '@tramo/kernel';
import { agreement } from '../../agreement';
import { stepFacts, streamOf } from '../asking';
import { expenseGround, type AskedOfExpense } from '../ground';
import { givesBackInvoice } from '../invoice/asks';
import { expenseNotAt } from '../refusals';

type Body = AskedOfExpense & { readonly reason: string };

export class WithdrawExpense extends CommandOfPerson<Body> {}

export const WithdrawExpenseHandler = decides(WithdrawExpense, {
  decider: agreement,
  stream: streamOf,
  facts: stepFacts<Body>(),
  follows: { invoice: givesBackInvoice<Body & { readonly by: string }>() },
  decide: (state, body, context) => {
    const ground = expenseGround(state, body, context);
    if (ground instanceof Rejection) return ground;
    const data = { ...ground.data, reason: body.reason };
    return accept(
      [{ type: 'ExpenseWithdrawn', data }],
      [...ground.broken, ...expenseNotAt(ground.expense, ['reported', 'observed'])],
    );
  },
});
