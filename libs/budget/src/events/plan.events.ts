import { Type } from '@sinclair/typebox';
import { defineEvent } from '@tramo/event-log';
import { moneySchema } from '@tramo/journal';
import { lineSchema } from '@tramo/programmes';
import { affiliated, ofBudget, posting, text } from './shapes';

export const BudgetOpened = defineEvent(
  'BudgetOpened',
  Type.Object({
    ...ofBudget,
    currency: text,
    /** Whose lines they are where a line does not say. */
    entity: text,
  }),
);

const planned = { ...posting, line: lineSchema, amount: moneySchema };

export const BudgetPlanned = defineEvent('BudgetPlanned', Type.Object(planned));
export const PlanReduced = defineEvent('PlanReduced', Type.Object(planned));

const requested = { ...planned, request: text, reason: text };

/** Asked for, and not yet law. */
export const InscriptionRequested = defineEvent(
  'InscriptionRequested',
  Type.Object({ ...requested, ...affiliated }),
);
/** The rest of what was asked for on a line is no longer wanted. */
export const InscriptionRequestWithdrawn = defineEvent('InscriptionRequestWithdrawn', Type.Object(requested));

export const planEvents = [
  BudgetOpened,
  BudgetPlanned,
  PlanReduced,
  InscriptionRequested,
  InscriptionRequestWithdrawn,
] as const;
