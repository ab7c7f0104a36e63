import { Money, type CurrencyCode } from '@tramo/kernel';
import { accountStream, type TreasuryTables } from '@tramo/treasury';
import { eventLink } from '../journal/event-link';
import type { MoneyDto } from '../http/money.dto';
import type {
  BankAccountAnswer,
  BankMovementAnswer,
  LotAnswer,
  LotRateAnswer,
  PaymentAnswer,
} from './answers.dto';

type Row<Table extends keyof TreasuryTables> = TreasuryTables[Table];

const moneyOf = (minor: bigint, currency: CurrencyCode): MoneyDto =>
  Money.ofMinor(minor, currency).toJSON() as MoneyDto;

export const accountAnswer = (row: Row<'treasury_account'>): BankAccountAnswer => ({
  account: row.id,
  kind: row.kind,
  entity: row.entity,
  holder: row.holder,
  bank: row.bank,
  number: row.number,
  currency: row.currency,
  financing: row.financing,
  specialAccount: row.special_account,
  ceiling: row.ceiling === null ? null : moneyOf(row.ceiling, row.currency),
  state: row.state,
  balance: moneyOf(row.balance, row.currency),
  held: moneyOf(row.held, row.currency),
  free: moneyOf(row.balance - row.held, row.currency),
  verifiedOn: row.verified_on,
  verifiedBy: row.verified_by === null ? [] : (JSON.parse(row.verified_by) as string[]),
  checkedBy: row.checked_by,
  changedBy: row.changed_by,
  changedOn: row.changed_on,
  openedOn: row.opened_on,
  closedOn: row.closed_on,
  revision: Number(row.revision),
});

export const movementAnswer = (row: Row<'treasury_movement'>): BankMovementAnswer => ({
  effectiveOn: row.effective_on,
  kind: row.kind,
  amount: moneyOf(row.amount, row.currency),
  reference: row.reference,
  payment: row.payment,
  lot: row.lot,
  by: row.by,
  revision: Number(row.revision),
  link: eventLink(accountStream(row.account), row.revision),
});

export const paymentAnswer = (row: Row<'treasury_payment'>): PaymentAnswer => ({
  payment: row.id,
  agreement: row.agreement,
  tranche: row.tranche === null ? null : Number(row.tranche),
  payer: row.payer,
  payee: {
    account: row.payee_account,
    holder: row.payee_holder,
    bank: row.payee_bank,
    number: row.payee_number,
  },
  amount: moneyOf(row.amount, row.currency),
  state: row.state,
  orderedOn: row.ordered_on,
  sentOn: row.sent_on,
  confirmedOn: row.confirmed_on,
  bouncedOn: row.bounced_on,
  cancelledOn: row.cancelled_on,
  sentAs: row.sent_as,
  confirmedAs: row.confirmed_as,
  reason: row.reason,
  revision: Number(row.revision),
});

export const lotAnswer = (row: Row<'treasury_lot'>): LotAnswer => ({
  account: row.account,
  lot: row.lot,
  kind: row.kind,
  arrivedOn: row.arrived_on,
  amount: moneyOf(row.amount, row.currency),
  open: moneyOf(row.open, row.currency),
  from: row.from_account,
  sold: row.sold === null || row.sold_currency === null ? null : moneyOf(row.sold, row.sold_currency),
  rate: row.rate === null ? null : (JSON.parse(row.rate) as LotRateAnswer),
  revision: Number(row.revision),
});
