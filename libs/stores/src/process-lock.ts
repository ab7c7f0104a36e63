import Database from 'better-sqlite3';
import { StoreRefused } from './errors';

export interface ProcessLock {
  release(): void;
}

/**
 * One process at a time owns a store. The lock is an exclusive transaction held on a small file of its own,
 * so the operating system drops it when the process dies, however it dies: there is no stale lock.
 */
export function holdProcessLock(store: string): ProcessLock {
  const file = `${store}.lock`;
  let database: Database.Database | undefined;
  try {
    database = new Database(file, { timeout: 0 });
    database.pragma('journal_mode = MEMORY');
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database?.close();
    const refused = StoreRefused.from(error, store);
    if (refused.reason !== 'locked') throw refused;
    throw new StoreRefused(
      'locked',
      store,
      'another process is using it; stop that process or use its HTTP interface',
      {
        cause: error,
      },
    );
  }
  const held = database;
  return {
    release: () => {
      if (held.open) held.close();
    },
  };
}
