import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { fsyncDirectory } from './durable';
import { StoreRefused } from './errors';

export interface StoredFile {
  /** SHA-256 of the content, in hexadecimal: the name under which events refer to it. */
  readonly hash: string;
  readonly bytes: number;
}

export interface FileStoreOptions {
  readonly directory: string;
  readonly maxBytes?: number;
}

export class FileTooLarge extends Error {
  override readonly name = 'FileTooLarge';

  constructor(readonly limitBytes: number) {
    super(`the file is larger than the ${limitBytes} bytes that are accepted`);
  }
}

const HASH = /^[0-9a-f]{64}$/;
const INCOMING = 'incoming-';
const ABANDONED_AFTER_MS = 60 * 60 * 1000;
const DEFAULT_MAX_BYTES = 64 * 1024 * 1024;

/** Where a file rests below the directory of files: folders stay small however many there are. */
export const pathOfFile = (hash: string): string => `${hash.slice(0, 2)}/${hash.slice(2)}`;

/** Files under the hash of their content: the same content once, and never another content under that name. */
export class FileStore {
  private readonly directory: string;
  private readonly maxBytes: number;

  constructor(options: FileStoreOptions) {
    this.directory = options.directory;
    this.maxBytes = options.maxBytes ?? DEFAULT_MAX_BYTES;
  }

  /** Resolves when the content and its name are on the disk: only then may an event refer to it. */
  async put(content: Uint8Array | AsyncIterable<Uint8Array>): Promise<StoredFile> {
    const incoming = join(this.directory, `${INCOMING}${randomUUID()}`);
    try {
      const stored = await this.receive(content instanceof Uint8Array ? [content] : content, incoming);
      await this.onDisk(() => this.keep(incoming, this.pathOf(stored.hash)));
      return stored;
    } catch (error) {
      await rm(incoming, { force: true });
      throw error;
    }
  }

  private async receive(
    content: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
    path: string,
  ): Promise<StoredFile> {
    const file = await this.onDisk(() => open(path, 'wx'));
    try {
      const hash = createHash('sha256');
      let bytes = 0;
      for await (const chunk of content) {
        bytes += chunk.length;
        if (bytes > this.maxBytes) throw new FileTooLarge(this.maxBytes);
        hash.update(chunk);
        await this.onDisk(() => file.writeFile(chunk));
      }
      await this.onDisk(() => file.sync());
      return { hash: hash.digest('hex'), bytes };
    } finally {
      await file.close();
    }
  }

  private async keep(incoming: string, path: string): Promise<void> {
    await mkdir(dirname(path), { recursive: true });
    // Also over a copy that is already there: it is the same, or it was damaged and now is not.
    await rename(incoming, path);
    await fsyncDirectory(dirname(path));
    await fsyncDirectory(this.directory);
  }

  /** Keeps the disk's failures apart from those of whoever sends the content. */
  private async onDisk<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      throw StoreRefused.from(error, this.directory);
    }
  }

  /** The content, which ends in an error when it is not what its name says: whoever reads it learns so. */
  open(hash: string): Readable {
    // Nothing is read, and so nothing can fail, before somebody listens.
    return Readable.from(this.verified(hash, this.pathOf(hash)), { objectMode: false });
  }

  private async *verified(hash: string, path: string): AsyncGenerator<Buffer> {
    const found = createHash('sha256');
    try {
      for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
        found.update(chunk);
        yield chunk;
      }
    } catch (error) {
      throw this.unreadable(hash, error as NodeJS.ErrnoException);
    }
    const digest = found.digest('hex');
    if (digest === hash) return;
    throw new StoreRefused(
      'damaged',
      this.directory,
      `file ${hash} is damaged: its content hashes to ${digest}`,
    );
  }

  has(hash: string): boolean {
    return existsSync(this.pathOf(hash));
  }

  /** Everything that is kept, in the order of its hashes. */
  async *list(): AsyncIterable<StoredFile> {
    for (const folder of (await this.namesIn('.')).filter((name) => /^[0-9a-f]{2}$/.test(name))) {
      for (const hash of (await this.namesIn(folder)).map((name) => folder + name)) {
        if (HASH.test(hash)) yield { hash, bytes: (await stat(this.pathOf(hash))).size };
      }
    }
  }

  private async namesIn(folder: string): Promise<readonly string[]> {
    const names = await readdir(join(this.directory, folder)).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw StoreRefused.from(error, this.directory);
    });
    return names.sort();
  }

  /** Reads everything and returns the hashes whose content is no longer theirs. */
  async verify(): Promise<readonly string[]> {
    const damaged: string[] = [];
    for await (const { hash } of this.list()) {
      if (!(await this.isSound(hash))) damaged.push(hash);
    }
    return damaged;
  }

  private async isSound(hash: string): Promise<boolean> {
    try {
      await finished(this.open(hash).resume());
      return true;
    } catch (error) {
      if (error instanceof StoreRefused && error.reason === 'damaged') return false;
      throw error;
    }
  }

  private unreadable(hash: string, error: NodeJS.ErrnoException): StoreRefused {
    if (error.code !== 'ENOENT') return StoreRefused.from(error, this.directory);
    return new StoreRefused('damaged', this.directory, `file ${hash} is missing`, { cause: error });
  }

  private pathOf(hash: string): string {
    // It also keeps a name made by somebody else inside the directory.
    if (!HASH.test(hash)) throw new TypeError(`"${hash}" is not a SHA-256 hash`);
    return join(this.directory, pathOfFile(hash));
  }
}

/** Opens the files of a ledger, clearing away what a crash left half received. */
export async function openFileStore(options: FileStoreOptions): Promise<FileStore> {
  const { directory } = options;
  try {
    await mkdir(directory, { recursive: true });
    await fsyncDirectory(dirname(directory));
    for (const name of await readdir(directory)) {
      if (name.startsWith(INCOMING)) await removeIfAbandoned(join(directory, name));
    }
    return new FileStore(options);
  } catch (error) {
    throw StoreRefused.from(error, directory);
  }
}

/** Another process may be receiving a file at this moment; one that nobody has written to for long is dead. */
async function removeIfAbandoned(incoming: string): Promise<void> {
  const found = await stat(incoming).catch(() => undefined);
  if (found && Date.now() - found.mtimeMs > ABANDONED_AFTER_MS) await rm(incoming, { force: true });
}
