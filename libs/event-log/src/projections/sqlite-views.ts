import type Database from 'better-sqlite3';
import { StoreRefused, openSqlite } from '@tramo/stores';
import type { SqliteDatabase } from '@tramo/stores';
import type { RowGroup } from './pending-rows';
import { boundColumns, groupSql } from './row-sql';
import type { PhysicalTable } from './row-sql';
import { RowRefused } from './table-plan';
import type { StoredCell } from './table-plan';
import { refuseMissing } from './views-database';
import type { SqlRow, SqlValue, ViewsDatabase, ViewsDialect } from './views-database';

/** Few sizes, so that few statements are prepared; large ones, so that few are run. */
const STATEMENT_ROWS = [64, 8, 1] as const;
const VARIABLES_MAX = 32_000;
const CACHE_KIB = 65_536;
/** So many pages gather before they are put in their places: many batches change the same ones. */
const CHECKPOINT_PAGES = 8_192;

const dialect: ViewsDialect = {
  engine: 'sqlite',
  now: "CAST(unixepoch('subsec') * 1000 AS INTEGER)",
  columnType: ({ type }) => (type === 'integer' || type === 'boolean' ? 'INTEGER' : 'TEXT'),
  // The key is the table: no second tree to keep. STRICT refuses the fraction that an overflowing sum becomes.
  tableOptions: 'STRICT, WITHOUT ROWID',
  // Readers keep their snapshot and are in nobody's way.
  impatience: [],
};

/** The views in a SQLite file. Only this connection writes; the process lock keeps other processes out. */
export class SqliteViews implements ViewsDatabase {
  readonly dialect = dialect;
  private readonly database: SqliteDatabase;
  private readonly statements = new Map<string, Map<string, Database.Statement>>();

  constructor(
    private readonly file: string,
    ownTables: readonly string[],
  ) {
    // A power cut may take the last transactions, each with its checkpoint: they are projected again.
    this.database = openSqlite(file, { kind: 'views', synchronous: 'NORMAL' });
    this.database.pragma(`cache_size = -${CACHE_KIB}`);
    this.database.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    this.database.pragma('temp_store = MEMORY');
    for (const table of ownTables) this.database.exec(table);
  }

  transaction<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.within('BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK', work);
  }

  savepoint<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.within('SAVEPOINT part', 'RELEASE part', 'ROLLBACK TO part; RELEASE part', work);
  }

  private async within<Result>(
    begin: string,
    end: string,
    undo: string,
    work: () => Promise<Result>,
  ): Promise<Result> {
    this.ask(() => this.database.exec(begin));
    try {
      const result = await work();
      this.ask(() => this.database.exec(end));
      return result;
    } catch (error) {
      // After a full disk SQLite has already rolled back by itself.
      if (this.database.open && this.database.inTransaction) this.database.exec(undo);
      throw error;
    }
  }

  async run(sql: string, values: readonly SqlValue[] = []): Promise<number> {
    return this.ask(() => this.database.prepare(sql).run(...values).changes);
  }

  async all(sql: string, values: readonly SqlValue[] = []): Promise<SqlRow[]> {
    return this.ask(() => this.database.prepare(sql).all(...values) as SqlRow[]);
  }

  async write(table: PhysicalTable, group: RowGroup): Promise<void> {
    const columns = boundColumns(table, group).map(({ index }) => index);
    const rowsMax = Math.floor(VARIABLES_MAX / columns.length);
    let done = 0;
    let changed = 0;
    for (const size of STATEMENT_ROWS) {
      if (size > rowsMax || group.rows.length - done < size) continue;
      const statement = this.groupStatement(table, group, columns.length, size);
      const values = new Array<StoredCell>(size * columns.length);
      for (; group.rows.length - done >= size; done += size) {
        gather(group.rows, done, size, columns, values);
        changed += this.ask(() => statement.run(values).changes);
      }
    }
    if (group.kind === 'update' || group.kind === 'delete-existing') refuseMissing(table, done, changed);
  }

  private groupStatement(
    table: PhysicalTable,
    group: RowGroup,
    width: number,
    size: number,
  ): Database.Statement {
    let ofTable = this.statements.get(table.name);
    if (!ofTable) this.statements.set(table.name, (ofTable = new Map<string, Database.Statement>()));
    const name = `${group.kind} ${group.shape.name} ${size}`;
    let statement = ofTable.get(name);
    if (!statement) {
      const row = `(${new Array(width).fill('?').join(', ')})`;
      const source = `VALUES ${new Array(size).fill(row).join(', ')}`;
      statement = this.database.prepare(groupSql(table, group, source));
      ofTable.set(name, statement);
    }
    return statement;
  }

  private ask<Result>(question: () => Result): Result {
    try {
      return question();
    } catch (error) {
      throw StoreRefused.ofQuery(error, this.file);
    }
  }

  forget(table: string): void {
    this.statements.delete(table);
  }

  refusedRows(error: unknown): boolean {
    if (error instanceof RowRefused) return true;
    const { code } = error as { code?: unknown };
    return typeof code === 'string' && /^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG)/.test(code);
  }

  /** Whoever opens the views for writing holds the process lock, so there is nobody else. */
  async holderHasGone(): Promise<boolean> {
    return true;
  }

  async showPresence(): Promise<void> {
    return undefined;
  }

  async close(): Promise<void> {
    this.database.close();
  }
}

function gather(
  rows: RowGroup['rows'],
  from: number,
  size: number,
  columns: readonly number[],
  values: StoredCell[],
): void {
  let next = 0;
  for (let index = from; index < from + size; index++) {
    const row = rows[index]!;
    for (const column of columns) values[next++] = row[column]!;
  }
}
