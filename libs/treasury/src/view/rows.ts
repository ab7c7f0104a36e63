import type { RowChange } from '@tramo/event-log';
import { Money, type LocalDate, type MoneyJson } from '@tramo/kernel';
import type { LotPart } from '../events/shapes';
import type { MovementKind } from './tables';

/** Where an event stands. */
export interface Place {
  readonly revision: number;
  readonly effectiveOn: LocalDate;
}

export interface OfAccount {
  readonly programme: string;
  readonly account: string;
  readonly by: string;
}

export const minorOf = (json: MoneyJson): bigint => Money.parse(json).amountMinor;

export const accountKey = ({ programme, account }: OfAccount) => ({ programme, id: account });

interface Movement {
  readonly kind: MovementKind;
  readonly amount: MoneyJson;
  readonly sign: 1n | -1n;
  readonly reference?: string;
  readonly payment?: string;
  readonly lot?: string;
}

/** A line of the account's movements, and its balance with it. */
export function* movement(
  of: OfAccount,
  { kind, amount, sign, reference, payment, lot }: Movement,
  { revision, effectiveOn }: Place,
): Iterable<RowChange> {
  const minor = sign * minorOf(amount);
  const { programme, account, by } = of;
  yield {
    table: 'treasury_movement',
    key: { programme, account, revision },
    set: {
      effective_on: effectiveOn,
      kind,
      currency: amount.currency,
      reference: reference ?? null,
      payment: payment ?? null,
      lot: lot ?? null,
      by,
    },
    add: { amount: minor },
  };
  yield { table: 'treasury_account', key: accountKey(of), add: { balance: minor } };
}

/** Into lots, or out of them; what history paid out of more than there was came from none. */
export function* lotsMoved(of: OfAccount, parts: readonly LotPart[], sign: 1n | -1n): Iterable<RowChange> {
  const { programme, account } = of;
  for (const { lot, amount } of parts) {
    if (lot === null) continue;
    yield {
      table: 'treasury_lot',
      key: { programme, account, lot },
      add: { open: sign * minorOf(amount) },
    };
  }
}

export const heldMoved = (of: OfAccount, amount: MoneyJson, sign: 1n | -1n): RowChange => ({
  table: 'treasury_account',
  key: accountKey(of),
  add: { held: sign * minorOf(amount) },
});
