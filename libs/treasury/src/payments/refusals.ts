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

/** What can be done with a payment only where it stands at some step. */
export function paymentNotAt(
  payment: string,
  state: PaymentStanding | null,
  needed: readonly [PaymentStanding, ...PaymentStanding[]],
): Rejection {
  const [first] = needed;
  return new Rejection({
    code: `PAYMENT_NOT_${first.toUpperCase()}`,
    message: `payment ${payment} is ${state}, and not ${needed.join(' or ')}`,
    values: { payment, state, needed },
    cure: CURES[first],
    field: 'payment',
  });
}

const CURES: Readonly<Record<PaymentStanding, string>> = {
  ordered: 'name a payment that is ordered and has not gone to the bank',
  sent: 'send it first, or name a payment that the bank has',
  confirmed: 'name a payment that the bank has confirmed',
  bounced: 'name a payment that has come back',
  cancelled: 'name a payment that was cancelled',
};

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
