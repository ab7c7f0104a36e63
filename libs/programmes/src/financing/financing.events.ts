import { Type } from '@sinclair/typebox';
import { defineEvent, type EventOf } from '@tramo/event-log';
import { moneySchema, oneOf, orNull } from '@tramo/journal';
import type { RateJson } from '@tramo/kernel';
import { dateSchema } from '../schemas';

const text = Type.String();

/** How a lender pays out. */
export const WITHDRAWAL_KINDS = ['advance', 'reimbursement', 'direct-payment', 'fee'] as const;
/** The stations of the lender's cascade. */
export const CATEGORY_STATIONS = ['free', 'reserved', 'eligible', 'documented'] as const;
export type CategoryStation = (typeof CATEGORY_STATIONS)[number];
/** When money becomes eligible: as it is transferred, or when the expense is accepted. */
export const ELIGIBLE_AT = ['transfer', 'expense'] as const;

/** On every event, so that its postings and rows follow from it alone. */
const ofAgreement = { programme: text, financing: text };
/** The executor whose share it is, and the category; null while the share is not broken down. */
const ofCell = { ...ofAgreement, share: text, category: orNull(text) };
/** For an amount that belongs to a month that was closed. */
const correction = { correctsOn: orNull(dateSchema) };

const rateSchema = Type.Unsafe<RateJson>(
  Type.Object({ base: text, quote: text, regime: text, side: text, date: text, value: text, source: text }),
);

export const FinancingAgreementSigned = defineEvent(
  'FinancingAgreementSigned',
  Type.Object({
    ...ofAgreement,
    lender: text,
    /** As the lender numbers it: 8735-BO. */
    number: text,
    amount: moneySchema,
    closingDate: dateSchema,
    /** The last day for documenting what was spent before closing. */
    graceEnd: dateSchema,
    withdrawals: Type.Array(oneOf(WITHDRAWAL_KINDS)),
    specialAccounts: Type.Array(Type.Object({ code: text, name: text, ceiling: moneySchema })),
  }),
);

export const FinancingShared = defineEvent(
  'FinancingShared',
  Type.Object({ ...ofAgreement, executor: text, purpose: text, amount: moneySchema }),
);

export const CategoryDefined = defineEvent(
  'CategoryDefined',
  Type.Object({
    ...ofAgreement,
    code: text,
    name: text,
    /** Percent of an expense that the lender finances, a decimal as text. */
    percentage: text,
    eligibleAt: oneOf(ELIGIBLE_AT),
  }),
);

export const CategoryAllocated = defineEvent(
  'CategoryAllocated',
  Type.Object({ ...ofCell, amount: moneySchema, ...correction }),
);

export const CategoryReallocated = defineEvent(
  'CategoryReallocated',
  Type.Object({
    ...ofAgreement,
    share: text,
    from: orNull(text),
    to: orNull(text),
    amount: moneySchema,
    reason: text,
    ...correction,
  }),
);

export const CategoryPlanned = defineEvent(
  'CategoryPlanned',
  Type.Object({
    ...ofCell,
    year: text,
    amount: moneySchema,
    /** From what was planned before. */
    change: moneySchema,
    ...correction,
  }),
);

export const PriorExecutionRecorded = defineEvent(
  'PriorExecutionRecorded',
  Type.Object({
    ...ofCell,
    amount: moneySchema,
    /** The last day of what it covers. */
    until: dateSchema,
    ...correction,
  }),
);

export const CategoryReserved = defineEvent(
  'CategoryReserved',
  Type.Object({
    ...ofCell,
    reservationId: text,
    amount: moneySchema,
    /** What was signed, where that was in another currency, and the rate it was taken at. */
    original: orNull(moneySchema),
    rate: orNull(rateSchema),
    agreement: orNull(text),
    /** Made by an agreement's own act, which may add to what it has reserved before. */
    byReservation: orNull(text),
  }),
);

/** Of what an agreement has reserved: eligible by a transfer or an expense, documented to the lender; and back. */
export const CategoryMoved = defineEvent(
  'CategoryMoved',
  Type.Object({
    ...ofCell,
    reservationId: text,
    agreement: orNull(text),
    from: oneOf(CATEGORY_STATIONS),
    to: oneOf(CATEGORY_STATIONS),
    amount: moneySchema,
    /** How much of it was not reserved, because rates have moved since, and was free. */
    fromFree: moneySchema,
    reference: text,
    byReservation: text,
  }),
);

export const CategoryReservationReleased = defineEvent(
  'CategoryReservationReleased',
  Type.Object({
    ...ofCell,
    reservationId: text,
    amount: moneySchema,
    agreement: orNull(text),
    reason: text,
  }),
);

/** What a lender has told: by which letter, from which day, and who recorded it when. */
const notice = {
  ...ofAgreement,
  /** Counted from 1; the lifting has that of its suspension. */
  number: Type.Integer(),
  document: text,
  reason: text,
  by: text,
  on: dateSchema,
};

/** From this day on the lender pays nothing out. */
export const FinancingSuspended = defineEvent(
  'FinancingSuspended',
  Type.Object({ ...notice, suspendedOn: dateSchema }),
);

/** From this day on it pays again. */
export const FinancingSuspensionLifted = defineEvent(
  'FinancingSuspensionLifted',
  Type.Object({ ...notice, liftedOn: dateSchema }),
);

export const financingEvents = [
  FinancingAgreementSigned,
  FinancingShared,
  CategoryDefined,
  CategoryAllocated,
  CategoryReallocated,
  CategoryPlanned,
  PriorExecutionRecorded,
  CategoryReserved,
  CategoryMoved,
  CategoryReservationReleased,
  FinancingSuspended,
  FinancingSuspensionLifted,
] as const;

export type FinancingEvent = EventOf<(typeof financingEvents)[number]>;

export type FinancingData<Type extends FinancingEvent['type']> = Extract<
  FinancingEvent,
  { type: Type }
>['data'];
