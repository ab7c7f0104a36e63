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

type OfDate = Readonly<Record<string, Reading>>;
type OfMonth = Readonly<Record<LocalDate, OfDate>>;

/**
 * The rates of one pair and year as they are known now. By month and date, so that one more rate copies little of
 * what is there.
 */
export interface RatesState {
  readonly byMonth: Readonly<Record<string, OfMonth>>;
  /** Every regime and side of which there is any. */
  readonly kinds: readonly string[];
}

const INITIAL: RatesState = { byMonth: {}, kinds: [] };

export const ratesStream = ({ base, quote }: Pair, year: number): string =>
  `rates-${base}-${quote}-${String(year).padStart(4, '0')}`;

export const ratesStreamOf = (rate: Pair & Pick<Quotation, 'date'>): string =>
  ratesStream(rate, yearOf(rate.date));

const kindOf = ({ regime, side }: Omit<Quotation, 'date'>): string => `${regime} ${side}`;

export const ratesDecider = defineDecider({
  events: ratesEvents,
  initial: INITIAL,
  evolve: ({ byMonth, kinds }: RatesState, { type, data }): RatesState => {
    const { value, source, date } = data;
    const reading = type === 'RateSuperseded' ? data.reading : 1;
    const [month, kind] = [monthOf(date), kindOf(data)];
    const ofMonth = byMonth[month] ?? {};
    const ofDate = { ...ofMonth[date], [kind]: { value, source, reading } };
    return {
      byMonth: { ...byMonth, [month]: { ...ofMonth, [date]: ofDate } },
      kinds: kinds.includes(kind) ? kinds : [...kinds, kind],
    };
  },
});

const monthOf = (date: LocalDate): string => date.slice(0, 7);

export const readingOf = ({ byMonth }: RatesState, quotation: Quotation): Reading | undefined =>
  byMonth[monthOf(quotation.date)]?.[quotation.date]?.[kindOf(quotation)];

/** The latest of each regime and side that is not after the date: what any rule for finding a rate can ask for. */
export function latestRates(state: RatesState, { base, quote }: Pair, on: LocalDate): readonly RateJson[] {
  const latest = new Map<string, RateJson>();
  for (const [date, ofDate] of datesBack(state, on)) {
    for (const [kind, { value, source }] of Object.entries(ofDate)) {
      const [regime, side] = kind.split(' ') as [RateJson['regime'], RateJson['side']];
      if (!latest.has(kind)) latest.set(kind, { base, quote, regime, side, date, value, source });
    }
    if (latest.size === state.kinds.length) break;
  }
  return [...latest.values()];
}

/** From a date back to the beginning of the year. */
function* datesBack({ byMonth }: RatesState, on: LocalDate): Iterable<readonly [LocalDate, OfDate]> {
  for (const month of backFrom(byMonth, monthOf(on))) {
    const ofMonth = byMonth[month]!;
    for (const date of backFrom(ofMonth, on)) yield [date, ofMonth[date]!];
  }
}

const backFrom = <Name extends string>(
  dated: Readonly<Record<Name, unknown>>,
  latest: Name,
): readonly Name[] =>
  (Object.keys(dated) as Name[])
    .filter((name) => name <= latest)
    .sort()
    .reverse();
