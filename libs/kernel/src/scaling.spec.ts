import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { isDecimal } from './decimal-text';
import { ROUNDINGS } from './exact';
import { Money } from './money';
import { factorText, FactorMalformed, scale } from './scaling';

const clp = (amount: string): Money => Money.of(amount, 'CLP');

it('multiplies by a quotient that is never carried out, and says what rounding dropped', () => {
  const third = { numerator: '1', denominator: '3' };
  expect(scale(clp('100'), third, 'half-up')).toMatchObject({ scaled: clp('33'), residue: '1' });
  expect(scale(clp('100'), third, 'up')).toMatchObject({ scaled: clp('34'), residue: '-2' });
  expect(scale(Money.of('-10.05', 'BOB'), { numerator: '1.5', denominator: '3.0' }, 'half-up')).toMatchObject(
    { scaled: Money.of('-5.03', 'BOB'), residue: '0.015' },
  );
});

it('keeps the half apart from the hair below it', () => {
  const hair = { numerator: '1', denominator: '2.0000000000000000000000000000000001' };
  expect(scale(clp('1'), hair, 'half-up').scaled).toEqual(clp('0'));
  expect(scale(clp('1'), { numerator: '1', denominator: '2' }, 'half-up').scaled).toEqual(clp('1'));
});

it('prints a factor to the decimals that are asked for', () => {
  const factor = { numerator: '115.42', denominator: '107.23' };
  expect(factorText(factor, 4, 'half-up')).toBe('1.0764');
  expect(factorText(factor, 0, 'half-up')).toBe('1');
  expect(factorText({ numerator: '2', denominator: '3' }, 3, 'down')).toBe('0.666');
});

it.each(['0', '-1', '1e3', '', '1,5', `1.${'0'.repeat(40)}`])('refuses %j as part of a factor', (part) => {
  expect(() => scale(clp('1'), { numerator: part, denominator: '1' }, 'down')).toThrow(FactorMalformed);
  expect(() => factorText({ numerator: '1', denominator: part }, 2, 'down')).toThrow(FactorMalformed);
});

it('loses nothing: the residue closes the equation, for any amount and factor', () => {
  const part = fc.integer({ min: 1, max: 10 ** 9 }).map((minor) => (minor / 100).toFixed(2));
  const exactly = Decimal.clone({ precision: 200 });
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }),
      part,
      part,
      fc.constantFrom(...ROUNDINGS),
      (minor, numerator, denominator, rounding) => {
        const original = Money.ofMinor(minor, 'BOB');
        const { scaled, residue } = scale(original, { numerator, denominator }, rounding);
        const left = exactly.mul(original.amount, numerator);
        expect(exactly.mul(scaled.amount, denominator).plus(residue).eq(left)).toBe(true);
        expect(exactly.abs(residue).lt(exactly.mul(denominator, '0.01').plus('1e-30'))).toBe(true);
      },
    ),
  );
});

it('knows a decimal when it reads one', () => {
  expect(['0', '-1.50', '12'].every(isDecimal)).toBe(true);
  expect(['01', '1.', '.5', '1e3', ' 1', 1, null].some(isDecimal)).toBe(false);
});
