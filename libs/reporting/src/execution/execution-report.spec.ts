import { restate } from '@tramo/fx';
import { Money, Rate, type LocalDate } from '@tramo/kernel';
import fc from 'fast-check';
import { executionRows, type Leaf, type ReportRow } from './execution-report';
import { Figure } from './figure';
import { asRecorded, atRate, inConstantMoney } from './printing';

const bs = (amount: string, year: string | null = '2022'): Figure =>
  Figure.of([{ year, money: Money.of(amount, 'BOB') }]);
const codes = (a: string | null, b: string | null): number =>
  (a ?? '~') < (b ?? '~') ? -1 : a === b ? 0 : 1;

const official = Rate.parse({
  base: 'USD',
  quote: 'BOB',
  regime: 'official',
  side: 'buy',
  date: '2022-01-03' as LocalDate,
  value: '6.86',
  source: 'central bank',
});
const toDollars = atRate({
  currency: 'USD',
  rates: (from) => (from === 'USD' ? [] : [official]),
  rounding: 'half-up',
  decimals: 0,
});

const shown = (rows: readonly ReportRow[]): readonly string[] =>
  rows.map(({ kind, group, values }) =>
    [
      kind,
      group.map((code) => code ?? '-').join('/'),
      ...values.map((value) => value?.money.amount ?? 'absent'),
    ].join(' '),
  );

describe('the rows of an execution report', () => {
  it('puts each subtotal before what it is made of, and the total at the end', () => {
    const leaves: Leaf[] = [
      { group: ['B', 'B.1'], figures: [bs('100'), bs('40')] },
      { group: ['A', 'A.2'], figures: [bs('3'), Figure.absent] },
      { group: ['A', 'A.1'], figures: [bs('2'), bs('0')] },
    ];
    expect(shown(executionRows(leaves, 2, asRecorded('BOB'), [codes, codes]))).toEqual([
      'subtotal A 5.00 0.00',
      'group A/A.1 2.00 0.00',
      'group A/A.2 3.00 absent',
      'subtotal B 100.00 40.00',
      'group B/B.1 100.00 40.00',
      'total  105.00 40.00',
    ]);
  });

  it('is its total alone when it is grouped by nothing, and an absent one when there is nothing', () => {
    expect(shown(executionRows([{ group: [], figures: [bs('7')] }], 1, asRecorded('BOB'), []))).toEqual([
      'total  7.00',
    ]);
    expect(shown(executionRows([], 1, asRecorded('BOB'), [codes]))).toEqual(['total  absent']);
  });

  it('leaves out what was not recorded in the currency that is asked for', () => {
    const leaves = [{ group: ['1'], figures: [Figure.of([{ year: null, money: Money.of('5', 'USD') }])] }];
    expect(shown(executionRows(leaves, 1, asRecorded('BOB'), [codes]))).toEqual([
      'group 1 absent',
      'total  absent',
    ]);
  });

  it('converts each printed cell once, and states what rounding left on a line of its own', () => {
    const leaves: Leaf[] = ['964021', '18080234', '343000'].map((amount, index) => ({
      group: ['C', `C.${index + 1}`],
      figures: [bs(amount)],
    }));
    expect(shown(executionRows(leaves, 1, toDollars, [codes, codes]))).toEqual(
      [
        'subtotal C 2826130',
        'group C/C.1 140528',
        'group C/C.2 2635603',
        'group C/C.3 50000',
        'residue C -1',
        'total  2826130',
      ].map((line) => line.replace(/(\d)$/, '$1.00')),
    );
  });

  it('restates each year by a factor of its own', () => {
    const value = (period: string) => ({
      period,
      value: period === '2021' ? '100' : '110',
      source: 'statistics',
    });
    const restated = (money: Money, year: string | null) =>
      restate(
        money,
        { index: 'ipc', basePeriod: '2021', from: value(year ?? ''), to: value('2022') },
        'half-up',
      );
    const figure = Figure.sum([bs('100', '2021'), bs('100', '2022')]);
    const printed = inConstantMoney('BOB', asRecorded('BOB'), restated)(figure);
    expect(printed?.money.amount).toBe('210.00');
    expect(printed?.restatements.map(({ from, factor }) => [from.period, factor.decimal])).toEqual([
      ['2021', '1.1000000000'],
      ['2022', '1.0000000000'],
    ]);
  });

  it('adds up with its residues, however it is grouped', () => {
    const code = fc.constantFrom('A', 'B', 'C', null);
    const leaf = fc.record({
      group: fc.tuple(code, code),
      minor: fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
    });
    fc.assert(
      fc.property(fc.array(leaf, { maxLength: 20 }), fc.boolean(), (given, swapped) => {
        const leaves = given.map(({ group, minor }) => ({
          group: swapped ? [group[1], group[0]] : group,
          figures: [Figure.of([{ year: null, money: Money.ofMinor(minor, 'BOB') }])],
        }));
        const rows = executionRows(leaves, 1, toDollars, [codes, codes]);
        const minorOf = (wanted: (row: ReportRow) => boolean): bigint =>
          rows.filter(wanted).reduce((sum, { values }) => sum + (values[0]?.money.amountMinor ?? 0n), 0n);
        const total = minorOf(({ kind }) => kind === 'total');
        expect(minorOf(({ kind }) => kind === 'group' || kind === 'residue')).toBe(total);
        expect(
          minorOf(({ kind, group }) => kind === 'subtotal' || (kind === 'residue' && group.length === 0)),
        ).toBe(total);
      }),
    );
  });
});
