import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { temporaryDirectory } from '../../../test/support/stores';
import { FileTooLarge, openFileStore } from './file-store';
import type { FileStore } from './file-store';

const CONTENT = Buffer.from('Acta de entrega, Potosí 2022\n');
const HASH = createHash('sha256').update(CONTENT).digest('hex');

describe('the file store', () => {
  let temporary: ReturnType<typeof temporaryDirectory>;
  let directory: string;
  let files: FileStore;

  beforeEach(async () => {
    temporary = temporaryDirectory();
    directory = join(temporary.path, 'files');
    files = await openFileStore({ directory, maxBytes: 1_000_000 });
  });

  afterEach(() => temporary.discard());

  const contentOf = async (hash: string): Promise<Buffer> => Buffer.concat(await files.open(hash).toArray());
  const everything = (): readonly string[] =>
    readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name);
  const pathOf = (hash: string): string => join(directory, hash.slice(0, 2), hash.slice(2));

  test('keeps content under the hash of it and gives it back', async () => {
    expect(await files.put(CONTENT)).toEqual({ hash: HASH, bytes: CONTENT.length });
    expect(readFileSync(pathOf(HASH))).toEqual(CONTENT);
    expect(await contentOf(HASH)).toEqual(CONTENT);
    expect(files.has(HASH)).toBe(true);
    expect(files.has(HASH.replace(/^./, (digit) => (digit === '0' ? '1' : '0')))).toBe(false);
  });

  test('takes a stream of any chunks, empty ones and none included', async () => {
    const large = randomBytes(999_999);
    const chunks = [large.subarray(0, 1), Buffer.alloc(0), large.subarray(1, 70_000), large.subarray(70_000)];
    const { hash, bytes } = await files.put(Readable.from(chunks, { objectMode: true }));
    expect(bytes).toBe(large.length);
    expect((await contentOf(hash)).equals(large)).toBe(true);
    const nothing = await files.put(Readable.from([]));
    expect(nothing).toEqual({ hash: createHash('sha256').digest('hex'), bytes: 0 });
    expect(await contentOf(nothing.hash)).toHaveLength(0);
  });

  test('keeps the same content once, however many bring it at the same time', async () => {
    const stored = await Promise.all(Array.from({ length: 10 }, () => files.put(CONTENT)));
    expect(new Set(stored.map(({ hash }) => hash))).toEqual(new Set([HASH]));
    expect(everything()).toHaveLength(1);
  });

  test('lists what it keeps, in order, and nothing else', async () => {
    const hashes: string[] = [];
    for (let index = 0; index < 20; index++)
      hashes.push((await files.put(Buffer.from(`file ${index}`))).hash);
    writeFileSync(join(directory, 'README'), 'not ours');
    const listed: string[] = [];
    for await (const { hash } of files.list()) listed.push(hash);
    expect(listed).toEqual(hashes.sort());
  });

  test('ends in an error where the content is not what its name says', async () => {
    await files.put(CONTENT);
    const other = await files.put(Buffer.from('sound'));
    const changed = Buffer.from(CONTENT);
    changed[3]! ^= 1;
    writeFileSync(pathOf(HASH), changed);
    await expect(contentOf(HASH)).rejects.toMatchObject({
      reason: 'damaged',
      message: expect.stringContaining(HASH),
    });
    expect(await files.verify()).toEqual([HASH]);
    await files.put(CONTENT);
    expect(await files.verify()).toEqual([]);
    expect(await contentOf(other.hash)).toEqual(Buffer.from('sound'));
  });

  test('fails for whoever reads, however late, and lets go of the file when they stop early', async () => {
    const large = await files.put(randomBytes(900_000));
    await files.put(CONTENT);
    writeFileSync(pathOf(HASH), 'changed');
    const late = files.open(HASH);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await expect(late.toArray()).rejects.toThrow(/is damaged/);
    const openFiles = (): number => readdirSync('/dev/fd').length;
    const before = openFiles();
    for await (const chunk of files.open(large.hash)) if (chunk) break;
    // Closing a file is left to another thread.
    for (let tries = 0; openFiles() > before && tries < 100; tries++)
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect(openFiles()).toBe(before);
  });

  test('says that a file is missing, and refuses what is no hash', async () => {
    await expect(contentOf(HASH)).rejects.toThrow(`file ${HASH} is missing`);
    for (const name of ['', '../../etc/passwd', HASH.toUpperCase(), `${HASH}0`]) {
      expect(() => files.open(name)).toThrow(/is not a SHA-256 hash/);
    }
  });

  test('refuses what is too large and keeps nothing of it', async () => {
    await expect(files.put(Buffer.alloc(1_000_001))).rejects.toBeInstanceOf(FileTooLarge);
    const endless = Readable.from(
      (function* () {
        for (;;) yield Buffer.alloc(100_000);
      })(),
    );
    await expect(files.put(endless)).rejects.toThrow(/larger than the 1000000 bytes/);
    expect(endless.destroyed).toBe(true);
    expect(everything()).toEqual([]);
  });

  test('keeps nothing of what its sender broke off, and passes on why', async () => {
    const broken = Readable.from(
      (function* () {
        yield CONTENT;
        throw Object.assign(new Error('the browser went away'), { code: 'ECONNRESET' });
      })(),
    );
    await expect(files.put(broken)).rejects.toThrow(/^the browser went away$/);
    expect(everything()).toEqual([]);
  });

  test('keeps nothing of what found no room, and says so', async () => {
    // A limit on the size of files that the operating system imposes stands for the end of the disk.
    const script = `
      const { openFileStore } = require('@tramo/stores');
      openFileStore({ directory: process.env.STORE })
        .then((files) => files.put(Buffer.alloc(500_000)))
        .catch((error) => process.stdout.write(error.reason + ': ' + error.message));`;
    const node = [process.execPath, '--require', './scripts/register.cjs', '-e', script];
    const { stdout } = spawnSync('sh', ['-c', 'ulimit -f 100 && exec "$@"', 'sh', ...node], {
      cwd: join(__dirname, '../../..'),
      env: { ...process.env, STORE: directory },
      encoding: 'utf8',
    });
    expect(stdout).toMatch(/^disk-full: .*the disk is full/);
    expect(everything()).toEqual([]);
  });

  test('clears away what a crash left, not what is being received', async () => {
    const [dead, alive] = [join(directory, 'incoming-dead'), join(directory, 'incoming-alive')];
    writeFileSync(dead, 'half');
    writeFileSync(alive, 'half');
    const yesterday = statSync(dead).mtimeMs / 1000 - 86_400;
    utimesSync(dead, yesterday, yesterday);
    await files.put(CONTENT);
    await openFileStore({ directory });
    expect(everything()).toEqual(expect.arrayContaining(['incoming-alive', HASH.slice(2)]));
    expect(everything()).toHaveLength(2);
  });

  test('is refused in words where its directory cannot be', async () => {
    writeFileSync(join(temporary.path, 'taken'), '');
    await expect(openFileStore({ directory: join(temporary.path, 'taken') })).rejects.toMatchObject({
      reason: 'read-only',
    });
  });
});
