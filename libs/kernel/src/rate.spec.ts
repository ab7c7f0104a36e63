import { canonicalJson } from './canonical-json';
import { CurrencyUnknown, type CurrencyCode } from './currency';
import { DateMalformed, parseLocalDate } from './local-date';
import { Rate, RateMalformed, type RateJson } from './rate';

const published: RateJson = {
  base: 'USD',
  quote: 'BOB',
  regime: 'official',
  side: 'buy',
  date: parseLocalDate('2022-01-03'),
  value: '6.860',
  source: 'Banco Central de Bolivia',
};

describe('Rate', () => {
  it('keeps what was published, digit for digit', () => {
    const rate = Rate.parse(published);
    expect(rate.value).toBe('6.860');
    expect(JSON.parse(canonicalJson(rate))).toEqual(published);
    expect(Rate.parse(rate.toJSON())).toEqual(rate);
    expect(rate.toString()).toBe('6.860 BOB/USD (official, buy, 2022-01-03, Banco Central de Bolivia)');
    expect(Object.isFrozen(rate)).toBe(true);
  });

  it.each([
    [{ value: '0' }, RateMalformed],
    [{ value: '0.000' }, RateMalformed],
    [{ value: '-6.86' }, RateMalformed],
    [{ value: '6,86' }, RateMalformed],
    [{ value: '1e3' }, RateMalformed],
    [{ value: 6.86 as unknown as string }, RateMalformed],
    [{ value: `1.${'1'.repeat(35)}` }, RateMalformed],
    [{ quote: 'USD' as const }, RateMalformed],
    [{ quote: 'XXX' as CurrencyCode }, CurrencyUnknown],
    [{ base: 'usd' as CurrencyCode }, CurrencyUnknown],
    [{ date: '2022-02-30' as RateJson['date'] }, DateMalformed],
    [{ regime: 'parallel' as RateJson['regime'] }, RateMalformed],
    [{ side: 'bid' as RateJson['side'] }, RateMalformed],
    [{ source: ' ' }, RateMalformed],
    [{ source: undefined as unknown as string }, RateMalformed],
  ])('refuses %j', (change, refusal) => {
    expect(() => Rate.parse({ ...published, ...change })).toThrow(refusal);
  });
});
