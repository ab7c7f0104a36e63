import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { StoreRefused } from './errors';

export interface ProcessLock {
  release(): void;
}

/**
 * One process at a time owns a store. The lock is an exclusive transaction held on a small file of its own,
 * so the operating system drops it when the process dies, however it dies: there is no stale lock. Nobody else
 * may open that file: closing any handle on it would drop the lock of the whole process.
 */
export function holdProcessLock(store: string): ProcessLock {
  const held = lockExclusively(store);
  const note = `${store}.owner`;
  noteOwner(note);
  return {
    release: () => {
      if (!held.open) return;
      rmSync(note, { force: true });
      held.close();
    },
  };
}

function lockExclusively(store: string): Database.Database {
  let database: Database.Database | undefined;
  try {
    mkdirSync(dirname(store), { recursive: true });
    database = new Database(`${store}.lock`, { timeout: 0 });
    database.pragma('journal_mode = MEMORY');
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database?.close();
    const refused = StoreRefused.from(error, store);
    if (refused.reason !== 'locked') throw refused;
    const detail = `${ownerOf(store)} is using it; stop that process or use its HTTP interface`;
    throw new StoreRefused('locked', store, detail, { cause: error });
  }
}

/** A courtesy to whoever is refused. It proves nothing: only the lock does. */
function noteOwner(note: string): void {
  try {
    writeFileSync(note, String(process.pid));
  } catch {
    // A full disk must not keep the owner from its store; the refusal will then name nobody.
  }
}

function ownerOf(store: string): string {
  try {
    const pid = Number(readFileSync(`${store}.owner`, 'utf8'));
    if (pid === process.pid) return 'this process itself';
    if (Number.isSafeInteger(pid) && pid > 0) return `another process (probably ${pid})`;
  } catch {
    // It has none, or has just gone.
  }
  return 'another process';
}
