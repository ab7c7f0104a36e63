import { given } from '../../../../test/support/decider-kit';
import { AdoptCrosswalkHandler } from './adopt-crosswalk';
import { DefineClassifierEntriesHandler, type AskedEntry } from './define-classifier-entries';
import { crosswalk, date, defined, opened, scheme, superseded } from './programme.testing';
import { SupersedeClassifierEntryHandler } from './supersede-classifier-entry';
import type { Classifier } from '../codes';

const validFrom = date('2018-04-01');

const entries = (classifier: Classifier, ...of: readonly Partial<AskedEntry>[]) => ({
  programme: 'par2',
  classifier,
  entries: of.map((entry) => ({ code: 'B', name: entry.code ?? 'B', validFrom, ...entry })),
});

describe('defining entries', () => {
  it('takes parents with their children, in their order', () => {
    given(DefineClassifierEntriesHandler, opened)
      .when(entries('component', { code: 'B' }, { code: 'B.1', parent: 'B' }))
      .thenAccepted(
        defined({ classifier: 'component', code: 'B' }),
        defined({ classifier: 'component', code: 'B.1', parent: 'B' }),
      );
  });

  it('needs a programme, and something to define', () => {
    given(DefineClassifierEntriesHandler).when(entries('component', {})).thenRefused('PROGRAMME_UNKNOWN');
    given(DefineClassifierEntriesHandler, opened).when(entries('component')).thenRefused('NOTHING_NAMED');
  });

  it('never renames: the cure is to supersede', () => {
    const b = defined({ classifier: 'component', code: 'B' });
    const [refused] = given(DefineClassifierEntriesHandler, opened, b)
      .when(entries('component', { code: 'A' }, { code: 'B' }))
      .thenRefused('CODE_TAKEN');
    expect(refused).toMatchObject({ category: 'conflict', values: { codes: ['B'] } });
    expect(refused?.cure).toMatch(/^supersede it/);
    given(DefineClassifierEntriesHandler, opened)
      .when(entries('component', { code: 'B' }, { code: 'B' }))
      .thenRefused('CODE_TAKEN');
  });

  it('lets a code stand in several classifiers', () => {
    given(DefineClassifierEntriesHandler, opened, defined({ classifier: 'region', code: 'B' }))
      .when(entries('component', { code: 'B' }))
      .thenAccepted(defined({ classifier: 'component', code: 'B' }));
  });

  it.each<[string, Classifier, Partial<AskedEntry>, string, string]>([
    ['a parent that comes later', 'component', { parent: 'C' }, 'CODE_UNKNOWN', 'entries.0.parent'],
    ['a parent of another classifier', 'region', { parent: '7' }, 'CODE_UNKNOWN', 'entries.0.parent'],
    ['a level of what has none', 'region', { level: 'partida' }, 'ATTRIBUTE_MISPLACED', 'entries.0.level'],
    ['money of a region', 'region', { sourceKind: 'lender' }, 'ATTRIBUTE_MISPLACED', 'entries.0.sourceKind'],
    [
      'a credit of the treasury',
      'source',
      { sourceKind: 'treasury', financing: 'x' },
      'ATTRIBUTE_MISPLACED',
      'entries.0.financing',
    ],
    ['money of nobody', 'source', {}, 'SOURCE_KIND_MISSING', 'entries.0.sourceKind'],
    [
      'a lender without a credit',
      'source',
      { sourceKind: 'lender' },
      'FINANCING_MISSING',
      'entries.0.financing',
    ],
    ['a budget code on no level', 'budgetCode', {}, 'LEVEL_UNKNOWN', 'entries.0.level'],
    ['a level that is none', 'budgetCode', { level: 'glosa' }, 'LEVEL_UNKNOWN', 'entries.0.level'],
    [
      'a code under one of its own level',
      'budgetCode',
      { level: 'partida', parent: '7' },
      'PARENT_NOT_ABOVE',
      'entries.0.parent',
    ],
  ])('refuses %s', (_what, classifier, entry, code, field) => {
    const seven = defined({ classifier: 'budgetCode', code: '7', level: 'partida' });
    const [refused] = given(DefineClassifierEntriesHandler, opened, scheme, seven)
      .when(entries(classifier, entry))
      .thenRefused(code);
    expect(refused?.field).toBe(field);
  });

  it('wants a scheme before budget codes', () => {
    given(DefineClassifierEntriesHandler, opened)
      .when(entries('budgetCode', { level: 'partida' }))
      .thenRefused('BUDGET_CODE_SCHEME_MISSING');
  });
});

