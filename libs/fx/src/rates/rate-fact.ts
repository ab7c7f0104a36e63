import { fact, type AskedOn, type Fact } from '@tramo/event-log';
import { yearOf, type CurrencyCode, type LocalDate, type RateJson } from '@tramo/kernel';
import { latestRates, ratesDecider, ratesStream } from './rates.state';

export interface CurrencyPair {
  readonly base: CurrencyCode;
  readonly quote: CurrencyCode;
}

export interface RateFactOptions<Body> {
  /** In the direction in which it is quoted: conversion goes both ways. */
  readonly pair: (body: Body) => CurrencyPair;
  /** The date whose rate is meant; the one on which the command counts when absent. */
  readonly on?: (body: Body, asked: AskedOn) => LocalDate;
  /** Early in January the latest rate is one of the year before: name that fact as well, with 1 here. */
  readonly yearsBefore?: 0 | 1;
}

/** The latest rate of each regime and side in the year of a date, and not after it; `rateFor` chooses among them. */
export function rateFact<Body, State>({
  pair,
  on = (_body, { effectiveOn }) => effectiveOn,
  yearsBefore = 0,
}: RateFactOptions<Body>): Fact<Body, State, readonly RateValue[]> {
  return fact(
    ratesDecider,
    (body, _state, asked) => ratesStream(pair(body), yearOf(on(body, asked)) - yearsBefore),
    (state, body, asked): readonly RateValue[] =>
      latestRates(state, pair(body), on(body, asked)).map((rate) => ({ ...rate })),
  );
}

/** A rate as a fact carries it. */
type RateValue = { readonly [Field in keyof RateJson]: RateJson[Field] };

/** Both years that a rule which looks back can ask for, to be spread among a command's facts. */
export const rateFacts = <Body, State>(
  options: Omit<RateFactOptions<Body>, 'yearsBefore'>,
): Readonly<Record<'rates' | 'ratesOfYearBefore', Fact<Body, State, readonly RateValue[]>>> => ({
  rates: rateFact(options),
  ratesOfYearBefore: rateFact({ ...options, yearsBefore: 1 }),
});
