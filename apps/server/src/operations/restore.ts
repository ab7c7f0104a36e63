import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { openEventLogReader, writePosition } from '@tramo/event-log';
import { StoreRefused, checkSqlite, fsyncDirectory, fsyncFile } from '@tramo/stores';
import {
  FILES_PART,
  LOG_PART,
  STATE_PART,
  VIEWS_PART,
  damagedPart,
  readManifest,
  verifyPart,
} from './backup-manifest';
import { UNFINISHED, holdDataDirectory } from '../data-directory';
import type { BackupManifest, BackupPart } from './backup-manifest';
import type { BackupProgress } from './backup-writer';

export interface RestoreSummary extends Omit<BackupManifest, 'parts' | 'format'> {
  readonly from: string;
  readonly dataDir: string;
  readonly bytes: number;
  readonly files: number;
  readonly restored: readonly string[];
}

/**
 * Puts a backup into an empty data directory. Every byte of the backup is verified before anything is written; a
 * restore that was broken off is begun again by the same command.
 */
export async function restore(
  from: string,
  dataDir: string,
  onProgress: (progress: BackupProgress) => void = () => undefined,
): Promise<RestoreSummary> {
  const manifest = await readManifest(from);
  const { parts } = manifest;
  const bytes = sum(parts);
  const progress = counter(2 * bytes, onProgress);
  for (const part of parts) {
    await verifyPart(from, part);
    progress(part.bytes);
  }
  await mkdir(dataDir, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw StoreRefused.from(error, dataDir);
  });
  const lock = holdDataDirectory(dataDir);
  try {
    await begin(dataDir);
    for (const part of parts) {
      await copyPart(from, dataDir, part);
      progress(part.bytes);
    }
    await fsyncFolders(dataDir, parts);
    await verifyRestored(dataDir, manifest);
    await rm(join(dataDir, UNFINISHED));
    await fsyncDirectory(dataDir);
  } catch (error) {
    throw StoreRefused.from(error, dataDir);
  } finally {
    lock.release();
  }
  return summary(from, dataDir, manifest);
}

const sum = (parts: readonly BackupPart[]): number => parts.reduce((bytes, part) => bytes + part.bytes, 0);

function counter(
  totalBytes: number,
  onProgress: (progress: BackupProgress) => void,
): (bytes: number) => void {
  let doneBytes = 0;
  return (bytes) => {
    doneBytes += bytes;
    onProgress({ doneBytes, totalBytes });
  };
}

/** The lock that is held now and what a server leaves beside it; backups themselves; a file system's own folder. */
const IN_NOBODYS_WAY = /^(server\..*|backups|lost\+found)$/;

async function begin(dataDir: string): Promise<void> {
  const found = (await readdir(dataDir)).filter((name) => !IN_NOBODYS_WAY.test(name));
  if (found.includes(UNFINISHED)) {
    for (const name of [LOG_PART, STATE_PART, VIEWS_PART, FILES_PART]) {
      await rm(join(dataDir, name), { recursive: true, force: true });
    }
  } else if (found.length > 0) {
    throw new StoreRefused('failed', dataDir, 'it is not empty; restore into an empty data directory');
  }
  const marker = join(dataDir, UNFINISHED);
  await writeFile(marker, '');
  await fsyncFile(marker);
  await fsyncDirectory(dataDir);
  await fsyncDirectory(dirname(dataDir));
}

async function copyPart(from: string, dataDir: string, part: BackupPart): Promise<void> {
  const target = join(dataDir, part.path);
  await mkdir(dirname(target), { recursive: true });
  const file = await open(target, 'wx', 0o600);
  try {
    for await (const chunk of createReadStream(join(from, part.path), { highWaterMark: 1 << 20 })) {
      await file.writeFile(chunk as Buffer);
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

async function fsyncFolders(dataDir: string, parts: readonly BackupPart[]): Promise<void> {
  const folders = new Set(parts.map(({ path }) => dirname(path)));
  if (parts.some(({ path }) => path.startsWith(`${FILES_PART}/`))) folders.add(FILES_PART);
  for (const folder of folders) await fsyncDirectory(join(dataDir, folder));
}

/** What was verified in the backup is verified again where it will be used: copying may fail too. */
async function verifyRestored(dataDir: string, { parts, ledgerId, head }: BackupManifest): Promise<void> {
  for (const part of parts) await verifyPart(dataDir, part);
  for (const { path } of parts.filter((part) => part.path.endsWith('.db'))) {
    const [fault] = checkSqlite(join(dataDir, path), 'quick');
    if (fault) throw damagedPart(dataDir, path, fault);
  }
  const log = await openEventLogReader({ engine: 'sqlite', file: join(dataDir, LOG_PART) });
  try {
    const found = await log.head();
    if (log.ledgerId !== ledgerId || (found ? writePosition(found) : null) !== head) {
      throw damagedPart(dataDir, LOG_PART, 'it is not the ledger that the manifest names');
    }
  } finally {
    await log.close();
  }
}

function summary(from: string, dataDir: string, manifest: BackupManifest): RestoreSummary {
  const { parts, format: _, ...rest } = manifest;
  const files = parts.filter(({ path }) => path.startsWith(`${FILES_PART}/`));
  const restored = parts.map(({ path }) => path).filter((path) => !path.startsWith(`${FILES_PART}/`));
  return { ...rest, from, dataDir, bytes: sum(parts), files: files.length, restored };
}
