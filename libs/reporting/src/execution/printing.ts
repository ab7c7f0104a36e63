import type { Restatement } from '@tramo/fx';
import { convert, Money, type Conversion, type CurrencyCode, type Rate, type Rounding } from '@tramo/kernel';
import { Figure, type Lot } from './figure';

/** A printed amount, and everything that was done to print it. */
export interface Printed {
  readonly money: Money;
  /** In order; empty when the amount stands as it was recorded. */
  readonly conversions: readonly Conversion[];
  readonly restatements: readonly Restatement[];
}

/** How a report prints; nothing where a figure has nothing that this basis can print. */
export type Printer = (figure: Figure) => Printed | null;

/** Each posting at the amount it was recorded with: no rate is applied now, and what has no such amount is left out. */
export const asRecorded =
  (currency: CurrencyCode): Printer =>
  (figure) => {
    const own = figure.lots.filter(({ money }) => money.currency.code === currency);
    if (own.length === 0) return null;
    return { money: sumOf(currency, own), conversions: [], restatements: [] };
  };

/** The rates that lead from a currency to the report's, in order: one, or two that meet in a third currency. */
export type RatePath = (from: CurrencyCode) => readonly Rate[];

export interface AtRate {
  readonly currency: CurrencyCode;
  readonly rates: RatePath;
  readonly rounding: Rounding;
  /** Decimals kept; the currency's own when absent. */
  readonly decimals?: number;
}

/** Each printed cell converted once, as one amount of each currency in it. */
export const atRate =
  ({ currency, rates, rounding, decimals }: AtRate): Printer =>
  (figure) => {
    if (figure.isAbsent) return null;
    const conversions: Conversion[] = [];
    const parts = byCurrency(figure.lots).map((money) => {
      const path = rates(money.currency.code);
      return path.reduce((amount, rate, step) => {
        const kept = step === path.length - 1 ? decimals : undefined;
        const conversion = convert(amount, rate, rounding, kept);
        conversions.push(conversion);
        return conversion.converted;
      }, money);
    });
    return { money: Money.sum(currency, parts), conversions, restatements: [] };
  };

/** What a figure of a year is worth in the prices the report is in. */
export type Restate = (money: Money, year: string | null) => Restatement;

/** Year by year, because each has a factor of its own. */
export const inConstantMoney =
  (currency: CurrencyCode, print: Printer, restate: Restate): Printer =>
  (figure) => {
    const years = new Map<string | null, Lot[]>();
    for (const lot of figure.lots) {
      const lots = years.get(lot.year);
      if (lots) lots.push(lot);
      else years.set(lot.year, [lot]);
    }
    const conversions: Conversion[] = [];
    const restatements: Restatement[] = [];
    for (const [year, lots] of years) {
      const printed = print(Figure.of(lots));
      if (!printed) continue;
      conversions.push(...printed.conversions);
      restatements.push(restate(printed.money, year));
    }
    if (restatements.length === 0) return null;
    const money = Money.sum(
      currency,
      restatements.map(({ restated }) => restated),
    );
    return { money, conversions, restatements };
  };

function byCurrency(lots: readonly Lot[]): readonly Money[] {
  const sums = new Map<CurrencyCode, Money>();
  for (const { money } of lots) {
    const { code } = money.currency;
    sums.set(code, sums.get(code)?.plus(money) ?? money);
  }
  return [...sums.values()];
}

const sumOf = (currency: CurrencyCode, lots: readonly Lot[]): Money =>
  Money.sum(
    currency,
    lots.map(({ money }) => money),
  );
