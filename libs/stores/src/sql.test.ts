import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { testStores, engines } from '../../../test/support/stores';
import type { TestStore } from '../../../test/support/stores';
import { openSql } from './sql';
import type { SqlStore } from './sql';

interface Tables {
  cell: {
    name: string;
    minor: bigint;
    flag?: boolean | bigint | null;
    note?: string | null;
    raw?: Uint8Array | null;
  };
}

describe.each(engines)('SQL on %s', (engine) => {
  let place: TestStore;
  let store: SqlStore<Tables>;
  let db: Kysely<Tables>;

  beforeEach(async () => {
    place = testStores[engine]();
    store = await openSql<Tables>(place.config, 'views');
    db = store.db;
    const { text, integer, bytes } = store.types;
    await db.schema
      .createTable('cell')
      .addColumn('name', text, (column) => column.primaryKey())
      .addColumn('minor', integer, (column) => column.notNull())
      .addColumn('flag', integer)
      .addColumn('note', text)
      .addColumn('raw', bytes)
      .execute();
  });

  afterEach(async () => {
    await store.close();
    await place.discard();
  });

  const names = async (): Promise<readonly string[]> =>
    (await db.selectFrom('cell').select('name').orderBy('name').execute()).map(({ name }) => name);

  test('keeps 64 bits whole, in columns, sums and counts', async () => {
    const largest = 2n ** 63n - 1n;
    await db
      .insertInto('cell')
      .values([
        { name: 'a', minor: largest - 5n },
        { name: 'b', minor: 5n },
      ])
      .execute();
    const row = await db
      .selectFrom('cell')
      .select(({ fn }) => [
        fn.sum<bigint>('minor').as('sum'),
        fn.countAll<bigint>().as('count'),
        fn.max('minor').as('max'),
      ])
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ sum: largest, count: 2n, max: largest - 5n });
  });

  test('reads every kind of value back alike', async () => {
    const raw = Buffer.from([0, 1, 255]);
    await db
      .insertInto('cell')
      .values({ name: 'ñandú 🦙', minor: -1n, flag: true, note: '{"b": 1, "a":2}', raw })
      .execute();
    const [row] = await db.selectFrom('cell').selectAll().execute();
    expect(row).toEqual({ name: 'ñandú 🦙', minor: -1n, flag: 1n, note: '{"b": 1, "a":2}', raw });
    const { rows } =
      await sql`select 1 < 2 as yes, 1 > 2 as no, cast(0.5 as real) as half, null as none`.execute(db);
    expect(rows).toEqual([{ yes: 1n, no: 0n, half: 0.5, none: null }]);
  });

  test('binds numbers as what they are and refuses what could lose a digit', async () => {
    const { rows } = await sql`select cast(${7} as bigint) / 2 as quotient`.execute(db);
    expect(rows).toEqual([{ quotient: 3n }]);
    for (const bad of [2 ** 53, NaN, Infinity, new Date(0), { a: 1 }, ['a'], 'nul \0', '\ud83d', undefined]) {
      await expect(sql`select ${bad}`.execute(db)).rejects.toThrow(/cannot be stored/);
    }
  });

  test('sorts text by code point', async () => {
    const shuffled = ['b', 'Á', 'a', 'Z', 'ñ', 'A', '-', '_'];
    await db
      .insertInto('cell')
      .values(shuffled.map((name) => ({ name, minor: 0n })))
      .execute();
    expect(await names()).toEqual([...shuffled].sort());
  });

  test('counts what changed', async () => {
    await db
      .insertInto('cell')
      .values([
        { name: 'a', minor: 1n },
        { name: 'b', minor: 1n },
      ])
      .execute();
    const updated = await db.updateTable('cell').set({ minor: 2n }).executeTakeFirst();
    const inserted = await db
      .insertInto('cell')
      .values({ name: 'a', minor: 9n })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .executeTakeFirst();
    expect([updated.numUpdatedRows, inserted.numInsertedOrUpdatedRows]).toEqual([2n, 0n]);
    const returned = await db.deleteFrom('cell').where('name', '=', 'a').returning('minor').execute();
    expect(returned).toEqual([{ minor: 2n }]);
  });

  test('a transaction that fails leaves nothing, and the next one works', async () => {
    const failing = db.transaction().execute(async (transaction) => {
      await transaction.insertInto('cell').values({ name: 'a', minor: 1n }).execute();
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    const duplicate = db
      .insertInto('cell')
      .values([
        { name: 'b', minor: 1n },
        { name: 'b', minor: 1n },
      ])
      .execute();
    // Not `toThrow`: the native module, loaded once, keeps the error class of the first test file that used it.
    await expect(duplicate).rejects.toMatchObject({ message: expect.stringMatching(/unique/i) });
    expect(await names()).toEqual([]);
    await db
      .transaction()
      .execute((transaction) => transaction.insertInto('cell').values({ name: 'c', minor: 1n }).execute());
    expect(await names()).toEqual(['c']);
  });

  test('a savepoint undoes a part', async () => {
    const transaction = await db.startTransaction().execute();
    await transaction.insertInto('cell').values({ name: 'kept', minor: 1n }).execute();
    const after = await transaction.savepoint('here').execute();
    await after.insertInto('cell').values({ name: 'undone', minor: 1n }).execute();
    await after.rollbackToSavepoint('here').execute();
    await transaction.commit().execute();
    expect(await names()).toEqual(['kept']);
  });

  test('concurrent increments are all counted', async () => {
    await db.insertInto('cell').values({ name: 'a', minor: 0n }).execute();
    const increment = (): Promise<unknown> =>
      db.transaction().execute(async (transaction) => {
        await transaction
          .updateTable('cell')
          .set(({ eb }) => ({ minor: eb('minor', '+', 1n) }))
          .execute();
        await transaction.selectFrom('cell').selectAll().execute();
      });
    await Promise.all(Array.from({ length: 50 }, increment));
    expect(await db.selectFrom('cell').select('minor').execute()).toEqual([{ minor: 50n }]);
  });

  test('reads do not wait for an open transaction and see nothing of it', async () => {
    const transaction = await db.startTransaction().execute();
    await transaction.insertInto('cell').values({ name: 'pending', minor: 1n }).execute();
    expect(await names()).toEqual([]);
    expect(await transaction.selectFrom('cell').select('name').execute()).toEqual([{ name: 'pending' }]);
    await transaction.commit().execute();
    expect(await names()).toEqual(['pending']);
  });

  test('a read-only transaction stays at its instant, and cannot write', async () => {
    const options = db.startTransaction().setAccessMode('read only').setIsolationLevel('repeatable read');
    const report = await options.execute();
    expect(await report.selectFrom('cell').selectAll().execute()).toEqual([]);
    await db.insertInto('cell').values({ name: 'later', minor: 1n }).execute();
    expect(await report.selectFrom('cell').selectAll().execute()).toEqual([]);
    await expect(report.insertInto('cell').values({ name: 'x', minor: 1n }).execute()).rejects.toMatchObject({
      reason: 'read-only',
    });
    await report.rollback().execute();
    expect(await names()).toEqual(['later']);
  });

  test('after closing, queries are refused and closing again is quiet', async () => {
    await store.close();
    await expect(names()).rejects.toThrow(/destroyed/);
    await store.close();
  });
});
