import { Type, type Static } from '@sinclair/typebox';
import { dateSchema } from '@tramo/identity';
import { moneySchema, orNull } from '@tramo/journal';
import { lineSchema } from '@tramo/programmes';
import { done, text } from '../shapes';

/** Where a work stands, from the letter in which a municipality and the programme say what they want. */
export const WORK_STATES = [
  'intended',
  'designed',
  'signed',
  'accepted-provisionally',
  'accepted',
  'suspended',
  'terminated',
] as const;
export type WorkStage = (typeof WORK_STATES)[number];

/** How far a progress sheet has come; a returned one is presented anew under its number. */
export const SHEET_STATES = ['presented', 'returned', 'approved', 'paid'] as const;
export type SheetStage = (typeof SHEET_STATES)[number];

export const ACCEPTANCES = ['provisional', 'final'] as const;
export type Acceptance = (typeof ACCEPTANCES)[number];

/** What of a work's money leaves, and can come back. */
export const BOUNCING = ['advance', 'sheet', 'retention', 'municipality'] as const;
export type Bouncing = (typeof BOUNCING)[number];

/** Out of what an advance comes back that nobody amortises: the contractor's own, or what was kept of his sheets. */
export const ADVANCE_RETURNS = ['contractor', 'retention'] as const;
export type AdvanceReturn = (typeof ADVANCE_RETURNS)[number];

/** On every event of a work, with who did it: its rows and what keeps people apart follow from it alone. */
export const ofWork = { programme: text, work: text, ...done };

/** In whose books a work rests, on which line the lender's part of it, and whose the other part is. */
export const workPlaceSchema = Type.Object({ entity: text, municipality: text, line: lineSchema });
export type WorkPlace = Readonly<Static<typeof workPlaceSchema>>;

/** On every event that posts. */
export const postingOfWork = { ...ofWork, place: workPlaceSchema, correctsOn: orNull(dateSchema) };

/** Of the lender's category, what nobody will need any more; null where there is nothing of the kind. */
export const reservedLeft = { reservedLeft: orNull(moneySchema) };

export const municipalitySchema = Type.Object({ code: text, name: text });

/** What of an amount is the municipality's and what the lender's: they add up to it. */
export const sharedSchema = Type.Object({ municipal: moneySchema, lender: moneySchema });

/** Out of which collection accounts an amount goes, or back into which of them. */
export const collectedSchema = Type.Array(Type.Object({ account: text, amount: moneySchema }));
export type Collected = Readonly<Static<typeof collectedSchema>>;

/** One party's part of a sheet: the gross is what it amortises, retains and pays. */
const sheetPartSchema = Type.Object({
  gross: moneySchema,
  amortisation: moneySchema,
  retention: moneySchema,
  payable: moneySchema,
});
export type SheetPart = Readonly<Static<typeof sheetPartSchema>>;
export const sheetPartsSchema = Type.Object({ municipal: sheetPartSchema, lender: sheetPartSchema });
export type SheetParts = Readonly<Static<typeof sheetPartsSchema>>;
