import { decides, LedgerCommand, type EventOf } from '@tramo/event-log';
import { accept, invariant, Rate, Rejection, yearOf, type RateJson } from '@tramo/kernel';
import type { RatePublished } from './rates.events';
import { ratesDecider, ratesStreamOf, readingOf, type RatesState } from './rates.state';

/** A rate in the body of a command, where nothing but text is certain of it. */
export type RateLine = { readonly [Field in keyof RateJson]: RateJson[Field] };

/** All of one pair and year: they rest in one stream. */
export class PublishRates extends LedgerCommand<{ readonly rates: readonly RateLine[] }> {}

export const RATES_MAX = 500;

export const PublishRatesHandler = decides(PublishRates, {
  decider: ratesDecider,
  stream: ({ rates: [first] }) => {
    invariant(first, 'the route lets no empty list through');
    return ratesStreamOf(Rate.parse(first));
  },
  decide: (state, { rates }, { actor }) => {
    const seen = new Map<string, number>();
    const events: EventOf<typeof RatePublished>[] = [];
    for (const [index, line] of rates.entries()) {
      const rate = Rate.parse(line).toJSON();
      const problem =
        ofAnotherStream(rate, rates[0]!, index) ??
        givenTwice(rate, index, seen) ??
        alreadyPublished(state, rate, index);
      if (problem) return problem;
      seen.set(nameOf(rate), index);
      events.push({ type: 'RatePublished', data: { ...rate, by: actor } });
    }
    const [first, ...others] = events;
    invariant(first && rates.length <= RATES_MAX, `one command publishes 1 to ${RATES_MAX} rates`);
    return accept([first, ...others]);
  },
});

const nameOf = ({ base, quote, regime, side, date }: RateJson): string =>
  `${base}/${quote} ${regime} ${side} ${date}`;

function ofAnotherStream(rate: RateJson, first: RateJson, index: number): Rejection | undefined {
  if (ratesStreamOf(rate) === ratesStreamOf(first)) return undefined;
  const placeOf = (one: RateJson): string => `${one.base}/${one.quote} of ${yearOf(one.date)}`;
  return new Rejection({
    code: 'RATES_OF_SEVERAL_YEARS',
    message: 'the rates published together are of one pair and one year',
    values: { first: placeOf(first), other: placeOf(rate) },
    cure: `publish the rates of ${placeOf(rate)} by themselves`,
    field: `rates.${index}`,
  });
}

function givenTwice(rate: RateJson, index: number, seen: ReadonlyMap<string, number>): Rejection | undefined {
  const first = seen.get(nameOf(rate));
  if (first === undefined) return undefined;
  return new Rejection({
    code: 'RATE_GIVEN_TWICE',
    message: 'each rate is given once',
    values: { rate: nameOf(rate), first: `rates.${first}` },
    cure: `leave one of rates.${first} and rates.${index} out`,
    field: `rates.${index}`,
  });
}

function alreadyPublished(state: RatesState, rate: RateJson, index: number): Rejection | undefined {
  const known = readingOf(state, rate);
  if (!known) return undefined;
  const isSame = known.value === rate.value && known.source === rate.source;
  return new Rejection({
    code: 'RATE_ALREADY_PUBLISHED',
    category: 'conflict',
    message: isSame
      ? `the rate ${nameOf(rate)} is published already, and is the same`
      : `the rate ${nameOf(rate)} is published already, and is another`,
    values: {
      rate: nameOf(rate),
      published: { value: known.value, source: known.source },
      given: { value: rate.value, source: rate.source },
    },
    cure: isSame ? 'leave it out' : 'supersede it, and say why',
    field: `rates.${index}`,
  });
}
