import { decides, LedgerCommand } from '@tramo/event-log';
import { policyFact } from '@tramo/identity';
import { Rejection } from '@tramo/kernel';
import { budget } from '../budget';
import type { BudgetState, ClosedBudget } from '../budget.state';
import type { BudgetEvent } from '../events';
import { linesFacts, noLines, streamOf, type AskedOfBudget } from './asking';
import { balancesToLapse, portionsOf } from './balances';
import { groundOf } from './ground';
import { accepted } from './in-turn';

/** Asked again, it goes on with what one append could not hold. */
export class CloseBudgetYear extends LedgerCommand<AskedOfBudget> {}

export const CloseBudgetYearHandler = decides(CloseBudgetYear, {
  decider: budget,
  stream: streamOf,
  facts: {
    ...linesFacts<AskedOfBudget>(noLines),
    policy: policyFact<AskedOfBudget, BudgetState, { committed: ClosedBudget['committed'] }>({
      programme: ({ programme }) => programme,
      select: (policy) => ({
        committed: policy.countryRule('commitments-at-year-end') === 'kept' ? 'kept' : 'lapse',
      }),
    }),
  },
  decide: (state, body, context) => {
    const ground = groundOf({ ...state, closed: null }, body, context);
    if (ground instanceof Rejection) return ground;
    const { correctsOn, ...ofBudget } = ground.posting;
    const committed = state.closed?.committed ?? context.facts.policy.committed;
    const balances = [...balancesToLapse(state, committed)];
    if (state.closed && balances.length === 0) return closedAlready(ofBudget.programme, ofBudget.budgetYear);
    const lapses = [...portionsOf(balances)].map(({ portion, left }): BudgetEvent => ({
      type: 'BalancesLapsed',
      data: { ...ofBudget, correctsOn, balances: portion, stillToLapse: left },
    }));
    const closes: BudgetEvent[] = state.closed
      ? []
      : [{ type: 'BudgetYearClosed', data: { ...ofBudget, committed } }];
    return accepted([...closes, ...lapses], ground.broken);
  },
});

const closedAlready = (programme: string, year: string): Rejection =>
  new Rejection({
    code: 'YEAR_CLOSED',
    category: 'conflict',
    message: `the budget of ${year} is closed, and everything that lapses has lapsed`,
    values: { programme, year },
    cure: 'there is nothing left to do',
    field: 'year',
  });
