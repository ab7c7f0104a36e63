import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { checkSqlite, holdProcessLock, openSqlite } from '@tramo/stores';
import type { ProcessLock, SqliteDatabase } from '@tramo/stores';
import { LogRefused } from '../../port';
import { asLogError, damaged } from './refusals';
import { SELECT_EVENTS, toRecordedEvent } from './row';
import type { EventRow } from './row';
import { FILE_VERSION, SCHEMA } from './schema';

/** How far back every start looks: what a torn write or a bad sector at the end would have touched. */
const TAIL_EVENTS = 1_000;

/** Nobody else writes; whoever does it with another program is not waited for longer than this. */
const BUSY_WAIT_MS = 1_000;

export interface WritableLog {
  readonly database: SqliteDatabase;
  readonly lock: ProcessLock;
  readonly ledgerId: string;
}

export interface ReadableLog {
  readonly database: SqliteDatabase;
  readonly ledgerId: string;
}

/** Owns the ledger's file, making it if there is none. A file that is refused has not been touched. */
export function openForWriting(file: string): WritableLog {
  let lock: ProcessLock | undefined;
  let database: SqliteDatabase | undefined;
  try {
    makeDirectory(dirname(file));
    lock = holdProcessLock(file);
    const unclean = bytesOf(`${file}-wal`) > 0;
    if (!isUnwritten(file, unclean)) examine(file, unclean);
    database = openSqlite(file, { kind: 'log', version: FILE_VERSION, busyTimeoutMs: BUSY_WAIT_MS });
    const ledgerId = ledgerIdOf(database) ?? createLedger(database);
    return { database, lock, ledgerId };
  } catch (error) {
    database?.close();
    lock?.release();
    throw asLogError(error, file);
  }
}

export function openForReading(file: string): ReadableLog {
  let database: SqliteDatabase | undefined;
  try {
    if (!existsSync(file)) {
      throw new LogRefused('missing', `there is no ledger at ${file}; start the server once to make it`);
    }
    database = openSqlite(file, { kind: 'log', version: FILE_VERSION, readonly: true });
    const ledgerId = ledgerIdOf(database);
    if (!ledgerId) throw damaged(file, 'it does not say which ledger it is');
    return { database, ledgerId };
  } catch (error) {
    database?.close();
    throw asLogError(error, file);
  }
}

/** On the disk before anything in it is acknowledged. */
function makeDirectory(path: string): void {
  const made = mkdirSync(path, { recursive: true });
  if (made === undefined) return;
  const parent = openSync(dirname(made), 'r');
  try {
    fsyncSync(parent);
  } finally {
    closeSync(parent);
  }
}

const bytesOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** No file yet, or one whose making was cut short before it held anything. */
function isUnwritten(file: string, hasWriteAheadLog: boolean): boolean {
  if (bytesOf(file) === 0) {
    // SQLite would throw the write-ahead log away, and with it what was acknowledged.
    if (hasWriteAheadLog) throw damaged(file, 'it is empty, but its write-ahead log is not');
    return true;
  }
  const database = openSqlite(file, { readonly: true });
  try {
    return database.prepare<[], bigint>('SELECT count(*) FROM sqlite_schema').pluck().get() === 0n;
  } finally {
    database.close();
  }
}

/** Read-only, so that whatever is found is still there for examination. */
function examine(file: string, unclean: boolean): void {
  const { database, ledgerId } = openForReading(file);
  try {
    // After a clean stop the write-ahead log is empty.
    const [fault] = unclean ? checkSqlite(file, 'quick') : [];
    if (fault) throw damaged(file, fault);
    verifyTail(database, file);
  } catch (error) {
    throw asLogError(error, `${file} (${ledgerId})`);
  } finally {
    database.close();
  }
}

function verifyTail(database: SqliteDatabase, file: string): void {
  const rows = database
    .prepare<[number], EventRow>(`${SELECT_EVENTS} ORDER BY event.position DESC LIMIT ?`)
    .safeIntegers(false)
    .raw()
    .all(TAIL_EVENTS);
  const head = database
    .prepare<[], number | null>('SELECT max(position) FROM event')
    .safeIntegers(false)
    .pluck()
    .get();
  let expected = head ?? 0;
  for (const row of rows) {
    if (row[0] !== expected) throw damaged(file, `event ${expected} is missing or has lost its stream`);
    toRecordedEvent(row, '', file);
    expected -= 1;
  }
  if (rows.length < TAIL_EVENTS && expected > 0) throw damaged(file, `event ${expected} is missing`);
}

function ledgerIdOf(database: SqliteDatabase): string | undefined {
  const table = database
    .prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'ledger'")
    .get();
  if (!table) return undefined;
  return database.prepare<[], string>('SELECT ledger_id FROM ledger').pluck().get();
}

function createLedger(database: SqliteDatabase): string {
  const ledgerId = randomUUID();
  database
    .transaction(() => {
      database.exec(SCHEMA);
      database
        .prepare('INSERT INTO ledger (only_row, ledger_id, created_at, settled) VALUES (1, ?, ?, 0)')
        .run(ledgerId, new Date().toISOString());
    })
    .immediate();
  return ledgerId;
}
