import { decides, LedgerCommand } from '@tramo/event-log';
import { Rejection, type Money } from '@tramo/kernel';
import type { Line } from '@tramo/programmes';
import { budget } from '../budget';
import { lineOf } from '../budget.state';
import { amountsOf } from './amounts';
import { askedLinesOf, linesFacts, streamOf, type AskedAmounts, type AskedOfBudget } from './asking';
import { groundOf } from './ground';
import { inTurn } from './in-turn';

type Body = AskedOfBudget & AskedAmounts;

export class PlanBudget extends LedgerCommand<Body> {}
export class ReducePlan extends LedgerCommand<Body> {}

export const PlanBudgetHandler = decides(PlanBudget, {
  decider: budget,
  stream: streamOf,
  facts: linesFacts<Body>(askedLinesOf),
  decide: (state, body, context) => {
    const ground = groundOf(state, body, context, { lines: askedLinesOf(body) });
    if (ground instanceof Rejection) return ground;
    const amounts = amountsOf(body.lines, ground.budget.currency);
    if (amounts instanceof Rejection) return amounts;
    return inTurn(state, amounts, ground, (_now, amount, index) => ({
      event: {
        type: 'BudgetPlanned',
        data: { ...ground.posting, line: ground.lines[index]!, amount: amount.toJSON() },
      },
    }));
  },
});

export const ReducePlanHandler = decides(ReducePlan, {
  decider: budget,
  stream: streamOf,
  facts: linesFacts<Body>(askedLinesOf),
  decide: (state, body, context) => {
    const ground = groundOf(state, body, context, { lines: askedLinesOf(body) });
    if (ground instanceof Rejection) return ground;
    const { currency } = ground.budget;
    const amounts = amountsOf(body.lines, currency);
    if (amounts instanceof Rejection) return amounts;
    return inTurn(state, amounts, ground, (now, amount, index) => {
      const line = ground.lines[index]!;
      const { programmed } = lineOf(now, line, currency);
      return {
        event: { type: 'PlanReduced', data: { ...ground.posting, line, amount: amount.toJSON() } },
        broken: amount.isGreaterThan(programmed) ? [planExceeded(line, programmed, amount, index)] : [],
      };
    });
  },
});

const planExceeded = (line: Line, programmed: Money, asked: Money, index: number): Rejection =>
  new Rejection({
    code: 'PLAN_EXCEEDED',
    message: `${programmed.toString()} is programmed on the line`,
    values: { line, programmed, asked, excess: asked.minus(programmed) },
    cure: `reduce it by at most ${programmed.toString()}`,
    field: `lines.${index}.amount`,
  });
