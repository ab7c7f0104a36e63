import { Type } from '@sinclair/typebox';
import { defineEvent } from '@tramo/event-log';
import { moneySchema } from '@tramo/journal';
import { ofAccount, reserved, text } from './shapes';

/** What an organisation gives back: money of its own lot, without a bank's rate. The agreement's event posts it. */
export const RefundArrived = defineEvent(
  'RefundArrived',
  Type.Object({ ...ofAccount, ...reserved, refund: text, amount: moneySchema, reference: text }),
);

/** What a municipality pays in for its work, a lot of its own too. The work's event posts it. */
export const DepositArrived = defineEvent(
  'DepositArrived',
  Type.Object({ ...ofAccount, ...reserved, deposit: text, amount: moneySchema, reference: text }),
);

export const arrivalEvents = [RefundArrived, DepositArrived] as const;
