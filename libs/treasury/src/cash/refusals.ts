import { Rejection, type MoneyJson } from '@tramo/kernel';
import type { CashOfPayment } from '../account.state';

/** The cash of a payment is held once in its life: another payment has an id of its own. */
export const cashHeldAlready = (account: string, cash: CashOfPayment): Rejection =>
  new Rejection({
    code: 'CASH_HELD_ALREADY',
    category: 'conflict',
    message: `account ${account} has held cash for payment ${cash.payment} already`,
    values: { account, ...valuesOf(cash) },
    cure: 'go on with the payment there is, or order another under an id of its own',
    field: 'payment',
  });

export const cashNotHeld = (account: string, payment: string, cash: CashOfPayment | undefined): Rejection =>
  new Rejection({
    code: 'CASH_NOT_HELD',
    message: `account ${account} holds no cash for payment ${payment}`,
    values: { account, payment, ...(cash && valuesOf(cash)) },
    cure: 'order the payment first: that holds its cash',
    field: 'payment',
  });

export const cashPaidAlready = (account: string, cash: CashOfPayment): Rejection =>
  new Rejection({
    code: 'CASH_PAID_ALREADY',
    category: 'conflict',
    message: `account ${account} has paid payment ${cash.payment} already`,
    values: { account, ...valuesOf(cash) },
    cure: 'nothing is left to pay; order another payment under an id of its own',
    field: 'payment',
  });

export const cashNotPaid = (account: string, payment: string, cash: CashOfPayment | undefined): Rejection =>
  new Rejection({
    code: 'CASH_NOT_PAID',
    message: `account ${account} has not paid payment ${payment}, or has it back`,
    values: { account, payment, ...(cash && valuesOf(cash)) },
    cure: 'name a payment that has left the account and not come back',
    field: 'payment',
  });

const valuesOf = ({
  payment,
  amount,
  step,
}: CashOfPayment): { payment: string; amount: MoneyJson; step: string } => ({
  payment,
  amount: amount.toJSON(),
  step,
});
