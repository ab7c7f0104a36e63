import { powerOfTen, readDecimal } from './decimal-text';
import { InvalidValue, shown } from './invalid-value';

/** A weight: a whole number, or a decimal as text (`'33.3'`). Only the proportions between weights count. */
export type Ratio = bigint | number | string;

export class RatiosInvalid extends InvalidValue {
  override readonly name = 'RatiosInvalid';
  readonly code = 'RATIOS_INVALID';
}

/** Brings ratios to whole numbers of the same proportions. */
export function weightsOf(ratios: readonly Ratio[]): readonly bigint[] {
  const exact = ratios.map((ratio) => {
    const decimal =
      typeof ratio === 'number' && !Number.isSafeInteger(ratio) ? undefined : readDecimal(String(ratio));
    if (!decimal || decimal.unscaled < 0n) {
      throw new RatiosInvalid(
        `${shown(ratio)} is neither a whole number nor a decimal as text, from zero up`,
      );
    }
    return decimal;
  });
  const scale = Math.max(0, ...exact.map((decimal) => decimal.scale));
  return exact.map((decimal) => decimal.unscaled * powerOfTen(scale - decimal.scale));
}

/**
 * Splits a whole by largest remainder: every part gets its share rounded towards zero, and the units left over
 * go one each to the parts that lost most, the earlier first where they lost the same. So the parts add up to the
 * whole, none is a unit away from its exact share, a weight of zero gets nothing, and -x splits as x does.
 */
export function splitByLargestRemainder(whole: bigint, weights: readonly bigint[]): readonly bigint[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  if (total === 0n) throw new RatiosInvalid('nothing to split by: the ratios add up to zero');
  const sign = whole < 0n ? -1n : 1n;
  const magnitude = whole * sign;
  const parts = weights.map((weight) => (magnitude * weight) / total);
  const leftOver = magnitude - parts.reduce((sum, part) => sum + part, 0n);
  const byLoss = weights
    .map((weight, index) => ({ index, loss: (magnitude * weight) % total }))
    .sort((a, b) => (a.loss > b.loss ? -1 : a.loss < b.loss ? 1 : a.index - b.index));
  for (const { index } of byLoss.slice(0, Number(leftOver))) parts[index]! += 1n;
  return parts.map((part) => part * sign);
}
