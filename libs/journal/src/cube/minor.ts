import { InvariantViolation } from '@tramo/kernel';

/**
 * How amounts of 64 bits are summed in floating point without losing a unit.
 *
 * An amount rests as `hi` · 2^32 + `lo` with `lo` in [0, 2^32) and `hi` in [-2^31, 2^31). Both halves are whole numbers and
 * are added each for itself; whole numbers in a float are exact as long as every partial sum stays within 2^53. It does:
 *
 * - A sum is _settled_ when `lo` is in [0, 2^32) and |`hi`| ≤ HI_MAX = 2^51. Settling carries whole multiples of 2^32 from
 *   `lo` to `hi`, a division by a power of two and therefore exact, and refuses a sum whose `hi` is beyond HI_MAX.
 * - Between two settlings at most UNSETTLED_MAX = 2^19 postings are added or taken away: |`lo`| stays under
 *   2^32 + 2^19 · 2^32 < 2^52, and |`hi`| under 2^51 + 2^19 · 2^31 = 2^51 + 2^50 < 2^53.
 * - A settled total may be added to such a sum, if it is settled at once: |`lo`| < 2^52 + 2^32 and
 *   |`hi`| ≤ 2^51 + 2^50 + 2^51 < 2^53.
 *
 * So a sum is exact or refused. It is refused beyond 2^83 units, which takes a million postings of the largest amount
 * that can be stored in one cell.
 */
export const LO_SIZE = 2 ** 32;
const HI_MAX = 2 ** 51;
export const UNSETTLED_MAX = 2 ** 19;

export const hiOf = (minor: bigint): number => Number(minor >> 32n);
export const loOf = (minor: bigint): number => Number(minor & 0xffff_ffffn);
export const joined = (hi: number, lo: number): bigint => BigInt(hi) * 0x1_0000_0000n + BigInt(lo);

/** Settles the sum at one place. */
export function settle(hi: Float64Array, lo: Float64Array, place: number): void {
  const low = lo[place]!;
  if (low < 0 || low >= LO_SIZE) {
    const carry = Math.floor(low / LO_SIZE);
    lo[place] = low - carry * LO_SIZE;
    hi[place]! += carry;
  }
  const high = hi[place]!;
  if (high > HI_MAX || high < -HI_MAX) refuse();
}

function refuse(): never {
  throw new InvariantViolation('a sum stays within what can be counted exactly');
}

/** Adds a settled sum so many times; the coefficient is small enough for every product to be exact, or refused. */
export function addTimes(
  target: { readonly hi: Float64Array; readonly lo: Float64Array },
  place: number,
  hi: number,
  lo: number,
  times: number,
): void {
  const product = hi * times;
  if (Math.abs(product) > HI_MAX) refuse();
  target.hi[place]! += product;
  target.lo[place]! += lo * times;
  settle(target.hi, target.lo, place);
}
