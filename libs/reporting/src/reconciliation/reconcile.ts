import { convert, Money, type Conversion, type Rate, type Rounding } from '@tramo/kernel';

/** The same money told twice: by category in the lender's currency, by component in the book's. */
export interface TwoTellings {
  readonly category: string | null;
  /** As recorded in the lender's currency; null when nothing was. */
  readonly recorded: Money | null;
  /** What the crosswalk counts in the category, in book currency. */
  readonly lines: readonly BookLine[];
  /** The same lines as they stood when the category's amount was last recorded. */
  readonly linesThen: readonly BookLine[];
}

export interface BookLine {
  readonly component: string | null;
  readonly amount: Money;
}

export type Explanation =
  | { readonly kind: 'agrees' }
  /** The lines converted one by one add to what was recorded, or rounding alone can reach it. */
  | { readonly kind: 'rounding'; readonly convertedSingly: Money; readonly reachMinor: bigint }
  /** Another published rate gives what was recorded. */
  | { readonly kind: 'rate'; readonly rate: Rate }
  /** It agreed when it was recorded, and the lines have changed since. */
  | { readonly kind: 'timing'; readonly then: Money }
  /** Nothing known explains it. */
  | { readonly kind: 'error' };

export interface ReconciledCell {
  readonly category: string | null;
  readonly recorded: Money | null;
  readonly lines: readonly BookLine[];
  /** All lines together, converted once. */
  readonly converted: Conversion;
  /** Recorded less converted. */
  readonly difference: Money;
  readonly explanation: Explanation;
}

export interface Terms {
  readonly rate: Rate;
  /** Others that were in force in the period, any of which may have been used by mistake or by right. */
  readonly otherRates: readonly Rate[];
  readonly rounding: Rounding;
  readonly decimals: number;
}

/** One cell: converted at the report's rate and compared; what differs is given the first name that explains it exactly. */
export function reconcile(
  { category, recorded, lines, linesThen }: TwoTellings,
  terms: Terms,
): ReconciledCell {
  const converted = converter(terms)(totalOf(lines, terms));
  const told = recorded ?? Money.zero(converted.converted.currency.code);
  const difference = told.minus(converted.converted);
  return { category, recorded, lines, converted, difference, explanation: explain() };

  function explain(): Explanation {
    if (difference.isZero()) return { kind: 'agrees' };
    const singly = oneByOne(lines, terms);
    const reachMinor = reachOfRounding(lines.length, terms, converted);
    if (told.equals(singly) || difference.abs().amountMinor <= reachMinor) {
      return { kind: 'rounding', convertedSingly: singly, reachMinor };
    }
    const rate = terms.otherRates.find((other) =>
      told.equals(converter({ ...terms, rate: other })(totalOf(lines, terms)).converted),
    );
    if (rate) return { kind: 'rate', rate };
    const then = converter(terms)(totalOf(linesThen, terms)).converted;
    return told.equals(then) ? { kind: 'timing', then } : { kind: 'error' };
  }
}

const converter =
  ({ rate, rounding, decimals }: Terms) =>
  (money: Money): Conversion =>
    convert(money, rate, rounding, decimals);

/** The book's currency is the one of the pair that the category is not kept in; lines say it, and no lines mean none. */
function totalOf(lines: readonly BookLine[], { rate }: Terms): Money {
  const currency = lines[0]?.amount.currency.code ?? rate.quote;
  return Money.sum(
    currency,
    lines.map(({ amount }) => amount),
  );
}

function oneByOne(lines: readonly BookLine[], terms: Terms): Money {
  const parts = lines.map(({ amount }) => converter(terms)(amount).converted);
  return Money.sum(converter(terms)(totalOf(lines, terms)).converted.currency.code, parts);
}

/** Each line and the total can be off by half of the last decimal kept. */
function reachOfRounding(lines: number, { decimals }: Terms, { converted }: Conversion): bigint {
  const unitMinor = 10n ** BigInt(converted.currency.decimals - decimals);
  return (unitMinor * BigInt(lines + 1)) / 2n;
}
