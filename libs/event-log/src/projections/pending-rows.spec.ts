import { PendingRows } from './pending-rows';
import type { RowChange, ViewTable } from './projection';
import { RowRefused, TablePlan } from './table-plan';

const counters: ViewTable = {
  columns: {
    region: 'text',
    year: 'integer',
    total: 'integer',
    count: 'integer',
    note: { type: 'text', nullable: true },
  },
  key: ['region', 'year'],
};
const people: ViewTable = {
  columns: {
    id: 'text',
    name: 'text',
    active: 'boolean',
    visits: 'integer',
    born: { type: 'date', nullable: true },
    more: { type: 'json', nullable: true },
  },
  key: ['id'],
};
const postings: ViewTable = {
  columns: { ordinal: 'integer', minor: 'integer', account: 'text' },
  key: ['ordinal'],
  appendOnly: true,
};
const tables: Readonly<Record<string, ViewTable>> = { counters, people, postings };

describe('a row change', () => {
  test.each<[string, RowChange]>([
    ['an unknown column', { table: 'people', key: { id: '1' }, set: { name: 'a', active: true, size: 1 } }],
    ['a key column', { table: 'people', key: { id: '1' }, set: { id: '2', name: 'a', active: true } }],
    ['a key that is short', { table: 'counters', key: { region: 'a' }, set: {} }],
    ['a key that is long', { table: 'people', key: { id: '1', name: 'a' }, delete: true }],
    [
      'null where there must be something',
      { table: 'people', key: { id: '1' }, set: { name: null, active: true } },
    ],
    ['a fraction', { table: 'people', key: { id: '1' }, add: { visits: 0.5 } }],
    ['a number that has lost its digits', { table: 'people', key: { id: '1' }, add: { visits: 2 ** 53 } }],
    ['adding to a text', { table: 'people', key: { id: '1' }, add: { name: 1 } }],
    ['half a character', { table: 'people', key: { id: '\ud83e' }, delete: true }],
    ['a NUL', { table: 'people', key: { id: 'a\0b' }, delete: true }],
    ['a day with an hour', { table: 'people', key: { id: '1' }, set: { born: '1990-02-03T00:00' } }],
    ['deleting what is only appended', { table: 'postings', key: { ordinal: 1 }, delete: true }],
    ['adding to what is only appended', { table: 'postings', key: { ordinal: 1 }, add: { minor: 1 } }],
    ['half of what is only appended', { table: 'postings', key: { ordinal: 1 }, set: { minor: 1 } }],
    [
      'a column that an appended row does not have',
      { table: 'postings', key: { ordinal: 1 }, set: { account: '910', minor: 1, size: 1 } },
    ],
    ['the smallest integer of all', { table: 'people', key: { id: '1' }, add: { visits: -(2n ** 63n) } }],
  ])('refuses %s before it reaches the database', (_what, change) => {
    const rows = new PendingRows(new TablePlan(change.table, tables[change.table]!));
    expect(() => rows.apply(change)).toThrow(RowRefused);
  });

  test('that says the same in the same words again is what it would be in other words', () => {
    const key = { id: '1' };
    const said = { name: 'a', active: true, visits: 5 };
    const changes: readonly RowChange[] = [
      { table: 'people', key, set: said },
      { table: 'people', key, set: said, add: { visits: 1 } },
      { table: 'people', key, set: said },
      { table: 'people', key, set: { name: 'b' } },
      { table: 'people', key, set: said },
      { table: 'people', key, delete: true },
      { table: 'people', key, set: said },
      { table: 'people', key, add: { visits: 2 } },
    ];
    const rowsAfter = (sameWords: boolean): unknown[] =>
      changes.map((_change, last) => {
        const rows = new PendingRows(new TablePlan('people', people));
        for (const change of changes.slice(0, last + 1))
          rows.apply(sameWords ? change : structuredClone(change));
        return rows.groups().map(({ kind, shape, rows: written }) => ({ kind, shape: shape.name, written }));
      });
    expect(rowsAfter(true)).toEqual(rowsAfter(false));
  });

  test('that is many is one row to write', () => {
    const rows = new PendingRows(new TablePlan('counters', counters));
    for (let year = 0; year < 300; year++) {
      const key = { region: 'a', year: year % 3 };
      rows.apply({ table: 'counters', key, add: { total: 1n, count: 1 } });
    }
    const groups = rows.groups().map(({ kind, rows: written }) => ({ kind, written }));
    const row = (year: number): unknown[] => ['a', year, 100n, 100, null];
    expect(groups).toEqual([{ kind: 'upsert', written: [row(0), row(1), row(2)] }]);
  });
});
