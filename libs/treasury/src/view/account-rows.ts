import type { Row, RowChange } from '@tramo/event-log';
import type { LocalDate } from '@tramo/kernel';
import type { DataOf } from '../events';
import { accountKey, minorOf, type OfAccount } from './rows';

const account = (of: OfAccount, set: Row): RowChange => ({
  table: 'treasury_account',
  key: accountKey(of),
  set,
});

const NOT_VERIFIED = { verified_on: null, verified_by: null, checked_by: null };

export const opened = (data: DataOf<'AccountOpened'>, openedOn: LocalDate): RowChange =>
  account(data, {
    kind: data.kind,
    entity: data.entity,
    holder: data.holder,
    bank: data.bank,
    number: data.number,
    currency: data.currency,
    financing: data.financing,
    special_account: data.specialAccount,
    ceiling: data.ceiling && minorOf(data.ceiling),
    state: 'open',
    ...NOT_VERIFIED,
    changed_by: data.by,
    changed_on: data.on,
    opened_on: openedOn,
    closed_on: null,
  });

export const changed = (data: DataOf<'AccountChanged'>): RowChange =>
  account(data, {
    bank: data.bank,
    number: data.number,
    changed_by: data.by,
    changed_on: data.on,
    ...NOT_VERIFIED,
  });

export const verified = (data: DataOf<'AccountVerified'>): RowChange =>
  account(
    data,
    data.verified
      ? { verified_on: data.verified.on, verified_by: [...data.verified.by], checked_by: null }
      : { checked_by: data.by },
  );

export const verificationLost = (data: DataOf<'AccountVerificationLost'>): RowChange =>
  account(data, NOT_VERIFIED);

export function verificationRestored(data: DataOf<'AccountVerificationRestored'>): RowChange {
  const { verified: restored, checks, pending } = data;
  return account(data, {
    verified_on: restored?.on ?? null,
    verified_by: restored ? [...restored.by] : null,
    checked_by: pending > 0 ? (checks.at(-1)?.by ?? null) : null,
  });
}

export const closed = (data: DataOf<'AccountClosed'>, closedOn: LocalDate): RowChange =>
  account(data, { state: 'closed', closed_on: closedOn });
