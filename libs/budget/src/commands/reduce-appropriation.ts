import { decides, LedgerCommand } from '@tramo/event-log';
import { Rejection, type Money } from '@tramo/kernel';
import { budget } from '../budget';
import { lineOf } from '../budget.state';
import type { LegalAct } from '../events/shapes';
import { currentOf, type LineState } from '../line-state';
import { amountsOf } from './amounts';
import { askedLinesOf, linesFacts, streamOf, type AskedAmounts, type AskedOfBudget } from './asking';
import { groundOf } from './ground';
import { inTurn } from './in-turn';

type Body = AskedOfBudget & AskedAmounts & { readonly legalAct: LegalAct };

export class ReduceAppropriation extends LedgerCommand<Body> {}

export const ReduceAppropriationHandler = decides(ReduceAppropriation, {
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
      const before = lineOf(now, line, currency);
      const data = { ...ground.posting, legalAct: body.legalAct, line, amount: amount.toJSON() };
      return {
        event: { type: 'AppropriationReduced', data },
        broken: amount.isGreaterThan(before.available) ? [belowCommitted(before, amount, index)] : [],
      };
    });
  },
});

/** Set aside is as good as committed here: a cut takes what is free, until somebody releases more. */
function belowCommitted(line: LineState, asked: Money, index: number): Rejection {
  const { available, preCommitted } = line;
  const current = currentOf(line);
  const shortfall = asked.minus(available);
  const committed = current.minus(available).minus(preCommitted);
  return new Rejection({
    code: 'REDUCTION_BELOW_COMMITTED',
    message: `of ${current.toString()} on the line only ${available.toString()} is neither committed nor set aside`,
    values: { line: line.line, current, preCommitted, committed, available, asked, shortfall },
    cure: cureOf(asked, current, available),
    field: `lines.${index}.amount`,
  });
}

/** What is gone cannot be cut; of what is there, that which is bound has to be set free first. */
function cureOf(asked: Money, current: Money, available: Money): string {
  const bound = (asked.isGreaterThan(current) ? current : asked).minus(available);
  const releasing = bound.isPositive()
    ? `release ${bound.toString()} of its commitments and pre-commitments first`
    : 'there is nothing to release';
  if (asked.isGreaterThan(current)) return `reduce it by at most ${current.toString()}; ${releasing}`;
  return available.isPositive() ? `${releasing}, or reduce it by at most ${available.toString()}` : releasing;
}
