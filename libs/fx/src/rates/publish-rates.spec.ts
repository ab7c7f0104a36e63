import type { LocalDate, RateJson } from '@tramo/kernel';
import { RateMalformed } from '@tramo/kernel';
import { given } from '../../../../test/support/decider-kit';
import { PublishRatesHandler } from './publish-rates';
import { SupersedeRateHandler } from './supersede-rate';

const rate = (changed: Partial<RateJson> = {}): RateJson => ({
  base: 'USD',
  quote: 'BOB',
  regime: 'official',
  side: 'buy',
  date: '2022-01-03' as LocalDate,
  value: '6.86',
  source: 'Banco Central de Bolivia',
  ...changed,
});
const published = (changed: Partial<RateJson> = {}) =>
  ({ type: 'RatePublished', data: { ...rate(changed), by: 'ana' } }) as const;
const superseded = (value: string, previous: string, reading: number) =>
  ({
    type: 'RateSuperseded',
    data: {
      ...rate({ value }),
      reading,
      previous: { value: previous, source: rate().source },
      reason: 'misread',
      by: 'ana',
    },
  }) as const;

describe('publishing rates', () => {
  it('takes a list of one pair and year, each rate an event', () => {
    given(PublishRatesHandler)
      .when({ rates: [rate(), rate({ side: 'sell', value: '6.96' })] })
      .thenAccepted(published(), published({ side: 'sell', value: '6.96' }));
    expect(PublishRatesHandler.spec.stream!({ rates: [rate()] })).toBe('rates-USD-BOB-2022');
  });

  it('refuses a rate that is there, whether it is another or the same', () => {
    const publishedBefore = given(PublishRatesHandler, published());
    const [another] = publishedBefore
      .when({ rates: [rate({ side: 'sell' }), rate({ value: '6.90' })] })
      .thenRefused('RATE_ALREADY_PUBLISHED');
    expect(another).toMatchObject({
      field: 'rates.1',
      cure: 'supersede it, and say why',
      values: { published: { value: '6.86' }, given: { value: '6.90' } },
    });
    const [same] = publishedBefore.when({ rates: [rate()] }).thenRefused('RATE_ALREADY_PUBLISHED');
    expect(same).toMatchObject({ message: expect.stringContaining('is the same'), cure: 'leave it out' });
  });

  it('refuses a rate that is given twice, and one of another pair or year', () => {
    const nothing = given(PublishRatesHandler);
    nothing.when({ rates: [rate(), rate({ value: '7' })] }).thenRefused('RATE_GIVEN_TWICE');
    nothing.when({ rates: [rate(), rate({ base: 'EUR' })] }).thenRefused('RATES_OF_SEVERAL_YEARS');
    const [other] = nothing
      .when({ rates: [rate(), rate({ date: '2023-01-02' as LocalDate })] })
      .thenRefused('RATES_OF_SEVERAL_YEARS');
    expect(other!.values).toEqual({ first: 'USD/BOB of 2022', other: 'USD/BOB of 2023' });
  });

  it('knows what a rate is', () => {
    const decide = given(PublishRatesHandler);
    expect(() => decide.when({ rates: [rate({ value: '-1' })] })).toThrow(RateMalformed);
    expect(() => decide.when({ rates: [rate({ quote: 'USD' })] })).toThrow(RateMalformed);
  });
});

describe('superseding a rate', () => {
  const decide = given(SupersedeRateHandler, published());

  it('keeps what it was, and counts the readings', () => {
    decide
      .when({ rate: rate({ value: '6.85' }), reason: 'misread' })
      .thenAccepted(superseded('6.85', '6.86', 2));
    given(SupersedeRateHandler, published(), superseded('6.85', '6.86', 2))
      .when({ rate: rate({ value: '6.84' }), reason: 'misread' })
      .thenAccepted(superseded('6.84', '6.85', 3));
  });

  it('refuses what is not there, and what says the same', () => {
    decide.when({ rate: rate({ side: 'sell' }), reason: 'misread' }).thenRefused('RATE_NOT_PUBLISHED');
    decide.when({ rate: rate(), reason: 'misread' }).thenRefused('NOTHING_TO_SUPERSEDE');
  });

  it('leaves nothing to publish anew', () => {
    given(PublishRatesHandler, published(), superseded('6.85', '6.86', 2))
      .when({ rates: [rate()] })
      .thenRefused('RATE_ALREADY_PUBLISHED');
  });
});
