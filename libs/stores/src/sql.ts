import { Kysely, PostgresDialect, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, sql } from 'kysely';
import type { ColumnDataType, Dialect, Expression, QueryExecutorProvider, Transaction } from 'kysely';
import type * as PostgresPool from './postgres-pool';
import type { StoreKind } from './sqlite';
import { SqliteDriver } from './sqlite-driver';

export type SqlConfig =
  | { readonly engine: 'sqlite'; readonly file: string }
  | {
      readonly engine: 'postgres';
      readonly connectionString: string;
      /** Made when it is missing; `tramo_views` or `tramo_state` when not named. */
      readonly schema?: string;
    };

/** How a column is declared so that it holds, compares and sorts alike on both engines. */
export interface ColumnTypes {
  /** Sorted by code point on both, whatever the language of the server. */
  readonly text: ColumnDataType | Expression<unknown>;
  /** 64 bits; reads back as bigint. Truth values are kept here too, as 1 and 0. */
  readonly integer: ColumnDataType;
  readonly bytes: ColumnDataType;
}

export interface SqlStore<Tables> {
  readonly engine: SqlConfig['engine'];
  /**
   * Reads never wait for writes. Transactions that write take turns on SQLite: inside one, use the transaction's own
   * handle, never this one. `setAccessMode('read only')` reads everything as of one instant.
   */
  readonly db: Kysely<Tables>;
  readonly types: ColumnTypes;
  close(): Promise<void>;
}

/**
 * A database or a transaction in it, with at least these tables. Kysely's types do not see that more tables can do
 * what fewer can, nor infer through its class of transactions; so a function that takes one is generic, and narrows it.
 */
export type SqlHandle<Tables> = Kysely<Tables> | Transaction<Tables>;

/** A database of views or state on either engine, with one behaviour; see `bindable` for what it holds. */
export async function openSql<Tables>(
  config: SqlConfig,
  kind: Exclude<StoreKind, 'log'>,
): Promise<SqlStore<Tables>> {
  return config.engine === 'sqlite'
    ? openOnSqlite<Tables>(config.file, kind)
    : openOnPostgres<Tables>(config.connectionString, config.schema ?? `tramo_${kind}`);
}

function openOnSqlite<Tables>(file: string, kind: StoreKind): SqlStore<Tables> {
  const driver = new SqliteDriver(file, kind);
  const dialect: Dialect = {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => driver,
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
  const db = new Kysely<Tables>({ dialect });
  const types: ColumnTypes = { text: 'text', integer: 'bigint', bytes: 'blob' };
  const close = async (): Promise<void> => {
    await db.destroy();
    // Kysely leaves alone a driver that it never used.
    await driver.destroy();
  };
  return { engine: 'sqlite', db, types, close };
}

async function openOnPostgres<Tables>(connectionString: string, schema: string): Promise<SqlStore<Tables>> {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema)) {
    throw new TypeError(`"${schema}" cannot name a schema: lower case letters, digits and _, at most 63`);
  }
  // Loaded where it is asked for: most threads never speak to a server.
  const { openPostgresPool } = require('./postgres-pool') as typeof PostgresPool;
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: openPostgresPool({ connectionString, schema }) }),
  });
  const types: ColumnTypes = { text: sql`text collate "C"`, integer: 'bigint', bytes: 'bytea' };
  try {
    await db.transaction().execute(async (transaction) => {
      await oneAtATime(transaction, schema);
      await sql`create schema if not exists ${sql.id(schema)}`.execute(transaction);
    });
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return { engine: 'postgres', db, types, close: () => db.destroy() };
}

/** On PostgreSQL, holds every other process that names the same thing until this transaction ends. */
export async function oneAtATime(transaction: QueryExecutorProvider, what: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('tramo'), hashtext(${what}))`.execute(transaction);
}
