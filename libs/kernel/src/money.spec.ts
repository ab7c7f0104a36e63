import fc from 'fast-check';
import { currencies, CurrencyUnknown } from './currency';
import { InvariantViolation } from './invariant';
import { AmountMalformed, AmountOutOfRange, CurrencyMismatch, Money } from './money';

const MAX = 2n ** 63n - 1n;
const MIN = -(2n ** 63n);
const bob = (amount: string): Money => Money.of(amount, 'BOB');

/** Mostly ordinary, often around and beyond 5·10^16 minor units, now and then at the very edge. */
const amountMinor = fc.oneof(
  fc.bigInt({ min: -1_000_000_000n, max: 1_000_000_000n }),
  fc.bigInt({ min: -(6n * 10n ** 16n), max: 6n * 10n ** 16n }),
  fc.bigInt({ min: MIN, max: MAX }),
);
const moneyIn = (code: 'BOB' | 'USD') => amountMinor.map((minor) => Money.ofMinor(minor, code));
const anyMoney = fc
  .tuple(amountMinor, fc.constantFrom(...currencies))
  .map(([minor, { code }]) => Money.ofMinor(minor, code));

describe('an amount that is asked for', () => {
  it.each([
    ['100000000000000.00', '100000000000000.01', 'BOB'],
    ['10000000000000000', '10000000000000001', 'CLP'],
    ['100000000000.00000', '100000000000.00001', 'UFV'],
  ] as const)('leaves room for sums: %s, but not %s %s', (most, more, currency) => {
    expect(Money.asked({ amount: most, currency }).amount).toBe(most);
    expect(
      Money.sum(currency, new Array(900).fill(Money.asked({ amount: most, currency }))).isPositive(),
    ).toBe(true);
    expect(() => Money.asked({ amount: more, currency })).toThrow(AmountOutOfRange);
    expect(() => Money.asked({ amount: `-${more}`, currency })).toThrow(
      `more than ${most} ${currency} at once`,
    );
  });
});

describe('amounts as text', () => {
  it.each([
    ['1254211.00', 'BOB', 125421100n],
    ['1254211', 'BOB', 125421100n],
    ['-0.5', 'USD', -50n],
    ['-0.00', 'USD', 0n],
    ['500000000000000.01', 'BOB', 50000000000000001n],
    ['421504', 'CLP', 421504n],
    ['0.0001', 'CLF', 1n],
    ['2.35844', 'UFV', 235844n],
    ['92233720368547758.07', 'BOB', MAX],
    ['-92233720368547758.08', 'BOB', MIN],
  ] as const)('reads %s %s', (amount, currency, minor) => {
    expect(Money.parse({ amount, currency }).amountMinor).toBe(minor);
  });

  it.each([
    '',
    ' 1',
    '1 ',
    '1\n',
    '+1',
    '01',
    '-01',
    '.5',
    '5.',
    '1,5',
    '1.234,50',
    '1e3',
    '0x10',
    '١',
    '1_0',
    '--1',
    'NaN',
    '-',
  ])('refuses %j', (amount) => {
    expect(() => Money.parse({ amount, currency: 'BOB' })).toThrow(AmountMalformed);
  });

  it.each([
    ['1254211.000', 'BOB'],
    ['1.0', 'CLP'],
    ['0.00001', 'CLF'],
  ])('refuses the decimals of %s %s instead of rounding them', (amount, currency) => {
    expect(() => Money.parse({ amount, currency })).toThrow(AmountMalformed);
  });

  it.each([12.5, 12, 12n, null, undefined, {}, ['1']])(
    'refuses the amount %p, which is not text',
    (amount) => {
      expect(() => Money.parse({ amount: amount as string, currency: 'BOB' })).toThrow(AmountMalformed);
    },
  );

  it('refuses a currency it does not keep', () => {
    expect(() => Money.parse({ amount: '1', currency: 'XXX' })).toThrow(CurrencyUnknown);
  });

  it('does not spend time on absurd lengths', () => {
    expect(() => bob('9'.repeat(1_000_000))).toThrow(AmountMalformed);
  });

  it('prints every decimal of the currency, and no sign on zero', () => {
    expect(bob('1254211').toJSON()).toEqual({ amount: '1254211.00', currency: 'BOB' });
    expect(bob('-0').amount).toBe('0.00');
    expect(bob('-0.05').amount).toBe('-0.05');
    expect(Money.of('7', 'CLP').amount).toBe('7');
    expect(JSON.stringify({ paid: Money.of('1', 'CLF') })).toBe(
      '{"paid":{"amount":"1.0000","currency":"CLF"}}',
    );
  });

  it('reads back what it prints', () => {
    fc.assert(
      fc.property(anyMoney, (money) => {
        const printed = money.toJSON();
        expect(Money.parse(printed).equals(money)).toBe(true);
        expect(Money.parse(printed).toJSON()).toEqual(printed);
      }),
    );
  });
});

