import { reservation, type JsonObject, type Reservation } from '@tramo/event-log';
import { accept, Money, type Decision, type DomainEvent } from '@tramo/kernel';
import { toStreams, type OrderPayment, type Plan, type ReportPayment, type StopPayment } from '../asks';
import type { PaymentEvent } from '../events';
import type { PaymentStanding } from '../kinds';
import { payment, paymentStream, type PaymentState } from '../payment';
import { amountNotPositive } from '../refusals';
import {
  paymentConfirmedAlready,
  paymentExists,
  paymentNotOrdered,
  paymentNotSent,
  paymentUnknown,
} from './refusals';
import { undoPaymentStep } from './undo-payment-step';

/** A step of a payment, as the command that it is part of takes it. */
function takes<
  Body,
  State,
  Intended extends DomainEvent,
  Ask extends JsonObject & { readonly payment: string },
>(
  plan: Plan<Body, State, Intended, Ask>,
  step: (state: PaymentState, ask: Ask, reservation: string) => Decision<PaymentEvent>,
): Reservation<Body, State> {
  return reservation({
    decider: payment,
    plan: (body: Body, state: State, intended: readonly Intended[]) =>
      toStreams(plan(body, state, intended), (ask) => paymentStream(ask.payment)),
    reserve: (state, ask: Ask, { reservationId }) => step(state, ask, reservationId),
    release: undoPaymentStep,
  });
}

export const ordersPayment = <Body, State, Intended extends DomainEvent>(
  plan: Plan<Body, State, Intended, OrderPayment>,
): Reservation<Body, State> =>
  takes(plan, (state, ask, reserved) => {
    if (state.ordered) return paymentExists(ask.payment, state);
    const amount = Money.asked(ask.amount);
    if (!amount.isPositive()) return amountNotPositive(amount, 'amount');
    const data = { ...ask, payee: { ...ask.payee }, amount: amount.toJSON(), reservation: reserved };
    return accept([{ type: 'PaymentOrdered', data }]);
  });

export const sendsPayment = <Body, State, Intended extends DomainEvent>(
  plan: Plan<Body, State, Intended, ReportPayment>,
): Reservation<Body, State> =>
  takes(plan, (state, ask, reserved) =>
    ordered(state, ask, (programme) => ({
      type: 'PaymentSent',
      data: { ...ask, programme, reservation: reserved },
    })),
  );

export const confirmsPayment = <Body, State, Intended extends DomainEvent>(
  plan: Plan<Body, State, Intended, ReportPayment>,
): Reservation<Body, State> =>
  takes(plan, (state, ask, reserved) => {
    if (state.standing === 'confirmed') return paymentConfirmedAlready(ask.payment);
    return sent(state, ask, ['sent'], (programme) => ({
      type: 'PaymentConfirmed',
      data: { ...ask, programme, reservation: reserved },
    }));
  });

/** The bank may say so before it has confirmed, and after. */
export const bouncesPayment = <Body, State, Intended extends DomainEvent>(
  plan: Plan<Body, State, Intended, StopPayment>,
): Reservation<Body, State> =>
  takes(plan, (state, ask, reserved) =>
    sent(state, ask, ['sent', 'confirmed'], (programme) => ({
      type: 'PaymentBounced',
      data: { ...ask, programme, reservation: reserved },
    })),
  );

export const cancelsPayment = <Body, State, Intended extends DomainEvent>(
  plan: Plan<Body, State, Intended, StopPayment>,
): Reservation<Body, State> =>
  takes(plan, (state, ask, reserved) =>
    ordered(state, ask, (programme) => ({
      type: 'PaymentCancelled',
      data: { ...ask, programme, reservation: reserved },
    })),
  );

function ordered(
  { ordered: order, standing }: PaymentState,
  { payment: id }: { readonly payment: string },
  step: (programme: string) => PaymentEvent,
): Decision<PaymentEvent> {
  if (!order) return paymentUnknown(id);
  return standing === 'ordered' ? accept([step(order.programme)]) : paymentNotOrdered(id, standing);
}

function sent(
  { ordered: order, standing }: PaymentState,
  { payment: id }: { readonly payment: string },
  needed: readonly PaymentStanding[],
  step: (programme: string) => PaymentEvent,
): Decision<PaymentEvent> {
  if (!order || standing === null) return paymentUnknown(id);
  return needed.includes(standing) ? accept([step(order.programme)]) : paymentNotSent(id, standing, needed);
}