describe('superseding an entry', () => {
  const b = defined({ classifier: 'component', code: 'B' });
  const c = defined({ classifier: 'component', code: 'C' });
  const body = {
    programme: 'par2',
    classifier: 'component',
    code: 'B',
    validTo: date('2021-12-31'),
    by: ['C'],
    reason: 'no longer used',
  } as const;
  const ended = superseded({ classifier: 'component', code: 'B', validTo: body.validTo, by: ['C'] });

  it('names the last day of its use and what takes its place', () => {
    given(SupersedeClassifierEntryHandler, opened, b, c).when(body).thenAccepted(ended);
    given(SupersedeClassifierEntryHandler, opened, b)
      .when({ ...body, by: [] })
      .thenAccepted(superseded({ classifier: 'component', code: 'B', validTo: body.validTo, by: [] }));
  });

  it.each([
    ['what is not defined', { code: 'X' }, 'CODE_UNKNOWN'],
    ['a successor that is not defined', { by: ['C', 'X'] }, 'CODE_UNKNOWN'],
    ['an end before the beginning', { validTo: date('2018-03-31') }, 'ENDS_BEFORE_IT_BEGINS'],
    ['its own place', { by: ['B'] }, 'SUCCEEDS_ITSELF'],
  ])('refuses %s', (_what, wrong, code) => {
    given(SupersedeClassifierEntryHandler, opened, b, c)
      .when({ ...body, ...wrong })
      .thenRefused(code);
  });

  it('is done once, in a programme', () => {
    given(SupersedeClassifierEntryHandler, opened, b, c, ended).when(body).thenRefused('ALREADY_SUPERSEDED');
    given(SupersedeClassifierEntryHandler).when(body).thenRefused('PROGRAMME_UNKNOWN');
  });
});

describe('adopting a crosswalk', () => {
  const b = defined({ classifier: 'component', code: 'B' });
  const body = {
    programme: 'par2',
    financing: '8735-bo',
    validFrom: date('2022-01-01'),
    entries: [{ component: 'B', category: '2(a)' }],
    proof: 'the letter of 3 January',
  };
  const knowing = (unknown: readonly string[] = [], programme: string | null = 'par2') => ({
    facts: { financing: { programme, unknown } },
  });
  const adopted = crosswalk('2022-01-01', { B: '2(a)' });

  it('leads from components to categories, from its date on', () => {
    given(AdoptCrosswalkHandler, opened, b).when(body, knowing()).thenAccepted(adopted);
  });

  it('is counted for each agreement by itself', () => {
    const other = crosswalk('2020-01-01', { B: '3' }, 'other');
    const second = { ...adopted, data: { ...adopted.data, number: 2 } } as typeof adopted;
    given(AdoptCrosswalkHandler, opened, b, other).when(body, knowing()).thenAccepted(adopted);
    given(AdoptCrosswalkHandler, opened, b, adopted).when(body, knowing()).thenAccepted(second);
  });

  it('refuses codes that are not defined, all of them', () => {
    const entries = [
      { component: 'B', category: '9' },
      { component: 'X', category: '2(a)' },
    ];
    const asked = given(AdoptCrosswalkHandler, opened, b);
    const refused = asked
      .when({ ...body, entries }, knowing(['9']))
      .thenRefused('CODE_UNKNOWN', 'CODE_UNKNOWN');
    expect(refused.map(({ field }) => field)).toEqual(['entries.0.category', 'entries.1.component']);
    asked
      .when({ ...body, entries: [{ component: 'B', category: '9' }] }, { mode: 'history', ...knowing(['9']) })
      .thenFound(['CODE_UNKNOWN'], crosswalk('2022-01-01', { B: '9' }));
  });

  it('makes no sense without its programme and its agreement, or with two ways from one component', () => {
    const asked = given(AdoptCrosswalkHandler, opened, b);
    given(AdoptCrosswalkHandler).when(body, knowing()).thenRefused('PROGRAMME_UNKNOWN');
    asked.when(body, knowing([], null)).thenRefused('FINANCING_UNKNOWN');
    asked.when(body, knowing([], 'other')).thenRefused('FINANCING_OF_ANOTHER_PROGRAMME');
    const entries = [...body.entries, { component: 'B', category: '3' }];
    asked.when({ ...body, entries }, knowing()).thenRefused('COMPONENT_TWICE');
  });
});
