import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { StoreRefused } from './errors';

export type SqliteDatabase = Database.Database;

/** What SQLite writes into the header of each of our files, so that none is taken for another. */
const APPLICATION_IDS = { log: 0x54524d4f, views: 0x54524d56, state: 0x54524d53 } as const;
export type StoreKind = keyof typeof APPLICATION_IDS;

export interface SqliteOptions {
  readonly readonly?: boolean;
  /** FULL waits for the disk at every commit; NORMAL may lose the last commits in a power cut, never more. */
  readonly synchronous?: 'FULL' | 'NORMAL';
  /** Which store it is: a fresh file is marked so, a file of another kind is refused. */
  readonly kind?: StoreKind;
  /** The newest `user_version` this program understands; the store's owner writes it with its tables. */
  readonly version?: number;
  /** How long a statement waits, and its thread with it, for another connection to finish writing. */
  readonly busyTimeoutMs?: number;
}

/**
 * Opens a file in WAL mode with 64-bit integers kept whole, or says in one line why it cannot be used.
 * The file itself is touched through SQLite alone: POSIX drops every lock a process holds on a file as soon as
 * the process closes any descriptor of it, so looking into it here would unlock it for everybody.
 */
export function openSqlite(file: string, options: SqliteOptions = {}): SqliteDatabase {
  const readonly = options.readonly ?? false;
  let database: SqliteDatabase | undefined;
  try {
    if (!readonly) prepareToWrite(file);
    database = new Database(file, {
      readonly,
      fileMustExist: readonly,
      timeout: options.busyTimeoutMs ?? 5_000,
    });
    database.defaultSafeIntegers(true);
    if (options.kind) refuseAnotherKind(database, file, options.kind);
    if (options.version !== undefined) refuseNewer(database, file, options.version);
    if (!readonly) {
      useWriteAheadLog(database, file);
      if (options.kind) database.pragma(`application_id = ${APPLICATION_IDS[options.kind]}`);
    }
    database.pragma(`synchronous = ${options.synchronous ?? 'FULL'}`);
    database.pragma('foreign_keys = ON');
    return database;
  } catch (error) {
    database?.close();
    throw StoreRefused.from(error, file);
  }
}

/** SQLite opens a file that it may not write as if nothing were wrong and fails later; this fails now. */
function prepareToWrite(file: string): void {
  const directory = dirname(file);
  mkdirSync(directory, { recursive: true });
  accessSync(directory, constants.W_OK);
  if (existsSync(file)) accessSync(file, constants.R_OK | constants.W_OK);
}

const whole = (database: SqliteDatabase, pragma: string): number =>
  Number(database.pragma(pragma, { simple: true }));

function refuseAnotherKind(database: SqliteDatabase, file: string, kind: StoreKind): void {
  const id = whole(database, 'application_id');
  if (id === APPLICATION_IDS[kind]) return;
  const other = (Object.keys(APPLICATION_IDS) as StoreKind[]).find((name) => APPLICATION_IDS[name] === id);
  if (other) throw new StoreRefused('foreign', file, `it holds the ${other}, not the ${kind}`);
  const tables = database.prepare<[], bigint>('select count(*) from sqlite_schema').pluck().get();
  if (id !== 0 || tables !== 0n || database.readonly) {
    throw new StoreRefused('foreign', file, `it is a SQLite file, but not the ${kind} of a Tramo ledger`);
  }
}

function refuseNewer(database: SqliteDatabase, file: string, version: number): void {
  const found = whole(database, 'user_version');
  if (found <= version) return;
  const versions = `version ${found}, this program knows up to ${version}`;
  throw new StoreRefused('newer', file, `it was written by a newer Tramo (${versions}); use that one`);
}

function useWriteAheadLog(database: SqliteDatabase, file: string): void {
  const mode = database.pragma('journal_mode = WAL', { simple: true });
  if (mode !== 'wal') {
    throw new StoreRefused(
      'failed',
      file,
      `the file system does not allow a write-ahead log (mode ${String(mode)})`,
    );
  }
}

/** Reads the whole file and says what is wrong with it: nothing, for a sound one. `quick` skips the indexes. */
export function checkSqlite(file: string, depth: 'quick' | 'full' = 'full'): readonly string[] {
  const database = openSqlite(file, { readonly: true });
  try {
    const pragma = depth === 'quick' ? 'quick_check' : 'integrity_check';
    const lines = database.prepare<[], string>(`pragma ${pragma}(20)`).pluck().all();
    return lines.length === 1 && lines[0] === 'ok' ? [] : lines;
  } catch (error) {
    const refused = StoreRefused.from(error, file);
    if (refused.reason === 'damaged') return [refused.message];
    throw refused;
  } finally {
    database.close();
  }
}
