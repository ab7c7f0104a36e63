import { Type } from '@sinclair/typebox';
import { defineEvent } from '@tramo/event-log';
import { moneySchema, oneOf, orNull } from '@tramo/journal';
import { PAYMENT_STATES } from '../kinds';
import { reserved, text } from './shapes';

const ofPayment = { ...reserved, programme: text, payment: text, by: text };

export const payeeSchema = Type.Object({ account: text, holder: text, bank: text, number: text });

export const PaymentOrdered = defineEvent(
  'PaymentOrdered',
  Type.Object({
    ...ofPayment,
    agreement: text,
    tranche: orNull(Type.Integer()),
    /** The account it is paid from. */
    payer: text,
    /** As the account was when it was ordered. */
    payee: payeeSchema,
    amount: moneySchema,
  }),
);

/** The order has gone to the bank. */
export const PaymentSent = defineEvent('PaymentSent', Type.Object({ ...ofPayment, reference: text }));
/** The bank says that it has paid. */
export const PaymentConfirmed = defineEvent(
  'PaymentConfirmed',
  Type.Object({ ...ofPayment, reference: text }),
);
/** It came back. */
export const PaymentBounced = defineEvent('PaymentBounced', Type.Object({ ...ofPayment, reason: text }));
/** Before it was sent. */
export const PaymentCancelled = defineEvent('PaymentCancelled', Type.Object({ ...ofPayment, reason: text }));

const standing = oneOf(PAYMENT_STATES);

/** What the step was part of did not come about: as it was before. */
export const PaymentStepUndone = defineEvent(
  'PaymentStepUndone',
  Type.Object({
    ...ofPayment,
    step: standing,
    /** Null where there is no order any more. */
    backTo: orNull(standing),
    reason: text,
  }),
);

export const paymentEvents = [
  PaymentOrdered,
  PaymentSent,
  PaymentConfirmed,
  PaymentBounced,
  PaymentCancelled,
  PaymentStepUndone,
] as const;
