import { Decimal } from 'decimal.js';

/** What becomes of the part of an amount that is smaller than the last decimal kept. */
const DECIMAL_ROUNDING = {
  /** Commercial: to the nearest, a half away from zero. What the published tables use. */
  'half-up': Decimal.ROUND_HALF_UP,
  /** Bankers': to the nearest, a half to the even neighbour, so that halves cancel out over many amounts. */
  'half-even': Decimal.ROUND_HALF_EVEN,
  /** Truncated: towards zero. */
  down: Decimal.ROUND_DOWN,
  /** Away from zero. */
  up: Decimal.ROUND_UP,
  /** To the lesser amount, also below zero. */
  floor: Decimal.ROUND_FLOOR,
  /** To the greater amount, also below zero. */
  ceiling: Decimal.ROUND_CEIL,
} as const;

export type Rounding = keyof typeof DECIMAL_ROUNDING;
export const ROUNDINGS = Object.keys(DECIMAL_ROUNDING) as readonly Rounding[];

/**
 * A configuration of our own, so that no other user of the library can change it under us. The longest number
 * anyone here makes, an amount of 19 digits by a rate or an index of 35 with the decimals of both currencies, has
 * well under 100 digits: at this precision sums, products and whole quotients are exact. Plain quotients are not,
 * and are not taken.
 */
export const Exact = Decimal.clone({ defaults: true, precision: 120 });

/**
 * To a whole number, once. Rounding a quotient that was itself cut to some precision can fall on the wrong side of
 * a half; so the quotient is cut to its whole part, and what is left over, which is exact, only has to tell
 * whether the fraction is none, under a half, a half or over. Any fraction of the same kind rounds the same.
 */
export function roundedQuotient(dividend: Decimal, divisor: Decimal, rounding: Rounding): Decimal {
  const whole = dividend.divToInt(divisor);
  const rest = dividend.minus(whole.times(divisor));
  if (rest.isZero()) return whole;
  const againstHalf = rest.abs().times(2).comparedTo(divisor);
  const fraction = new Exact(0.5 + againstHalf / 4).times(Decimal.sign(rest));
  return whole.plus(fraction).toDecimalPlaces(0, DECIMAL_ROUNDING[rounding]);
}
