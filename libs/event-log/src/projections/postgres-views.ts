import { Client, DatabaseError } from 'pg';
import { StoreRefused } from '@tramo/stores';
import type { SqlConfig } from '@tramo/stores';
import type { RowGroup } from './pending-rows';
import { boundColumns, groupSql } from './row-sql';
import type { PhysicalTable } from './row-sql';
import { RowRefused } from './table-plan';
import type { ColumnPlan, StoredCell } from './table-plan';
import { refuseMissing } from './views-database';
import type { SqlRow, SqlValue, ViewsDatabase, ViewsDialect } from './views-database';

/** One statement for so many rows: their arrays are some megabytes at most, and one answer serves them all. */
const STATEMENT_ROWS = 5_000;
const CONNECT_MS = 5_000;
/** A statement waits so long for a reader to finish; what can wait is tried again later. */
const LOCK_MS = 2_000;
const STATEMENT_MS = 120_000;

const isInteger = ({ type }: ColumnPlan): boolean => type === 'integer' || type === 'boolean';

const dialect: ViewsDialect = {
  engine: 'postgres',
  now: '(extract(epoch FROM clock_timestamp()) * 1000)::bigint',
  columnType: (column) => (isInteger(column) ? 'bigint' : 'text COLLATE "C"'),
  tableOptions: '',
  impatience: ['SET LOCAL lock_timeout = 100'],
};

type PostgresConfig = Extract<SqlConfig, { engine: 'postgres' }>;

/** The views in a schema of PostgreSQL. The connection is the projector's alone: its lease is tied to it. */
export class PostgresViews implements ViewsDatabase {
  readonly dialect = dialect;
  private readonly statements = new Map<string, string>();
  private savepoints = 0;

  private constructor(
    private readonly client: Client,
    private readonly schema: string,
  ) {}

  static async open(
    { connectionString, schema = 'tramo_views' }: PostgresConfig,
    ownTables: readonly string[],
    silenceMs: number,
  ): Promise<PostgresViews> {
    const client = new Client({
      connectionString,
      application_name: 'tramo projector',
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_MS,
      lock_timeout: LOCK_MS,
      statement_timeout: STATEMENT_MS,
      query_timeout: STATEMENT_MS + CONNECT_MS,
      // A projector that is put to sleep within a batch would hold its rows, and the lease, for ever.
      idle_in_transaction_session_timeout: silenceMs,
    });
    // The loss is noticed by the statement in hand, or by the next.
    client.on('error', () => undefined);
    const views = new PostgresViews(client, schema);
    try {
      await views.ask(() => client.connect());
      await views.prepareSchema(ownTables);
      return views;
    } catch (error) {
      await views.close();
      throw error;
    }
  }

  private async prepareSchema(ownTables: readonly string[]): Promise<void> {
    // A crash of the server may take the last transactions, each with its checkpoint: they are projected again.
    await this.run('SET synchronous_commit = off');
    await this.run(`SET search_path TO "${this.schema}"`);
    await this.transaction(async () => {
      // The same lock as whoever else opens this schema: two at once would collide making the same thing.
      await this.run("SELECT pg_advisory_xact_lock(hashtext('tramo'), hashtext(?))", [this.schema]);
      await this.run(`CREATE SCHEMA IF NOT EXISTS "${this.schema}"`);
      for (const table of ownTables) await this.run(table);
    });
  }

