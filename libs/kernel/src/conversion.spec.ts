import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { convert, convertTable } from './conversion';
import type { CurrencyCode } from './currency';
import { ROUNDINGS, type Rounding } from './exact';
import { InvariantViolation } from './invariant';
import { parseLocalDate } from './local-date';
import { AmountOutOfRange, CurrencyMismatch, Money } from './money';
import { Rate } from './rate';

const rateOf = (value: string, base: CurrencyCode = 'USD', quote: CurrencyCode = 'BOB'): Rate =>
  Rate.parse({
    base,
    quote,
    regime: 'official',
    side: 'buy',
    date: parseLocalDate('2022-01-03'),
    value,
    source: 'Banco Central de Bolivia',
  });
const officialBuy = rateOf('6.86');
const bob = (amount: string): Money => Money.of(amount, 'BOB');
const usd = (amount: string): Money => Money.of(amount, 'USD');

describe('conversion', () => {
  it('multiplies from base to quote and divides back, and says what rounding dropped', () => {
    expect(convert(usd('13062441'), officialBuy, 'half-up')).toMatchObject({
      converted: bob('89608345.26'),
      rounding: 'half-up',
      decimals: 2,
      residue: '0',
    });
    expect(convert(bob('19387255'), officialBuy, 'half-up')).toMatchObject({
      original: bob('19387255'),
      converted: usd('2826130.47'),
      rate: officialBuy,
      // 2,826,130.47 × 6.86 = 19,387,255.0242
      residue: '-0.0242',
    });
    expect(convert(bob('19387255'), officialBuy, 'half-up', 0)).toMatchObject({
      converted: usd('2826130'),
      decimals: 0,
      residue: '3.2',
    });
    expect(convert(bob('19387255'), officialBuy, 'half-up', -3).converted).toEqual(usd('2826000'));
  });

  it('has names for its ways of rounding, and they differ where they should', () => {
    const ways = (amount: string): Record<string, string> =>
      Object.fromEntries(
        ROUNDINGS.map((rounding) => [
          rounding,
          convert(usd(amount), rateOf('0.5'), rounding, 0).converted.amount,
        ]),
      );
    const whole = (way: Record<Rounding, number>): Record<string, string> =>
      Object.fromEntries(
        Object.entries(way).map(([rounding, amount]) => [rounding, bob(String(amount)).amount]),
      );
    expect(ways('5')).toEqual(whole({ 'half-up': 3, 'half-even': 2, down: 2, up: 3, floor: 2, ceiling: 3 }));
    expect(ways('7')).toEqual(whole({ 'half-up': 4, 'half-even': 4, down: 3, up: 4, floor: 3, ceiling: 4 }));
    expect(ways('-5')).toEqual(
      whole({ 'half-up': -3, 'half-even': -2, down: -2, up: -3, floor: -3, ceiling: -2 }),
    );
    expect(ways('5.02')).toEqual(
      whole({ 'half-up': 3, 'half-even': 3, down: 2, up: 3, floor: 2, ceiling: 3 }),
    );
    expect(ways('4.98')).toEqual(
      whole({ 'half-up': 2, 'half-even': 2, down: 2, up: 3, floor: 2, ceiling: 3 }),
    );
    expect(ways('4')).toEqual(whole({ 'half-up': 2, 'half-even': 2, down: 2, up: 2, floor: 2, ceiling: 2 }));
  });

  it('is exact where a binary fraction, or a quotient cut short, is not', () => {
    // A hair below a half: any quotient kept to fewer than 34 digits would call it a half.
    const almostTwo = rateOf('2.0000000000000000000000000000000001');
    expect(convert(bob('0.01'), almostTwo, 'half-up').converted).toEqual(usd('0.00'));
    expect(convert(bob('0.01'), rateOf('2'), 'half-up').converted).toEqual(usd('0.01'));
    expect(convert(bob('500000000000000.01'), officialBuy, 'half-up')).toMatchObject({
      converted: usd('72886297376093.30'),
      residue: '-0.028',
    });
    expect(convert(usd('1000000000000000.01'), officialBuy, 'down')).toMatchObject({
      converted: bob('6860000000000000.06'),
      residue: '0.0086',
    });
  });

  it('knows the decimals of both sides', () => {
    const fomento = rateOf('30991.74', 'CLF', 'CLP');
    expect(convert(Money.of('1.5', 'CLF'), fomento, 'half-up').converted).toEqual(Money.of('46488', 'CLP'));
    expect(convert(Money.of('31000000', 'CLP'), fomento, 'half-up').converted).toEqual(
      Money.of('1000.2665', 'CLF'),
    );
    const housing = rateOf('2.35844', 'UFV', 'BOB');
    expect(convert(Money.of('100', 'UFV'), housing, 'half-up')).toMatchObject({
      converted: bob('235.84'),
      residue: '0.004',
    });
  });

  it('refuses what is not of the pair, what would overflow, and decimals the currency has not', () => {
    expect(() => convert(Money.of('1', 'EUR'), officialBuy, 'half-up')).toThrow(CurrencyMismatch);
    expect(() => convert(Money.ofMinor(2n ** 62n, 'USD'), officialBuy, 'half-up')).toThrow(AmountOutOfRange);
    expect(() => convert(bob('1'), rateOf(`0.${'0'.repeat(33)}1`), 'half-up')).toThrow(AmountOutOfRange);
    expect(() => convert(bob('1'), officialBuy, 'half-up', 3)).toThrow(InvariantViolation);
    expect(() => convert(bob('1'), officialBuy, 'half-up', 0.5)).toThrow(InvariantViolation);
    expect(() => convert(bob('1'), officialBuy, 'up', -19)).toThrow(InvariantViolation);
  });

  it('does not depend on how others configure the library', () => {
    const { precision, rounding } = Decimal;
    try {
      Decimal.set({ precision: 3, rounding: Decimal.ROUND_CEIL });
      expect(convert(bob('19387255'), officialBuy, 'half-up').converted).toEqual(usd('2826130.47'));
    } finally {
      Decimal.set({ precision, rounding });
    }
  });
});

