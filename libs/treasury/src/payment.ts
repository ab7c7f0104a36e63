import { defineDecider } from '@tramo/event-log';
import { unreachable, type MoneyJson, emptySharded, putSharded, type Sharded } from '@tramo/kernel';
import { paymentEvents, type DataOf, type PaymentEvent } from './events';
import type { PaymentStanding } from './kinds';

export interface PaymentState {
  /** Null until it is ordered, and when the order did not come about. */
  readonly ordered: {
    readonly programme: string;
    readonly payment: string;
    readonly agreement: string;
    readonly tranche: number | null;
    readonly payer: string;
    readonly payee: DataOf<'PaymentOrdered'>['payee'];
    readonly amount: MoneyJson;
  } | null;
  readonly standing: PaymentStanding | null;
  /** By reservation: the step that was taken, and where the payment stood before it. */
  readonly reserved: Sharded<StepTaken>;
}

interface StepTaken {
  readonly programme: string;
  readonly payment: string;
  readonly by: string;
  readonly step: PaymentStanding;
  readonly from: PaymentStanding | null;
}

const initial: PaymentState = { ordered: null, standing: null, reserved: emptySharded };

export const paymentStream = (payment: string): string => `payment-${payment}`;

/** One transfer that the bank is told to make: ordered, sent and confirmed once. */
export const payment = defineDecider({
  events: paymentEvents,
  initial,
  evolve: (state: PaymentState, event: PaymentEvent): PaymentState => {
    const { type, data } = event;
    switch (type) {
      case 'PaymentOrdered':
        return { ...stepped(state, data, 'ordered'), ordered: orderOf(data) };
      case 'PaymentSent':
        return stepped(state, data, 'sent');
      case 'PaymentConfirmed':
        return stepped(state, data, 'confirmed');
      case 'PaymentBounced':
        return stepped(state, data, 'bounced');
      case 'PaymentCancelled':
        return stepped(state, data, 'cancelled');
      case 'PaymentStepUndone':
        return {
          ...state,
          standing: data.backTo,
          ordered: data.backTo === null ? null : state.ordered,
        };
      default:
        return unreachable(type, 'event of a payment');
    }
  },
});

type OfPayment = Pick<DataOf<PaymentEvent['type']>, 'programme' | 'payment' | 'by' | 'reservation'>;

function stepped(
  state: PaymentState,
  { programme, payment: id, by, reservation }: OfPayment,
  step: PaymentStanding,
): PaymentState {
  const taken = { programme, payment: id, by, step, from: state.standing };
  return { ...state, standing: step, reserved: putSharded(state.reserved, reservation, taken) };
}

const orderOf = ({ programme, payment: id, ...of }: DataOf<'PaymentOrdered'>) => ({
  programme,
  payment: id,
  agreement: of.agreement,
  tranche: of.tranche,
  payer: of.payer,
  payee: of.payee,
  amount: of.amount,
});
