import type { ViewTable } from '@tramo/event-log';
import type { CurrencyCode, LocalDate } from '@tramo/kernel';
import { RECEIPT_KINDS, type AccountKind, type PaymentStanding } from '../kinds';

/** What changed a balance. */
export const MOVEMENT_KINDS = [
  ...RECEIPT_KINDS,
  'reversal',
  'sale',
  'sale-undone',
  'conversion',
  'payment',
  'payment-undone',
  'return',
  'refund',
  'deposit',
] as const;
export type MovementKind = (typeof MOVEMENT_KINDS)[number];

/** How money came to an account. */
export const LOT_KINDS = [...RECEIPT_KINDS, 'conversion', 'refund', 'deposit'] as const;

interface OfAccount {
  programme: string;
  account: string;
}

/** As they are read from the views. */
export interface TreasuryTables {
  treasury_account: {
    programme: string;
    id: string;
    kind: AccountKind;
    entity: string;
    holder: string;
    bank: string;
    number: string;
    currency: CurrencyCode;
    financing: string | null;
    special_account: string | null;
    ceiling: bigint | null;
    state: 'open' | 'closed';
    balance: bigint;
    held: bigint;
    verified_on: LocalDate | null;
    /** A list of two, as JSON. */
    verified_by: string | null;
    /** The first of two, while the second has not looked. */
    checked_by: string | null;
    /** Who opened it, or changed it last, and the day. */
    changed_by: string;
    changed_on: LocalDate;
    opened_on: LocalDate;
    closed_on: LocalDate | null;
    /** Of the stream's last event. */
    revision: bigint;
  };
  treasury_movement: OfAccount & {
    /** Of the event, and so the order in which they were entered. */
    revision: bigint;
    effective_on: LocalDate;
    kind: MovementKind;
    currency: CurrencyCode;
    amount: bigint;
    reference: string | null;
    payment: string | null;
    lot: string | null;
    by: string;
  };
  treasury_payment: {
    programme: string;
    id: string;
    agreement: string;
    tranche: bigint | null;
    payer: string;
    payee_account: string;
    payee_holder: string;
    payee_bank: string;
    payee_number: string;
    currency: CurrencyCode;
    amount: bigint;
    state: PaymentStanding;
    ordered_on: LocalDate;
    sent_on: LocalDate | null;
    confirmed_on: LocalDate | null;
    bounced_on: LocalDate | null;
    cancelled_on: LocalDate | null;
    /** Of the order to the bank, and of its confirmation. */
    sent_as: string | null;
    confirmed_as: string | null;
    /** Why it came back, or was cancelled. */
    reason: string | null;
    /** Of the stream's last event. */
    revision: bigint;
  };
  treasury_lot: OfAccount & {
    lot: string;
    kind: (typeof LOT_KINDS)[number];
    arrived_on: LocalDate;
    /** Of the event, and so the order in which they are spent. */
    revision: bigint;
    currency: CurrencyCode;
    amount: bigint;
    /** What of it is left. */
    open: bigint;
    /** The special account it was sold from, what was sold, and the bank's rate. */
    from_account: string | null;
    sold: bigint | null;
    sold_currency: CurrencyCode | null;
    /** As JSON. */
    rate: string | null;
  };
}

const nullable = <const Type extends 'text' | 'date' | 'integer' | 'json'>(type: Type) =>
  ({ type, nullable: true }) as const;

export const treasuryViewTables: Readonly<Record<keyof TreasuryTables, ViewTable>> = {
  treasury_account: {
    columns: {
      programme: 'text',
      id: 'text',
      kind: 'text',
      entity: 'text',
      holder: 'text',
      bank: 'text',
      number: 'text',
      currency: 'text',
      financing: nullable('text'),
      special_account: nullable('text'),
      ceiling: nullable('integer'),
      state: 'text',
      balance: 'integer',
      held: 'integer',
      verified_on: nullable('date'),
      verified_by: nullable('json'),
      checked_by: nullable('text'),
      changed_by: 'text',
      changed_on: 'date',
      opened_on: 'date',
      closed_on: nullable('date'),
      revision: 'integer',
    },
    key: ['programme', 'id'],
  },
  treasury_movement: {
    columns: {
      programme: 'text',
      account: 'text',
      revision: 'integer',
      effective_on: 'date',
      kind: 'text',
      currency: 'text',
      amount: 'integer',
      reference: nullable('text'),
      payment: nullable('text'),
      lot: nullable('text'),
      by: 'text',
    },
    key: ['programme', 'account', 'revision'],
    indexes: [['programme', 'account', 'effective_on', 'revision']],
  },
  treasury_payment: {
    columns: {
      programme: 'text',
      id: 'text',
      agreement: 'text',
      tranche: nullable('integer'),
      payer: 'text',
      payee_account: 'text',
      payee_holder: 'text',
      payee_bank: 'text',
      payee_number: 'text',
      currency: 'text',
      amount: 'integer',
      state: 'text',
      ordered_on: 'date',
      sent_on: nullable('date'),
      confirmed_on: nullable('date'),
      bounced_on: nullable('date'),
      cancelled_on: nullable('date'),
      sent_as: nullable('text'),
      confirmed_as: nullable('text'),
      reason: nullable('text'),
      revision: 'integer',
    },
    key: ['programme', 'id'],
    indexes: [['programme', 'agreement']],
  },
  treasury_lot: {
    columns: {
      programme: 'text',
      account: 'text',
      lot: 'text',
      kind: 'text',
      arrived_on: 'date',
      revision: 'integer',
      currency: 'text',
      amount: 'integer',
      open: 'integer',
      from_account: nullable('text'),
      sold: nullable('integer'),
      sold_currency: nullable('text'),
      rate: nullable('json'),
    },
    key: ['programme', 'account', 'lot'],
  },
};
