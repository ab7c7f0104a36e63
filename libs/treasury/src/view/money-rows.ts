import type { RowChange } from '@tramo/event-log';
import { unreachable } from '@tramo/kernel';
import type { DataOf } from '../events';
import { heldMoved, lotsMoved, minorOf, movement, type Place } from './rows';

export function* received(data: DataOf<'FundsReceived'>, place: Place): Iterable<RowChange> {
  const { kind, amount, reference, receipt } = data;
  yield* movement(data, { kind, amount, sign: 1n, reference, lot: receipt }, place);
  yield lot(data, { lot: receipt, kind, amount }, place);
}

export function* reversed(data: DataOf<'ReceiptReversed'>, place: Place): Iterable<RowChange> {
  const { amount, receipt, reason: reference } = data;
  yield* movement(data, { kind: 'reversal', amount, sign: -1n, reference, lot: receipt }, place);
  yield* lotsMoved(data, data.lots, -1n);
}

export function* sold(data: DataOf<'FundsSold'>, place: Place): Iterable<RowChange> {
  yield* movement(data, { kind: 'sale', amount: data.sold, sign: -1n, lot: data.lot }, place);
  yield* lotsMoved(data, data.lots, -1n);
}

export function* saleUndone(data: DataOf<'FundsSaleUndone'>, place: Place): Iterable<RowChange> {
  const { lot: of, sold: amount, reason: reference } = data;
  yield* movement(data, { kind: 'sale-undone', amount, sign: 1n, lot: of, reference }, place);
  yield* lotsMoved(data, data.lots, 1n);
}

export function* converted(data: DataOf<'FundsConverted'>, place: Place): Iterable<RowChange> {
  const { lot: id, received: amount, reference, from, sold: ofSold, bankRate } = data;
  yield* movement(data, { kind: 'conversion', amount, sign: 1n, reference, lot: id }, place);
  yield lot(data, { lot: id, kind: 'conversion', amount, from, sold: ofSold, rate: bankRate }, place);
}

type Arriving = Pick<DataOf<'FundsReceived'>, 'amount'> & {
  readonly lot: string;
  readonly kind: string;
} & Partial<Pick<DataOf<'FundsConverted'>, 'from' | 'sold'> & { readonly rate: object }>;

function lot(
  { programme, account }: DataOf<'FundsReceived' | 'FundsConverted'>,
  { lot: id, kind, amount, from, sold: ofSold, rate }: Arriving,
  { revision, effectiveOn }: Place,
): RowChange {
  const minor = minorOf(amount);
  return {
    table: 'treasury_lot',
    key: { programme, account, lot: id },
    set: {
      kind,
      arrived_on: effectiveOn,
      revision,
      currency: amount.currency,
      from_account: from ?? null,
      sold: ofSold ? minorOf(ofSold) : null,
      sold_currency: ofSold?.currency ?? null,
      rate: rate ?? null,
    },
    add: { amount: minor, open: minor },
  };
}

export function* paid(data: DataOf<'CashPaid'>, place: Place): Iterable<RowChange> {
  const { amount, payment } = data;
  yield* movement(data, { kind: 'payment', amount, sign: -1n, payment }, place);
  yield heldMoved(data, amount, -1n);
  yield* lotsMoved(data, data.lots, -1n);
}

export function* returned(data: DataOf<'CashReturned'>, place: Place): Iterable<RowChange> {
  const { amount, payment, reason: reference } = data;
  yield* movement(data, { kind: 'return', amount, sign: 1n, payment, reference }, place);
  yield* lotsMoved(data, data.lots, 1n);
}

export function* stepUndone(data: DataOf<'CashStepUndone'>, place: Place): Iterable<RowChange> {
  const { step, amount, payment, reason: reference } = data;
  switch (step) {
    case 'held':
      yield heldMoved(data, amount, -1n);
      return;
    case 'paid':
      yield* movement(data, { kind: 'payment-undone', amount, sign: 1n, payment, reference }, place);
      yield heldMoved(data, amount, 1n);
      yield* lotsMoved(data, data.lots, 1n);
      return;
    default:
      unreachable(step, 'step of the cash for a payment');
  }
}
