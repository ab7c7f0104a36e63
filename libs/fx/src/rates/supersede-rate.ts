import { decides, LedgerCommand } from '@tramo/event-log';
import { accept, Rate, Rejection } from '@tramo/kernel';
import type { RateLine } from './publish-rates';
import { ratesDecider, ratesStreamOf, readingOf } from './rates.state';

/** Says what a rate should have been. Conversions that used the other keep it. */
export class SupersedeRate extends LedgerCommand<{ readonly rate: RateLine; readonly reason: string }> {}

export const SupersedeRateHandler = decides(SupersedeRate, {
  decider: ratesDecider,
  stream: ({ rate }) => ratesStreamOf(Rate.parse(rate)),
  decide: (state, { rate: line, reason }, { actor }) => {
    const rate = Rate.parse(line).toJSON();
    const known = readingOf(state, rate);
    if (!known) return notPublished(rate);
    const { value, source } = known;
    if (value === rate.value && source === rate.source) return nothingToSupersede(rate);
    const previous = { value, source };
    const data = { ...rate, reading: known.reading + 1, previous, reason, by: actor };
    return accept([{ type: 'RateSuperseded', data }]);
  },
});

const notPublished = ({ base, quote, regime, side, date }: RateLine): Rejection =>
  new Rejection({
    code: 'RATE_NOT_PUBLISHED',
    category: 'missing',
    message: 'only a published rate can be superseded',
    values: { pair: `${base}/${quote}`, regime, side, date },
    cure: 'publish it',
    field: 'date',
  });

const nothingToSupersede = ({ value, source }: RateLine): Rejection =>
  new Rejection({
    code: 'NOTHING_TO_SUPERSEDE',
    category: 'conflict',
    message: 'what supersedes says something else than what is there',
    values: { value, source },
    cure: 'give another value or another source',
    field: 'value',
  });
