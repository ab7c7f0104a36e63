import { invariant, isDecimal } from '@tramo/kernel';

/** As many as the published tables can be checked with. */
export const QUOTIENT_DECIMALS = 10;

interface Fraction {
  readonly unscaled: bigint;
  readonly scale: number;
}

/**
 * The product of some decimals over the product of others, rounded once, half up, to so many decimals; nothing where
 * there is nothing to divide by.
 */
export function quotient(over: readonly string[], under: readonly string[], decimals: number): string | null {
  const [above, below] = [product(over), product(under)];
  if (below.unscaled === 0n) return null;
  const dividend = magnitude(above.unscaled) * 10n ** BigInt(below.scale + decimals);
  const divisor = magnitude(below.unscaled) * 10n ** BigInt(above.scale);
  const rounded = (dividend * 2n + divisor) / (divisor * 2n);
  const digits = rounded.toString().padStart(decimals + 1, '0');
  const isNegative = above.unscaled < 0n !== below.unscaled < 0n && rounded !== 0n;
  const fraction = decimals === 0 ? '' : `.${digits.slice(-decimals)}`;
  return `${isNegative ? '-' : ''}${digits.slice(0, digits.length - decimals)}${fraction}`;
}

/** The same to ten decimals, and without the zeros at their end. */
export function precisely(over: readonly string[], under: readonly string[]): string | null {
  return quotient(over, under, QUOTIENT_DECIMALS)?.replace(/\.?0+$/, '') ?? null;
}

/** Half of the last decimal that a text has: what rounding may have moved it by. */
export function withinRounding(text: string): readonly [least: string, most: string] {
  const { unscaled, scale } = fractionOf(text);
  const write = (tenths: bigint): string => precisely([String(tenths)], [String(10n ** BigInt(scale + 1))])!;
  return [write(unscaled * 10n - 5n), write(unscaled * 10n + 5n)];
}

/** To as many decimals as the other text has. */
export const roundedLike = (over: readonly string[], under: readonly string[], text: string): string | null =>
  quotient(over, under, fractionOf(text).scale);

/** Exactly. */
export function sumOfTexts(texts: readonly string[]): string {
  const parts = texts.map(fractionOf);
  const scale = Math.max(0, ...parts.map((part) => part.scale));
  const sum = parts.reduce((total, part) => total + part.unscaled * 10n ** BigInt(scale - part.scale), 0n);
  return precisely([String(sum)], [String(10n ** BigInt(scale))])!;
}

const product = (texts: readonly string[]): Fraction =>
  texts.map(fractionOf).reduce(
    (one, other) => ({
      unscaled: one.unscaled * other.unscaled,
      scale: one.scale + other.scale,
    }),
    { unscaled: 1n, scale: 0 },
  );

function fractionOf(text: string): Fraction {
  invariant(isDecimal(text), `${text} is a decimal`);
  const [whole = '', fraction = ''] = text.split('.');
  return { unscaled: BigInt(whole + fraction), scale: fraction.length };
}

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);
