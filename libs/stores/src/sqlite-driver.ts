import { setTimeout as pause } from 'node:timers/promises';
import { CompiledQuery } from 'kysely';
import type { DatabaseConnection, Driver, QueryResult, TransactionSettings } from 'kysely';
import { StoreRefused } from './errors';
import { openSqlite } from './sqlite';
import type { SqliteDatabase, StoreKind } from './sqlite';
import { bindable } from './values';

const WRITE_TURN_MS = 30_000;
const OTHER_PROCESS_MS = 5_000;

/**
 * Kysely on a SQLite file in WAL mode: one connection that writes, in turns, and others that read. Kysely's own
 * driver has a single connection, so a report would wait for whatever transaction happens to be open.
 */
export class SqliteDriver implements Driver {
  private readonly writer: SqliteDatabase;
  private readonly turns = new Turns();
  private idleReaders: SqliteDatabase[] = [];
  private closed = false;

  constructor(
    private readonly file: string,
    kind: StoreKind,
  ) {
    this.writer = openSqlite(file, { kind });
    // From here on waiting for another process is done without holding up the thread: see `patiently`.
    this.writer.pragma('busy_timeout = 0');
  }

  init(): Promise<void> {
    return Promise.resolve();
  }

  acquireConnection(): Promise<DatabaseConnection> {
    return Promise.resolve(new Connection(this, this.file));
  }

  async beginTransaction(connection: Connection, settings: TransactionSettings): Promise<void> {
    const reading = settings.accessMode === 'read only';
    const held = reading ? this.holdReader() : await this.holdWriter();
    try {
      // A deferred transaction that turns to writing fails when somebody wrote in between; an immediate one waits.
      await patiently(this.file, () => held.database.exec(reading ? 'begin' : 'begin immediate'));
      connection.held = held;
    } catch (error) {
      held.giveBack();
      throw error;
    }
  }

  commitTransaction(connection: Connection): Promise<void> {
    return connection.run('commit');
  }

  async rollbackTransaction(connection: Connection): Promise<void> {
    // After a full disk SQLite has already rolled back by itself.
    if (connection.held?.database.inTransaction) await connection.run('rollback');
  }

  savepoint(connection: Connection, name: string): Promise<void> {
    return connection.run(`savepoint "${name}"`);
  }

  rollbackToSavepoint(connection: Connection, name: string): Promise<void> {
    return connection.run(`rollback to "${name}"`);
  }

  releaseSavepoint(connection: Connection, name: string): Promise<void> {
    return connection.run(`release "${name}"`);
  }

  async releaseConnection(connection: Connection): Promise<void> {
    await this.rollbackTransaction(connection);
    connection.held?.giveBack();
    connection.held = undefined;
  }

  async destroy(): Promise<void> {
    if (this.closed) return;
    const { giveBack } = await this.holdWriter();
    this.closed = true;
    for (const reader of this.idleReaders) reader.close();
    // Last, so that SQLite folds the write-ahead log into the file.
    this.writer.close();
    giveBack();
  }

  async holdWriter(): Promise<Held> {
    const giveBack = await this.turns.take(WRITE_TURN_MS, () => {
      const detail = `another transaction has been open for ${WRITE_TURN_MS / 1_000} s`;
      return new StoreRefused('locked', this.file, detail);
    });
    if (!this.closed) return { database: this.writer, giveBack };
    giveBack();
    throw new StoreRefused('failed', this.file, 'it has been closed');
  }

  holdReader(): Held {
    if (this.closed) throw new StoreRefused('failed', this.file, 'it has been closed');
    const database = this.idleReaders.pop() ?? openSqlite(this.file, { readonly: true });
    const giveBack = (): void => {
      if (this.closed) database.close();
      else this.idleReaders.push(database);
    };
    return { database, giveBack };
  }
}

interface Held {
  readonly database: SqliteDatabase;
  readonly giveBack: () => void;
}

class Connection implements DatabaseConnection {
  /** What a transaction keeps to itself until it ends. */
  held: Held | undefined;

  constructor(
    private readonly driver: SqliteDriver,
    private readonly file: string,
  ) {}

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const parameters = query.parameters.map(bindable);
    if (this.held) return this.execute<Row>(this.held.database, query.sql, parameters);
    return this.read<Row>(query.sql, parameters) ?? (await this.write<Row>(query.sql, parameters));
  }

  streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('queries are not streamed: a cursor pins a snapshot; read pages by key');
  }

  async run(sql: string): Promise<void> {
    await this.executeQuery(CompiledQuery.raw(sql));
  }

  /** Nothing when the statement writes. */
  private read<Row>(sql: string, parameters: readonly unknown[]): QueryResult<Row> | undefined {
    const { database, giveBack } = this.driver.holdReader();
    try {
      const statement = database.prepare<unknown[], Row>(sql);
      return statement.readonly ? { rows: statement.all(...parameters) } : undefined;
    } catch (error) {
      throw StoreRefused.ofQuery(error, this.file);
    } finally {
      giveBack();
    }
  }

  private async write<Row>(sql: string, parameters: readonly unknown[]): Promise<QueryResult<Row>> {
    const { database, giveBack } = await this.driver.holdWriter();
    try {
      return await patiently(this.file, () => this.execute<Row>(database, sql, parameters));
    } finally {
      giveBack();
    }
  }

  private execute<Row>(
    database: SqliteDatabase,
    sql: string,
    parameters: readonly unknown[],
  ): QueryResult<Row> {
    try {
      const statement = database.prepare<unknown[], Row>(sql);
      if (statement.reader) return { rows: statement.all(...parameters) };
      const { changes } = statement.run(...parameters);
      return { rows: [], numAffectedRows: BigInt(changes) };
    } catch (error) {
      throw StoreRefused.ofQuery(error, this.file);
    }
  }
}

/** Tries again while another process writes, leaving the thread free in between. */
async function patiently<Result>(file: string, work: () => Result): Promise<Result> {
  const giveUpAt = performance.now() + OTHER_PROCESS_MS;
  for (;;) {
    try {
      return work();
    } catch (error) {
      const refused = StoreRefused.from(error, file);
      if (refused.reason !== 'locked' || performance.now() > giveUpAt)
        throw StoreRefused.ofQuery(error, file);
    }
    await pause(10);
  }
}

/** First come, first served; whoever waits too long leaves the queue without holding up those behind. */
class Turns {
  private last: Promise<void> = Promise.resolve();

  async take(timeoutMs: number, tooLong: () => Error): Promise<() => void> {
    const before = this.last;
    let leave: () => void = () => undefined;
    this.last = new Promise((resolve) => (leave = resolve));
    let timer: NodeJS.Timeout | undefined;
    const expired = new Promise<'expired'>((resolve) => {
      timer = setTimeout(resolve, timeoutMs, 'expired');
    });
    const outcome = await Promise.race([before, expired]);
    clearTimeout(timer);
    if (outcome !== 'expired') return leave;
    void before.then(leave);
    throw tooLong();
  }
}
