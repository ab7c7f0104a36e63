import { decides, LedgerCommand } from '@tramo/event-log';
import { Rejection } from '@tramo/kernel';
import type { AskedLine, Line } from '@tramo/programmes';
import { budget } from '../budget';
import { amountsOf } from './amounts';
import { linesFacts, streamOf } from './asking';
import { carryFromYearBefore, yearBefore, type CarryForwardBody } from './carry-from-year-before';
import { groundOf } from './ground';
import { inTurn } from './in-turn';

/** Decided on the budget of the year that receives. */
export class CarryForward extends LedgerCommand<CarryForwardBody> {}

/** By its codes alone: which agreement and category they belong to this year is for the programme to say. */
const sameCodes = ({ entity, source, component, budgetCode, region, scope }: Line): AskedLine => ({
  entity,
  source,
  component,
  budgetCode,
  region,
  scope,
});

const linesAsked = ({ lines }: CarryForwardBody): readonly AskedLine[] =>
  lines.map(({ from, line }) => line ?? sameCodes(from));

export const CarryForwardHandler = decides(CarryForward, {
  decider: budget,
  triesFirst: true,
  stream: streamOf,
  facts: linesFacts<CarryForwardBody>(linesAsked),
  reserves: { balance: carryFromYearBefore },
  decide: (state, body, context) => {
    const ground = groundOf(state, body, context, { lines: linesAsked(body) });
    if (ground instanceof Rejection) return ground;
    const amounts = amountsOf(body.lines, ground.budget.currency);
    if (amounts instanceof Rejection) return amounts;
    const { legalAct } = body;
    const fromYear = yearBefore(body.year);
    return inTurn(state, amounts, ground, (_now, amount, index) => {
      const line = ground.lines[index]!;
      const fromLine = body.lines[index]!.from;
      const data = { ...ground.posting, legalAct, line, fromYear, fromLine, amount: amount.toJSON() };
      return { event: { type: 'AppropriationCarriedForward', data } };
    });
  },
});
