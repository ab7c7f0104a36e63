import type { Money } from '@tramo/kernel';
import { precisely, quotient } from './quotient';

/** A share in percent: as tables print it, with one decimal, and to ten. */
export interface Share {
  readonly percent: string;
  readonly precisely: string;
}

/** Nothing where there is nothing to divide, or nothing to divide by. */
export function shareOf(part: Money | null, whole: Money | null): Share | null {
  if (!part || !whole) return null;
  return shareOfTexts(part.amount, whole.amount);
}

export function shareOfTexts(part: string, whole: string): Share | null {
  const percent = quotient([part, '100'], [whole], 1);
  const exactly = precisely([part, '100'], [whole]);
  return percent === null || exactly === null ? null : { percent, precisely: exactly };
}