describe('conversion, for any amount and rate', () => {
  const amountMinor = fc.oneof(
    fc.bigInt({ min: -10_000n, max: 10_000n }),
    fc.bigInt({ min: -(6n * 10n ** 16n), max: 6n * 10n ** 16n }),
  );
  const rateValue = fc
    .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 99_999 }))
    .filter(([whole, fraction]) => whole > 0 || fraction > 9_999)
    .map(([whole, fraction]) => `${whole}.${String(fraction).padStart(5, '0')}`);
  const rounding = fc.constantFrom(...ROUNDINGS);
  const currency = fc.constantFrom('USD' as const, 'BOB' as const);
  const exactly = Decimal.clone({ precision: 200 });

  it('loses nothing: the residue closes the equation, and is under one unit', () => {
    fc.assert(
      fc.property(amountMinor, rateValue, rounding, currency, (minor, value, way, from) => {
        const rate = rateOf(value);
        const { original, converted, residue } = convert(Money.ofMinor(minor, from), rate, way);
        const priced = (money: Money): Decimal =>
          money.currency.code === 'USD' ? exactly.mul(money.amount, value) : new exactly(money.amount);
        expect(priced(converted).plus(residue).eq(priced(original))).toBe(true);
        const unit = from === 'USD' ? exactly.div(1, 100) : exactly.div(value, 100);
        const bound = way.startsWith('half') ? unit.div(2) : unit;
        expect(exactly.abs(residue).lte(bound)).toBe(true);
        if (!way.startsWith('half')) expect(exactly.abs(residue).lt(unit)).toBe(true);
      }),
    );
  });

  const mirror: Record<Rounding, Rounding> = {
    'half-up': 'half-up',
    'half-even': 'half-even',
    down: 'down',
    up: 'up',
    floor: 'ceiling',
    ceiling: 'floor',
  };

  it('mirrors for the opposite amount', () => {
    fc.assert(
      fc.property(amountMinor, rateValue, rounding, currency, (minor, value, way, from) => {
        const there = convert(Money.ofMinor(minor, from), rateOf(value), way);
        const mirrored = convert(Money.ofMinor(-minor, from), rateOf(value), mirror[way]);
        expect(mirrored.converted.equals(there.converted.negate())).toBe(true);
        expect(mirrored.residue).toBe(new exactly(there.residue).neg().plus(0).toFixed());
      }),
    );
  });

  it('comes back from a round trip within what rounding can have moved', () => {
    fc.assert(
      fc.property(amountMinor, rateValue, (minor, value) => {
        const rate = rateOf(value);
        const original = Money.ofMinor(minor, 'BOB');
        const dollars = convert(original, rate, 'half-up').converted;
        const offMinor = convert(dollars, rate, 'half-up').converted.minus(original).abs().amountMinor;
        // Half a cent at the rate, and half a centavo.
        expect(new exactly(value).plus(1).div(2).gte(String(offMinor))).toBe(true);
      }),
    );
  });

  it('states the line that makes a table add up', () => {
    fc.assert(
      fc.property(fc.array(amountMinor, { maxLength: 12 }), rateValue, rounding, (minors, value, way) => {
        const amounts = minors.map((minor) => Money.ofMinor(minor, 'BOB'));
        const { lines, total, residue } = convertTable('BOB', amounts, rateOf(value), way, 0);
        const added = lines.reduce((sum, line) => sum.plus(line.converted), residue);
        expect(added.equals(total.converted)).toBe(true);
        expect(residue.abs().isGreaterThan(usd(String(minors.length + 1)))).toBe(false);
      }),
    );
  });
});

