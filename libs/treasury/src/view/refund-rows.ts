import type { RowChange } from '@tramo/event-log';
import type { DataOf } from '../events';
import { minorOf, movement, type Place } from './rows';

export function* refundArrived(data: DataOf<'RefundArrived'>, place: Place): Iterable<RowChange> {
  const { programme, account, refund: lot, amount, reference } = data;
  yield* movement(data, { kind: 'refund', amount, sign: 1n, reference, lot }, place);
  const minor = minorOf(amount);
  yield {
    table: 'treasury_lot',
    key: { programme, account, lot },
    set: {
      kind: 'refund',
      arrived_on: place.effectiveOn,
      revision: place.revision,
      currency: amount.currency,
      from_account: null,
      sold: null,
      sold_currency: null,
      rate: null,
    },
    add: { amount: minor, open: minor },
  };
}
