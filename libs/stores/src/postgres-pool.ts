import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import { Pool } from 'pg';
import type { PoolClient } from 'pg';
import { StoreRefused } from './errors';
import { bindable } from './values';

export interface PostgresOptions {
  readonly connectionString: string;
  readonly schema: string;
}

/** A bounded pool whose values read as SQLite's do and whose losses are errors of a query, never of the process. */
export function openPostgresPool({ connectionString, schema }: PostgresOptions): PostgresPool {
  const store = describe(connectionString, schema);
  const pool = new Pool({
    connectionString,
    application_name: 'tramo',
    max: 10,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 120_000,
    // A little later than the server's own: it only speaks when the server does not.
    query_timeout: 130_000,
    idle_in_transaction_session_timeout: 120_000,
    keepAlive: true,
    types: { getTypeParser: (oid: number, format?: string) => reader(oid, format) },
    // Awaited by the pool before anybody gets the connection.
    onConnect: (client): unknown => client.query(`set search_path to "${schema}"`),
  });
  // A connection lost while idle: the pool has already replaced it, and the next query says if that is no help.
  pool.on('error', () => undefined);
  return {
    connect: async () => {
      try {
        return borrow(await pool.connect(), store);
      } catch (error) {
        throw refusal(error, store);
      }
    },
    end: () => pool.end(),
  };
}

function borrow(client: PoolClient, store: string): PostgresPoolClient {
  let lost: Error | undefined;
  const onError = (error: Error): void => void (lost = error);
  client.on('error', onError);
  return {
    query: async <Row>(
      sql: unknown,
      parameters: readonly unknown[] = [],
    ): Promise<PostgresQueryResult<Row>> => {
      try {
        const result = await client.query(String(sql), parameters.map(bindable));
        refuseSilentRollback(String(sql), result.command);
        return result as unknown as PostgresQueryResult<Row>;
      } catch (error) {
        const refused = refusal(error, store);
        if (refused instanceof StoreRefused && refused.reason === 'unreachable') lost ??= refused;
        throw refused;
      }
    },
    release: () => {
      client.removeListener('error', onError);
      client.release(lost);
    },
  } as PostgresPoolClient;
}

/** PostgreSQL answers `commit` with a rollback, and no error, when a statement of the transaction had failed. */
function refuseSilentRollback(sql: string, command: string): void {
  if (sql === 'commit' && command !== 'COMMIT') {
    throw new Error('the transaction was rolled back: one of its statements had failed and was ignored');
  }
}

const LOST = /^(Connection terminated|timeout exceeded|Query read timeout|Client (has|was))/;

function refusal(error: unknown, store: string): unknown {
  if (error instanceof Error && LOST.test(error.message)) {
    return new StoreRefused('unreachable', store, `it cannot be reached (${error.message})`, {
      cause: error,
    });
  }
  return StoreRefused.ofQuery(error, store);
}

/** Where it is, without the password. */
function describe(connectionString: string, schema: string): string {
  try {
    const { host, pathname } = new URL(connectionString);
    return `postgres://${host}${pathname} schema ${schema}`;
  } catch {
    return `PostgreSQL schema ${schema}`;
  }
}

// PostgreSQL's fixed numbers of its own types.
const [BOOL, BYTEA, INT8, INT2, INT4, FLOAT4, FLOAT8, NUMERIC] = [16, 17, 20, 21, 23, 700, 701, 1700];

/**
 * As SQLite would give it: every whole number a bigint (also a `sum`, which PostgreSQL widens to numeric), truth as
 * 1 and 0, fractions as numbers, bytes as bytes, and all else, dates and JSON included, as its text.
 */
function reader(oid: number, format?: string): (value: string | Buffer) => unknown {
  if (format === 'binary') throw new Error('results are asked for as text');
  return (value) => read(oid, String(value));
}

function read(oid: number, text: string): unknown {
  switch (oid) {
    case INT2:
    case INT4:
    case INT8:
      return BigInt(text);
    case NUMERIC:
      return /^-?\d+$/.test(text) ? BigInt(text) : text;
    case BOOL:
      return text === 't' ? 1n : 0n;
    case FLOAT4:
    case FLOAT8:
      return Number(text);
    case BYTEA:
      return Buffer.from(text.slice('\\x'.length), 'hex');
    default:
      return text;
  }
}
