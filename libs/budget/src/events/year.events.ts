import { Type } from '@sinclair/typebox';
import { defineEvent } from '@tramo/event-log';
import { moneySchema } from '@tramo/journal';
import { lineSchema } from '@tramo/programmes';
import { lapsedBalanceSchema, ofBudget, posting, text } from './shapes';

export const BudgetYearClosed = defineEvent(
  'BudgetYearClosed',
  Type.Object({
    ...ofBudget,
    /** By country rule: whether what is committed and not accrued lapses with the rest. */
    committed: Type.Union([Type.Literal('lapse'), Type.Literal('kept')]),
  }),
);

/** Several balances in one event, for a year may hold more of them than an append holds events. */
export const BalancesLapsed = defineEvent(
  'BalancesLapsed',
  Type.Object({
    ...posting,
    balances: Type.Array(lapsedBalanceSchema),
    /** Balances of the year that are still to lapse. */
    stillToLapse: Type.Integer(),
  }),
);

const carried = { ...posting, reservation: text, line: lineSchema, amount: moneySchema };

/** Taken out of a line for the year to come, which has not accepted it yet. */
export const CarryForwardReserved = defineEvent(
  'CarryForwardReserved',
  Type.Object({ ...carried, toYear: text }),
);
export const CarryForwardConfirmed = defineEvent(
  'CarryForwardConfirmed',
  Type.Object({ programme: text, budgetYear: text, reservation: text }),
);
/** The year to come has not taken it. */
export const CarryForwardReturned = defineEvent(
  'CarryForwardReturned',
  Type.Object({ ...carried, reason: text }),
);

export const yearEvents = [
  BudgetYearClosed,
  BalancesLapsed,
  CarryForwardReserved,
  CarryForwardConfirmed,
  CarryForwardReturned,
] as const;
