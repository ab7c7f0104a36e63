import * as fc from 'fast-check';
import { testStores } from '../../../../test/support/stores';
import type { TestStore } from '../../../../test/support/stores';
import { openViews } from './open-views';
import { PendingRows } from './pending-rows';
import type { RowChange, ViewTable } from './projection';
import { quoted } from './row-sql';
import { TablePlan } from './table-plan';
import type { SqlRow, ViewsDatabase } from './views-database';
import { createTable } from './views-schema';

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
  columns: {
    ordinal: 'integer',
    line: 'integer',
    minor: 'integer',
    account: 'text',
    note: { type: 'text', nullable: true },
  },
  key: ['ordinal', 'line'],
  appendOnly: true,
};
const tables: Readonly<Record<string, ViewTable>> = { counters, people, postings };

const integer = fc.oneof(
  fc.integer({ min: -1_000, max: 1_000 }),
  fc.bigInt({ min: -(2n ** 55n), max: 2n ** 55n }),
);
const text = fc
  .oneof(fc.constantFrom('', 'a', "it's", 'ñandú 🦙', 'Z\u0301'), fc.string({ maxLength: 5 }))
  .filter((word) => !word.includes('\0'));

const counterChange = fc
  .record({
    key: fc.record({ region: fc.constantFrom('La Paz', 'Ñuble', '🦙'), year: fc.constantFrom(2022, 2023n) }),
    set: fc.option(fc.record({ total: integer, note: fc.option(text) }, { requiredKeys: [] }), {
      nil: undefined,
    }),
    add: fc.option(fc.record({ total: integer, count: integer }, { requiredKeys: [] }), { nil: undefined }),
    remove: fc.boolean(),
  })
  .map(({ key, set, add, remove }): RowChange => {
    const table = 'counters';
    if (remove && set === undefined) return { table, key, delete: true };
    if (add === undefined) return { table, key, set: set ?? {} };
    return set === undefined ? { table, key, add } : { table, key, set, add };
  });

const personChange = fc.oneof(
  fc.record({
    table: fc.constant('people'),
    key: fc.record({ id: fc.constantFrom('1', '2', '3') }),
    // Sometimes all that a new row needs, sometimes less.
    set: fc.record(
      {
        name: text,
        active: fc.boolean(),
        visits: integer,
        born: fc.option(fc.constant('1990-02-03')),
        more: fc.option(fc.record({ b: fc.integer(), a: text })),
      },
      { requiredKeys: [] },
    ),
  }),
  fc.record({
    table: fc.constant('people'),
    key: fc.record({ id: fc.constantFrom('1', '2', '3') }),
    set: fc.record({ name: text, active: fc.boolean() }),
    add: fc.record({ visits: integer }),
  }),
  fc.record({
    table: fc.constant('people'),
    key: fc.record({ id: fc.constantFrom('1', '2', '3') }),
    delete: fc.constant(true as const),
  }),
);

const cases = [
  { table: 'counters', changes: fc.array(counterChange, { maxLength: 25 }) },
  { table: 'people', changes: fc.array(personChange, { maxLength: 25 }) },
] as const;