/** Credit 8735-BO, operating plan 2022: categories in dollars, components in bolivianos, whole units. */
describe('the categories of PAR II', () => {
  const published = [
    { category: '1', bolivianos: ['3649147'], dollars: '531946' },
    // Closes only with the regional technical assistance in it.
    { category: '2(a)', bolivianos: ['151062203', '3087000'], dollars: '22470729' },
    { category: '2(c)', bolivianos: ['4100282'], dollars: '597709' },
    { category: '3', bolivianos: ['19387255'], dollars: '2826131' },
  ];
  const printedTotal = usd('26426514');
  const inBolivianos = published.map(({ bolivianos }) => Money.sum('BOB', bolivianos.map(bob)));
  const table = convertTable('BOB', inBolivianos, officialBuy, 'half-up', 0);

  it('printed lines add to 26,426,515, printed total 26,426,514: category 3 is one too high at 6.86', () => {
    const printed = published.map(({ dollars }) => usd(dollars));
    expect(Money.sum('USD', printed).minus(printedTotal)).toEqual(usd('1'));
    const differing = published.flatMap(({ category, dollars }, index) => {
      const tooHigh = usd(dollars).minus(table.lines[index]!.converted);
      return tooHigh.isZero() ? [] : [{ category, tooHigh: tooHigh.amount }];
    });
    expect(differing).toEqual([{ category: '3', tooHigh: '1.00' }]);
    expect(Money.sum('BOB', inBolivianos)).toEqual(bob('181285887'));
  });

  it('converted without that slip, the lines add to the printed total and leave no residue', () => {
    expect(table.total.converted).toEqual(printedTotal);
    expect(table.residue).toEqual(usd('0'));
  });

  it('the slip has a cause: category 3 was added up from components rounded one by one', () => {
    const components = [
      ['1254211', '2155813', '178181', '60942'],
      ['151062203', '3087000'],
      ['4100282'],
      ['964021', '18080234', '343000'],
    ];
    const categories = components.map((amounts) => {
      const { lines } = convertTable('BOB', amounts.map(bob), officialBuy, 'half-up', 0);
      return Money.sum(
        'USD',
        lines.map((line) => line.converted),
      );
    });
    expect(categories).toEqual(published.map(({ dollars }) => usd(dollars)));
    const finer = convertTable('BOB', components.flat().map(bob), officialBuy, 'half-up', 0);
    expect(finer.total.converted).toEqual(printedTotal);
    expect(finer.residue).toEqual(usd('-1'));
  });
});
