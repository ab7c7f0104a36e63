import { Type } from '@sinclair/typebox';
import { defineEvent, type EventOf } from '@tramo/event-log';
import { affiliationSchema, dateSchema } from '@tramo/identity';
import { moneySchema, oneOf, orNull } from '@tramo/journal';
import { lineSchema } from '@tramo/programmes';
import { categoryHeldSchema } from '../contract/contract.events';
import { evidenceSchema, lenderAmountSchema, text } from '../shapes';
import { workMoneyEvents } from './money.events';
import { municipalitySchema, ofWork, postingOfWork, reservedLeft, sharedSchema, WORK_STATES } from './shapes';

export const LetterOfIntentSigned = defineEvent(
  'LetterOfIntentSigned',
  Type.Object({
    ...ofWork,
    name: text,
    municipality: municipalitySchema,
    reference: text,
    /** What it may cost, before anybody has drawn it. */
    estimate: orNull(moneySchema),
  }),
);

export const FinalDesignApproved = defineEvent(
  'FinalDesignApproved',
  Type.Object({
    ...ofWork,
    /** Who has drawn it, with what tied them to others then: they neither supervise it nor approve its sheets. */
    designer: affiliationSchema,
    amount: moneySchema,
    municipalPercentage: text,
    lenderPercentage: text,
    evidence: evidenceSchema,
  }),
);

export const WorkAgreementSigned = defineEvent(
  'WorkAgreementSigned',
  Type.Object({
    ...postingOfWork,
    reference: text,
    contractor: text,
    amount: moneySchema,
    shared: sharedSchema,
    municipalPercentage: text,
    lenderPercentage: text,
    /** Of the amount, what may be advanced at most; and of every sheet, what is kept until acceptance. */
    advancePercentage: text,
    retentionPercentage: text,
    startsOn: dateSchema,
    endsOn: dateSchema,
    reserved: orNull(categoryHeldSchema),
  }),
);

export const WorkYearCommitted = defineEvent(
  'WorkYearCommitted',
  Type.Object({
    ...ofWork,
    budgetYear: text,
    commitment: text,
    line: lineSchema,
    amount: moneySchema,
    correctsOn: orNull(dateSchema),
  }),
);

/** What of a year is not accrued, and not needed. */
export const WorkYearReleased = defineEvent(
  'WorkYearReleased',
  Type.Object({
    ...ofWork,
    budgetYear: text,
    commitment: text,
    line: lineSchema,
    amount: moneySchema,
    reason: text,
    /** The year has taken it with it: nothing is given back to the line any more. */
    lapsed: Type.Boolean(),
    correctsOn: orNull(dateSchema),
  }),
);

/** Another amount, shared as it was agreed, or another end. */
export const WorkAddendumSigned = defineEvent(
  'WorkAddendumSigned',
  Type.Object({
    ...postingOfWork,
    addendum: text,
    reference: text,
    reason: text,
    /** As they are from now on. */
    amount: moneySchema,
    shared: sharedSchema,
    endsOn: dateSchema,
    /** By how much the municipality's promise changes, and what it has paid in beyond that; both may be negative. */
    promise: moneySchema,
    beyondPromise: moneySchema,
    /** More of the category, or less; null where it stays. */
    reservedChange: orNull(lenderAmountSchema),
  }),
);

const stopped = { ...ofWork, state: oneOf(WORK_STATES), reason: text };
const stop = Type.Object(stopped);
export const WorkSuspended = defineEvent('WorkSuspended', stop);
export const WorkResumed = defineEvent('WorkResumed', stop);
export const WorkTerminated = defineEvent('WorkTerminated', stop).revised(
  Type.Object({ ...stopped, ...reservedLeft }),
  (older) => ({ ...older, reservedLeft: null }),
);

/** Every type that rests on the stream of a municipal work. */
export const workEvents = [
  LetterOfIntentSigned,
  FinalDesignApproved,
  WorkAgreementSigned,
  WorkYearCommitted,
  WorkYearReleased,
  WorkAddendumSigned,
  ...workMoneyEvents,
  WorkSuspended,
  WorkResumed,
  WorkTerminated,
] as const;

export type WorkEvent = EventOf<(typeof workEvents)[number]>;
export type WorkData<Type extends WorkEvent['type']> = Extract<WorkEvent, { type: Type }>['data'];
