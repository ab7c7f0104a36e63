import { factorText, Rejection, scale, type Money, type Rounding } from '@tramo/kernel';

export interface IndexReading {
  readonly period: string;
  readonly value: string;
  readonly source: string;
}

/** An index, and the two of its values between which prices are compared. */
export interface PriceChange {
  readonly index: string;
  readonly basePeriod: string;
  readonly from: IndexReading;
  readonly to: IndexReading;
}

/** Money of one period in the prices of another, with all that is needed to check it. */
export interface Restatement extends PriceChange {
  readonly original: Money;
  readonly restated: Money;
  readonly factor: {
    readonly numerator: string;
    readonly denominator: string;
    /** Rounded, for people: what was computed with is the fraction. */
    readonly decimal: string;
  };
  readonly rounding: Rounding;
  /** What rounding dropped, exactly: `original × numerator = restated × denominator + residue`. */
  readonly residue: string;
}

const FACTOR_DECIMALS = 10;

/** Constant money: an amount in the prices of `from`, said in the prices of `to`. */
export function restate(money: Money, change: PriceChange, rounding: Rounding): Restatement {
  const { index, basePeriod, from, to } = change;
  const factor = { numerator: to.value, denominator: from.value };
  const { original, scaled, residue } = scale(money, factor, rounding);
  const decimal = factorText(factor, FACTOR_DECIMALS, 'half-up');
  return {
    index,
    basePeriod,
    from,
    to,
    original,
    restated: scaled,
    factor: { ...factor, decimal },
    rounding,
    residue,
  };
}

export const indexValueMissing = (index: string, period: string): Rejection =>
  new Rejection({
    code: 'INDEX_VALUE_MISSING',
    message: `prices of ${period} need the value of ${index} for it, and none is published`,
    values: { index, period },
    cure: `publish the value of ${index} for ${period}`,
  });
