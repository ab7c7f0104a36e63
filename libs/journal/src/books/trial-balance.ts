import { invariant, isCurrencyCode, Money, type CurrencyCode } from '@tramo/kernel';
import { accountOf, CHART, type Account, type AccountCode, type AccountSet } from '../chart';
import type { AsOf, CubeFilter, CubeMeasure, CubeQuery, CubeRow } from '../cube/query';
import { compareAccounts } from './accounts';
import { whereFace, type Face } from './reading';

/** The balance of one account of one entity in one currency: a debit or a credit, never both. */
export interface BalanceLine {
  readonly entity: string;
  readonly account: Account;
  readonly debit: Money;
  readonly credit: Money;
}

/** One set of books of one entity in one currency: these are what must balance. */
export interface BalanceTotal {
  readonly entity: string;
  readonly set: AccountSet;
  readonly debit: Money;
  readonly credit: Money;
  readonly difference: Money;
  readonly balanced: boolean;
}

export interface TrialBalance {
  readonly lines: readonly BalanceLine[];
  readonly totals: readonly BalanceTotal[];
  readonly balanced: boolean;
}

/** Each account once: grouped by account, every group is its own balance. */
export const EVERY_ACCOUNT: CubeMeasure = Object.fromEntries([...CHART.keys()].map((code) => [code, 1]));

export interface TrialBalanceQuestion {
  readonly programme: string;
  readonly face: Face;
  readonly where: readonly CubeFilter[];
  readonly asOf: AsOf;
}

export const trialBalanceQuery = ({ programme, face, where, asOf }: TrialBalanceQuestion): CubeQuery => ({
  where: [...whereFace(programme, face), ...where],
  groupBy: [{ field: 'entity' }, { field: 'account' }, { field: 'currency' }],
  measures: [EVERY_ACCOUNT],
  asOf,
});

/** By entity, then as accounts are ordered, then by currency. An account that was never posted to is not there. */
export function trialBalanceOf(rows: readonly CubeRow[]): TrialBalance {
  const lines = rows.flatMap(lineOf).sort(byPlace);
  const totals = totalsOf(lines);
  return { lines, totals, balanced: totals.every(({ balanced }) => balanced) };
}

function lineOf({ group, values }: CubeRow): readonly BalanceLine[] {
  const [entity, account, currency] = group;
  const [minor = null] = values;
  if (minor === null) return [];
  invariant(typeof entity === 'string' && isAccount(account), `${account} is an account of an entity`);
  const balance = Money.ofMinor(minor, currencyOfCell(currency));
  const zero = Money.zero(balance.currency.code);
  const debit = balance.isNegative() ? zero : balance;
  const credit = balance.isNegative() ? balance.negate() : zero;
  return [{ entity, account: accountOf(account), debit, credit }];
}

export function currencyOfCell(currency: string | null | undefined): CurrencyCode {
  invariant(isCurrencyCode(currency), `${currency} is a currency of the books`);
  return currency;
}

const isAccount = (code: string | null | undefined): code is AccountCode => CHART.has(code as AccountCode);

function byPlace(left: BalanceLine, right: BalanceLine): number {
  return (
    compareText(left.entity, right.entity) ||
    compareAccounts(left.account, right.account) ||
    compareText(left.debit.currency.code, right.debit.currency.code)
  );
}

const compareText = (left: string, right: string): number => (left === right ? 0 : left < right ? -1 : 1);

function totalsOf(lines: readonly BalanceLine[]): readonly BalanceTotal[] {
  const sums = new Map<string, Pick<BalanceTotal, 'entity' | 'set' | 'debit' | 'credit'>>();
  for (const { entity, account, debit, credit } of lines) {
    const key = JSON.stringify([entity, account.set, debit.currency.code]);
    const sum = sums.get(key);
    sums.set(key, {
      entity,
      set: account.set,
      debit: sum ? sum.debit.plus(debit) : debit,
      credit: sum ? sum.credit.plus(credit) : credit,
    });
  }
  return [...sums.values()].map((sum) => {
    const difference = sum.debit.minus(sum.credit);
    return { ...sum, difference, balanced: difference.isZero() };
  });
}
