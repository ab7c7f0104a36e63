/** The number `unscaled × 10^-scale`, exactly. */
export interface ExactDecimal {
  readonly unscaled: bigint;
  readonly scale: number;
}

const DECIMAL = /^(-?)(0|[1-9][0-9]*)(?:\.([0-9]+))?$/;
/** Room for twice any amount or rate; what is longer is not worth the time of parsing it. */
const TEXT_LENGTH_MAX = 80;

/** Plain decimals only: no exponent, no plus sign, no leading zero, no bare point, no separators. */
export function readDecimal(text: unknown): ExactDecimal | undefined {
  if (typeof text !== 'string' || text.length > TEXT_LENGTH_MAX) return undefined;
  const match = DECIMAL.exec(text);
  if (!match) return undefined;
  const [, sign, whole, fraction = ''] = match;
  return { unscaled: BigInt(`${sign}${whole}${fraction}`), scale: fraction.length };
}

/** Whether the text is a decimal as it is written everywhere here: `-12.50`, without exponent or separators. */
export const isDecimal = (text: unknown): text is string => readDecimal(text) !== undefined;

/** Exactly `scale` decimals, so that equal values have equal text; zero has no sign. */
export function writeDecimal(unscaled: bigint, scale: number): string {
  const sign = unscaled < 0n ? '-' : '';
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  if (scale === 0) return sign + digits;
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

export const powerOfTen = (exponent: number): bigint => 10n ** BigInt(exponent);
