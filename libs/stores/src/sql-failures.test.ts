import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import type { Kysely, QueryExecutorProvider } from 'kysely';
import { testStores, runOnPostgres } from '../../../test/support/stores';
import type { TestStore } from '../../../test/support/stores';
import { openSql } from './sql';
import type { SqlStore } from './sql';
import { openSqlite } from './sqlite';

interface Tables {
  entry: { id: bigint; text: string };
}

const createEntries = async ({ db, types }: SqlStore<Tables>): Promise<void> => {
  await db.schema
    .createTable('entry')
    .addColumn('id', types.integer, (column) => column.primaryKey())
    .addColumn('text', types.text)
    .execute();
};

const ids = async (db: Kysely<Tables>): Promise<readonly bigint[]> =>
  (await db.selectFrom('entry').select('id').orderBy('id').execute()).map(({ id }) => id);

const insert = (db: Kysely<Tables>, id: bigint, text = ''): Promise<unknown> =>
  db.insertInto('entry').values({ id, text }).execute();

describe('when SQLite cannot', () => {
  let place: TestStore;
  let file: string;
  let store: SqlStore<Tables>;

  beforeEach(async () => {
    place = testStores.sqlite();
    if (place.config.engine !== 'sqlite') throw new Error('not SQLite');
    file = place.config.file;
    store = await openSql<Tables>(place.config, 'views');
    await createEntries(store);
  });

  afterEach(async () => {
    await store.close();
    await place.discard();
  });

  test('a full disk refuses the whole transaction, and goes on reading and, with room, writing', async () => {
    await insert(store.db, 1n);
    const tooMuch = store.db.transaction().execute(async (transaction) => {
      await sql`pragma max_page_count = 20`.execute(transaction);
      for (let id = 2n; ; id++) await insert(transaction, id, 'x'.repeat(10_000));
    });
    await expect(tooMuch).rejects.toMatchObject({ name: 'StoreRefused', reason: 'disk-full' });
    expect(await ids(store.db)).toEqual([1n]);
    await insert(store.db, 2n);
    expect(await ids(store.db)).toEqual([1n, 2n]);
  });

  test('a write waits for another process without holding up the thread', async () => {
    const other = openSqlite(file);
    other.exec('begin immediate');
    let ticks = 0;
    const ticking = setInterval(() => ticks++, 5);
    const waiting = insert(store.db, 1n);
    const queued = store.db.transaction().execute((transaction) => insert(transaction, 2n));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await ids(store.db)).toEqual([]);
    other.exec('commit');
    other.close();
    await Promise.all([waiting, queued]);
    clearInterval(ticking);
    expect(ticks).toBeGreaterThan(1);
    expect(await ids(store.db)).toEqual([1n, 2n]);
  });

  test('a transaction that waits for itself is refused in time, and nobody behind it with it', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'performance'] });
    try {
      const entangled = store.db.transaction().execute(() => insert(store.db, 1n));
      const refused = expect(entangled).rejects.toMatchObject({ reason: 'locked' });
      await jest.advanceTimersByTimeAsync(29_000);
      const behind = insert(store.db, 2n);
      await jest.advanceTimersByTimeAsync(1_000);
      await refused;
      await behind;
    } finally {
      jest.useRealTimers();
    }
    expect(await ids(store.db)).toEqual([2n]);
  });

  test('a file of another kind is refused before anything is written', async () => {
    await expect(openSql({ engine: 'sqlite', file }, 'state')).rejects.toMatchObject({ reason: 'foreign' });
  });
});

describe('when PostgreSQL cannot', () => {
  let place: TestStore;
  let store: SqlStore<Tables>;

  beforeEach(async () => {
    place = testStores.postgres();
    store = await openSql<Tables>(place.config, 'views');
    await createEntries(store);
  });

  afterEach(async () => {
    await store.close();
    await place.discard();
  });

  const terminate = (pid: bigint): Promise<void> => runOnPostgres(`select pg_terminate_backend(${pid})`);

  const backend = async (db: QueryExecutorProvider): Promise<bigint> => {
    const { rows } = await sql<{ pid: bigint }>`select pg_backend_pid() as pid`.execute(db);
    return rows[0]!.pid;
  };

  test('a connection lost while idle is replaced', async () => {
    await terminate(await backend(store.db));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await ids(store.db)).toEqual([]);
  });

  test('a connection lost within a transaction undoes it, and the next one has another', async () => {
    const losing = store.db.transaction().execute(async (transaction) => {
      await insert(transaction, 1n);
      await terminate(await backend(transaction));
      await new Promise((resolve) => setTimeout(resolve, 50));
      await insert(transaction, 2n);
    });
    await expect(losing).rejects.toMatchObject({ name: 'StoreRefused', reason: 'unreachable' });
    expect(await ids(store.db)).toEqual([]);
    await insert(store.db, 3n);
    expect(await ids(store.db)).toEqual([3n]);
  });

  test('a connection lost while waiting for an answer is an error of that query alone', async () => {
    const transaction = await store.db.startTransaction().execute();
    const pid = await backend(transaction);
    const slow = sql`select pg_sleep(20)`.execute(transaction);
    const refused = expect(slow).rejects.toMatchObject({ reason: 'unreachable' });
    expect(await ids(store.db)).toEqual([]);
    await terminate(pid);
    await refused;
    await transaction
      .rollback()
      .execute()
      .catch(() => undefined);
    expect(await ids(store.db)).toEqual([]);
  });

  test('a transaction that swallowed a failure is not called committed', async () => {
    const careless = store.db.transaction().execute(async (transaction) => {
      await insert(transaction, 1n);
      await insert(transaction, 1n).catch(() => undefined);
    });
    await expect(careless).rejects.toThrow(/was rolled back/);
    expect(await ids(store.db)).toEqual([]);
  });

  test('a server that is not there, or not one, is unreachable, and its password stays unsaid', async () => {
    const deaf = createServer((socket) => socket.resume().end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((resolve) => deaf.listen(0, '127.0.0.1', resolve));
    const { port } = deaf.address() as AddressInfo;
    const attempt = (): Promise<unknown> =>
      openSql({ engine: 'postgres', connectionString: `postgres://u:secret@127.0.0.1:${port}/db` }, 'views');
    await expect(attempt()).rejects.not.toThrow(/secret/);
    await new Promise((resolve) => deaf.close(resolve));
    await expect(attempt()).rejects.toMatchObject({
      reason: 'unreachable',
      message: expect.stringMatching(/^postgres:\/\/127\.0\.0\.1:\d+\/db schema tramo_views: .*ECONNREFUSED/),
    });
  });

  test('two that start together make one schema', async () => {
    await runOnPostgres(
      `drop schema "${place.config.engine === 'postgres' ? place.config.schema : ''}" cascade`,
    );
    const stores = await Promise.all(Array.from({ length: 5 }, () => openSql<Tables>(place.config, 'views')));
    await createEntries(stores[0]!);
    expect(await ids(stores[4]!.db)).toEqual([]);
    await Promise.all(stores.map((each) => each.close()));
  });
});
