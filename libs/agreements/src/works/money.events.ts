import { Type } from '@sinclair/typebox';
import { defineEvent } from '@tramo/event-log';
import { dateSchema } from '@tramo/identity';
import { moneySchema, oneOf, orNull } from '@tramo/journal';
import { evidenceSchema, lenderAmountSchema, text } from '../shapes';
import {
  ACCEPTANCES,
  ADVANCE_RETURNS,
  BOUNCING,
  collectedSchema,
  ofWork,
  postingOfWork,
  reservedLeft,
  sharedSchema,
  sheetPartsSchema,
} from './shapes';

/** What is paid in and out for a work, and what was measured that it is paid for. */

const ofDeposit = { ...postingOfWork, deposit: text, amount: moneySchema };
const deposited = {
  ...ofDeposit,
  reference: text,
  depositedOn: dateSchema,
  /** What of it nobody had promised. */
  beyondPromise: moneySchema,
};
export const MunicipalShareDeposited = defineEvent('MunicipalShareDeposited', Type.Object(deposited)).revised(
  Type.Object({
    ...deposited,
    /** The collection account of the fund that it arrived on; null where the treasury keeps none. */
    account: orNull(text),
  }),
  (older) => ({ ...older, account: null }),
);
export const MunicipalDepositVerified = defineEvent(
  'MunicipalDepositVerified',
  Type.Object({ ...ofDeposit, shownBy: text }),
);
/** The bank did not pay it, or it was never one: it is neither there nor promised beyond what was agreed. */
export const MunicipalDepositReversed = defineEvent(
  'MunicipalDepositReversed',
  Type.Object({
    ...ofDeposit,
    reason: text,
    wasVerified: Type.Boolean(),
    account: orNull(text),
    beyondPromise: moneySchema,
  }),
);
/** What the municipality has promised, and the work will not take of it any more. */
export const MunicipalPromiseLessened = defineEvent(
  'MunicipalPromiseLessened',
  Type.Object({ ...postingOfWork, amount: moneySchema }),
);

/** Out of which account of the treasury the lender's part went; null where the treasury keeps none of the fund's. */
const ofPayment = { payer: orNull(text), payment: text, reference: text };
/** And out of which collection accounts the municipality's part; of what the treasury keeps none of, nothing is said. */
const collected = { collected: collectedSchema };
const fromNone = { collected: [] };

/** Asked for by one, and paid by another. */
export const WorksAdvanceRequested = defineEvent(
  'WorksAdvanceRequested',
  Type.Object({ ...ofWork, amount: moneySchema, reason: text }),
);

const advance = { ...postingOfWork, ...ofPayment, amount: moneySchema, shared: sharedSchema };
export const WorksAdvancePaid = defineEvent('WorksAdvancePaid', Type.Object(advance)).revised(
  Type.Object({ ...advance, ...collected }),
  (older) => ({ ...older, ...fromNone }),
);

export const ProgressSheetPresented = defineEvent(
  'ProgressSheetPresented',
  Type.Object({
    ...ofWork,
    sheet: Type.Integer(),
    /** Physical progress in percent since the beginning. */
    progress: text,
    gross: moneySchema,
    amortisation: moneySchema,
    retention: moneySchema,
    payable: moneySchema,
    measuredUntil: dateSchema,
    evidence: evidenceSchema,
  }),
);
export const ProgressSheetReturned = defineEvent(
  'ProgressSheetReturned',
  Type.Object({ ...ofWork, sheet: Type.Integer(), reason: text }),
);

const ofSheet = {
  ...postingOfWork,
  sheet: Type.Integer(),
  /** As it was measured. */
  progress: text,
  budgetYear: text,
  commitment: text,
  parts: sheetPartsSchema,
};
export const ProgressSheetApproved = defineEvent('ProgressSheetApproved', Type.Object(ofSheet));
const sheetPaid = { ...ofSheet, ...ofPayment, eligible: orNull(lenderAmountSchema) };
export const ProgressSheetPaid = defineEvent('ProgressSheetPaid', Type.Object(sheetPaid)).revised(
  Type.Object({
    ...sheetPaid,
    ...collected,
    ...reservedLeft,
    /** It was paid before, and came back. */
    again: Type.Boolean(),
  }),
  (older) => ({ ...older, ...fromNone, reservedLeft: null, again: false }),
);

const acceptance = {
  ...postingOfWork,
  ...ofPayment,
  kind: oneOf(ACCEPTANCES),
  /** Of what was retained, what the contractor is paid now. */
  released: sharedSchema,
  ...reservedLeft,
};
export const WorkAccepted = defineEvent('WorkAccepted', Type.Object(acceptance)).revised(
  Type.Object({ ...acceptance, ...collected }),
  (older) => ({ ...older, ...fromNone }),
);

/** Of what was retained, what an acceptance has not paid, or what came back of that. */
export const RetentionReleased = defineEvent(
  'RetentionReleased',
  Type.Object({ ...postingOfWork, ...ofPayment, ...collected, released: sharedSchema }),
);

/** What a municipality has paid in, and nobody needs of it any more, goes back to it: it is promised no more. */
export const MunicipalFundsReturned = defineEvent(
  'MunicipalFundsReturned',
  Type.Object({
    ...postingOfWork,
    ...ofPayment,
    ...collected,
    amount: moneySchema,
    /** Of it, what nobody had promised. */
    beyondPromise: moneySchema,
  }),
);

/** Of the advance, what no sheet will amortise: paid back by the contractor, or kept of what was retained. */
export const WorksAdvanceReturned = defineEvent(
  'WorksAdvanceReturned',
  Type.Object({
    ...postingOfWork,
    /** Counted from 1: money arrives under it once. */
    number: Type.Integer(),
    from: oneOf(ADVANCE_RETURNS),
    reference: text,
    amount: moneySchema,
    shared: sharedSchema,
    /** Where the lender's part has come to, and where the municipality's; null where it is kept, or treasury has none. */
    account: orNull(text),
    collection: orNull(text),
  }),
);

/** The bank gave it back: what was paid is not, what was owed is owed again. */
export const WorkPaymentBounced = defineEvent(
  'WorkPaymentBounced',
  Type.Object({
    ...postingOfWork,
    payment: text,
    of: oneOf(BOUNCING),
    reason: text,
    payer: orNull(text),
    ...collected,
    /** What came back, by whose it is. */
    shared: sharedSchema,
    /** Of a progress sheet: which one, and what it had done elsewhere. */
    paid: orNull(
      Type.Object({
        sheet: Type.Integer(),
        budgetYear: text,
        commitment: text,
        parts: sheetPartsSchema,
        eligible: orNull(lenderAmountSchema),
      }),
    ),
  }),
);

export const workMoneyEvents = [
  MunicipalShareDeposited,
  MunicipalDepositVerified,
  MunicipalDepositReversed,
  MunicipalPromiseLessened,
  MunicipalFundsReturned,
  WorksAdvanceReturned,
  WorksAdvanceRequested,
  WorksAdvancePaid,
  ProgressSheetPresented,
  ProgressSheetReturned,
  ProgressSheetApproved,
  ProgressSheetPaid,
  WorkAccepted,
  RetentionReleased,
  WorkPaymentBounced,
] as const;
