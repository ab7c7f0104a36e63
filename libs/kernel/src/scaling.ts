import { readDecimal } from './decimal-text';
import { Exact, roundedQuotient, type Rounding } from './exact';
import { InvalidValue, shown } from './invalid-value';
import { Money } from './money';

export class FactorMalformed extends InvalidValue {
  override readonly name = 'FactorMalformed';
  readonly code = 'FACTOR_MALFORMED';
}

/** By how much an amount is to grow: a quotient of two positive decimals, never carried out. */
export interface Factor {
  readonly numerator: string;
  readonly denominator: string;
}

export interface Scaling {
  readonly original: Money;
  readonly scaled: Money;
  readonly factor: Factor;
  readonly rounding: Rounding;
  /** What rounding dropped, exactly: `original × numerator = scaled × denominator + residue`. */
  readonly residue: string;
}

/** As for rates: generous for any index, and small enough for products to be exact (`exact.ts`). */
const DECIMAL_LENGTH_MAX = 36;

/** The amount times the factor, rounded once, to the decimals of its currency. */
export function scale(money: Money, factor: Factor, rounding: Rounding): Scaling {
  assertFactor(factor);
  const { currency } = money;
  const step = new Exact(`1e${-currency.decimals}`);
  const dividend = new Exact(money.amount).times(factor.numerator);
  const scaled = roundedQuotient(dividend, step.times(factor.denominator), rounding).times(step);
  return {
    original: money,
    scaled: Money.of(scaled.toFixed(currency.decimals), currency.code),
    factor,
    rounding,
    residue: dividend.minus(scaled.times(factor.denominator)).toFixed(),
  };
}

/** The factor as people print it, to so many decimals; amounts are never computed from this. */
export function factorText(factor: Factor, decimals: number, rounding: Rounding): string {
  assertFactor(factor);
  const step = new Exact(`1e${-decimals}`);
  const whole = roundedQuotient(new Exact(factor.numerator), step.times(factor.denominator), rounding);
  return whole.times(step).toFixed(decimals);
}

function assertFactor({ numerator, denominator }: Factor): void {
  for (const part of [numerator, denominator]) {
    const decimal = readDecimal(part);
    if (!decimal || decimal.unscaled <= 0n || part.length > DECIMAL_LENGTH_MAX) {
      throw new FactorMalformed(
        `${shown(part)} is not a positive decimal of at most ${DECIMAL_LENGTH_MAX} characters`,
      );
    }
  }
}
