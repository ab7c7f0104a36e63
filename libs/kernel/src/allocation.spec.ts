import fc from 'fast-check';
import { RatiosInvalid, splitByLargestRemainder, type Ratio } from './allocation';
import { Money } from './money';

const split = (amount: string, ratios: readonly Ratio[], currency: 'BOB' | 'CLP' = 'BOB'): string[] =>
  Money.of(amount, currency)
    .allocate(ratios)
    .map((part) => part.amount);

describe('allocation by largest remainder', () => {
  it.each([
    ['the subsidy and its 30 % of the total', '100.00', ['70', '30'], ['70.00', '30.00']],
    ['3/7 of the credit', '10.00', [7n, 3n], ['7.00', '3.00']],
    ['a tie: the earlier gets the unit', '0.05', [1, 1, 1], ['0.02', '0.02', '0.01']],
    ['a tie of two', '0.01', [1, 1], ['0.01', '0.00']],
    ['the largest loss first, wherever it stands', '1.00', [1, 1, 4], ['0.17', '0.17', '0.66']],
    ['the negative mirrors', '-0.05', [1, 1, 1], ['-0.02', '-0.02', '-0.01']],
    ['a ratio of zero gets nothing', '0.01', [0, 0, 1], ['0.00', '0.00', '0.01']],
    ['decimals as text', '100.00', ['33.3', '33.3', '33.4'], ['33.30', '33.30', '33.40']],
    ['text, numbers and bigints mixed', '4.00', ['0.5', 1, 2n, '0.50'], ['0.50', '1.00', '2.00', '0.50']],
    ['nothing', '0.00', [1, 2], ['0.00', '0.00']],
    ['one part', '7.77', ['0.001'], ['7.77']],
  ] as const)('%s', (_, amount, ratios, parts) => {
    expect(split(amount, ratios)).toEqual(parts);
  });

  it('knows no cents where there are none', () => {
    expect(split('100', [1, 1, 1], 'CLP')).toEqual(['34', '33', '33']);
  });

  it.each([[[]], [[0, 0]], [[2, -1]], [[0.5, 0.5]], [['1e3']], [['']], [[NaN]], [[2 ** 53]]])(
    'refuses to split by %j',
    (ratios) => {
      expect(() => split('1.00', ratios)).toThrow(RatiosInvalid);
    },
  );

  const whole = fc.oneof(
    fc.bigInt({ min: -1_000n, max: 1_000n }),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  );
  const weight = fc.oneof(
    fc.constant(0n),
    fc.bigInt({ min: 1n, max: 10n }),
    fc.bigInt({ min: 1n, max: 10n ** 18n }),
  );
  const weights = fc
    .array(weight, { minLength: 1, maxLength: 12 })
    .filter((list) => list.some((item) => item > 0n));

  it('adds up to the whole, each part within a unit of its exact share', () => {
    fc.assert(
      fc.property(whole, weights, (amount, list) => {
        const parts = splitByLargestRemainder(amount, list);
        const total = list.reduce((sum, item) => sum + item, 0n);
        expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(amount);
        parts.forEach((part, index) => {
          const offTimesTotal = part * total - amount * list[index]!;
          expect(offTimesTotal < total && -offTimesTotal < total).toBe(true);
          if (list[index] === 0n) expect(part).toBe(0n);
        });
      }),
    );
  });

  it('mirrors, and sees only proportions', () => {
    fc.assert(
      fc.property(whole, weights, fc.bigInt({ min: 1n, max: 1000n }), (amount, list, factor) => {
        const parts = splitByLargestRemainder(amount, list);
        expect(splitByLargestRemainder(-amount, list)).toEqual(parts.map((part) => -part));
        expect(
          splitByLargestRemainder(
            amount,
            list.map((item) => item * factor),
          ),
        ).toEqual(parts);
      }),
    );
  });
});
