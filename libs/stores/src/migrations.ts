import { invariant } from '@tramo/kernel';
import type { Kysely } from 'kysely';
import { StoreRefused } from './errors';
import { oneAtATime } from './sql';
import type { ColumnTypes, SqlStore } from './sql';

/** One step of a schema's life. Once released it never changes: what comes later is another step. */
export interface Migration {
  /** Unique among all rooms: `stores/bearer-token`. */
  readonly name: string;
  readonly up: (db: Kysely<unknown>, types: ColumnTypes) => Promise<void>;
}

type MigrationTables = { applied_migration: { name: string; applied_at: string } };

/** Brings a store to what this program expects, each step in a transaction of its own. */
export async function migrate(store: SqlStore<unknown>, migrations: readonly Migration[]): Promise<void> {
  const names = new Set(migrations.map(({ name }) => name));
  invariant(names.size === migrations.length, 'every migration has a name of its own');
  const db = store.db.withTables<MigrationTables>();
  await inTurn(store, db, async (turn) => {
    await turn.schema
      .createTable('applied_migration')
      .ifNotExists()
      .addColumn('name', store.types.text, (column) => column.primaryKey())
      .addColumn('applied_at', store.types.text, (column) => column.notNull())
      .execute();
  });
  const applied = await appliedNames(db);
  refuseUnknown(applied, names);
  for (const migration of migrations) {
    if (!applied.has(migration.name)) await inTurn(store, db, (turn) => apply(turn, store.types, migration));
  }
}

type MigrationDb = Kysely<MigrationTables>;

/** Two processes that start together migrate one after the other: SQLite sees to it, PostgreSQL has to be asked. */
function inTurn(
  store: SqlStore<unknown>,
  db: MigrationDb,
  work: (turn: MigrationDb) => Promise<void>,
): Promise<void> {
  return db.transaction().execute(async (transaction) => {
    if (store.engine === 'postgres') await oneAtATime(transaction, 'migrations');
    await work(transaction);
  });
}

async function apply(turn: MigrationDb, types: ColumnTypes, { name, up }: Migration): Promise<void> {
  // The other process may have done it while this one waited.
  if ((await appliedNames(turn)).has(name)) return;
  await up(turn as Kysely<unknown>, types);
  await turn.insertInto('applied_migration').values({ name, applied_at: new Date().toISOString() }).execute();
}

async function appliedNames(db: MigrationDb): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('applied_migration').select('name').execute();
  return new Set(rows.map(({ name }) => name));
}

function refuseUnknown(applied: ReadonlySet<string>, known: ReadonlySet<string>): void {
  const unknown = [...applied].filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  const detail = `it was written by a newer Tramo (${unknown.join(', ')}); use that one`;
  throw new StoreRefused('newer', 'state store', detail);
}
