import { existsSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { fsyncDirectory, fsyncFile } from './durable';
import { StoreRefused } from './errors';
import { openSqlite } from './sqlite';

export interface CopyProgress {
  readonly doneBytes: number;
  readonly totalBytes: number;
}

/** Small enough that whatever else the thread does hardly notices. */
const PAGES_AT_A_TIME = 500;

/**
 * Copies a store as it stands at this instant, while others go on writing to it, into one file that needs nothing
 * beside it, and returns when that file is on the disk.
 */
export async function backupSqlite(
  file: string,
  to: string,
  onProgress: (progress: CopyProgress) => void = () => undefined,
): Promise<void> {
  if (existsSync(to)) throw new StoreRefused('failed', to, 'it is already there; a backup replaces nothing');
  const source = openSqlite(file, { readonly: true });
  try {
    // Pins the instant. Without it SQLite begins again at every write, and under load never ends.
    source.exec('begin; select count(*) from sqlite_schema');
    const pageBytes = Number(source.pragma('page_size', { simple: true }));
    await source.backup(to, {
      progress: ({ totalPages, remainingPages }) => {
        onProgress({
          doneBytes: (totalPages - remainingPages) * pageBytes,
          totalBytes: totalPages * pageBytes,
        });
        return PAGES_AT_A_TIME;
      },
    });
    makeSelfContained(to);
    await fsyncFile(to);
    await fsyncDirectory(dirname(to));
  } catch (error) {
    for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(to + suffix, { force: true });
    throw StoreRefused.from(error, to);
  } finally {
    source.close();
  }
}

/** A copy still says that a write-ahead log belongs to it; reading it would then write beside it. */
function makeSelfContained(file: string): void {
  const copy = new Database(file);
  try {
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
}
