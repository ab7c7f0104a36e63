import type { RowChange } from '@tramo/event-log';
import { Money, type LocalDate, type MoneyJson } from '@tramo/kernel';
import { isPaying, leaving, OF } from '../evolve-payment';
import type { WorkEvent } from '../work.events';

const minor = (json: MoneyJson): bigint => Money.parse(json).amountMinor;

/** What an event does to the list of payments. */
export function* paymentRow(event: WorkEvent, effectiveOn: LocalDate, revision: number): Iterable<RowChange> {
  if (isPaying(event)) {
    const { programme, work, payment, payer, reference, affiliation } = event.data;
    const { municipal, lender } = leaving(event);
    yield {
      table: 'work_payment',
      key: { programme, work, payment },
      set: {
        of: OF[event.type],
        sheet: event.type === 'ProgressSheetPaid' ? event.data.sheet : null,
        currency: lender.currency,
        municipal: minor(municipal),
        lender: minor(lender),
        payer,
        reference,
        paid_on: effectiveOn,
        paid_by: affiliation.person,
        revision,
      },
    };
  }
  if (event.type !== 'WorkPaymentBounced') return;
  const { programme, work, payment, reason, paid } = event.data;
  yield {
    table: 'work_payment',
    key: { programme, work, payment },
    set: { bounced_on: effectiveOn, reason, revision },
  };
  if (!paid) return;
  yield {
    table: 'work_sheet',
    key: { programme, work, sheet: paid.sheet },
    set: { state: 'approved', paid_on: null, paid_by: null, reference: null, revision },
  };
}

/** And to that of addenda. */
export function* addendumRow(
  { type, data }: WorkEvent,
  signedOn: LocalDate,
  revision: number,
): Iterable<RowChange> {
  if (type !== 'WorkAddendumSigned') return;
  const { programme, work, addendum, reference, reason, amount, endsOn } = data;
  yield {
    table: 'work_addendum',
    key: { programme, work, addendum },
    set: {
      reference,
      reason,
      signed_on: signedOn,
      currency: amount.currency,
      amount: minor(amount),
      ends_on: endsOn,
      revision,
    },
  };
}
