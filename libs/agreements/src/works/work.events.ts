import { Type } from '@sinclair/typebox';
import { defineEvent, type EventOf } from '@tramo/event-log';
import { affiliationSchema, dateSchema } from '@tramo/identity';
import { moneySchema, oneOf, orNull } from '@tramo/journal';
import { lineSchema } from '@tramo/programmes';
import { categoryHeldSchema } from '../contract/contract.events';
import { evidenceSchema, lenderAmountSchema, text } from '../shapes';
import {
  ACCEPTANCES,
  municipalitySchema,
  ofWork,
  postingOfWork,
  sharedSchema,
  sheetPartsSchema,
  WORK_STATES,
} from './shapes';

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

const ofDeposit = { ...postingOfWork, deposit: text, amount: moneySchema };
export const MunicipalShareDeposited = defineEvent(
  'MunicipalShareDeposited',
  Type.Object({
    ...ofDeposit,
    reference: text,
    depositedOn: dateSchema,
    /** What of it nobody had promised. */
    beyondPromise: moneySchema,
  }),
);
export const MunicipalDepositVerified = defineEvent(
  'MunicipalDepositVerified',
  Type.Object({ ...ofDeposit, shownBy: text }),
);

/** Out of which account of the treasury the lender's part went; null where the treasury keeps none of the fund's. */
const ofPayment = { payer: orNull(text), payment: text, reference: text };

export const WorksAdvancePaid = defineEvent(
  'WorksAdvancePaid',
  Type.Object({ ...postingOfWork, ...ofPayment, amount: moneySchema, shared: sharedSchema }),
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
export const ProgressSheetPaid = defineEvent(
  'ProgressSheetPaid',
  Type.Object({ ...ofSheet, ...ofPayment, eligible: orNull(lenderAmountSchema) }),
);

export const WorkAccepted = defineEvent(
  'WorkAccepted',
  Type.Object({
    ...postingOfWork,
    ...ofPayment,
    kind: oneOf(ACCEPTANCES),
    /** Of what was retained, what the contractor is paid now. */
    released: sharedSchema,
    /** Of the lender's category, what nobody will need any more; null where none is reserved. */
    reservedLeft: orNull(moneySchema),
  }),
);

const stop = Type.Object({ ...ofWork, state: oneOf(WORK_STATES), reason: text });
export const WorkSuspended = defineEvent('WorkSuspended', stop);
export const WorkResumed = defineEvent('WorkResumed', stop);
export const WorkTerminated = defineEvent('WorkTerminated', stop);

/** Every type that rests on the stream of a municipal work. */
export const workEvents = [
  LetterOfIntentSigned,
  FinalDesignApproved,
  WorkAgreementSigned,
  WorkYearCommitted,
  MunicipalShareDeposited,
  MunicipalDepositVerified,
  WorksAdvancePaid,
  ProgressSheetPresented,
  ProgressSheetReturned,
  ProgressSheetApproved,
  ProgressSheetPaid,
  WorkAccepted,
  WorkSuspended,
  WorkResumed,
  WorkTerminated,
] as const;

export type WorkEvent = EventOf<(typeof workEvents)[number]>;
export type WorkData<Type extends WorkEvent['type']> = Extract<WorkEvent, { type: Type }>['data'];
