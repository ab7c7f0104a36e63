import type { Projection, RecordedEvent, RowChange } from '@tramo/event-log';
import { unreachable } from '@tramo/kernel';
import { accountEvents, paymentEvents, type AccountEvent, type PaymentEvent } from '../events';
import { depositArrived, refundArrived } from './arrival-rows';
import { changed, closed, opened, verificationLost, verificationRestored, verified } from './account-rows';
import { converted, paid, received, returned, reversed, saleUndone, sold, stepUndone } from './money-rows';
import { paymentRow } from './payment-rows';
import { accountKey, heldMoved, type Place } from './rows';
import { treasuryViewTables } from './tables';

/** Bank accounts with what is in them and what moved it, the lots it came in, and payments. */
export const treasuryProjection: Projection = {
  name: 'treasury',
  version: 1,
  tables: treasuryViewTables,
  *project(recorded) {
    const place = { revision: recorded.revision, effectiveOn: recorded.metadata.effectiveOn };
    if (isPaymentEvent(recorded)) yield paymentRow(recorded, place);
    if (!isAccountEvent(recorded)) return;
    yield* rowsOf(recorded, place);
    const { revision } = place;
    yield { table: 'treasury_account', key: accountKey(recorded.data), set: { revision } };
  },
};

const ACCOUNT: ReadonlySet<string> = new Set(accountEvents.map(({ type }) => type));
const PAYMENT: ReadonlySet<string> = new Set(paymentEvents.map(({ type }) => type));
type Typed = Pick<RecordedEvent, 'type'>;

/** The catalogue has seen to it that a type's data are its own. */
const isAccountEvent = (event: Typed): event is AccountEvent => ACCOUNT.has(event.type);
const isPaymentEvent = (event: Typed): event is PaymentEvent => PAYMENT.has(event.type);

function rowsOf({ type, data }: AccountEvent, place: Place): Iterable<RowChange> {
  switch (type) {
    case 'AccountOpened':
      return [opened(data, place.effectiveOn)];
    case 'AccountChanged':
      return [changed(data)];
    case 'AccountVerified':
      return [verified(data)];
    case 'AccountVerificationLost':
      return [verificationLost(data)];
    case 'AccountVerificationRestored':
      return [verificationRestored(data)];
    case 'AccountClosed':
      return [closed(data, place.effectiveOn)];
    case 'FundsReceived':
      return received(data, place);
    case 'ReceiptReversed':
      return reversed(data, place);
    case 'FundsSold':
      return sold(data, place);
    case 'FundsSaleUndone':
      return saleUndone(data, place);
    case 'FundsConverted':
      return converted(data, place);
    case 'CashHeld':
      return [heldMoved(data, data.amount, 1n)];
    case 'CashFreed':
      return [heldMoved(data, data.amount, -1n)];
    case 'CashPaid':
      return paid(data, place);
    case 'CashReturned':
      return returned(data, place);
    case 'CashStepUndone':
      return stepUndone(data, place);
    case 'RefundArrived':
      return refundArrived(data, place);
    case 'DepositArrived':
      return depositArrived(data, place);
    default:
      return unreachable(type, 'event of an account');
  }
}
