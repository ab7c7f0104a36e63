import { Type, type Static } from '@sinclair/typebox';
import { defineEvent } from '@tramo/event-log';
import { dateSchema } from '@tramo/identity';
import { moneySchema, oneOf, orNull } from '@tramo/journal';
import { done, evidenceSchema, lenderAmountSchema, ofAgreement, posting, text } from '../shapes';

export const RESULTS = ['pass', 'fail', 'not-applicable', 'waived'] as const;

/** Whatever a condition compares, as it says itself in JSON; its type goes no deeper, for the compiler's sake. */
type Compared = Readonly<Record<string, string | number | boolean | null | object>>;

/** One release condition as it was found. */
export const conditionSchema = Type.Object({
  condition: text,
  result: oneOf(RESULTS),
  /** In a sentence: why it passes, fails or does not apply. */
  why: text,
  /** What was compared. */
  values: Type.Unsafe<Compared>(Type.Record(Type.String(), Type.Unknown())),
  /** What would satisfy it; null where it is satisfied. */
  cure: orNull(text),
});
export type Condition = Readonly<Static<typeof conditionSchema>>;

/** All release conditions, as they were seen at one step. */
export const evaluationSchema = Type.Object({
  on: dateSchema,
  policyVersion: Type.Integer(),
  conditions: Type.Array(conditionSchema),
});
export type Evaluation = Readonly<Static<typeof evaluationSchema>>;

const ofTranche = { ...ofAgreement, ...done, tranche: Type.Integer() };
const postingOfTranche = { ...posting, ...done, tranche: Type.Integer() };

export const TrancheRequested = defineEvent(
  'TrancheRequested',
  Type.Object({ ...ofTranche, amount: moneySchema, documents: evidenceSchema, evaluation: evaluationSchema }),
);

export const TrancheReviewed = defineEvent(
  'TrancheReviewed',
  Type.Object({ ...ofTranche, opinion: text, evaluation: evaluationSchema }),
);

const withReason = Type.Object({ ...ofTranche, reason: text });
/** To the organisation, which requests again. */
export const TrancheReturned = defineEvent('TrancheReturned', withReason);
export const TrancheRejected = defineEvent('TrancheRejected', withReason);

/** An account as it was when somebody relied on it. */
export const payeeSchema = Type.Object({ account: text, holder: text, bank: text, number: text });
export type Payee = Readonly<Static<typeof payeeSchema>>;

/** One of the signatures that an approval needs. */
export const TrancheSigned = defineEvent(
  'TrancheSigned',
  Type.Object({
    ...ofTranche,
    amount: moneySchema,
    signature: Type.Integer(),
    needed: Type.Integer(),
    /** Where the money was to go when it was signed; null where history had named no account. */
    payee: orNull(payeeSchema),
    evaluation: evaluationSchema,
  }),
);

/** With the last signature: the money is owed. */
export const TrancheApproved = defineEvent(
  'TrancheApproved',
  Type.Object({ ...postingOfTranche, amount: moneySchema, commitment: text }),
);

/** Before it was sent; what had been accrued is committed again. */
export const TrancheCancelled = defineEvent(
  'TrancheCancelled',
  Type.Object({
    ...postingOfTranche,
    amount: moneySchema,
    commitment: orNull(text),
    /** Whether it had been approved, and so accrued. */
    wasApproved: Type.Boolean(),
    /** Whether a payment of it had come back: what is owed rests among returned payments then. */
    wasReturned: Type.Boolean(),
    /** The payment that is cancelled with it. */
    payment: orNull(text),
    payer: orNull(text),
    reason: text,
  }),
);

/** Of one that was set off in part nothing more is paid: it is as large now as what was set off against it. */
export const TrancheReduced = defineEvent(
  'TrancheReduced',
  Type.Object({
    ...postingOfTranche,
    /** What is paid no more. */
    amount: moneySchema,
    commitment: text,
    wasReturned: Type.Boolean(),
    payment: orNull(text),
    payer: orNull(text),
    reason: text,
  }),
);
const orderOfPayment = {
  ...postingOfTranche,
  /** What is to be paid: the tranche less what was set off against it. */
  amount: moneySchema,
  payment: text,
  payer: text,
  payee: payeeSchema,
  /** After an earlier payment came back. */
  again: Type.Boolean(),
  evaluation: evaluationSchema,
};
/** Of older orders nobody kept how the paying account was then. */
export const TrancheOrdered = defineEvent('TrancheOrdered', Type.Object(orderOfPayment)).revised(
  Type.Object({ ...orderOfPayment, payerAccount: orNull(payeeSchema) }),
  (older) => ({ ...older, payerAccount: null }),
);
export const TrancheSent = defineEvent(
  'TrancheSent',
  Type.Object({
    ...postingOfTranche,
    amount: moneySchema,
    payment: text,
    payer: text,
    reference: text,
    evaluation: evaluationSchema,
  }),
);

export const TrancheConfirmed = defineEvent(
  'TrancheConfirmed',
  Type.Object({
    ...postingOfTranche,
    amount: moneySchema,
    commitment: text,
    payment: text,
    payer: text,
    /** The bank's. */
    reference: text,
    /** Where the lender's category takes it at transfer. */
    eligible: orNull(lenderAmountSchema),
  }),
);

export const TrancheBounced = defineEvent(
  'TrancheBounced',
  Type.Object({
    ...postingOfTranche,
    amount: moneySchema,
    commitment: text,
    payment: text,
    payer: text,
    payee: text,
    reason: text,
    /** Whether the bank had said it was paid. */
    wasConfirmed: Type.Boolean(),
    eligible: orNull(lenderAmountSchema),
  }),
);

/** All of it was set off, each time as the offset was made: it has arrived without a payment. */
export const TrancheSetOff = defineEvent(
  'TrancheSetOff',
  Type.Object({ ...ofTranche, amount: moneySchema, commitment: text }),
);

/** Everything transferred is justified, returned or written off. */
export const TrancheClosed = defineEvent('TrancheClosed', Type.Object(ofTranche));

const ofWaiver = { ...ofTranche, waiver: text, condition: text };

export const WaiverProposed = defineEvent(
  'WaiverProposed',
  Type.Object({ ...ofWaiver, legalAct: text, reason: text, expiresOn: dateSchema }),
);

export const WaiverGranted = defineEvent('WaiverGranted', Type.Object(ofWaiver));

const wordOfLender = { ...ofTranche, reference: text, givenOn: dateSchema, evidence: evidenceSchema };
/** The lender's word on one tranche, up to an amount; what was recorded without one covers any. */
export const NoObjectionGiven = defineEvent('NoObjectionGiven', Type.Object(wordOfLender)).revised(
  Type.Object({ ...wordOfLender, amount: orNull(moneySchema) }),
  (older) => ({ ...older, amount: null }),
);

export const trancheEvents = [
  TrancheRequested,
  TrancheReviewed,
  TrancheReturned,
  TrancheRejected,
  TrancheSigned,
  TrancheApproved,
  TrancheCancelled,
  TrancheReduced,
  TrancheOrdered,
  TrancheSent,
  TrancheConfirmed,
  TrancheBounced,
  TrancheSetOff,
  TrancheClosed,
  WaiverProposed,
  WaiverGranted,
  NoObjectionGiven,
] as const;
