import { convert, InvariantViolation, Rate, type LocalDate, type Money, type RateJson } from '@tramo/kernel';

/** More than any quotation has: amounts of sixteen digits are given back exactly by so many. */
const DECIMALS_MAX = 18;

interface Sale {
  readonly sold: Money;
  readonly received: Money;
  readonly date: LocalDate;
  readonly source: string;
}

/**
 * What a bank gave for one unit of what it bought, in as few decimals as give back the amount it paid: from 6,970.00
 * for 1,000.00 nobody should read a rate of 6.970000000000000000.
 */
export function bankRateOf({ sold, received, date, source }: Sale): RateJson {
  for (let decimals = 2; decimals <= DECIMALS_MAX; decimals++) {
    const value = quotient(received, sold, decimals);
    if (!/[1-9]/.test(value)) continue;
    const rate = Rate.parse({
      base: sold.currency.code,
      quote: received.currency.code,
      regime: 'bank',
      // As the bank sees it, which buys.
      side: 'buy',
      date,
      value,
      source,
    });
    if (convert(sold, rate, 'half-up').converted.equals(received)) return rate.toJSON();
  }
  throw new InvariantViolation(
    `${received.toString()} for ${sold.toString()} is no rate of ${DECIMALS_MAX} decimals`,
  );
}

/** Half up, with so many decimals. */
function quotient(dividend: Money, divisor: Money, decimals: number): string {
  const scale = decimals + divisor.currency.decimals - dividend.currency.decimals;
  const [over, under] =
    scale >= 0
      ? [dividend.amountMinor * 10n ** BigInt(scale), divisor.amountMinor]
      : [dividend.amountMinor, divisor.amountMinor * 10n ** BigInt(-scale)];
  const digits = ((over * 2n + under) / (under * 2n)).toString().padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