describe.each(['sqlite', 'postgres'] as const)('rows written to %s', (engine) => {
  let store: TestStore;
  let views: ViewsDatabase;
  let made = 0;

  beforeAll(async () => {
    store = testStores[engine]();
    views = await openViews(store.config, 10_000);
  });

  afterAll(async () => {
    await views.close();
    await store.discard();
  });

  async function target(
    table: string,
  ): Promise<{ rows: PendingRows; name: string; write: () => Promise<void> }> {
    const plan = new TablePlan(table, tables[table]!);
    const name = `${table}_${(made += 1)}`;
    const rows = new PendingRows(plan);
    await createTable(views, { plan, name });
    const write = async (): Promise<void> => {
      for (const group of rows.groups()) await views.write({ plan, name }, group);
      rows.clear();
    };
    return { rows, name, write };
  }

  test('that are only appended are each made once, and refused where they are there', async () => {
    const { rows, name, write } = await target('postings');
    const row = (ordinal: number, line: number, minor: bigint): RowChange => ({
      table: 'postings',
      key: { ordinal, line },
      set: { minor, account: '910' },
    });
    for (let ordinal = 0; ordinal < 100; ordinal++) rows.apply(row(ordinal, ordinal % 3, 2n ** 62n));
    expect(rows.size).toBe(100);
    await write();
    expect(rows.size).toBe(0);
    const [sum] = await views.all(
      `SELECT COUNT(*) AS made, MIN(minor) AS minor, MAX(account) AS account, MAX(note) AS note FROM ${quoted(name)}`,
    );
    expect(Object.values(sum!).map(String)).toEqual(['100', String(2n ** 62n), '910', 'null']);
    rows.apply(row(7, 1, 1n));
    const refused: unknown = await write().catch((error: unknown) => error);
    expect(views.refusedRows(refused)).toBe(true);
  });

  const read = async (name: string): Promise<string[]> =>
    (await views.all(`SELECT * FROM ${quoted(name)}`)).map(asText).sort();
  const asText = (row: SqlRow): string => JSON.stringify(Object.entries(row).map(([, cell]) => String(cell)));

  /** Applies changes in batches of this size; stops, leaving no trace of the batch, at the first refusal. */
  async function apply(
    table: string,
    changes: readonly RowChange[],
    size: number,
  ): Promise<string[] | 'refused'> {
    const { rows, name, write } = await target(table);
    try {
      for (let from = 0; from < changes.length; from += size) {
        await views.transaction(async () => {
          for (const change of changes.slice(from, from + size)) rows.apply(change);
          await write();
        });
      }
      return await read(name);
    } catch (error) {
      if (!views.refusedRows(error)) throw error;
      return 'refused';
    } finally {
      await views.run(`DROP TABLE ${quoted(name)}`);
      views.forget(name);
    }
  }

  test.each(cases)(
    'folded and one by one come to the same: $table',
    async ({ table, changes }) => {
      const property = fc.asyncProperty(changes, fc.integer({ min: 2, max: 30 }), async (each, size) => {
        expect(await apply(table, each, size)).toEqual(await apply(table, each, 1));
      });
      await fc.assert(property, { numRuns: engine === 'sqlite' ? 250 : 60 });
    },
    30_000,
  );

  test.each([
    ['upwards', 2n ** 62n, 2n ** 62n],
    ['downwards by one', -(2n ** 63n) + 1n, -1n],
    ['downwards', -(2n ** 62n), -(2n ** 62n) - 7n],
  ])('a sum beyond 64 bits is refused, whether in one batch or over two: %s', async (_way, first, second) => {
    const add = (total: bigint): RowChange => ({
      table: 'counters',
      key: { region: 'a', year: 1 },
      add: { total },
    });
    expect(await apply('counters', [add(first), add(second)], 1)).toBe('refused');
    expect(await apply('counters', [add(first), add(second)], 2)).toBe('refused');
    expect(await apply('counters', [add(first), add(1n), add(second - 1n)], 2)).toBe('refused');
    expect(await apply('counters', [add(first), add(-first)], 1)).not.toBe('refused');
  });

  test('plain numbers and bigints add up exactly around 2^53', async () => {
    const add = (total: bigint | number): RowChange => ({
      table: 'counters',
      key: { region: 'a', year: 1 },
      add: { total },
    });
    const sums = await apply(
      'counters',
      [add(2 ** 53 - 1), add(2 ** 53 - 1), add(2n ** 60n), add(1), add(1)],
      1,
    );
    const folded = await apply(
      'counters',
      [add(2 ** 53 - 1), add(2 ** 53 - 1), add(2n ** 60n), add(1), add(1)],
      5,
    );
    expect(sums).toEqual([JSON.stringify(['a', '1', String(2n ** 60n + 2n ** 54n), '0', 'null'])]);
    expect(folded).toEqual(sums);
  });

  test('more rows than fit a statement, of several shapes', async () => {
    const { rows, name, write } = await target('people');
    const changes = Array.from({ length: 6_003 }, (_each, index): RowChange => {
      const key = { id: `${index}` };
      const set = { name: `n${index}`, active: index % 2 === 0 };
      return index % 3 === 0
        ? { table: 'people', key, set, add: { visits: index } }
        : { table: 'people', key, set: { ...set, born: '2000-01-01' } };
    });
    for (const change of changes) rows.apply(change);
    await write();
    for (const change of changes.slice(3)) rows.apply({ table: 'people', key: change.key, delete: true });
    await write();
    expect(await read(name)).toEqual([
      JSON.stringify(['0', 'n0', '1', '0', 'null', 'null']),
      JSON.stringify(['1', 'n1', '0', '0', '2000-01-01', 'null']),
      JSON.stringify(['2', 'n2', '1', '0', '2000-01-01', 'null']),
    ]);
  });

  test('a row that should be there and is not refuses the batch', async () => {
    const key = { id: 'nobody' };
    const changes: RowChange[] = [
      { table: 'people', key, set: { name: 'only a name' } },
      { table: 'people', key, add: { visits: 1 } },
    ];
    for (const change of changes) expect(await apply('people', [change], 1)).toBe('refused');
    const gone: RowChange[] = [...changes, { table: 'people', key, delete: true }];
    expect(await apply('people', gone, 3)).toBe('refused');
  });
});
