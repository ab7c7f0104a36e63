import {
  invariant,
  type CurrencyCode,
  type LocalDate,
  type Money,
  type MoneyJson,
  emptySharded,
  getSharded,
  type Sharded,
} from '@tramo/kernel';
import type { RecordedConversion } from '@tramo/fx';
import type { Done, LotPart, Verified } from './events/shapes';
import type { AccountKind, CashStep, CashTaken, ReceiptKind } from './kinds';
import type { Lots } from './lots';

/** An account that is open, or was, and how its money stands. */
export interface OpenedAccount {
  readonly account: string;
  readonly programme: string;
  readonly kind: AccountKind;
  readonly entity: string;
  readonly holder: string;
  readonly financing: string | null;
  readonly ceiling: Money | null;
  readonly bank: string;
  readonly number: string;
  readonly currency: CurrencyCode;
  readonly bookCurrency: CurrencyCode;
  /** The day from which it counts; null where nobody said one. */
  readonly openedOn: LocalDate | null;
  readonly balance: Money;
  /** Of the balance, what payments on their way will take. */
  readonly held: Money;
}

export interface Verification {
  /** Who opened the account, or changed it last. */
  readonly changedBy: Done;
  /** All since then, the latest last. */
  readonly checks: readonly Done[];
  /** How many of them wait for the second of their pair. */
  readonly pending: number;
  readonly verified: Verified | null;
  /** What a payment that came back has taken, until somebody changes or verifies the account again. */
  readonly lost: {
    readonly reservation: string;
    readonly checks: readonly Done[];
    readonly pending: number;
    readonly verified: Verified | null;
  } | null;
}

export interface CashOfPayment {
  readonly payment: string;
  readonly amount: Money;
  /** Who took the last step. */
  readonly by: string;
  /** `undone` where no cash is set aside for it any more, as if there had never been any. */
  readonly step: CashStep | 'undone';
  /** What it was paid from. */
  readonly lots: readonly LotPart[];
}

export interface Receipt {
  readonly receipt: string;
  readonly kind: ReceiptKind;
  readonly amount: MoneyJson;
  readonly book: RecordedConversion | null;
  readonly reversed: boolean;
}

/** What a reservation has done here, so that it can be undone. */
export type ReservedStep =
  | { readonly step: CashTaken; readonly payment: string }
  | {
      readonly step: 'sold';
      readonly by: string;
      readonly lot: string;
      readonly to: string;
      readonly sold: MoneyJson;
      readonly lots: readonly LotPart[];
    }
  | { readonly step: 'verification-lost'; readonly by: string; readonly payment: string };

export interface AccountState {
  /** Null until it is opened. */
  readonly opened: OpenedAccount | null;
  readonly closed: boolean;
  readonly verification: Verification | null;
  readonly lots: Lots;
  readonly receipts: Sharded<Receipt>;
  /** By payment. */
  readonly cash: Sharded<CashOfPayment>;
  /** By reservation. */
  readonly reserved: Sharded<ReservedStep>;
}

export const initialAccount: AccountState = {
  opened: null,
  closed: false,
  verification: null,
  lots: { known: emptySharded, open: [] },
  receipts: emptySharded,
  cash: emptySharded,
  reserved: emptySharded,
};

export const accountStream = (account: string): string => `account-${account}`;

/** What of the balance is not held for a payment. */
export const freeOf = ({ balance, held }: OpenedAccount): Money => balance.minus(held);

/** Only an account that is open gets any further events. */
export function openedOf({ opened }: AccountState): OpenedAccount {
  invariant(opened, 'an account is opened before anything happens to it');
  return opened;
}

export function reservedOf({ reserved }: AccountState, reservation: string): ReservedStep {
  const step = getSharded(reserved, reservation);
  invariant(step, `reservation ${reservation} was made`);
  return step;
}

/** Nothing where there is none, or there is none any more. */
export function cashOf({ cash }: AccountState, payment: string): CashOfPayment | undefined {
  const found = getSharded(cash, payment);
  return found?.step === 'undone' ? undefined : found;
}
