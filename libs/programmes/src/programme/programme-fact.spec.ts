import { fold, type Rejection } from '@tramo/kernel';
import { lineKey, type AskedLine } from '../line';
import { linesOf } from './programme-answer';
import { programmeAnswer, programmeFact } from './programme-fact';
import { programme } from './programme.state';
import { closed, crosswalk, date, defined, opened, superseded } from './programme.testing';
import { rulesOfProgramme } from './rules-of-programme';

const state = fold(programme, [
  opened,
  { type: 'EntityRegistered', data: { programme: 'par2', code: 'FPS', name: 'Fondo', kind: 'fund' } },
  defined({ classifier: 'source', code: 'AIF', sourceKind: 'lender', financing: '8735-bo' }),
  defined({ classifier: 'source', code: 'TGN', sourceKind: 'treasury' }),
  defined({ classifier: 'component', code: 'B' }),
  defined({ classifier: 'component', code: 'B.1', parent: 'B' }),
  defined({ classifier: 'component', code: 'B.1.a', parent: 'B.1' }),
  defined({ classifier: 'component', code: 'B.x', parent: 'B' }),
  defined({ classifier: 'component', code: 'C', validFrom: date('2023-01-01') }),
  defined({ classifier: 'component', code: 'A' }),
  superseded({ classifier: 'component', code: 'B.x', validTo: date('2021-12-31'), by: ['B.1'] }),
  crosswalk('2018-04-01', { B: '3' }),
  crosswalk('2022-01-01', { B: '2(c)', 'B.1': '2(a)' }),
  closed,
]);

const on = (text: string, ...lines: readonly AskedLine[]) => {
  const effectiveOn = date(text);
  const answer = programmeAnswer(state, lines, effectiveOn);
  const rules = rulesOfProgramme(answer, { programme: 'par2', effectiveOn });
  return { lines: linesOf(answer, lines), rules: rules as readonly Rejection[], answer };
};

const codesOf = (rules: readonly Rejection[]) => rules.map(({ code, field }) => [code, field]);

describe('the lines of a command', () => {
  it('are completed: the executing unit, the financing of the source, the category of the component', () => {
    const { lines, rules } = on('2022-02-01', { source: 'AIF', component: 'B.1' }, { source: 'TGN' });
    expect(rules).toEqual([]);
    const absent = { budgetCode: null, region: null, scope: null };
    expect(lines).toEqual([
      { entity: 'UCP', source: 'AIF', financing: '8735-bo', category: '2(a)', component: 'B.1', ...absent },
      { entity: 'UCP', source: 'TGN', financing: null, category: null, component: null, ...absent },
    ]);
  });

  it.each([
    ['2018-03-31', 'B.1.a', null],
    ['2021-12-31', 'B.1.a', '3'],
    ['2022-01-01', 'B.1.a', '2(a)'],
    ['2022-01-01', 'B', '2(c)'],
    ['2022-01-01', 'A', null],
  ])('find on %s the category of %s with its nearest ancestor: %s', (text, component, category) => {
    expect(on(text, { source: 'AIF', component }).lines[0]?.category).toBe(category);
  });

  it('take, of two crosswalks with one date, the one adopted last', () => {
    const corrected = fold(programme, [crosswalk('2022-01-01', { B: '1' })], state);
    const answer = programmeAnswer(corrected, [{ source: 'AIF', component: 'B.1' }], date('2022-02-01'));
    expect(answer.crosswalk).toEqual([{ financing: '8735-bo', component: 'B.1', category: '1' }]);
  });

  it('have one key when they are one line', () => {
    const [short, long] = on(
      '2022-02-01',
      { source: 'AIF', component: 'B.1' },
      {
        entity: 'UCP',
        source: 'AIF',
        financing: '8735-bo',
        category: '2(a)',
        component: 'B.1',
        region: null,
      },
    ).lines;
    expect(lineKey(short!)).toBe(lineKey(long!));
  });
});

