import { createHash, randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { derivedId } from '@tramo/kernel';
import type { LocalDate } from '@tramo/kernel';
import {
  comparePositions,
  openEventLog,
  openEventLogReader,
  readPosition,
  writePosition,
} from '@tramo/event-log';
import type { EventLog, NewEvent, RecordedEvent } from '@tramo/event-log';
import { FileStore, moveCursor, openFileStore, openSql, openStateStore, readCursor } from '@tramo/stores';
import type { FileStore as Files, SqlStore, StateStore } from '@tramo/stores';
import { temporaryDirectory } from '../../../../test/support/stores';
import { UNFINISHED } from '../data-directory';
import { backup } from './backup';
import { writeBackup } from './backup-writer';
import type { BackupSummary } from './backup-writer';
import { restore } from './restore';

const CURSOR = 'followers';
const NOW = new Date('2022-03-31T12:00:00.000Z');

const eventNaming = (file: string, index: number): NewEvent => ({
  id: derivedId('6ba7b810-9dad-11d1-80b4-00c04fd430c8', `${file} ${index}`),
  type: 'EvidenceFiled',
  schemaVersion: 1,
  data: { file, index },
  metadata: {
    actor: 'ana',
    roles: [],
    command: 'FileEvidence',
    commandId: randomUUID(),
    idempotencyKey: `key-${index}`,
    bodyHash: file,
    correlationId: 'test',
    causationId: null,
    effectiveOn: '2022-03-31' as LocalDate,
    mode: 'live',
  },
});

/** A ledger in use: every event names a file; state and views follow the log. */
class LedgerInUse {
  private constructor(
    readonly log: EventLog,
    readonly state: StateStore,
    readonly views: SqlStore<{ seen: { position: string } }>,
    readonly files: Files,
  ) {}

  appended = 0;
  private latest: { hash: string } | undefined;

  static async open(dataDir: string): Promise<LedgerInUse> {
    mkdirSync(dataDir, { recursive: true });
    const log = await openEventLog({ engine: 'sqlite', file: join(dataDir, 'ledger.db') });
    const state = await openStateStore({ engine: 'sqlite', file: join(dataDir, 'state.db') });
    const config = { engine: 'sqlite', file: join(dataDir, 'views.db') } as const;
    const views = await openSql<{ seen: { position: string } }>(config, 'views');
    await views.db.schema.createTable('seen').ifNotExists().addColumn('position', views.types.text).execute();
    return new LedgerInUse(log, state, views, await openFileStore({ directory: join(dataDir, 'files') }));
  }

  async step(): Promise<void> {
    const index = this.appended;
    // A new file now and then: each takes four visits to the disk, and more of them prove nothing more.
    const { hash } =
      index % 10 === 0 || !this.latest ? await this.files.put(Buffer.from(`evidence ${index}`)) : this.latest;
    this.latest = { hash };
    const { position } = await this.log.append(`evidence-${index}`, [eventNaming(hash, index)], 'no-stream');
    this.appended++;
    const to = writePosition(position);
    await moveCursor(this.state.db, {
      name: CURSOR,
      from: await readCursor(this.state.db, CURSOR),
      to,
      now: NOW,
    });
    await this.views.db.insertInto('seen').values({ position: to }).execute();
  }

  async workUntil(stop: Promise<unknown>): Promise<void> {
    const over = stop.then(
      () => true,
      () => true,
    );
    while (!(await Promise.race([over, this.step()]))) continue;
  }

  async close(): Promise<void> {
    await this.views.close();
    await this.state.close();
    await this.log.close();
  }
}

const embedded = (dataDir: string): Parameters<typeof backup>[1] => ({
  dataDir,
  log: { engine: 'sqlite', file: join(dataDir, 'ledger.db') },
  views: { engine: 'sqlite', file: join(dataDir, 'views.db') },
  state: { engine: 'sqlite', file: join(dataDir, 'state.db') },
});

/** As `backup` does, but in this thread: starting another takes longer than the work. */
const backupHere = (to: string, dataDir: string): Promise<BackupSummary> =>
  writeBackup(
    {
      to,
      logFile: join(dataDir, 'ledger.db'),
      stateFile: join(dataDir, 'state.db'),
      viewsFile: join(dataDir, 'views.db'),
      filesDirectory: join(dataDir, 'files'),
      program: '0.0.0',
    },
    () => undefined,
  );

const eventsIn = async (file: string): Promise<readonly RecordedEvent[]> => {
  const log = await openEventLogReader({ engine: 'sqlite', file });
  const events: RecordedEvent[] = [];
  for await (const page of log.readAll()) events.push(...page);
  await log.close();
  return events;
};

describe('backup and restore', () => {
  let directory: ReturnType<typeof temporaryDirectory>;
  let dataDir: string;
  let target: string;
  let restored: string;
  let template: ReturnType<typeof temporaryDirectory>;
  let ledgerId: string;

  beforeAll(async () => {
    template = temporaryDirectory();
    const ledger = await LedgerInUse.open(join(template.path, 'data'));
    for (let index = 0; index < 20; index++) await ledger.step();
    ({ ledgerId } = ledger.log);
    await ledger.close();
  });

  afterAll(() => template.discard());

  beforeEach(() => {
    directory = temporaryDirectory();
    cpSync(template.path, directory.path, { recursive: true });
    dataDir = join(directory.path, 'data');
    target = join(directory.path, 'backups', 'monday');
    restored = join(directory.path, 'restored');
  });

  afterEach(() => directory.discard());

  const partOf = (path: string): string => join(target, path);

  const flipByte = (path: string, at = 0.5): void => {
    const bytes = readFileSync(path);
    bytes[Math.floor(bytes.length * at)]! ^= 1;
    writeFileSync(path, bytes);
  };

  test('under load the copies agree: no store is ahead of the log, no file that an event names is missing', async () => {
    const ledger = await LedgerInUse.open(dataDir);
    ledger.appended = 20;
    const doneBytes: number[] = [];
    const backingUp = backup(target, embedded(dataDir), (progress) => doneBytes.push(progress.doneBytes));
    await ledger.workUntil(backingUp);
    const summary = await backingUp;
    await ledger.close();

    const events = await eventsIn(partOf('ledger.db'));
    const head = events.at(-1)!.position;
    expect(events.length).toBeGreaterThan(20);
    expect(events.length).toBeLessThan(ledger.appended);
    expect(events.map(({ data }) => data['index'])).toEqual(events.map((_, index) => index));
    expect(summary).toMatchObject({
      to: target,
      ledgerId,
      head: writePosition(head),
      damagedFiles: [],
      program: expect.stringMatching(/^\d+\.\d+\.\d+/),
    });

    const state = await openStateStore({ engine: 'sqlite', file: partOf('state.db') });
    const views = await openSql<{ seen: { position: string } }>(
      { engine: 'sqlite', file: partOf('views.db') },
      'views',
    );
    const seen = await views.db.selectFrom('seen').select('position').execute();
    const known = [...seen.map(({ position }) => position), (await readCursor(state.db, CURSOR))!].map(
      readPosition,
    );
    await Promise.all([state.close(), views.close()]);
    expect(known.filter((position) => comparePositions(position, head) > 0)).toEqual([]);

    const files = new FileStore({ directory: partOf('files') });
    expect(events.filter(({ data }) => !files.has(data['file'] as string))).toEqual([]);
    expect(await files.verify()).toEqual([]);
    expect(doneBytes).toEqual([...doneBytes].sort((left, right) => left - right));
    expect(doneBytes.at(-1)).toBe(summary.bytes);
  });

  test('what is restored is the ledger, and goes on', async () => {
    const made = await backupHere(target, dataDir);
    const summary = await restore(target, restored);
    expect(summary).toMatchObject({
      ledgerId,
      head: made.head,
      bytes: made.bytes,
      files: 2,
      restored: ['views.db', 'state.db', 'ledger.db'],
    });
    const again = await LedgerInUse.open(restored);
    again.appended = 20;
    expect(again.log.ledgerId).toBe(ledgerId);
    expect(await readCursor(again.state.db, CURSOR)).toBe(made.head);
    await again.step();
    await again.close();
    expect(await eventsIn(join(restored, 'ledger.db'))).toHaveLength(21);
    expect(readdirSync(restored)).not.toContain(UNFINISHED);
  });

  test('an empty ledger without files or views is backed up too', async () => {
    const bare = join(directory.path, 'bare');
    const empty = await LedgerInUse.open(bare);
    await empty.close();
    rmSync(join(bare, 'views.db'));
    rmSync(join(bare, 'files'), { recursive: true });
    expect(await backupHere(target, bare)).toMatchObject({ head: null, files: 0 });
    expect(await restore(target, restored)).toMatchObject({
      head: null,
      restored: ['state.db', 'ledger.db'],
    });
  });

  test('a backup replaces nothing, and one that fails leaves nothing', async () => {
    mkdirSync(target, { recursive: true });
    await expect(backupHere(target, dataDir)).rejects.toThrow(/monday: it is already there/);
    rmSync(target, { recursive: true });
    mkdirSync(`${target}.partial`);
    await expect(backupHere(target, dataDir)).rejects.toThrow(
      /begun and has not ended.*remove .*monday\.partial/,
    );
    rmSync(`${target}.partial`, { recursive: true });
    const missing = {
      ...embedded(dataDir),
      state: { engine: 'sqlite', file: join(dataDir, 'gone.db') },
    } as const;
    await expect(backup(target, missing)).rejects.toThrow(/gone\.db/);
    expect(readdirSync(join(directory.path, 'backups'))).toEqual([]);
  });

  test('files that are damaged are named, and the rest is kept', async () => {
    const { hash } = await new FileStore({ directory: join(dataDir, 'files') }).put(
      Buffer.from('to be damaged'),
    );
    flipByte(join(dataDir, 'files', hash.slice(0, 2), hash.slice(2)));
    const summary = await backupHere(target, dataDir);
    expect(summary).toMatchObject({ damagedFiles: [hash], files: 2 });
    expect(await restore(target, restored)).toMatchObject({ damagedFiles: [hash], files: 2 });
  });

  test('stores on servers are refused, with what to use instead', async () => {
    const servers = {
      dataDir,
      log: { engine: 'eventstoredb', connectionString: 'esdb://node' },
      views: { engine: 'postgres', connectionString: 'postgres://views' },
      state: { engine: 'postgres', connectionString: 'postgres://state' },
    } as const;
    await expect(backup(target, servers)).rejects.toThrow(/EventStoreDB's own backup.*pg_dump.*rebuilt/);
    expect(existsSync(target)).toBe(false);
  });

  test('one changed bit anywhere refuses the whole backup, before anything is written', async () => {
    await backupHere(target, dataDir);
    const [file] = readdirSync(partOf('files'), { recursive: true, encoding: 'utf8' }).filter(
      (path) => path.length > 3,
    );
    for (const part of [
      'ledger.db',
      'state.db',
      'views.db',
      `files/${file}`,
      'manifest.json',
      'manifest.sha256',
    ]) {
      for (const at of [0, 0.5, 0.999]) {
        flipByte(partOf(part), at);
        await expect(restore(target, restored)).rejects.toMatchObject({ reason: 'damaged' });
        flipByte(partOf(part), at);
      }
    }
    expect(existsSync(restored)).toBe(false);
    await restore(target, restored);
  });

  test('a part cut short or missing, and a backup that never ended, are refused', async () => {
    await backupHere(target, dataDir);
    cpSync(target, `${target}.partial`, { recursive: true });
    rmSync(join(`${target}.partial`, 'manifest.json'));
    await expect(restore(`${target}.partial`, restored)).rejects.toThrow(/not a finished backup/);
    const state = readFileSync(partOf('state.db'));
    writeFileSync(partOf('state.db'), state.subarray(0, -1));
    await expect(restore(target, restored)).rejects.toThrow(
      /state\.db is damaged: it has \d+ bytes, not \d+/,
    );
    rmSync(partOf('state.db'));
    await expect(restore(target, restored)).rejects.toThrow(/state\.db is damaged: it is missing/);
  });

  test('a manifest cannot write outside the data directory, nor speak for a newer program', async () => {
    await backupHere(target, dataDir);
    const manifest = JSON.parse(readFileSync(partOf('manifest.json'), 'utf8')) as {
      parts: { path: string }[];
    };
    const rewrite = (changed: object): void => {
      const text = JSON.stringify(changed);
      writeFileSync(partOf('manifest.json'), text);
      const hash = createHash('sha256').update(text).digest('hex');
      writeFileSync(partOf('manifest.sha256'), `${hash}  manifest.json\n`);
    };
    rewrite({ ...manifest, parts: [...manifest.parts, { ...manifest.parts[0]!, path: '../evil' }] });
    await expect(restore(target, restored)).rejects.toThrow(/does not describe a backup/);
    rewrite({ ...manifest, format: 2, program: '9.0.0' });
    await expect(restore(target, restored)).rejects.toThrow(/newer Tramo \(9\.0\.0\)/);
  });

  test('a directory in use, or with anything in it, is not restored into', async () => {
    await backupHere(target, dataDir);
    await expect(restore(target, dataDir)).rejects.toThrow(/data: it is not empty/);
    mkdirSync(join(restored, 'backups'), { recursive: true });
    await restore(target, restored);
    await expect(restore(target, restored)).rejects.toThrow(/it is not empty/);
  });

  test('a restore that was broken off is begun again', async () => {
    await backupHere(target, dataDir);
    mkdirSync(restored);
    writeFileSync(join(restored, UNFINISHED), '');
    writeFileSync(join(restored, 'state.db'), 'half');
    mkdirSync(join(restored, 'files', 'ab'), { recursive: true });
    writeFileSync(join(restored, 'files', 'ab', 'half'), 'half');
    await restore(target, restored);
    expect(await eventsIn(join(restored, 'ledger.db'))).toHaveLength(20);
    expect(await new FileStore({ directory: join(restored, 'files') }).verify()).toEqual([]);
    expect(readdirSync(restored)).not.toContain(UNFINISHED);
  });
});
