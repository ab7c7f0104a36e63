import type { RowChange } from '@tramo/event-log';
import { unreachable } from '@tramo/kernel';
import type { DataOf, PaymentEvent } from '../events';
import type { PaymentStanding } from '../kinds';
import { minorOf, type Place } from './rows';

export function paymentRow({ type, data }: PaymentEvent, { revision, effectiveOn: on }: Place): RowChange {
  const key = { programme: data.programme, id: data.payment };
  const row = (set: Readonly<Record<string, string | bigint | number | null>>): RowChange => ({
    table: 'treasury_payment',
    key,
    set: { ...set, revision },
  });
  switch (type) {
    case 'PaymentOrdered':
      return row({ ...ordered(data), ordered_on: on });
    case 'PaymentSent':
      return row({ state: 'sent', sent_on: on, sent_as: data.reference });
    case 'PaymentConfirmed':
      return row({ state: 'confirmed', confirmed_on: on, confirmed_as: data.reference });
    case 'PaymentBounced':
      return row({ state: 'bounced', bounced_on: on, reason: data.reason });
    case 'PaymentCancelled':
      return row({ state: 'cancelled', cancelled_on: on, reason: data.reason });
    case 'PaymentStepUndone':
      return data.backTo === null
        ? { table: 'treasury_payment', key, delete: true }
        : row({ state: data.backTo, ...STEP_NOT_TAKEN[data.step] });
    default:
      return unreachable(type, 'event of a payment');
  }
}

const STEP_NOT_TAKEN: Readonly<Record<PaymentStanding, Readonly<Record<string, null>>>> = {
  ordered: {},
  sent: { sent_on: null, sent_as: null },
  confirmed: { confirmed_on: null, confirmed_as: null },
  bounced: { bounced_on: null, reason: null },
  cancelled: { cancelled_on: null, reason: null },
};

const ordered = ({ agreement, tranche, payer, payee, amount }: DataOf<'PaymentOrdered'>) => ({
  agreement,
  tranche,
  payer,
  payee_account: payee.account,
  payee_holder: payee.holder,
  payee_bank: payee.bank,
  payee_number: payee.number,
  currency: amount.currency,
  amount: minorOf(amount),
  state: 'ordered',
  sent_on: null,
  confirmed_on: null,
  bounced_on: null,
  cancelled_on: null,
  sent_as: null,
  confirmed_as: null,
  reason: null,
});
