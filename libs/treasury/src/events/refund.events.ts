import { Type } from '@sinclair/typebox';
import { defineEvent } from '@tramo/event-log';
import { moneySchema } from '@tramo/journal';
import { lotPartSchema, ofAccount, reserved, text } from './shapes';

const refund = { ...ofAccount, ...reserved, refund: text, amount: moneySchema };

/** What an organisation gives back: money of its own lot, without a bank's rate. The agreement's event posts it. */
export const RefundArrived = defineEvent('RefundArrived', Type.Object({ ...refund, reference: text }));

/** What it was part of did not come about. */
export const RefundUndone = defineEvent(
  'RefundUndone',
  Type.Object({ ...refund, lots: Type.Array(lotPartSchema), reason: text }),
);

export const refundEvents = [RefundArrived, RefundUndone] as const;
