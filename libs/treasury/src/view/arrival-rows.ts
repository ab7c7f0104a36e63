import type { RowChange } from '@tramo/event-log';
import type { DataOf } from '../events';
import { minorOf, movement, type Place } from './rows';

export const refundArrived = ({ refund, ...data }: DataOf<'RefundArrived'>, place: Place) =>
  arrived({ ...data, kind: 'refund', lot: refund }, place);

export const depositArrived = ({ deposit, ...data }: DataOf<'DepositArrived'>, place: Place) =>
  arrived({ ...data, kind: 'deposit', lot: deposit }, place);

type Arriving = Omit<DataOf<'RefundArrived'>, 'refund'> & {
  readonly kind: 'refund' | 'deposit';
  readonly lot: string;
};

function* arrived({ kind, lot, ...data }: Arriving, place: Place): Iterable<RowChange> {
  const { programme, account, amount, reference } = data;
  yield* movement(data, { kind, amount, sign: 1n, reference, lot }, place);
  const minor = minorOf(amount);
  yield {
    table: 'treasury_lot',
    key: { programme, account, lot },
    set: {
      kind,
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
