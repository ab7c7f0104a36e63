import { existsSync } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { openEventLogReader, writePosition } from '@tramo/event-log';
import {
  FileStore,
  StoreRefused,
  backupSqlite,
  checkSqlite,
  fsyncDirectory,
  pathOfFile,
} from '@tramo/stores';
import { FILES_PART, LOG_PART, STATE_PART, VIEWS_PART, describePart, writeManifest } from './backup-manifest';
import type { BackupManifest, BackupPart } from './backup-manifest';

/** Where everything is, as plain data that a worker thread can be handed. */
export interface BackupRequest {
  /** The directory to make; it must not exist yet. */
  readonly to: string;
  readonly logFile: string;
  readonly stateFile: string;
  readonly viewsFile: string;
  readonly filesDirectory: string;
  readonly program: string;
}

export interface BackupProgress {
  readonly doneBytes: number;
  /** As far as it can be known while others are writing. */
  readonly totalBytes: number;
}

export interface BackupSummary extends Omit<BackupManifest, 'parts' | 'format'> {
  readonly to: string;
  readonly bytes: number;
  readonly files: number;
}

/**
 * Copies the stores one after the other while they are in use. Views and state first, so that neither knows of an
 * event that the log's copy lacks; the files last, so that none that an event names is missing.
 */
export async function writeBackup(
  request: BackupRequest,
  onProgress: (progress: BackupProgress) => void,
): Promise<BackupSummary> {
  const { to } = request;
  const partial = `${to}.partial`;
  await begin(to, partial);
  try {
    const manifest = await new BackupWriter(request, partial, onProgress).write();
    refuseExisting(to);
    await rename(partial, to);
    await fsyncDirectory(dirname(to));
    return summary(to, manifest);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw StoreRefused.from(error, to);
  }
}

async function begin(to: string, partial: string): Promise<void> {
  refuseExisting(to);
  try {
    await mkdir(dirname(to), { recursive: true });
    // What it will hold is as secret as the data directory.
    await mkdir(partial, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw StoreRefused.from(error, to);
    const detail = `a backup to it was begun and has not ended; if none is running, remove ${partial}`;
    throw new StoreRefused('failed', to, detail, { cause: error });
  }
}

function refuseExisting(to: string): void {
  if (existsSync(to)) throw new StoreRefused('failed', to, 'it is already there; a backup replaces nothing');
}

class BackupWriter {
  private readonly parts: BackupPart[] = [];
  private readonly damagedFiles: string[] = [];
  private doneBytes = 0;
  private totalBytes = 0;

  constructor(
    private readonly request: BackupRequest,
    private readonly partial: string,
    private readonly onProgress: (progress: BackupProgress) => void,
  ) {}

  async write(): Promise<BackupManifest> {
    const { viewsFile, stateFile, logFile } = this.request;
    const createdAt = new Date().toISOString();
    await this.estimate();
    // A ledger whose views are being rebuilt, or were thrown away, is complete without them.
    if (existsSync(viewsFile)) await this.copyStore(viewsFile, VIEWS_PART);
    await this.copyStore(stateFile, STATE_PART);
    await this.copyStore(logFile, LOG_PART);
    await this.copyFiles();
    const manifest: BackupManifest = {
      format: 1,
      program: this.request.program,
      createdAt,
      ...(await this.ledger()),
      parts: this.parts,
      damagedFiles: this.damagedFiles,
    };
    await writeManifest(this.partial, manifest);
    await fsyncDirectory(this.partial);
    return manifest;
  }

  private async estimate(): Promise<void> {
    const { viewsFile, stateFile, logFile, filesDirectory } = this.request;
    for (const file of [viewsFile, stateFile, logFile]) this.totalBytes += await sizeOf(file);
    for await (const { bytes } of new FileStore({ directory: filesDirectory }).list())
      this.totalBytes += bytes;
  }

  private async copyStore(source: string, path: string): Promise<void> {
    const copy = join(this.partial, path);
    const before = this.doneBytes;
    await backupSqlite(source, copy, ({ doneBytes }) => this.progressTo(before + doneBytes));
    const [fault] = checkSqlite(copy, 'quick');
    if (fault)
      throw new StoreRefused('damaged', source, `it is damaged (${fault}), and so would be its backup`);
    const part = await describePart(this.partial, path);
    this.parts.push(part);
    this.progressTo(before + part.bytes);
  }

  private async copyFiles(): Promise<void> {
    const source = new FileStore({ directory: this.request.filesDirectory });
    const directory = join(this.partial, FILES_PART);
    await mkdir(directory);
    const target = new FileStore({ directory, maxBytes: Infinity });
    for await (const { hash } of source.list()) await this.copyFile(source, target, hash);
  }

  private async copyFile(source: FileStore, target: FileStore, hash: string): Promise<void> {
    try {
      const { bytes } = await target.put(source.open(hash));
      this.parts.push({ path: `${FILES_PART}/${pathOfFile(hash)}`, bytes, sha256: hash });
      this.progressTo(this.doneBytes + bytes);
    } catch (error) {
      // One bad file must not leave the ledger without a backup; the summary and the manifest name it.
      if (!(error instanceof StoreRefused) || error.reason !== 'damaged') throw error;
      this.damagedFiles.push(hash);
    }
  }

  private async ledger(): Promise<Pick<BackupManifest, 'ledgerId' | 'head'>> {
    const log = await openEventLogReader({ engine: 'sqlite', file: join(this.partial, LOG_PART) });
    try {
      const head = await log.head();
      return { ledgerId: log.ledgerId, head: head ? writePosition(head) : null };
    } finally {
      await log.close();
    }
  }

  private progressTo(doneBytes: number): void {
    this.doneBytes = doneBytes;
    this.totalBytes = Math.max(this.totalBytes, doneBytes);
    this.onProgress({ doneBytes, totalBytes: this.totalBytes });
  }
}

const sizeOf = async (file: string): Promise<number> => (await stat(file).catch(() => undefined))?.size ?? 0;

const summary = (to: string, { parts, damagedFiles, format: _, ...rest }: BackupManifest): BackupSummary => ({
  to,
  bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0),
  files: parts.filter(({ path }) => path.startsWith(`${FILES_PART}/`)).length,
  damagedFiles,
  ...rest,
});
