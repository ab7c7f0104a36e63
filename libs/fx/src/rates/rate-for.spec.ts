import fc from 'fast-check';
import {
  addDays,
  fold,
  Money,
  parseLocalDate,
  Rate,
  Rejection,
  type LocalDate,
  type RateJson,
} from '@tramo/kernel';
import { Value } from '@sinclair/typebox/value';
import { conversionSchema } from '../schemas';
import { convertRecorded } from './convert-recorded';
import { rateFact, rateFacts } from './rate-fact';
import { rateFor, type RateWanted } from './rate-for';
import { latestRates, ratesDecider, type RatesState } from './rates.state';

const date = parseLocalDate;
const rate = (on: string, value = '6.86', changed: Partial<RateJson> = {}): RateJson => ({
  base: 'USD',
  quote: 'BOB',
  regime: 'official',
  side: 'buy',
  date: date(on),
  value,
  source: 'Banco Central de Bolivia',
  ...changed,
});
const stateOf = (...rates: readonly RateJson[]): RatesState =>
  fold(
    ratesDecider,
    rates.map((data) => ({ type: 'RatePublished', data: { ...data, by: 'ana' } }) as const),
  );
const wanted = (on: string, changed: Partial<RateWanted> = {}): RateWanted => ({
  base: 'USD',
  quote: 'BOB',
  regime: 'official',
  side: 'buy',
  on: date(on),
  dateRule: 'latest-within',
  days: 7,
  ...changed,
});

describe('the rate that counts', () => {
  const rates = [
    rate('2022-01-03', '6.86'),
    rate('2022-01-07', '6.87'),
    rate('2022-01-08', '6.97', { side: 'sell' }),
  ];

  it('is the latest that is not too old and not after the date', () => {
    expect(rateFor(rates, wanted('2022-01-09'))).toEqual(Rate.parse(rates[1]!));
    expect(rateFor(rates, wanted('2022-01-06'))).toEqual(Rate.parse(rates[0]!));
    expect(rateFor(rates, wanted('2022-01-14'))).toEqual(Rate.parse(rates[1]!));
    expect(rateFor(rates, wanted('2022-01-15'))).toBeInstanceOf(Rejection);
  });

  it('is of the very day where policy says so', () => {
    expect(rateFor(rates, wanted('2022-01-07', { dateRule: 'same-day' }))).toEqual(Rate.parse(rates[1]!));
    expect(rateFor(rates, wanted('2022-01-08', { dateRule: 'same-day' }))).toBeInstanceOf(Rejection);
  });

  it('is missed by pair, regime, side and date', () => {
    expect(rateFor(rates, wanted('2022-01-09', { regime: 'bank' }))).toMatchObject({
      code: 'RATE_MISSING',
      values: { pair: 'USD/BOB', regime: 'bank', side: 'buy', date: '2022-01-09', days: 7 },
      cure: 'publish the bank buy rate of USD/BOB for 2022-01-09',
    });
    expect(rateFor(rates, wanted('2022-01-09', { base: 'EUR' }))).toMatchObject({
      values: { pair: 'EUR/BOB' },
    });
  });
});

describe('the fact of a rate', () => {
  type Body = { readonly currency: 'USD' };
  const options = { pair: ({ currency }: Body) => ({ base: currency, quote: 'BOB' as const }) };
  const asked = { effectiveOn: date('2022-01-02'), actedOn: date('2022-01-09') };
  const body: Body = { currency: 'USD' };

  it('reads the year of the date, and the one before it', () => {
    const { rates, ratesOfYearBefore } = rateFacts<Body, unknown>(options);
    expect(rates.stream(body, {}, asked)).toBe('rates-USD-BOB-2022');
    expect(ratesOfYearBefore.stream(body, {}, asked)).toBe('rates-USD-BOB-2021');
    const before = ratesOfYearBefore.select(stateOf(rate('2021-12-30'), rate('2021-12-31')), body, asked, {});
    const here = rates.select(stateOf(rate('2022-01-03')), body, asked, {});
    expect(rateFor([...here, ...before], wanted('2022-01-02'))).toEqual(Rate.parse(rate('2021-12-31')));
  });

  it('can be of another date than the command', () => {
    const ofInvoice = rateFact<Body, unknown>({ ...options, on: () => date('2020-05-05') });
    expect(ofInvoice.stream(body, {}, asked)).toBe('rates-USD-BOB-2020');
  });

  it('holds the latest of each kind, which is all that any rule can ask for', () => {
    const day = fc.integer({ min: 0, max: 60 }).map((days) => addDays(date('2022-01-01'), days));
    const kinds = fc.constantFrom(
      ...(['buy', 'sell'] as const).flatMap((side) =>
        (['official', 'bank'] as const).map((regime) => ({ side, regime })),
      ),
    );
    const published = fc.uniqueArray(fc.tuple(day, kinds), {
      selector: ([on, { side, regime }]) => `${on} ${side} ${regime}`,
    });
    fc.assert(
      fc.property(published, day, kinds, fc.nat(30), (all, on: LocalDate, kind, days) => {
        const rates = all.map(([each, ofKind], index) => rate(each, `6.${index + 1}`, ofKind));
        const latest = latestRates(stateOf(...rates), { base: 'USD', quote: 'BOB' }, on);
        expect(latest.length).toBeLessThanOrEqual(4);
        const asked = wanted(on, { ...kind, days });
        expect(rateFor(latest, asked)).toEqual(rateFor(rates, asked));
      }),
    );
  });
});

it('keeps of a conversion what it takes to do it again', () => {
  const recorded = convertRecorded(Money.of('19387255', 'BOB'), Rate.parse(rate('2022-01-03')), 'half-up', 0);
  expect(recorded).toEqual({
    original: { amount: '19387255.00', currency: 'BOB' },
    converted: { amount: '2826130.00', currency: 'USD' },
    rate: rate('2022-01-03'),
    rounding: 'half-up',
    decimals: 0,
    residue: '3.2',
  });
  expect(Value.Check(conversionSchema, recorded)).toBe(true);
  const { original, rounding, decimals } = recorded;
  expect(convertRecorded(Money.parse(original), Rate.parse(recorded.rate), rounding, decimals)).toEqual(
    recorded,
  );
});
