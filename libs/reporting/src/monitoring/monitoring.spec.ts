import type { PriceChange } from '@tramo/fx';
import { Money } from '@tramo/kernel';
import { CodeTree } from '../execution/code-tree';
import { KnownFigures, type KnownFigure } from './known-figures';
import { monitoring, type Monitored } from './monitoring';
import { precisely, quotient, sumOfTexts, withinRounding } from './quotient';
import type { SpendingCell } from './spending';

const clp = (amount: number): Money => Money.of(String(amount), 'CLP');
const entry = (code: string, parent: string | null, level: string) => ({ code, name: code, parent, level });
const codes = new CodeTree([
  entry('13', null, 'programa'),
  entry('13.21', '13', 'subtitulo'),
  entry('13.21.3', '13.21', 'item'),
  entry('13.21.9', '13.21', 'item'),
  entry('13.24', '13', 'subtitulo'),
  entry('13.24.1', '13.24', 'item'),
]);

const cell = (executed: number, more: Partial<SpendingCell> = {}): SpendingCell => ({
  budgetYear: '2021',
  budgetCode: '13.24.1',
  component: 'advice',
  region: 'Maule',
  scope: null,
  executed: clp(executed),
  ...more,
});
const own = cell(150_000, { budgetCode: '13.21.3', component: null, region: null, scope: 'administrative' });

const figure = (code: string, value: string, more: Partial<KnownFigure> = {}): KnownFigure => ({
  figure: code,
  year: '2021',
  region: null,
  component: null,
  budgetCode: null,
  declared: false,
  value,
  unit: 'persons',
  source: 'form 2021',
  event: '/event',
  ...more,
});

const about = (more: Partial<Omit<Monitored, 'figures'>> = {}, ...figures: KnownFigure[]): Monitored => ({
  budgetYear: '2021',
  currency: 'CLP',
  displayUnit: 1000,
  cells: [cell(900_000), cell(20_000, { region: 'Aysén' }), own],
  initial: clp(1_200_000),
  final: clp(1_000_000),
  codes,
  level: 'subtitulo',
  changeFrom: null,
  ...more,
  figures: new KnownFigures(figures),
});

const change = (from: string, to: string): PriceChange => ({
  index: 'ipc',
  basePeriod: '2018',
  from: { period: '2020', value: from, source: 'INE' },
  to: { period: '2021', value: to, source: 'INE' },
});

describe('the monitoring of a year', () => {
  it('adds up by level, code, component, region and administration, in the order of people', () => {
    const report = monitoring(about({}, figure('production', '82', { component: 'advice' })));
    expect(report.byLevel).toEqual([
      { code: '13.21', executed: clp(150_000) },
      { code: '13.24', executed: clp(920_000) },
    ]);
    expect(report.byCode.map(({ code }) => code)).toEqual(['13.21.3', '13.24.1']);
    expect(report.byComponent).toMatchObject([
      { component: 'advice', executed: clp(920_000), production: { value: '82' } },
    ]);
    expect(report.byRegion.map(({ region, executed }) => [region, executed])).toEqual([
      ['Aysén', clp(20_000)],
      ['Maule', clp(900_000)],
    ]);
    expect(report.administrative).toEqual([{ code: '13.21.3', executed: clp(150_000) }]);
    expect(report.summary).toMatchObject({ extraBudget: null, agrees: true, difference: clp(0) });
  });

  it('leaves other years out, except of what one beneficiary took', () => {
    const before = cell(500_000, { budgetYear: '2020' });
    const report = monitoring(
      about(
        { cells: [cell(900_000), before] },
        figure('population-effective', '100', { year: '2020' }),
        figure('population-effective', '90'),
      ),
    );
    expect(report.summary.executed).toEqual(clp(900_000));
    expect(report.perBeneficiary.map(({ year, nominal }) => [year, nominal])).toEqual([
      ['2020', '5'],
      ['2021', '10'],
    ]);
  });

  it('says that 107 % in one scope is 92 % in the other', () => {
    const { ofBudget, flags } = monitoring(about());
    expect(ofBudget).toMatchObject({
      change: clp(-200_000),
      ofFinal: { percent: '107.0', precisely: '107' },
      componentsOfFinal: { percent: '92.0' },
      beyondFinal: clp(70_000),
    });
    expect(flags.map(({ flag }) => flag)).toEqual(['budget-exceeded-in-one-scope-only']);
    const both = monitoring(about({ final: clp(900_000) }));
    expect(both.flags.map(({ flag }) => flag)).toEqual(['budget-exceeded']);
    expect(monitoring(about({ final: null })).ofBudget).toMatchObject({ ofFinal: null, beyondFinal: null });
  });

  it('says what is executed under neither a component nor administration', () => {
    const { summary, flags } = monitoring(about({ cells: [cell(1, { component: null })] }));
    expect(summary).toMatchObject({ agrees: false, difference: clp(1) });
    expect(flags.map(({ flag }) => flag)).toEqual(['summary-disagrees']);
  });

  it('flags a region that spends on nobody, and none of which nothing was counted', () => {
    const { byRegion, flags } = monitoring(
      about(
        {},
        figure('beneficiaries', '0', { region: 'Aysén' }),
        figure('beneficiaries', '0', { region: 'Atacama' }),
        figure('population-effective', '3'),
      ),
    );
    expect(byRegion.map(({ region, executed }) => [region, executed.amount])).toEqual([
      ['Atacama', '0'],
      ['Aysén', '20000'],
      ['Maule', '900000'],
    ]);
    expect(byRegion[2]).toMatchObject({ beneficiaries: null, perBeneficiary: null });
    expect(flags.map(({ flag, about: of }) => [flag, of])).toEqual([
      ['budget-exceeded-in-one-scope-only', null],
      ['region-without-beneficiaries', 'Aysén'],
      ['beneficiaries-do-not-add-up', '2021'],
    ]);
  });

  it('finds money that is declared under a code and booked under another', () => {
    const declared = (code: string, value: string) =>
      figure('spending', value, { budgetCode: code, declared: true });
    const flagged = (...figures: KnownFigure[]) =>
      monitoring(about({ final: null }, ...figures)).flags.map(({ flag, about: of }) => [flag, of]);
    expect(flagged(declared('13.21', '150'), declared('13.24.1', '920'))).toEqual([]);
    expect(flagged(declared('13.21.9', '150'))).toEqual([['spending-under-another-code', '13.21.9']]);
    expect(flagged(declared('13.24', '919'))).toEqual([['spending-declared-otherwise', '13.24']]);
  });

  it('tells a declared coverage from the one that follows, and a potential from an objective', () => {
    const { coverage, flags } = monitoring(
      about(
        { final: null },
        figure('population-potential', '0'),
        figure('population-objective', '300'),
        figure('population-effective', '100'),
        figure('coverage', '33.4', { declared: true }),
      ),
    );
    expect(coverage).toMatchObject([
      { year: '2021', coverage: { percent: '33.3', precisely: '33.3333333333' } },
    ]);
    expect(flags.map(({ flag }) => flag)).toEqual([
      'coverage-declared-otherwise',
      'potential-below-objective',
    ]);
  });
});

