import { reservation } from '@tramo/event-log';
import { Rejection, type Decision, type LocalDate, getSharded } from '@tramo/kernel';
import { lineKey, type AskedLine, type Line } from '@tramo/programmes';
import { budget } from '../budget';
import { budgetStream, lineOf, type BudgetState } from '../budget.state';
import type { BudgetEvent } from '../events';
import type { LegalAct } from '../events/shapes';
import { amountsOf } from './amounts';
import type { AskedMoney, AskedOfBudget } from './asking';
import { accepted, inTurn } from './in-turn';
import { appropriationExceeded, budgetNotOpened, lineNotInBudget, yearClosed } from './refusals';

type Carry = {
  /** The line of the year before, as its budget has it. */
  readonly from: Line;
  /** The line of this year; the one of the same codes when absent. */
  readonly line?: AskedLine | null;
  readonly amount: AskedMoney;
};
export type CarryForwardBody = AskedOfBudget & {
  readonly legalAct: LegalAct;
  readonly lines: readonly Carry[];
};

export const yearBefore = (year: string): string => String(Number(year) - 1).padStart(4, '0');

type Ask = {
  readonly programme: string;
  readonly year: string;
  readonly toYear: string;
  readonly correctsOn: string | null;
  readonly lines: readonly { readonly line: Line; readonly amount: AskedMoney }[];
};

/**
 * What is carried forward is taken out of what is available while the year before is still open. What has lapsed has
 * lost the law it stood on, and a new law inscribes it anew; so a year is closed after its balances are carried, not
 * before.
 */
export const carryFromYearBefore = reservation({
  decider: budget,
  plan: (body: CarryForwardBody, state: BudgetState) =>
    isSound(body, state)
      ? { stream: budgetStream(body.programme, yearBefore(body.year)), ask: askOf(body) }
      : undefined,
  reserve: (state, ask: Ask, { actor: by, reservationId }): Decision<BudgetEvent> => {
    const { programme, year, toYear, lines } = ask;
    const { opened, closed } = state;
    if (!opened) return budgetNotOpened(programme, year);
    const amounts = amountsOf(lines, opened.currency);
    if (amounts instanceof Rejection) return amounts;
    const correctsOn = ask.correctsOn as LocalDate | null;
    const posting = { programme, budgetYear: year, by, correctsOn, reservation: reservationId, toYear };
    const broken = closed ? [yearClosed(programme, year)] : [];
    return inTurn(state, amounts, { broken }, (now, asked, index) => {
      const { line } = lines[index]!;
      if (!getSharded(now.lines, lineKey(line))) return lineNotInBudget(line, `lines.${index}.from`);
      const { available } = lineOf(now, line, opened.currency);
      return {
        event: { type: 'CarryForwardReserved', data: { ...posting, line, amount: asked.toJSON() } },
        broken: asked.isGreaterThan(available)
          ? [appropriationExceeded({ line, available, asked, field: `lines.${index}.amount` })]
          : [],
      };
    });
  },
  confirm: ({ opened }, reservationId): Decision<BudgetEvent> => {
    const { programme, budgetYear } = opened!;
    const data = { programme, budgetYear, reservation: reservationId };
    return accepted([{ type: 'CarryForwardConfirmed', data }]);
  },
  release: ({ opened, carries }, reservationId, reason): Decision<BudgetEvent> => {
    const { programme, budgetYear } = opened!;
    return accepted(
      (getSharded(carries, reservationId) ?? []).map(({ line, amount, by, correctsOn }) => ({
        type: 'CarryForwardReturned',
        data: {
          programme,
          budgetYear,
          by,
          correctsOn,
          reservation: reservationId,
          line,
          amount: amount.toJSON(),
          reason,
        },
      })),
    );
  },
});

/** What this year would refuse in any case is not reserved in the other: nothing is written for it. */
const isSound = ({ lines }: CarryForwardBody, { opened }: BudgetState): boolean =>
  opened !== null && !(amountsOf(lines, opened.currency) instanceof Rejection);

const askOf = ({ programme, year, correctsOn, lines }: CarryForwardBody): Ask => ({
  programme,
  year: yearBefore(year),
  toYear: year,
  correctsOn: correctsOn ?? null,
  lines: lines.map(({ from, amount }) => ({ line: from, amount })),
});
