import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreRefused, fsyncFile } from '@tramo/stores';

export interface BackupPart {
  /** Below the backup, and below the data directory once restored. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What a backup consists of. It is written last: a directory without it is not a backup. */
export interface BackupManifest {
  readonly format: 1;
  readonly program: string;
  readonly createdAt: string;
  readonly ledgerId: string;
  /** The position of the last event; null for an empty ledger. */
  readonly head: string | null;
  readonly parts: readonly BackupPart[];
  /** Hashes of files that were already damaged or missing where the backup was made. */
  readonly damagedFiles: readonly string[];
}

const MANIFEST = 'manifest.json';
const MANIFEST_HASH = 'manifest.sha256';
export const LOG_PART = 'ledger.db';
export const STATE_PART = 'state.db';
export const VIEWS_PART = 'views.db';
export const FILES_PART = 'files';

/** Nothing else is ever written by a restore, whatever a manifest says. */
const PART_PATH = /^((ledger|state|views)\.db|files\/[0-9a-f]{2}\/[0-9a-f]{62})$/;

/** Writes the manifest, and beside it its own hash in the form that `sha256sum -c` reads. */
export async function writeManifest(backup: string, manifest: BackupManifest): Promise<void> {
  const text = `${JSON.stringify(manifest, undefined, 2)}\n`;
  await writeDurably(join(backup, MANIFEST), text);
  await writeDurably(join(backup, MANIFEST_HASH), seal(text));
}

async function writeDurably(file: string, text: string): Promise<void> {
  await writeFile(file, text);
  await fsyncFile(file);
}

const seal = (text: string): string => `${createHash('sha256').update(text).digest('hex')}  ${MANIFEST}\n`;

export async function readManifest(backup: string): Promise<BackupManifest> {
  const text = await readText(backup, MANIFEST);
  if ((await readText(backup, MANIFEST_HASH)) !== seal(text))
    throw damagedPart(backup, MANIFEST, 'it is not what was written');
  const manifest = parsed(text) as Partial<Unchecked>;
  if (typeof manifest.format === 'number' && manifest.format > 1) {
    const detail = `it was made by a newer Tramo (${manifest.program}); use that one`;
    throw new StoreRefused('newer', backup, detail);
  }
  if (!isManifest(manifest)) throw damagedPart(backup, MANIFEST, 'it does not describe a backup');
  return manifest;
}

async function readText(backup: string, name: string): Promise<string> {
  try {
    return await readFile(join(backup, name), 'utf8');
  } catch (error) {
    throw new StoreRefused('failed', backup, `it is not a finished backup: it has no ${name}`, {
      cause: error,
    });
  }
}

/** As JSON gives it: the format may be one that this program does not know. */
type Unchecked = Omit<BackupManifest, 'format'> & { readonly format: number };

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

function isManifest(value: Partial<Unchecked>): value is BackupManifest {
  const { format, parts, ledgerId, head } = value;
  if (format !== 1 || typeof ledgerId !== 'string' || !(head === null || typeof head === 'string'))
    return false;
  if (!Array.isArray(parts) || !Array.isArray(value.damagedFiles)) return false;
  if (!parts.every(isPart)) return false;
  const paths = new Set(parts.map(({ path }) => path));
  return paths.size === parts.length && paths.has(LOG_PART) && paths.has(STATE_PART);
}

const isPart = (part: BackupPart | null): part is BackupPart =>
  typeof part?.path === 'string' &&
  PART_PATH.test(part.path) &&
  Number.isSafeInteger(part.bytes) &&
  /^[0-9a-f]{64}$/.test(part.sha256);

/** Reads a part from the disk and refuses the whole backup if it is not what was written. */
export async function verifyPart(backup: string, part: BackupPart): Promise<void> {
  const found = await describePart(backup, part.path).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw damagedPart(backup, part.path, 'it is missing');
    throw StoreRefused.from(error, backup);
  });
  if (found.bytes !== part.bytes)
    throw damagedPart(backup, part.path, `it has ${found.bytes} bytes, not ${part.bytes}`);
  if (found.sha256 !== part.sha256)
    throw damagedPart(backup, part.path, 'its content is not what was written');
}

export const damagedPart = (backup: string, path: string, what: string): StoreRefused =>
  new StoreRefused('damaged', backup, `${path} is damaged: ${what}; use another backup`);

export async function describePart(backup: string, path: string): Promise<BackupPart> {
  const file = join(backup, path);
  const { size: bytes } = await stat(file);
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return { path, bytes, sha256: hash.digest('hex') };
}
