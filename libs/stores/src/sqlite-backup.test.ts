import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { temporaryDirectory } from '../../../test/support/stores';
import { checkSqlite, openSqlite } from './sqlite';
import { backupSqlite } from './sqlite-backup';

const rows = (file: string): readonly [count: bigint, last: bigint] => {
  const database = openSqlite(file, { readonly: true });
  const found = database.prepare<[], [bigint, bigint]>('select count(*), max(id) from entry').raw().get();
  database.close();
  return found!;
};

describe('backup of a SQLite file', () => {
  let directory: ReturnType<typeof temporaryDirectory>;
  let source: string;
  let copy: string;

  beforeEach(() => {
    directory = temporaryDirectory();
    source = join(directory.path, 'ledger.db');
    copy = join(directory.path, 'copies.db');
    const database = openSqlite(source, { kind: 'log' });
    database.exec('create table entry (id integer primary key, payload text not null)');
    const insert = database.prepare('insert into entry (payload) values (?)');
    database.transaction(() => {
      for (let index = 0; index < 20_000; index++) insert.run('x'.repeat(400));
    })();
    database.close();
  });

  afterEach(() => directory.discard());

  const startWriter = async (): Promise<Worker> => {
    const script = `
      const { parentPort, workerData } = require('node:worker_threads');
      const database = require('@tramo/stores').openSqlite(workerData, { synchronous: 'NORMAL' });
      const insert = database.prepare('insert into entry (payload) values (?)');
      let go = true;
      parentPort.on('message', () => { go = false; });
      (function write() {
        for (let index = 0; index < 20; index++) insert.run('y'.repeat(400));
        if (go) return setImmediate(write);
        database.close();
        parentPort.close();
      })();
      parentPort.postMessage('writing');`;
    const writer = new Worker(script, { eval: true, workerData: source });
    await once(writer, 'message');
    return writer;
  };

  test('ends while another thread keeps writing, and holds one instant whole', async () => {
    const writer = await startWriter();
    const [, before] = rows(source);
    const steps: number[] = [];
    await backupSqlite(source, copy, ({ doneBytes, totalBytes }) => steps.push(doneBytes / totalBytes));
    const [, after] = rows(source);
    writer.postMessage('stop');
    await once(writer, 'exit');

    const [count, last] = rows(copy);
    expect(after).toBeGreaterThan(before);
    expect(last).toBe(count);
    expect(last).toBeGreaterThanOrEqual(before);
    expect(last).toBeLessThan(after);
    expect(steps.length).toBeGreaterThan(3);
    expect(steps).toEqual([...steps].sort((left, right) => left - right));
    expect(checkSqlite(copy)).toEqual([]);
  });

  test('is one file, which reading leaves as it is', async () => {
    await backupSqlite(source, copy);
    const bytes = readFileSync(copy);
    checkSqlite(copy);
    rows(copy);
    expect(readFileSync(copy).equals(bytes)).toBe(true);
    expect(readdirSync(directory.path).filter((name) => name.startsWith('copies'))).toEqual(['copies.db']);
    openSqlite(copy, { readonly: true, kind: 'log' }).close();
  });

  test('replaces nothing, and leaves nothing when it fails', async () => {
    writeFileSync(copy, 'precious');
    await expect(backupSqlite(source, copy)).rejects.toThrow(/replaces nothing/);
    expect(readFileSync(copy, 'utf8')).toBe('precious');
    const missing = join(directory.path, 'missing.db');
    await expect(backupSqlite(missing, join(directory.path, 'to.db'))).rejects.toThrow(/missing\.db/);
    expect(existsSync(join(directory.path, 'to.db'))).toBe(false);
    await expect(backupSqlite(source, join(directory.path, 'nowhere', 'to.db'))).rejects.toThrow(/directory/);
  });
});
