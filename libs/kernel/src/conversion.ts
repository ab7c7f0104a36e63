import { currencyOf, type CurrencyCode } from './currency';
import { Exact, roundedQuotient, type Rounding } from './exact';
import { invariant } from './invariant';
import { CurrencyMismatch, Money } from './money';
import type { Rate } from './rate';

export interface Conversion {
  readonly original: Money;
  readonly converted: Money;
  readonly rate: Rate;
  readonly rounding: Rounding;
  /** The last decimal kept: the currency's own, fewer for a table in whole dollars, -3 for one in thousands. */
  readonly decimals: number;
  /**
   * What rounding dropped (negative where it rounded up), as an exact decimal in the rate's quote currency. Whether
   * the rate multiplied or divided, the quote is the currency in which this ends: 10 Bs at 6.86 are 1.457725… USD
   * without end, but 1.46 USD are 10.0156 Bs, and the residue is exactly -0.0156 Bs. So
   * - from base to quote: `original × rate = converted + residue`,
   * - from quote to base: `original = converted × rate + residue`.
   */
  readonly residue: string;
}

/** To the other currency of the rate's pair. */
export function convert(money: Money, rate: Rate, rounding: Rounding, decimals?: number): Conversion {
  const target = currencyOf(otherCurrency(money.currency.code, rate));
  const kept = decimals ?? target.decimals;
  invariant(
    Number.isInteger(kept) && kept >= -18 && kept <= target.decimals,
    `${target.code} can keep ${kept} decimals`,
  );
  const value = new Exact(rate.value);
  const multiplies = target.code === rate.quote;
  const dividend = multiplies ? value.times(money.amount) : new Exact(money.amount);
  const divisor = multiplies ? new Exact(1) : value;
  const step = new Exact(`1e${-kept}`);
  const converted = roundedQuotient(dividend, divisor.times(step), rounding).times(step);
  const residue = dividend.minus(converted.times(divisor));
  return {
    original: money,
    converted: Money.of(converted.toFixed(target.decimals), target.code),
    rate,
    rounding,
    decimals: kept,
    residue: residue.toFixed(),
  };
}

export interface ConvertedTable {
  readonly lines: readonly Conversion[];
  /** The original total, converted once. */
  readonly total: Conversion;
  /** The line that makes the lines add up to the total. */
  readonly residue: Money;
}

/** Line by line and in total; as the two rarely agree, the difference is stated and not hidden in a line. */
export function convertTable(
  currency: CurrencyCode,
  amounts: readonly Money[],
  rate: Rate,
  rounding: Rounding,
  decimals?: number,
): ConvertedTable {
  const lines = amounts.map((money) => convert(money, rate, rounding, decimals));
  const total = convert(Money.sum(currency, amounts), rate, rounding, decimals);
  const added = Money.sum(
    total.converted.currency.code,
    lines.map((line) => line.converted),
  );
  return { lines, total, residue: total.converted.minus(added) };
}

function otherCurrency(code: CurrencyCode, rate: Rate): CurrencyCode {
  if (code === rate.base) return rate.quote;
  if (code === rate.quote) return rate.base;
  throw new CurrencyMismatch(`${code} is not of the pair ${rate.base}/${rate.quote}`);
}
