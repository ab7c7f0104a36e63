import { Rejection } from '@tramo/kernel';
import type { PaymentState } from '../payment';
import type { PaymentStanding } from '../kinds';

export const paymentExists = (payment: string, { standing, ordered }: PaymentState): Rejection =>
  new Rejection({
    code: 'PAYMENT_EXISTS',
    category: 'conflict',
    message: `payment ${payment} has been ordered already`,
    values: { payment, state: standing, amount: ordered?.amount, payee: ordered?.payee },
    cure: 'give it an id of its own, or go on with the one there is',
    field: 'payment',
  });

export const paymentUnknown = (payment: string): Rejection =>
  new Rejection({
    code: 'PAYMENT_UNKNOWN',
    category: 'missing',
    message: `there is no payment ${payment}`,
    values: { payment },
    cure: 'order it first, or name one that is ordered',
    field: 'payment',
  });

/** What can be done only with a payment that has not gone to the bank. */
export const paymentNotOrdered = (payment: string, state: PaymentStanding | null): Rejection =>
  new Rejection({
    code: 'PAYMENT_NOT_ORDERED',
    message: `payment ${payment} is ${state}, and no longer only ordered`,
    values: { payment, state, needed: ['ordered'] },
    cure: 'name a payment that is ordered and has not gone to the bank',
    field: 'payment',
  });

/** What the bank says of a payment that it has. */
export const paymentNotSent = (
  payment: string,
  state: PaymentStanding | null,
  needed: readonly PaymentStanding[],
): Rejection =>
  new Rejection({
    code: 'PAYMENT_NOT_SENT',
    message: `payment ${payment} is ${state}, and not ${needed.join(' or ')}`,
    values: { payment, state, needed },
    cure:
      state === 'ordered'
        ? 'send it to the bank first'
        : 'name a payment that the bank has and that is not back',
    field: 'payment',
  });

/** Nothing is paid twice, whoever says so again. */
export const paymentConfirmedAlready = (payment: string): Rejection =>
  new Rejection({
    code: 'PAYMENT_CONFIRMED_ALREADY',
    category: 'conflict',
    message: `payment ${payment} has been confirmed already`,
    values: { payment },
    cure: 'nothing is left to confirm; say that it bounced where it has come back',
    field: 'payment',
  });