describe('range', () => {
  it('ends where 64 bits end, at both ends', () => {
    const most = Money.ofMinor(MAX, 'BOB');
    const least = Money.ofMinor(MIN, 'BOB');
    const centavo = bob('0.01');
    expect(() => most.plus(centavo)).toThrow(AmountOutOfRange);
    expect(() => least.minus(centavo)).toThrow(AmountOutOfRange);
    expect(() => least.negate()).toThrow(AmountOutOfRange);
    expect(() => least.abs()).toThrow(AmountOutOfRange);
    expect(() => most.times(2)).toThrow(AmountOutOfRange);
    expect(() => bob('92233720368547758.08')).toThrow(AmountOutOfRange);
    expect(() => bob('1' + '0'.repeat(40))).toThrow(AmountOutOfRange);
    expect(() => Money.ofMinor(MAX + 1n, 'BOB')).toThrow(AmountOutOfRange);
    expect(most.plus(least).amount).toBe('-0.01');
  });

  it('refuses or is exact, and never wraps', () => {
    fc.assert(
      fc.property(moneyIn('BOB'), moneyIn('BOB'), (a, b) => {
        for (const [operation, exact] of [
          [() => a.plus(b), a.amountMinor + b.amountMinor],
          [() => a.minus(b), a.amountMinor - b.amountMinor],
          [() => a.times(b.amountMinor), a.amountMinor * b.amountMinor],
        ] as const) {
          if (exact < MIN || exact > MAX) expect(operation).toThrow(AmountOutOfRange);
          else expect(operation().amountMinor).toBe(exact);
        }
      }),
    );
  });

  it('wants minor units as bigint: a number from a careless driver is not rounded, it is refused', () => {
    expect(() => Money.ofMinor(5 as unknown as bigint, 'BOB')).toThrow(InvariantViolation);
    expect(() => bob('1').times(0.5)).toThrow(InvariantViolation);
    expect(() => bob('1').times(2 ** 53)).toThrow(InvariantViolation);
  });
});

describe('arithmetic', () => {
  it('counts exactly beyond 2^53', () => {
    const subsidy = bob('500000000000000.01');
    expect(subsidy.plus(subsidy).amount).toBe('1000000000000000.02');
    expect(subsidy.times(3).minus(subsidy).minus(subsidy).equals(subsidy)).toBe(true);
  });

  it('sums in any order and grouping', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: -(2n ** 58n), max: 2n ** 58n }), { maxLength: 15 }), (minors) => {
        const amounts = minors.map((minor) => Money.ofMinor(minor, 'BOB'));
        const total = Money.sum('BOB', amounts);
        expect(Money.sum('BOB', amounts.toReversed()).equals(total)).toBe(true);
        expect(amounts.reduce((sum, money) => sum.plus(money), Money.zero('BOB')).equals(total)).toBe(true);
        const [head, tail] = [amounts.slice(0, 4), amounts.slice(4)];
        expect(Money.sum('BOB', head).plus(Money.sum('BOB', tail)).equals(total)).toBe(true);
      }),
    );
  });

  it('sums to what fits even when the way there does not', () => {
    const most = Money.ofMinor(MAX, 'BOB');
    expect(Money.sum('BOB', [most, bob('1'), bob('-1')]).equals(most)).toBe(true);
    expect(() => Money.sum('BOB', [most, bob('0.01')])).toThrow(AmountOutOfRange);
    expect(Money.sum('CLP', []).toJSON()).toEqual({ amount: '0', currency: 'CLP' });
  });

  it('mirrors: what holds for an amount holds for its opposite', () => {
    const mirrored = fc
      .bigInt({ min: -(2n ** 61n), max: 2n ** 61n })
      .map((minor) => Money.ofMinor(minor, 'BOB'));
    fc.assert(
      fc.property(mirrored, mirrored, (a, b) => {
        expect(a.negate().plus(b.negate()).equals(a.plus(b).negate())).toBe(true);
        expect(a.minus(b).equals(b.minus(a).negate())).toBe(true);
        expect(a.compare(b) + a.negate().compare(b.negate())).toBe(0);
        expect(a.plus(a.negate()).isZero()).toBe(true);
        expect(a.abs().equals(a.negate().abs())).toBe(true);
      }),
    );
  });

  it('compares', () => {
    expect(bob('1').compare(bob('2'))).toBe(-1);
    expect(bob('2').isGreaterThan(bob('1'))).toBe(true);
    expect(bob('1').isGreaterThan(bob('1'))).toBe(false);
    expect(bob('-1').isLessThan(bob('0'))).toBe(true);
    expect(bob('1').equals(Money.of('1', 'USD'))).toBe(false);
    expect([bob('-1'), bob('0'), bob('1')].map((m) => [m.isNegative(), m.isZero(), m.isPositive()])).toEqual([
      [true, false, false],
      [false, true, false],
      [false, false, true],
    ]);
  });

  it('does not mix currencies', () => {
    const dollar = Money.of('1', 'USD');
    for (const mix of [
      () => bob('1').plus(dollar),
      () => bob('1').minus(dollar),
      () => bob('1').compare(dollar),
      () => bob('0').isLessThan(Money.zero('USD')),
      () => Money.sum('BOB', [bob('1'), dollar]),
    ]) {
      expect(mix).toThrow(CurrencyMismatch);
      expect(mix).toThrow(InvariantViolation);
    }
  });

  it('has no operators', () => {
    const [a, b] = [bob('9'), bob('10')] as unknown as [number, number];
    expect(() => a < b).toThrow(InvariantViolation);
    expect(() => a + b).toThrow(InvariantViolation);
    expect(() => a - b).toThrow(InvariantViolation);
    expect(() => Math.max(a, b)).toThrow(InvariantViolation);
    expect(String(a)).toBe('9.00 BOB');
  });

  it('is immutable', () => {
    const money = bob('1');
    expect(() => ((money as { amountMinor: bigint }).amountMinor = 2n)).toThrow(TypeError);
    expect(() => ((money.currency as { decimals: number }).decimals = 3)).toThrow(TypeError);
  });
});