  async transaction<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.within('BEGIN', 'COMMIT', 'ROLLBACK', work);
  }

  async savepoint<Result>(work: () => Promise<Result>): Promise<Result> {
    const name = `part_${(this.savepoints += 1)}`;
    return this.within(`SAVEPOINT ${name}`, `RELEASE ${name}`, `ROLLBACK TO ${name}`, work);
  }

  private async within<Result>(
    begin: string,
    end: string,
    undo: string,
    work: () => Promise<Result>,
  ): Promise<Result> {
    await this.run(begin);
    try {
      const result = await work();
      await this.run(end);
      return result;
    } catch (error) {
      // When the connection is lost the server undoes it by itself, and the first error says more.
      await this.run(undo).catch(() => undefined);
      throw error;
    }
  }

  async run(sql: string, values: readonly SqlValue[] = []): Promise<number> {
    const { rowCount } = await this.ask(() => this.client.query(numbered(sql), [...values]));
    return rowCount ?? 0;
  }

  async all(sql: string, values: readonly SqlValue[] = []): Promise<SqlRow[]> {
    const { rows } = await this.ask(() => this.client.query<SqlRow>(numbered(sql), [...values]));
    return rows;
  }

  async write(table: PhysicalTable, group: RowGroup): Promise<void> {
    const columns = boundColumns(table, group);
    const text = this.groupStatement(table, group, columns);
    const name = `${table.name} ${group.kind} ${group.shape.name}`;
    let changed = 0;
    for (let from = 0; from < group.rows.length; from += STATEMENT_ROWS) {
      const rows = group.rows.slice(from, from + STATEMENT_ROWS);
      const values = columns.map(({ index }) => rows.map((row): StoredCell => row[index]!));
      const { rowCount } = await this.ask(() => this.client.query({ name, text, values }));
      changed += rowCount ?? 0;
    }
    const { kind, rows } = group;
    if (kind === 'update' || kind === 'delete-existing') refuseMissing(table, rows.length, changed);
  }

  /** One array per column, so that the same text, planned once, takes any number of rows. */
  private groupStatement(table: PhysicalTable, group: RowGroup, columns: readonly ColumnPlan[]): string {
    const name = `${table.name} ${group.kind} ${group.shape.name}`;
    let text = this.statements.get(name);
    if (text === undefined) {
      const arrays = columns.map(
        (column, index) => `$${index + 1}::${isInteger(column) ? 'bigint' : 'text'}[]`,
      );
      const names = columns.map((_column, index) => `column${index + 1}`);
      text = groupSql(
        table,
        group,
        `SELECT * FROM unnest(${arrays.join(', ')}) AS given (${names.join(', ')})`,
      );
      this.statements.set(name, text);
    }
    return text;
  }

  forget(table: string): void {
    for (const name of this.statements.keys()) if (name.startsWith(`${table} `)) this.statements.delete(name);
  }

  /** Bad data, a broken constraint, or more than a row or an index may hold. */
  refusedRows(error: unknown): boolean {
    if (error instanceof RowRefused) return true;
    return error instanceof DatabaseError && /^(22|23|54)/.test(error.code ?? '');
  }

  /** The lock falls with its holder's connection, however that ends. */
  async holderHasGone(token: number): Promise<boolean> {
    const [row] = await this.all('SELECT pg_try_advisory_lock(hashtext(?), ?) AS gone', [this.schema, token]);
    const gone = String(row?.gone) === 'true';
    if (gone) await this.run('SELECT pg_advisory_unlock(hashtext(?), ?)', [this.schema, token]);
    return gone;
  }

  async showPresence(token: number): Promise<void> {
    await this.run('SELECT pg_advisory_lock(hashtext(?), ?)', [this.schema, token]);
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }

  private async ask<Result>(question: () => Promise<Result>): Promise<Result> {
    try {
      return await question();
    } catch (error) {
      throw this.refusal(error);
    }
  }

  private refusal(error: unknown): unknown {
    // What the client itself notices of a lost connection has a message and no code.
    if (error instanceof Error && LOST.test(error.message)) {
      const detail = `it cannot be reached (${error.message})`;
      return new StoreRefused('unreachable', `PostgreSQL schema ${this.schema}`, detail, { cause: error });
    }
    return StoreRefused.ofQuery(error, `PostgreSQL schema ${this.schema}`);
  }
}

const LOST = /^(Connection terminated|timeout exceeded|Query read timeout|Client (has|was))/;

/** The texts of this room hold no question mark but the placeholders. */
function numbered(sql: string): string {
  let count = 0;
  return sql.replace(/\?/g, () => `$${(count += 1)}`);
}
