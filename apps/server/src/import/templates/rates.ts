import { PublishRates } from '@tramo/fx';
import { RATE_REGIMES, RATE_SIDES } from '@tramo/kernel';
import { currency, decimal, oneOf, pastDate, text } from './form';
import { act, defineTemplate, needed } from './template';

export const rates = defineTemplate({
  kind: 'rates',
  about: 'Rates of exchange as they were published.',
  when: 'ground',
  columns: {
    base: needed(currency, 'one unit of it …', 'USD'),
    quote: needed(currency, '… is worth the value in this', 'BOB'),
    regime: needed(oneOf(...RATE_REGIMES), 'who fixed it', 'official'),
    side: needed(oneOf(...RATE_SIDES), 'as the one who quotes sees it', 'buy'),
    date: needed(pastDate, 'of which day it is', '2022-01-03'),
    value: needed(decimal, 'with the digits it was published with', '6.86'),
    source: needed(text(200), 'where it can be looked up', 'Banco Central de Bolivia'),
  },
  // They rest by pair and year.
  together: ({ base, quote, date }) => `${base} ${quote} ${date.slice(0, 4)}`,
  each: ['regime', 'side', 'date', 'value', 'source'],
  acts: (rows) => [
    act(
      PublishRates,
      { rates: rows.map((row) => ({ ...row })) },
      { on: latest(rows.map(({ date }) => date)), places: { 'rates.*': 'value' } },
    ),
  ],
});

/** A rate is known on its day, and so are the others of its list on the last of theirs. */
const latest = <Day extends string>(days: readonly Day[]): Day =>
  days.reduce((last, day) => (day > last ? day : last));
