import fc from 'fast-check';
import { Money } from '@tramo/kernel';
import { restate, type PriceChange } from './restate';

const change = (from: string, to: string): PriceChange => ({
  index: 'ipc-cl',
  basePeriod: '2018',
  from: { period: '2020', value: from, source: 'INE' },
  to: { period: '2021', value: to, source: 'INE' },
});

describe('constant money', () => {
  it('shows index, base, both values and the factor, as a fraction and as people print it', () => {
    expect(restate(Money.of('3100000', 'CLP'), change('107.23', '115.42'), 'half-up')).toEqual({
      ...change('107.23', '115.42'),
      original: Money.of('3100000', 'CLP'),
      restated: Money.of('3336771', 'CLP'),
      factor: { numerator: '115.42', denominator: '107.23', decimal: '1.0763778793' },
      rounding: 'half-up',
      residue: '45.67',
    });
  });

  const value = fc.integer({ min: 5_000, max: 20_000 }).map((hundredths) => (hundredths / 100).toFixed(2));
  const amountMinor = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });

  it('comes back within what rounding can have moved', () => {
    fc.assert(
      fc.property(amountMinor, value, value, (minor, from, to) => {
        const original = Money.ofMinor(minor, 'BOB');
        const there = restate(original, change(from, to), 'half-up').restated;
        const back = restate(there, change(to, from), 'half-up').restated;
        // Half a unit there, at a factor of four at most, and half a unit here.
        expect(back.minus(original).abs().amountMinor).toBeLessThanOrEqual(2n);
      }),
    );
  });

  it('changes nothing where prices did not', () => {
    fc.assert(
      fc.property(amountMinor, value, (minor, same) => {
        const { original, restated, residue } = restate(
          Money.ofMinor(minor, 'BOB'),
          change(same, same),
          'down',
        );
        expect({ restated, residue }).toEqual({ restated: original, residue: '0' });
      }),
    );
  });
});
