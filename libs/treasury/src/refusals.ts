import { Rejection, type LocalDate, type Money } from '@tramo/kernel';
import { freeOf, type OpenedAccount } from './account.state';
import type { AccountKind } from './kinds';

/** Refusals that several parts of the room have in common. */

export const accountUnknown = (account: string, field = 'account'): Rejection =>
  new Rejection({
    code: 'ACCOUNT_UNKNOWN',
    category: 'missing',
    message: `there is no account ${account}`,
    values: { account },
    cure: 'open it first, or name one that is open',
    field,
  });

export const accountClosed = (account: string, field = 'account'): Rejection =>
  new Rejection({
    code: 'ACCOUNT_CLOSED',
    message: `account ${account} is closed`,
    values: { account },
    cure: 'name an account that is open',
    field,
  });

export const beforeAccount = (account: string, openedOn: LocalDate, effectiveOn: LocalDate): Rejection =>
  new Rejection({
    code: 'BEFORE_ACCOUNT_OPENED',
    message: `account ${account} is there from ${openedOn} on, and this counts on ${effectiveOn}`,
    values: { account, openedOn, effectiveOn },
    cure: `let it count on ${openedOn} or later`,
    field: 'effectiveOn',
  });

export const correctsTheFuture = (correctsOn: LocalDate, effectiveOn: LocalDate): Rejection =>
  new Rejection({
    code: 'CORRECTS_THE_FUTURE',
    message: 'a correction counts after what it corrects',
    values: { correctsOn, effectiveOn },
    cure: `say a date before ${effectiveOn} in correctsOn, or leave it out`,
    field: 'correctsOn',
  });

export const amountNotPositive = (amount: Money, field: string): Rejection =>
  new Rejection({
    code: 'AMOUNT_NOT_POSITIVE',
    message: 'an amount is more than zero',
    values: { amount },
    cure: 'give an amount above zero; what takes money away is a command of its own',
    field,
  });

export const currencyNotOfAccount = (
  { account, currency }: Pick<OpenedAccount, 'account' | 'currency'>,
  given: string,
  field: string,
): Rejection =>
  new Rejection({
    code: 'CURRENCY_NOT_OF_ACCOUNT',
    message: `account ${account} is kept in ${currency}`,
    values: { account, given, currency },
    cure: `give the amount in ${currency}, or name an account that is kept in ${given}`,
    field: `${field}.currency`,
  });

/** What the account is not there for. */
export const notOfAccountKind = (
  { account, kind }: { readonly account: string; readonly kind: AccountKind },
  what: string,
  kinds: readonly AccountKind[],
  field: string,
): Rejection =>
  new Rejection({
    code: 'NOT_OF_ACCOUNT_KIND',
    message: `${what} is not for account ${account}, which is of kind "${kind}"`,
    values: { account, kind, kinds },
    cure: `name an account of kind ${kinds.map((one) => `"${one}"`).join(' or ')}`,
    field,
  });

/** More than what is there and not held for a payment. */
export function cashExceeded(opened: OpenedAccount, asked: Money, field = 'amount'): Rejection {
  const { account, balance, held } = opened;
  const free = freeOf(opened);
  const shortfall = asked.minus(free);
  return new Rejection({
    code: 'CASH_EXCEEDED',
    message: `account ${account} has ${free.toString()} free`,
    values: { account, balance, held, free, asked, shortfall },
    cure:
      `bring another ${shortfall.toString()} to the account` +
      (free.isPositive() ? `, or ask for at most ${free.toString()}` : ''),
    field,
  });
}

export const alreadyThere = (what: 'ACCOUNT' | 'RECEIPT' | 'LOT', id: string, field: string): Rejection =>
  new Rejection({
    code: `${what}_EXISTS`,
    category: 'conflict',
    message: `there is ${NOUNS[what]} ${id} already`,
    values: { [field]: id },
    cure: 'give it an id of its own',
    field,
  });

const NOUNS = { ACCOUNT: 'an account', RECEIPT: 'a receipt', LOT: 'a lot' } as const;
