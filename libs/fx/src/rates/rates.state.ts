import { defineDecider } from '@tramo/event-log';
import { yearOf, type LocalDate, type RateJson } from '@tramo/kernel';
import { ratesEvents } from './rates.events';

export interface Reading {
  readonly value: string;
  readonly source: string;
  /** 1 as it was published, one more each time it was superseded. */
  readonly reading: number;
}

type Quotation = Pick<RateJson, 'regime' | 'side' | 'date'>;
type Pair = Pick<RateJson, 'base' | 'quote'>;

/**
 * The rates of one pair and year as they are known now. By date first: a year has few of them, so that one more rate
 * copies little of what is there.
 */
export interface RatesState {
  readonly byDate: Readonly<Record<LocalDate, Readonly<Record<string, Reading>>>>;
}

const INITIAL: RatesState = { byDate: {} };

export const ratesStream = ({ base, quote }: Pair, year: number): string =>
  `rates-${base}-${quote}-${String(year).padStart(4, '0')}`;

export const ratesStreamOf = (rate: Pair & Pick<Quotation, 'date'>): string =>
  ratesStream(rate, yearOf(rate.date));

const kindOf = ({ regime, side }: Omit<Quotation, 'date'>): string => `${regime} ${side}`;

export const ratesDecider = defineDecider({
  events: ratesEvents,
  initial: INITIAL,
  evolve: ({ byDate }: RatesState, { type, data }): RatesState => {
    const { value, source, date } = data;
    const reading = type === 'RateSuperseded' ? data.reading : 1;
    const ofDate = { ...byDate[date], [kindOf(data)]: { value, source, reading } };
    return { byDate: { ...byDate, [date]: ofDate } };
  },
});

export const readingOf = ({ byDate }: RatesState, quotation: Quotation): Reading | undefined =>
  byDate[quotation.date]?.[kindOf(quotation)];

/** The latest of each regime and side that is not after the date: what any rule for finding a rate can ask for. */
export function latestRates({ byDate }: RatesState, pair: Pair, on: LocalDate): readonly RateJson[] {
  const latest = new Map<string, RateJson>();
  for (const date of datesUntil(byDate, on)) {
    for (const [kind, { value, source }] of Object.entries(byDate[date]!)) {
      const [regime, side] = kind.split(' ') as [RateJson['regime'], RateJson['side']];
      const { base, quote } = pair;
      if (!latest.has(kind)) latest.set(kind, { base, quote, regime, side, date, value, source });
    }
  }
  return [...latest.values()];
}

/** From the latest back. */
const datesUntil = (byDate: RatesState['byDate'], on: LocalDate): readonly LocalDate[] =>
  (Object.keys(byDate) as LocalDate[])
    .filter((date) => date <= on)
    .sort()
    .reverse();
