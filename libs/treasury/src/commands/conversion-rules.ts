import { Money, Rejection, type CurrencyCode } from '@tramo/kernel';
import type { AccountAnswer } from '../account-fact';
import type { OpenedAccount } from '../account.state';
import { accountUnknown, notOfAccountKind } from '../refusals';

interface Sold {
  readonly account: string;
  readonly financing: string | null;
  readonly currency: CurrencyCode;
}

/** The special account that currency may be sold from, into an account of the same books. */
export function soldFrom(
  source: AccountAnswer,
  { from, to }: { readonly from: string; readonly to: OpenedAccount },
): Sold | Rejection {
  if (!source.exists || source.programme !== to.programme) return accountUnknown(from, 'from');
  const { kind, entity, financing, currency } = source;
  if (kind !== 'special') return notOfAccountKind({ account: from, kind }, 'selling', ['special'], 'from');
  if (entity !== to.entity) return ofOtherBooks(from, entity, to);
  return currency === to.currency ? nothingToConvert(from, to) : { account: from, financing, currency };
}

const ofOtherBooks = (from: string, entity: string, to: OpenedAccount): Rejection =>
  new Rejection({
    code: 'ACCOUNT_OF_OTHER_BOOKS',
    message: `account ${from} stands in the books of ${entity}, account ${to.account} in those of ${to.entity}`,
    values: { from, entityOfFrom: entity, to: to.account, entity: to.entity },
    cure: `name an operating account of ${entity}, or a special account of ${to.entity}`,
    field: 'from',
  });

const nothingToConvert = (from: string, { account: to, currency }: OpenedAccount): Rejection =>
  new Rejection({
    code: 'ACCOUNTS_OF_ONE_CURRENCY',
    message: `accounts ${from} and ${to} are both kept in ${currency}: there is nothing to convert`,
    values: { from, to, currency },
    cure: 'name a special account that is kept in another currency',
    field: 'from',
  });

interface Compared {
  readonly received: Money;
  /** What was sold, at the rate of the day. */
  readonly booked: Money;
  /** In percent, as the policy has it. */
  readonly tolerance: string;
}

/** The bank has done it at its own rate: nothing can be refused, and nobody should have to look for it. */
export function farFromRate({ received, booked, tolerance }: Compared): readonly Rejection[] {
  const off = received.minus(booked);
  const difference = off.isNegative() ? off.negate() : off;
  const tolerated = partOf(booked, tolerance);
  if (!difference.isGreaterThan(tolerated)) return [];
  return [
    new Rejection({
      code: 'CONVERSION_FAR_FROM_RATE',
      message: `at the rate of the day it comes to ${booked.toString()}, and ${received.toString()} was received`,
      values: { received, booked, difference, tolerance, tolerated },
      cure: 'check both amounts against the statement of the bank',
      field: 'received',
    }),
  ];
}

const MILLIONTHS = 6;

/** Down to the smallest unit: a percentage has up to six decimals. */
function partOf(amount: Money, percentage: string): Money {
  const [whole = '0', decimals = ''] = percentage.split('.');
  const part = BigInt(whole + decimals.padEnd(MILLIONTHS, '0'));
  return Money.ofMinor((amount.amountMinor * part) / 100_000_000n, amount.currency.code);
}
