import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { temporaryDirectory } from '../../../test/support/stores';
import { StoreRefused } from './errors';
import { checkSqlite, openSqlite } from './sqlite';
import type { SqliteOptions } from './sqlite';

const REPOSITORY = join(__dirname, '../../..');

describe('opening a SQLite file', () => {
  let directory: ReturnType<typeof temporaryDirectory>;
  let file: string;

  beforeEach(() => {
    directory = temporaryDirectory();
    file = join(directory.path, 'deep', 'store.db');
  });

  afterEach(() => directory.discard());

  const refusal = (options?: SqliteOptions): StoreRefused => {
    try {
      openSqlite(file, options).close();
    } catch (error) {
      expect(error).toBeInstanceOf(StoreRefused);
      const refused = error as StoreRefused;
      expect(refused.message).toMatch(/^[^\n]*store\.db: [^\n]+$/);
      return refused;
    }
    throw new Error('it was opened');
  };

  const fill = (): void => {
    const database = openSqlite(file, { kind: 'state' });
    database.exec('create table entry (id integer primary key, text text not null, other text unique)');
    const insert = database.prepare('insert into entry (text, other) values (?, ?)');
    database.transaction(() => {
      for (let index = 0; index < 2_000; index++) insert.run('x'.repeat(100), `other ${index}`);
    })();
    database.close();
  };

  const overwrite = (offset: number, bytes: string): void => {
    const descriptor = openSync(file, 'r+');
    writeSync(descriptor, bytes, offset, 'latin1');
    closeSync(descriptor);
  };

  test('makes it durable, with whole integers and enforced references', () => {
    const database = openSqlite(file);
    const pragma = (name: string): unknown => database.pragma(name, { simple: true });
    expect([pragma('journal_mode'), pragma('synchronous'), pragma('foreign_keys')]).toEqual(['wal', 2n, 1n]);
    expect(database.prepare('select 9223372036854775807').pluck().get()).toBe(2n ** 63n - 1n);
    database.close();
    const faster = openSqlite(file, { synchronous: 'NORMAL' });
    expect(faster.pragma('synchronous', { simple: true })).toBe(1n);
    faster.close();
  });

  test('knows its own kind again and refuses another', () => {
    fill();
    openSqlite(file, { kind: 'state' }).close();
    openSqlite(file, { kind: 'state', readonly: true }).close();
    expect(refusal({ kind: 'log' })).toMatchObject({
      reason: 'foreign',
      message: expect.stringContaining('it holds the state, not the log'),
    });
  });

  test('refuses the file of another program, and does not touch it', () => {
    mkdirSync(join(directory.path, 'deep'));
    const others = new Database(file);
    others.exec('create table theirs (id)');
    expect(refusal({ kind: 'state' }).reason).toBe('foreign');
    expect(others.pragma('journal_mode', { simple: true })).toBe('delete');
    expect(others.pragma('application_id', { simple: true })).toBe(0);
    others.close();
  });

  test('refuses what a newer program wrote', () => {
    const database = openSqlite(file, { kind: 'log', version: 3 });
    database.pragma('user_version = 3');
    database.close();
    openSqlite(file, { kind: 'log', version: 3 }).close();
    expect(refusal({ kind: 'log', version: 2 })).toMatchObject({
      reason: 'newer',
      message: expect.stringContaining('version 3, this program knows up to 2'),
    });
  });

  test('refuses what is not SQLite at all', () => {
    mkdirSync(join(directory.path, 'deep'));
    writeFileSync(file, 'Dear diary, ');
    expect(refusal().reason).toBe('damaged');
    expect(checkSqlite.bind(undefined, file)).toThrow(/file is not a database.*restore a backup/);
  });

  // POSIX drops every lock of a process on a file when that process closes any descriptor of it.
  test('leaves the locks of those in this process who have the file open', () => {
    const writer = openSqlite(file);
    writer.exec('create table entry (id integer primary key)');
    openSqlite(file, { readonly: true }).close();
    // Where SQLite keeps the lock that says that somebody has the file open.
    const probe = `import fcntl
fcntl.lockf(open('${file}', 'r+b'), fcntl.LOCK_EX | fcntl.LOCK_NB, 510, 0x40000002)`;
    const { stderr } = spawnSync('python3', ['-c', probe], { encoding: 'utf8' });
    expect(stderr).toContain('BlockingIOError');
    writer.close();
  });

  test('refuses a directory in its place and a missing file to read', () => {
    expect(refusal({ readonly: true })).toMatchObject({ message: expect.stringMatching(/store\.db/) });
    mkdirSync(file, { recursive: true });
    expect(refusal().reason).toBe('read-only');
  });

  test('refuses a file that was cut short', () => {
    fill();
    truncateSync(file, 4096 * 3);
    expect(refusal({ kind: 'state' }).reason).toBe('damaged');
  });

  test('refuses a file whose first page was overwritten', () => {
    fill();
    overwrite(100, '\xff'.repeat(400));
    expect(refusal({ kind: 'state' }).reason).toBe('damaged');
  });

  test('finds damage inside, quickly or thoroughly', () => {
    fill();
    expect([checkSqlite(file, 'quick'), checkSqlite(file, 'full')]).toEqual([[], []]);
    overwrite(statSync(file).size / 2 + 8, '\x7f'.repeat(64));
    expect(checkSqlite(file, 'quick')).not.toEqual([]);
    expect(checkSqlite(file, 'full')).not.toEqual([]);
  });

  test('refuses while another connection holds the whole file', () => {
    fill();
    const other = new Database(file);
    other.pragma('locking_mode = EXCLUSIVE');
    other.exec('begin exclusive; commit');
    expect(refusal({ busyTimeoutMs: 20 }).reason).toBe('locked');
    other.close();
    openSqlite(file).close();
  });

  test.each(['file', 'directory'])(
    'refuses a %s that it may not write, at once and not at the first write',
    (what) => {
      fill();
      chmodSync(directory.path, 0o755);
      if (what === 'file') chmodSync(join(directory.path, 'deep'), 0o777);
      chmodSync(file, what === 'file' ? 0o444 : 0o666);
      if (what === 'directory') chmodSync(join(directory.path, 'deep'), 0o555);
      // The superuser may write anything, so the attempt is made by somebody else.
      const script = `
      const { openSqlite } = require('@tramo/stores');
      new (require('better-sqlite3'))(':memory:').close();
      if (process.getuid() === 0) process.setuid(65534);
      try { openSqlite(process.env.STORE); } catch (error) { process.stdout.write(error.reason + ' ' + error.message); }`;
      const { stdout } = spawnSync(process.execPath, ['--require', './scripts/register.cjs', '-e', script], {
        cwd: REPOSITORY,
        env: { ...process.env, STORE: file },
        encoding: 'utf8',
      });
      chmodSync(join(directory.path, 'deep'), 0o755);
      expect(stdout).toMatch(/^read-only .*permission denied/);
    },
  );

  test('a full disk is refused in words, loses nothing, and is over when there is room', () => {
    fill();
    const database = openSqlite(file);
    const pages = Number(database.pragma('page_count', { simple: true }));
    database.pragma(`max_page_count = ${pages + 2}`);
    const insert = database.prepare('insert into entry (text) values (?)');
    const fillUp = (): void => {
      for (;;) insert.run('y'.repeat(1_000));
    };
    expect(() => refusing(fillUp)).toThrow(expect.objectContaining({ reason: 'disk-full' }));
    const count = database.prepare<[], bigint>('select count(*) from entry').pluck();
    const counted = count.get()!;
    expect(counted).toBeGreaterThan(2_000n);
    database.pragma(`max_page_count = ${pages + 100}`);
    insert.run('z');
    expect(count.get()).toBe(counted + 1n);
    database.close();
    expect(checkSqlite(file)).toEqual([]);
  });

  const refusing = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      throw StoreRefused.from(error, file);
    }
  };
});