describe('the rules of a programme', () => {
  it('need one', () => {
    const effectiveOn = date('2022-02-01');
    const answer = programmeAnswer(programme.initial, [{ source: 'AIF' }], effectiveOn);
    expect(rulesOfProgramme(answer, { programme: 'none', effectiveOn })).toMatchObject({
      code: 'PROGRAMME_UNKNOWN',
      category: 'missing',
    });
  });

  it.each<[string, string, AskedLine, string, string]>([
    ['an entity', '2022-02-01', { source: 'TGN', entity: 'X' }, 'CODE_UNKNOWN', 'lines.0.entity'],
    ['a source', '2022-02-01', { source: 'X', financing: 'y' }, 'CODE_UNKNOWN', 'lines.0.source'],
    ['a component', '2022-02-01', { source: 'TGN', component: 'X' }, 'CODE_UNKNOWN', 'lines.0.component'],
    ['a budget code', '2022-02-01', { source: 'TGN', budgetCode: '1' }, 'CODE_UNKNOWN', 'lines.0.budgetCode'],
    ['a region', '2022-02-01', { source: 'TGN', region: 'X' }, 'CODE_UNKNOWN', 'lines.0.region'],
    ['a scope', '2022-02-01', { source: 'TGN', scope: 'X' }, 'CODE_UNKNOWN', 'lines.0.scope'],
    [
      'the future',
      '2022-12-31',
      { source: 'TGN', component: 'C' },
      'CODE_NOT_YET_VALID',
      'lines.0.component',
    ],
    ['the past', '2022-01-01', { source: 'TGN', component: 'B.x' }, 'CODE_SUPERSEDED', 'lines.0.component'],
    [
      'another category',
      '2022-02-01',
      { source: 'AIF', component: 'B.1', category: '3' },
      'CATEGORY_DISAGREES_WITH_CROSSWALK',
      'lines.0.category',
    ],
    [
      'a category that no lender pays',
      '2022-02-01',
      { source: 'TGN', category: '3' },
      'CATEGORY_DISAGREES_WITH_CROSSWALK',
      'lines.0.category',
    ],
    [
      "a credit that is not the source's",
      '2022-02-01',
      { source: 'TGN', financing: '8735-bo' },
      'FINANCING_DISAGREES_WITH_SOURCE',
      'lines.0.financing',
    ],
  ])('refuse %s', (_what, text, line, code, field) => {
    expect(codesOf(on(text, line).rules)).toEqual([[code, field]]);
  });

  it('accept the last day of a code and the first of another', () => {
    expect(on('2021-12-31', { source: 'TGN', component: 'B.x' }).rules).toEqual([]);
    expect(on('2023-01-01', { source: 'TGN', component: 'C' }).rules).toEqual([]);
  });

  it('let a person name the category where no crosswalk does', () => {
    const { lines, rules } = on('2022-02-01', { source: 'AIF', component: 'A', category: '1' });
    expect([lines[0]?.category, rules]).toEqual(['1', []]);
  });

  it('name the successors as the cure', () => {
    expect(on('2022-01-01', { source: 'TGN', component: 'B.x' }).rules[0]).toMatchObject({
      values: { validTo: '2021-12-31', supersededBy: ['B.1'] },
      cure: 'name B.1 instead',
    });
  });

  it('say once what is wrong with many lines', () => {
    const lines = Array.from({ length: 500 }, () => ({ source: 'TGN', component: 'X' }));
    const { answer, rules } = on('2022-02-01', { source: 'TGN' }, ...lines);
    expect(codesOf(rules)).toEqual([['CODE_UNKNOWN', 'lines.1.component']]);
    expect(rules[0]?.values['lines']).toHaveLength(500);
    expect(JSON.stringify(answer).length).toBeLessThan(4_000);
  });

  it('close the month to every posting', () => {
    expect(codesOf(on('2022-03-31').rules)).toEqual([['MONTH_CLOSED', 'effectiveOn']]);
    expect(on('2022-04-01').rules).toEqual([]);
  });

  it('are found where the command has its lines', () => {
    const effectiveOn = date('2022-02-01');
    const answer = programmeAnswer(state, [{ source: 'TGN' }, { source: 'X' }], effectiveOn);
    const rules = rulesOfProgramme(answer, {
      programme: 'par2',
      effectiveOn,
      pathOf: (line) => ['from', 'to'][line]!,
    });
    expect(codesOf(rules as readonly Rejection[])).toEqual([['CODE_UNKNOWN', 'to.source']]);
  });
});

test('the fact asks the stream of the programme that the command names', () => {
  const asked = programmeFact<{ readonly code: string }>({ programme: ({ code }) => code, lines: () => [] });
  const body = { code: 'par2' };
  const on = { effectiveOn: date('2022-03-31'), actedOn: date('2022-04-02') };
  expect(asked.stream(body, undefined, on)).toBe('programme-par2');
  expect(asked.select(state, body, on, undefined)).toMatchObject({ exists: true, monthClosed: true });
});
