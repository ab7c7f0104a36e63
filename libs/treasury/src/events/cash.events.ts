import { Type } from '@sinclair/typebox';
import { defineEvent } from '@tramo/event-log';
import { moneySchema, oneOf } from '@tramo/journal';
import { CASH_TAKEN } from '../kinds';
import { lotPartSchema, ofAccount, reserved, text } from './shapes';

const ofPayment = { ...ofAccount, ...reserved, payment: text, amount: moneySchema };
const lots = Type.Array(lotPartSchema);

/** Still there, and no longer for anything else. */
export const CashHeld = defineEvent('CashHeld', Type.Object(ofPayment));
/** Not paid, and for anything else again. */
export const CashFreed = defineEvent('CashFreed', Type.Object({ ...ofPayment, reason: text }));
/** Gone, from the lots that came first. */
export const CashPaid = defineEvent('CashPaid', Type.Object({ ...ofPayment, lots }));
/** Back, in the lots it was paid from. */
export const CashReturned = defineEvent('CashReturned', Type.Object({ ...ofPayment, lots, reason: text }));

/** What it was done for did not come about: as it was before. */
export const CashStepUndone = defineEvent(
  'CashStepUndone',
  Type.Object({
    ...ofPayment,
    step: oneOf(CASH_TAKEN),
    /** Back to them when a payment is undone. */
    lots,
    reason: text,
  }),
);

export const cashEvents = [CashHeld, CashFreed, CashPaid, CashReturned, CashStepUndone] as const;
