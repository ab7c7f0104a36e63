import { Type } from '@sinclair/typebox';
import { defineEvent, type EventOf } from '@tramo/event-log';
import { oneOf, orNull } from '@tramo/journal';
import { CLASSIFIERS, ENTITY_KINDS, SOURCE_KINDS } from '../codes';
import { dateSchema } from '../schemas';

const text = Type.String();

export const ProgrammeOpened = defineEvent(
  'ProgrammeOpened',
  Type.Object({
    programme: text,
    name: text,
    country: text,
    agency: text,
    zone: text,
    bookCurrency: text,
    /** Amounts are shown in units or in thousands. */
    displayUnit: Type.Union([Type.Literal(1), Type.Literal(1000)]),
    /** The entity of the executing unit, registered by this event. */
    unit: Type.Object({ code: text, name: text }),
    /** Invented, or true and re-enacted, to be looked at: nobody's money. */
    demonstration: Type.Boolean(),
  }),
);

export const EntityRegistered = defineEvent(
  'EntityRegistered',
  Type.Object({ programme: text, code: text, name: text, kind: oneOf(ENTITY_KINDS) }),
);

export const BudgetCodeSchemeAdopted = defineEvent(
  'BudgetCodeSchemeAdopted',
  Type.Object({
    programme: text,
    /** From the widest to the narrowest: partida, capítulo, programa … */
    levels: Type.Array(Type.Object({ key: text, name: text })),
    separator: text,
  }),
);

export const ClassifierEntryDefined = defineEvent(
  'ClassifierEntryDefined',
  Type.Object({
    programme: text,
    classifier: oneOf(CLASSIFIERS),
    code: text,
    name: text,
    parent: orNull(text),
    validFrom: dateSchema,
    /** Of a budget code: the key of its level in the scheme. */
    level: orNull(text),
    /** Of a source. */
    sourceKind: orNull(oneOf(SOURCE_KINDS)),
    /** Of a lender's source: the financing agreement it draws on. */
    financing: orNull(text),
    /** Where the code was found, for the same money may be printed under two. */
    reference: orNull(text),
  }),
);

export const ClassifierEntrySuperseded = defineEvent(
  'ClassifierEntrySuperseded',
  Type.Object({
    programme: text,
    classifier: oneOf(CLASSIFIERS),
    code: text,
    /** The last day of its use. */
    validTo: dateSchema,
    by: Type.Array(text),
    reason: text,
  }),
);

/** Which category of the lender pays which component; it replaces, from its date, the crosswalk before it. */
export const CrosswalkAdopted = defineEvent(
  'CrosswalkAdopted',
  Type.Object({
    programme: text,
    financing: text,
    /** Counted from 1 for each financing agreement: of two with one date, the later holds. */
    number: Type.Integer(),
    validFrom: dateSchema,
    entries: Type.Array(Type.Object({ component: text, category: text })),
    proof: text,
  }),
);

export const MonthClosed = defineEvent(
  'MonthClosed',
  Type.Object({ programme: text, month: text, by: text }),
);

export const MonthReopeningProposed = defineEvent(
  'MonthReopeningProposed',
  Type.Object({ programme: text, month: text, reason: text, by: text }),
);

export const MonthReopened = defineEvent(
  'MonthReopened',
  Type.Object({ programme: text, month: text, reason: text, proposedBy: text, by: text }),
);

export const HolidayEntered = defineEvent(
  'HolidayEntered',
  Type.Object({ programme: text, date: dateSchema, name: text, by: text }),
);

export const HolidayWithdrawn = defineEvent(
  'HolidayWithdrawn',
  Type.Object({ programme: text, date: dateSchema, reason: text, by: text }),
);

export const programmeEvents = [
  ProgrammeOpened,
  EntityRegistered,
  BudgetCodeSchemeAdopted,
  ClassifierEntryDefined,
  ClassifierEntrySuperseded,
  CrosswalkAdopted,
  MonthClosed,
  MonthReopeningProposed,
  MonthReopened,
  HolidayEntered,
  HolidayWithdrawn,
] as const;

type ProgrammeEvent = EventOf<(typeof programmeEvents)[number]>;

export type ProgrammeData<Type extends ProgrammeEvent['type']> = Extract<
  ProgrammeEvent,
  { type: Type }
>['data'];
