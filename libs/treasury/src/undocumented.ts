import type { RecordedEvent } from '@tramo/event-log';
import { Money, type LocalDate } from '@tramo/kernel';
import type { AccountState } from './account.state';
import { FundsReceived } from './events/funds.events';
import { receiptOf } from './receipts';

/** What a lender has advanced to a special account and nobody has documented to it. */
export interface Undocumented {
  readonly amount: Money;
  /** The day of the oldest advance of it; null where there is none. */
  readonly since: LocalDate | null;
}

/**
 * Of an account and the events it was folded from. An advance that was reversed is none; what is documented to the
 * lender is not recorded with its accounts yet, so that every other one counts whole.
 */
export function undocumentedOf(
  { opened, receipts }: AccountState,
  events: readonly RecordedEvent[],
): Undocumented | null {
  if (opened?.kind !== 'special') return null;
  const advances = events.flatMap((event) => {
    if (event.type !== FundsReceived.type) return [];
    const { receipt, kind, amount } = FundsReceived.current(event).data;
    if (kind !== 'lender-advance' || receiptOf(receipts, receipt)?.reversed) return [];
    return [{ amount: Money.parse(amount), on: event.metadata.effectiveOn }];
  });
  const days = advances.map(({ on }) => on).sort();
  return {
    amount: Money.sum(
      opened.currency,
      advances.map(({ amount }) => amount),
    ),
    since: days[0] ?? null,
  };
}
