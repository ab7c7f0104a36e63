import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Rejection } from '@tramo/kernel';
import { agreement } from '../../agreement';
import { tellsOrganisation } from '../../organisations/tells-organisation';
import { dutyFacts, streamOf, type AskedByPerson } from '../asking';
import { mayReview } from '../duties';
import { movesCategories, movesCommitments } from '../elsewhere';
import { expenseGround, postingOf, type AskedOfExpense } from '../ground';
import { givesBackInvoice } from '../invoice/asks';
import { expenseNotAt } from '../refusals';
import { owedBy } from '../room';

type Body = AskedOfExpense & { readonly reason: string };

/** Not a purpose of the money: what the subsidy paid of it is owed. What was accepted is accepted no more. */
export class RuleIneligible extends CommandOfPerson<Body> {}

export const RuleIneligibleHandler = decides(RuleIneligible, {
  decider: agreement,
  stream: streamOf,
  triesFirst: true,
  facts: dutyFacts<Body>('reviewed-expenses'),
  reserves: {
    commitment: movesCommitments<AskedByPerson<Body>>(),
    category: movesCategories<AskedByPerson<Body>>(),
  },
  follows: {
    invoice: givesBackInvoice<AskedByPerson<Body>>(),
    standing: tellsOrganisation<AskedByPerson<Body>>(),
  },
  decide: (state, body, context) => {
    const ground = expenseGround(state, body, context);
    if (ground instanceof Rejection) return ground;
    const posting = postingOf(ground);
    if (posting instanceof Rejection) return posting;
    const { expense, tranche } = ground;
    const { refused, found } = mayReview(state, tranche.tranche, context);
    const wasAccepted = expense.state === 'accepted';
    const data = {
      ...ground.data,
      ...posting,
      subsidy: (wasAccepted ? expense.subsidy : owedBy(state, tranche, expense)).toJSON(),
      contributions: [...expense.contributions],
      withheld: expense.withheld.toJSON(),
      eligible: wasAccepted ? expense.eligible : null,
      wasAccepted,
      reason: body.reason,
    };
    const broken = [...expenseNotAt(expense, ['reported', 'observed', 'accepted']), ...refused];
    return accept([{ type: 'ExpenseRuledIneligible', data }], [...ground.broken, ...broken], found);
  },
});
