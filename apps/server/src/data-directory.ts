import { holdProcessLock, StoreRefused, type ProcessLock } from '@tramo/stores';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeOwnerOnly } from './auth/bootstrap-token';

/** Where a running server says how it can be reached. The lock beside it is what proves that it runs. */
export interface RunningServer {
  readonly url: string;
  readonly pid: number;
}

const lockName = (dataDir: string): string => join(dataDir, 'server');
const announcement = (dataDir: string): string => join(dataDir, 'server.json');

/** While it lies in a data directory, what is there is part of a ledger and must not be opened. */
export const UNFINISHED = 'restore-unfinished';

/** Makes the directory if need be, and finds out now rather than at the first write that it cannot be used. */
export function prepareDataDirectory(dataDir: string): void {
  const probe = join(dataDir, `.probe-${process.pid}`);
  try {
    makeDirectory(dataDir);
    writeFileSync(probe, 'tramo');
    rmSync(probe);
  } catch (error) {
    throw StoreRefused.from(error, `data directory ${dataDir}`);
  }
  if (existsSync(join(dataDir, UNFINISHED))) {
    const detail = 'a restore into it was broken off; run "tramo restore" again';
    throw new StoreRefused('damaged', `data directory ${dataDir}`, detail);
  }
}

/** By hand, because Node's own recursion never ends where a parent exists and takes no children (/proc). */
function makeDirectory(directory: string): void {
  if (existsSync(directory)) return;
  makeDirectory(dirname(directory));
  mkdirSync(directory, { mode: 0o700 });
}

/** One process at a time works in a data directory; another is refused by the name of who is there. */
export function holdDataDirectory(dataDir: string): ProcessLock {
  try {
    const lock = holdProcessLock(lockName(dataDir));
    // Left by a server that was killed: nobody is to be sent there any more.
    withdrawAnnouncement(dataDir);
    return lock;
  } catch (error) {
    if (!(error instanceof StoreRefused) || error.reason !== 'locked') throw error;
    const running = readAnnouncement(dataDir);
    const who = running
      ? `a Tramo server at ${running.url} (process ${running.pid})`
      : 'another Tramo process';
    throw new StoreRefused('locked', `data directory ${dataDir}`, `${who} is using it`, { cause: error });
  }
}

export function announceServer(dataDir: string, server: RunningServer): void {
  writeOwnerOnly(announcement(dataDir), `${JSON.stringify(server)}\n`);
}

export function withdrawAnnouncement(dataDir: string): void {
  rmSync(announcement(dataDir), { force: true });
}

/** The server that holds the directory, or nothing when nobody does and the files may be used directly. */
export function runningServer(dataDir: string): RunningServer | 'unreachable' | undefined {
  if (!existsSync(dataDir)) return undefined;
  try {
    holdProcessLock(lockName(dataDir)).release();
    return undefined;
  } catch (error) {
    if (!(error instanceof StoreRefused) || error.reason !== 'locked') throw error;
    return readAnnouncement(dataDir) ?? 'unreachable';
  }
}

function readAnnouncement(dataDir: string): RunningServer | undefined {
  try {
    return JSON.parse(readFileSync(announcement(dataDir), 'utf8')) as RunningServer;
  } catch {
    return undefined;
  }
}
