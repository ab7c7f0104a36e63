import { closeSync, existsSync, mkdirSync, openSync, readSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { StoreRefused } from './errors';

export type SqliteDatabase = Database.Database;

export interface SqliteOptions {
  readonly readonly?: boolean;
  /** FULL waits for the disk at every commit; NORMAL may lose the last commits in a power cut, never more. */
  readonly synchronous?: 'FULL' | 'NORMAL';
}

/** Opens a file in WAL mode with 64-bit integers kept whole, or says in one line why it cannot be used. */
export function openSqlite(file: string, options: SqliteOptions = {}): SqliteDatabase {
  try {
    if (!options.readonly) mkdirSync(dirname(file), { recursive: true });
    refuseForeignFile(file);
    const database = new Database(file, { readonly: options.readonly ?? false, timeout: 5_000 });
    database.defaultSafeIntegers(true);
    if (!options.readonly) database.pragma('journal_mode = WAL');
    database.pragma(`synchronous = ${options.synchronous ?? 'FULL'}`);
    database.pragma('foreign_keys = ON');
    return database;
  } catch (error) {
    throw StoreRefused.from(error, file);
  }
}

const MAGIC = 'SQLite format 3\0';

function refuseForeignFile(file: string): void {
  if (!existsSync(file)) return;
  const descriptor = openSync(file, 'r');
  try {
    const head = Buffer.alloc(MAGIC.length);
    const bytes = readSync(descriptor, head, 0, head.length, 0);
    if (bytes > 0 && head.toString('latin1') !== MAGIC) {
      throw new StoreRefused('damaged', file, 'its first bytes are not those of a SQLite file');
    }
  } finally {
    closeSync(descriptor);
  }
}
