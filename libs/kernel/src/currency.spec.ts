import { currencies, currencyOf, CurrencyUnknown, isCurrencyCode } from './currency';

describe('currencies', () => {
  it('keeps the minor units of ISO 4217, and for UFV the decimals in which it is published', () => {
    // From the standard's list one. Node's Intl is no witness: it follows the street, and gives COP none.
    expect(Object.fromEntries(currencies.map(({ code, decimals }) => [code, decimals]))).toEqual({
      ARS: 2,
      BOB: 2,
      BRL: 2,
      CLF: 4,
      CLP: 0,
      COP: 2,
      COU: 2,
      EUR: 2,
      GBP: 2,
      JPY: 0,
      MXN: 2,
      PEN: 2,
      PYG: 0,
      UFV: 5,
      USD: 2,
      UYU: 2,
    });
  });

  it('knows which are only counted in', () => {
    expect(currencies.filter((currency) => currency.isUnitOfAccount).map(({ code }) => code)).toEqual([
      'CLF',
      'COU',
      'UFV',
    ]);
  });

  it('shows bolivianos as Bolivia does', () => {
    expect(currencyOf('BOB')).toMatchObject({ symbol: 'Bs', name: 'boliviano' });
  });

  it.each(['XXX', 'bob', 'Bs', '', 'constructor', '__proto__', 'toString', ' BOB'])(
    'does not know %j',
    (code) => {
      expect(isCurrencyCode(code)).toBe(false);
      expect(() => currencyOf(code)).toThrow(CurrencyUnknown);
      expect(() => currencyOf(code)).toThrow('BOB');
    },
  );

  it('does not take what is not text for a code', () => {
    expect([null, undefined, 68, ['BOB'], {}].some(isCurrencyCode)).toBe(false);
  });
});
