import { defineDecider } from '@tramo/event-log';
import {
  Money,
  unreachable,
  type CurrencyCode,
  type LocalDate,
  type MoneyJson,
  putSharded,
} from '@tramo/kernel';
import { initialAccount, openedOf, type AccountState } from './account.state';
import { arrived } from './evolve-arrival';
import { cashFreed, cashHeld, cashPaid, cashReturned, cashStepUndone } from './evolve-cash';
import { changed, verificationLost, verificationRestored, verified } from './evolve-verification';
import { accountEvents, type AccountEvent, type DataOf } from './events';
import { withBack, withLot, without } from './lots';
import { withReceipt } from './receipts';

/** One bank account with its money, so that what is there is held and paid once. */
export const account = defineDecider({
  events: accountEvents,
  initial: initialAccount,
  evolve: (state: AccountState, event: AccountEvent): AccountState => {
    const { type, data } = event;
    switch (type) {
      case 'AccountOpened':
        return opened(state, data, event.effectiveOn ?? null);
      case 'AccountChanged':
        return changed(state, data);
      case 'AccountVerified':
        return verified(state, data);
      case 'AccountVerificationLost':
        return verificationLost(state, data);
      case 'AccountVerificationRestored':
        return verificationRestored(state, data);
      case 'AccountClosed':
        return { ...state, closed: true };
      case 'FundsReceived':
        return received(state, data);
      case 'ReceiptReversed':
        return reversed(state, data);
      case 'FundsSold':
        return sold(state, data);
      case 'FundsSaleUndone':
        return { ...withMoney(state, data.sold, 1), lots: withBack(state.lots, data.lots) };
      case 'FundsConverted':
        return {
          ...withMoney(state, data.received, 1),
          lots: withLot(state.lots, data.lot, data.received, data.bankRate),
        };
      case 'CashHeld':
        return cashHeld(state, data);
      case 'CashFreed':
        return cashFreed(state, data);
      case 'CashPaid':
        return cashPaid(state, data);
      case 'CashReturned':
        return cashReturned(state, data);
      case 'CashStepUndone':
        return cashStepUndone(state, data);
      case 'RefundArrived':
        return arrived(state, data.refund, data.amount);
      case 'DepositArrived':
        return arrived(state, data.deposit, data.amount);
      default:
        return unreachable(type, 'event of an account');
    }
  },
});

function opened(
  state: AccountState,
  data: DataOf<'AccountOpened'>,
  openedOn: LocalDate | null,
): AccountState {
  const currency = data.currency as CurrencyCode;
  const zero = Money.zero(currency);
  return {
    ...state,
    opened: {
      account: data.account,
      programme: data.programme,
      kind: data.kind,
      entity: data.entity,
      holder: data.holder,
      financing: data.financing,
      ceiling: data.ceiling && Money.parse(data.ceiling),
      bank: data.bank,
      number: data.number,
      currency,
      bookCurrency: data.bookCurrency as CurrencyCode,
      openedOn,
      balance: zero,
      held: zero,
    },
    verification: {
      changedBy: { by: data.by, on: data.on, affiliation: data.affiliation },
      checks: [],
      pending: 0,
      verified: null,
      lost: null,
    },
  };
}

function received(state: AccountState, data: DataOf<'FundsReceived'>): AccountState {
  const { receipt, kind, amount, book } = data;
  return {
    ...withMoney(state, amount, 1),
    lots: withLot(state.lots, receipt, amount, null),
    receipts: withReceipt(state.receipts, { receipt, kind, amount, book, reversed: false }),
  };
}

function reversed(state: AccountState, data: DataOf<'ReceiptReversed'>): AccountState {
  const { receipt, kind, amount, book, lots } = data;
  return {
    ...withMoney(state, amount, -1),
    lots: without(state.lots, lots),
    receipts: withReceipt(state.receipts, { receipt, kind, amount, book, reversed: true }),
  };
}

function sold(state: AccountState, data: DataOf<'FundsSold'>): AccountState {
  const { lot, to, by, lots, reservation } = data;
  return {
    ...withMoney(state, data.sold, -1),
    lots: without(state.lots, lots),
    reserved: putSharded(state.reserved, reservation, { step: 'sold', by, lot, to, sold: data.sold, lots }),
  };
}

function withMoney(state: AccountState, amount: MoneyJson, sign: 1 | -1): AccountState {
  const before = openedOf(state);
  const balance = before.balance.plus(Money.parse(amount).times(sign));
  return { ...state, opened: { ...before, balance } };
}
