import { Type } from '@sinclair/typebox';
import { defineEvent } from '@tramo/event-log';
import { moneySchema, orNull } from '@tramo/journal';
import { lineSchema } from '@tramo/programmes';
import { balanceSchema, legalActSchema, posting, text } from './shapes';

const changed = { ...posting, amount: moneySchema };
const byLaw = { ...changed, legalAct: legalActSchema };

export const AppropriationInscribed = defineEvent(
  'AppropriationInscribed',
  Type.Object({
    ...byLaw,
    line: lineSchema,
    kind: Type.Union([Type.Literal('initial'), Type.Literal('additional')]),
    /** The request it answers, and how much of what that asked for on the line it settles. */
    request: orNull(Type.Object({ id: text, settled: moneySchema })),
  }),
);

export const AppropriationTransferred = defineEvent(
  'AppropriationTransferred',
  Type.Object({ ...byLaw, from: lineSchema, to: lineSchema }),
);

export const AppropriationReduced = defineEvent(
  'AppropriationReduced',
  Type.Object({ ...byLaw, line: lineSchema }),
);

/** What a line of the year before has handed over. */
export const AppropriationCarriedForward = defineEvent(
  'AppropriationCarriedForward',
  Type.Object({ ...byLaw, line: lineSchema, fromYear: text, fromLine: lineSchema }),
);

/** A correction of the crosswalk: balances go from a line to the one that the money belongs to. */
export const LineReclassified = defineEvent(
  'LineReclassified',
  Type.Object({
    ...posting,
    from: lineSchema,
    to: lineSchema,
    balances: Type.Array(balanceSchema),
    reason: text,
    /** Balances of the line that are still to follow. */
    stillToMove: Type.Integer(),
    /** The crosswalk that put it right, as people cite it. */
    crosswalk: text,
  }),
);

export const appropriationEvents = [
  AppropriationInscribed,
  AppropriationTransferred,
  AppropriationReduced,
  AppropriationCarriedForward,
  LineReclassified,
] as const;
