import { Money, type CurrencyCode, type LocalDate } from '@tramo/kernel';
import { bankRateOf } from './bank-rate';

const rateOf = (sold: string, received: string, from: CurrencyCode = 'USD', to: CurrencyCode = 'BOB') =>
  bankRateOf({
    sold: Money.of(sold, from),
    received: Money.of(received, to),
    date: '2022-03-31' as LocalDate,
    source: 'nota',
  });

test.each([
  ['1000', '6970', '6.97'],
  ['3', '20.90', '6.967'],
  ['0.01', '0.07', '7.00'],
  ['99999999999999.99', '0.01', '0.0000000000000001'],
  ['1', '99999999999999.99', '99999999999999.99'],
])('%s sold for %s was sold at %s: no digit more than gives the amount back', (sold, received, value) => {
  expect(rateOf(sold, received)).toEqual({
    base: 'USD',
    quote: 'BOB',
    regime: 'bank',
    side: 'buy',
    date: '2022-03-31',
    value,
    source: 'nota',
  });
});

test('currencies have their own decimals', () => {
  expect(rateOf('100', '80550', 'USD', 'CLP').value).toBe('805.50');
  expect(rateOf('80550', '100', 'CLP', 'USD').value).toBe('0.0012415');
});