describe('what one beneficiary took', () => {
  const declared = (value: string) => figure('spending-per-beneficiary', value, { declared: true });
  const of = (value: string, changeFrom: Monitored['changeFrom'] = null) =>
    monitoring(about({ final: null, changeFrom }, figure('population-effective', '107'), declared(value)));

  it('is the declared figure, rounded', () => {
    const { perBeneficiary, flags } = of('10');
    expect(perBeneficiary[0]).toMatchObject({
      nominal: '10',
      constant: null,
      declared: { impliedFactor: '1', least: '0.95', most: '1.05', explanation: 'nominal' },
    });
    expect(flags).toEqual([]);
  });

  it('is the declared figure by a factor that the index has', () => {
    const { perBeneficiary, flags } = of('12', () => change('100', '120'));
    expect(perBeneficiary[0]).toMatchObject({
      constant: { value: '12', factor: '1.2', change: { index: 'ipc', basePeriod: '2018' } },
      declared: { explanation: 'index' },
    });
    expect(flags).toEqual([]);
  });

  it('is the declared figure by a factor that nobody declares', () => {
    const { flags } = of('12', () => change('100', '110'));
    expect(flags).toMatchObject([
      {
        flag: 'undeclared-factor',
        values: { nominal: '10', impliedFactor: '1.2', least: '1.15', most: '1.25' },
      },
    ]);
  });

  it('is absent where the books hold nothing of the year', () => {
    const { perBeneficiary } = monitoring(about({ cells: [] }, declared('12')));
    expect(perBeneficiary).toMatchObject([
      { executed: null, nominal: null, declared: { impliedFactor: null, explanation: 'none' } },
    ]);
  });
});

describe('quotients', () => {
  it.each([
    [['2'], ['3'], 4, '0.6667'],
    [['-1'], ['8'], 2, '-0.13'],
    [['1.5', '2'], ['0.3'], 0, '10'],
    [['0.001'], ['1'], 2, '0.00'],
    [['1'], ['0'], 2, null],
  ])('of %p over %p to %p decimals is %p', (over, under, decimals, expected) => {
    expect(quotient(over, under, decimals)).toBe(expected);
  });

  it('are exact as far as they are shown', () => {
    expect(precisely(['3966284'], ['4121'])).toBe('962.4566852706');
    expect(withinRounding('1025')).toEqual(['1024.5', '1025.5']);
    expect(withinRounding('0.10')).toEqual(['0.095', '0.105']);
    expect(sumOfTexts(['1.5', '2', '0.25'])).toBe('3.75');
  });
});
