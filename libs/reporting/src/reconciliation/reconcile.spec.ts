import { Money, Rate, type LocalDate } from '@tramo/kernel';
import { reconcile, type BookLine, type Terms } from './reconcile';

const rateOf = (value: string): Rate =>
  Rate.parse({
    base: 'USD',
    quote: 'BOB',
    regime: 'official',
    side: 'buy',
    date: '2022-01-03' as LocalDate,
    value,
    source: 'central bank',
  });
const terms: Terms = { rate: rateOf('6.86'), otherRates: [rateOf('6.96')], rounding: 'half-up', decimals: 0 };
const line = (component: string, amount: string): BookLine => ({
  component,
  amount: Money.of(amount, 'BOB'),
});
const MANAGEMENT = [line('C.1', '964021'), line('C.2', '18080234'), line('C.3', '343000')];

const kindOf = (recorded: string, lines: readonly BookLine[], linesThen = lines): string =>
  reconcile({ category: '3', recorded: Money.of(recorded, 'USD'), lines, linesThen }, terms).explanation.kind;

describe('the same money by category in dollars and by component in bolivianos', () => {
  it('agrees when the lines together give what was recorded', () => {
    expect(kindOf('2826130', MANAGEMENT)).toBe('agrees');
  });

  it('differs by rounding when the lines were converted one by one', () => {
    const cell = reconcile(
      { category: '3', recorded: Money.of('2826131', 'USD'), lines: MANAGEMENT, linesThen: MANAGEMENT },
      terms,
    );
    expect(cell.difference.amount).toBe('1.00');
    expect(cell.explanation).toMatchObject({ kind: 'rounding', convertedSingly: Money.of('2826131', 'USD') });
  });

  it('differs by rate when another published one gives what was recorded', () => {
    expect(kindOf('2785525', MANAGEMENT)).toBe('rate');
  });

  it('differs by timing when it agreed with the lines as they stood then', () => {
    expect(kindOf('140528', MANAGEMENT, MANAGEMENT.slice(0, 1))).toBe('timing');
  });

  it('is an error when nothing explains it', () => {
    expect(kindOf('2376130', MANAGEMENT)).toBe('error');
    expect(kindOf('5', [])).toBe('error');
  });
});
