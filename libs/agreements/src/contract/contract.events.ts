import { Type, type Static } from '@sinclair/typebox';
import { defineEvent, type EventOf } from '@tramo/event-log';
import { dateSchema } from '@tramo/identity';
import { moneySchema, oneOf, orNull } from '@tramo/journal';
import { lineSchema } from '@tramo/programmes';
import { contributionSchema, done, KINDS, lenderAmountSchema, ofAgreement, text } from '../shapes';

export const AGREEMENT_KINDS = ['subproject', 'administration'] as const;
export const COUNTERPART_BASES = ['total', 'subsidy'] as const;

/** One tranche as it is agreed. */
export const instalmentSchema = Type.Object({
  /** Counted from 1. */
  tranche: Type.Integer(),
  amount: moneySchema,
  budgetYear: text,
  dueOn: orNull(dateSchema),
  /** What has to be reached before it is paid; none of a tranche with start conditions only. */
  milestone: orNull(text),
  /** Physical progress in percent that the milestone stands for. */
  progress: orNull(text),
  phase: orNull(text),
});
export type Instalment = Readonly<Static<typeof instalmentSchema>>;

/** How much is owed by the other side: a percentage, of what, and given how; it may differ from phase to phase. */
export const counterpartTermsSchema = Type.Object({
  rate: text,
  base: oneOf(COUNTERPART_BASES),
  kinds: Type.Array(oneOf(KINDS)),
});

/** A phase and what may be paid in it at most. */
export const phaseSchema = Type.Object({
  phase: text,
  cap: orNull(moneySchema),
  from: dateSchema,
  until: dateSchema,
  /** Where the phase has terms of its own; the agreement's otherwise. */
  counterpart: orNull(counterpartTermsSchema),
});

/** What of the lender's category signing took. */
export const categoryHeldSchema = Type.Object({
  financing: text,
  share: text,
  category: orNull(text),
  eligibleAt: oneOf(['transfer', 'expense']),
  ...lenderAmountSchema.properties,
});

/** Of what posts: the date in a closed month that it puts right. */
const correction = { correctsOn: orNull(dateSchema) };

const terms = {
  tranches: Type.Array(instalmentSchema),
  phases: Type.Array(phaseSchema),
  counterpart: orNull(counterpartTermsSchema),
  promised: Type.Array(contributionSchema),
  endsOn: dateSchema,
};

export const AgreementSigned = defineEvent(
  'AgreementSigned',
  Type.Object({
    ...ofAgreement,
    ...done,
    ...correction,
    kind: oneOf(AGREEMENT_KINDS),
    /** As people cite it. */
    reference: text,
    alliance: orNull(text),
    organisation: orNull(Type.Object({ code: text, name: text })),
    entity: text,
    line: lineSchema,
    credit: moneySchema,
    startsOn: dateSchema,
    ...terms,
    /** The account that tranches go to. */
    payee: orNull(text),
    reserved: orNull(categoryHeldSchema),
  }),
);

type Signed = EventOf<typeof AgreementSigned>['data'];
export type CounterpartTerms = NonNullable<Signed['counterpart']>;
export type Phase = Signed['phases'][number];

export const AddendumSigned = defineEvent(
  'AddendumSigned',
  Type.Object({
    ...ofAgreement,
    ...done,
    ...correction,
    addendum: text,
    reference: text,
    reason: text,
    entity: text,
    line: lineSchema,
    /** As they are from now on. */
    credit: moneySchema,
    ...terms,
    /** What changes in the memoranda: by year, and by party and kind; amounts may be negative. */
    futureYears: Type.Array(Type.Object({ budgetYear: text, amount: moneySchema })),
    promises: Type.Array(contributionSchema),
    /** By how much what was given without a promise changes, since more of it is promised now, or less. */
    beyondPromise: Type.Array(contributionSchema),
    /** Numbers of tranches that are agreed no more. */
    droppedTranches: Type.Array(Type.Integer()),
    /** More of the category, or less; null where it stays. */
    reservedChange: orNull(lenderAmountSchema),
  }),
);

/** A part of the agreement's year rests on the budget's line now. */
export const InstalmentCommitted = defineEvent(
  'InstalmentCommitted',
  Type.Object({
    ...ofAgreement,
    ...done,
    ...correction,
    budgetYear: text,
    commitment: text,
    line: lineSchema,
    amount: moneySchema,
  }),
);

export const InstalmentReleased = defineEvent(
  'InstalmentReleased',
  Type.Object({
    ...ofAgreement,
    ...done,
    ...correction,
    budgetYear: text,
    commitment: text,
    line: lineSchema,
    amount: moneySchema,
    reason: text,
    /** Whether the budget had let it lapse with its year: there is nothing to give back to the line then. */
    lapsed: Type.Boolean(),
  }),
);

export const PayeeNamed = defineEvent('PayeeNamed', Type.Object({ ...ofAgreement, ...done, account: text }));

const withReason = Type.Object({ ...ofAgreement, ...done, reason: text });
export const AgreementSuspended = defineEvent('AgreementSuspended', withReason);
export const AgreementResumed = defineEvent('AgreementResumed', withReason);
export const AgreementTerminated = defineEvent('AgreementTerminated', withReason);

export const AgreementClosed = defineEvent(
  'AgreementClosed',
  Type.Object({
    ...ofAgreement,
    ...done,
    ...correction,
    entity: text,
    line: lineSchema,
    /** What was agreed and will not be paid, by year: it leaves the memoranda. */
    futureYears: Type.Array(Type.Object({ budgetYear: text, amount: moneySchema })),
    /** Promised and not owed any more, since less was paid: amounts are negative. */
    promises: Type.Array(contributionSchema),
    counterpartOwed: moneySchema,
    counterpartUsed: moneySchema,
    /** Of the category, given back. */
    reservedLeft: orNull(moneySchema),
    assets: Type.Array(Type.Object({ description: text, quantity: text, amount: orNull(moneySchema) })),
  }),
);

export const contractEvents = [
  AgreementSigned,
  AddendumSigned,
  InstalmentCommitted,
  InstalmentReleased,
  PayeeNamed,
  AgreementSuspended,
  AgreementResumed,
  AgreementTerminated,
  AgreementClosed,
] as const;
