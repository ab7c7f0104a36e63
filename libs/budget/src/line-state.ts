import { Money, type CurrencyCode } from '@tramo/kernel';
import type { Line } from '@tramo/programmes';
import { CASCADE } from './events/shapes';

/** What brought an amount into a line's appropriation, or took it out: the balances of 900.1 to 900.7, as credits. */
export const ORIGINS = [
  'initial',
  'additional',
  'transferred',
  'reduced',
  'carried',
  'lapsed',
  'reclassified',
] as const;

export const MEASURES = ['programmed', 'requested', ...ORIGINS, ...CASCADE] as const;
export type LineMeasure = (typeof MEASURES)[number];
export type LineChange = Readonly<Partial<Record<LineMeasure, Money>>>;

/** A line of a budget, and how much stands where. */
export type LineState = { readonly line: Line } & Readonly<Record<LineMeasure, Money>>;

export function emptyLine(line: Line, currency: CurrencyCode): LineState {
  const zero = Money.zero(currency);
  const measures = Object.fromEntries(MEASURES.map((measure) => [measure, zero]));
  return { line, ...(measures as Record<LineMeasure, Money>) };
}

export function changed(before: LineState, change: LineChange): LineState {
  const after: Partial<Record<LineMeasure, Money>> = {};
  for (const measure of MEASURES) {
    const amount = change[measure];
    if (amount) after[measure] = before[measure].plus(amount);
  }
  return { ...before, ...after };
}

/**
 * What the law has entered under the line: initial and additional inscriptions, also those that were entered under
 * the line it was corrected from.
 */
export const inscribedOf = ({ initial, additional, reclassified }: LineState): Money =>
  initial.plus(additional).plus(reclassified);

/** The appropriation after its modifications; what rests in the states of the cascade adds up to it. */
export const currentOf = (line: LineState): Money =>
  ORIGINS.reduce((sum, origin) => sum.plus(line[origin]), Money.zero(line.initial.currency.code));
