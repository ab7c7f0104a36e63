import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { allOf, appendOne, refusalOf } from '../../contract/log-under-test';
import type { LogRefused } from '../../port';
import { verifyLog } from '../../verify';
import { openForWriting } from './file';
import { LedgerFile } from './ledger-file.testing';
import { SqliteLog } from './log';
import { SqliteReader } from './reader';
import { verifyFile } from './verify';

describe('a ledger file', () => {
  let file: LedgerFile;
  beforeEach(() => {
    file = new LedgerFile();
  });
  afterEach(() => file.discard());

  /** Refused at the start, and every byte as it was. */
  function expectRefused(reason: LogRefused['reason'], message: RegExp): void {
    const before = readFileSync(file.path);
    const refused = { name: 'LogRefused', reason, message: expect.stringMatching(message) as string };
    expect(() => openForWriting(file.path)).toThrow(expect.objectContaining(refused));
    expect(readFileSync(file.path).equals(before)).toBe(true);
  }

  const verified = () => verifyFile(file.path, () => undefined);

  describe('that is damaged', () => {
    it('is refused when it was cut short', () => {
      file.fill(3_000);
      truncateSync(file.path, statSync(file.path).size / 2);
      expectRefused('damaged', /restore a backup/);
    });

    it('is refused when it was emptied while its write-ahead log was not', () => {
      writeFileSync(file.path, '');
      writeFileSync(`${file.path}-wal`, 'what was acknowledged');
      expectRefused('damaged', /write-ahead log/);
    });

    it('is refused when one of its last events is not what was written', () => {
      file.fill(2_000);
      file.overwrite('{"number":1500}', '{"number":1501}');
      expectRefused('damaged', /event 1501 does not match its checksum.*restore a backup/);
    });

    it('is refused when one of its last events is missing, or has lost its stream', () => {
      file.fill(2_000);
      file.tamper('DELETE FROM event WHERE position = 1600');
      expectRefused('damaged', /1600 is missing/);
      file.discard();
      file = new LedgerFile();
      file.fill(2_000);
      file.tamper('DELETE FROM stream WHERE id = 2');
      expectRefused('damaged', /2000 is missing or has lost its stream/);
    });

    it('is refused after an unclean stop when its structure is broken anywhere', () => {
      file.fill(20_000);
      file.overwrite('{"number":3000}', '\xff\xff\xff\xff\xff\xff', 'at the head of the page');
      writeFileSync(`${file.path}-wal`, 'left by a process that was killed');
      expectRefused('damaged', /restore a backup/);
    });

    it('is read up to the event that is not what was written, and no further', async () => {
      file.fill(5_000);
      file.overwrite('{"number":1234}', '{"number":1235}');
      const log = await SqliteLog.open(file.path);
      let seen = 0;
      const reading = (async () => {
        for await (const page of log.readAll()) seen += page.length;
      })();
      expect(await refusalOf(reading)).toMatchObject({ name: 'LogRefused', reason: 'damaged' });
      expect(seen).toBeGreaterThan(900);
      expect(seen).toBeLessThanOrEqual(1_234);
      expect(await allOf(log.read('stream-0'))).toHaveLength(1_000);
      await log.close();
    });

    it('is not read past events that are missing', async () => {
      file.fill(5_000);
      file.tamper('DELETE FROM event WHERE position IN (700, 3100)');
      const reader = new SqliteReader(file.path);
      expect(await refusalOf(allOf(reader.readAll()))).toMatchObject({ reason: 'damaged' });
      expect(await refusalOf(allOf(reader.read('stream-0')))).toMatchObject({ reason: 'damaged' });
      expect(await allOf(reader.read('stream-1000'))).toHaveLength(1_000);
      await reader.close();
    });
  });

  describe('verified', () => {
    it('is found sound, with progress', async () => {
      file.fill(5_000);
      const done: number[] = [];
      const report = await verifyLog(
        { engine: 'sqlite', file: file.path },
        { onProgress: ({ eventsDone, eventsTotal }) => done.push(eventsDone / (eventsTotal ?? 0)) },
      );
      expect(report).toMatchObject({ events: 5_000, streams: 5, findings: [], findingsCount: 0 });
      expect(done).toEqual([0.2, 0.4, 0.6, 0.8, 1]);
    });

    it('names every event that is rotten, missing, out of time or torn from its stream', () => {
      file.fill(3_000);
      file.tamper(`
        UPDATE event SET data = '{"number":-1}' WHERE position = 10;
        DELETE FROM event WHERE position IN (1, 20, 21, 1000, 1001);
        UPDATE event SET recorded_at = '2001-01-01T00:00:00.000Z' WHERE position = 30;
        UPDATE event SET metadata = 'not json' WHERE position = 40;
        DELETE FROM stream WHERE id = 3;`);
      const { findings, findingsCount } = verified();
      const at = (position: number) =>
        findings.filter((finding) => finding.position === position).map(({ what }) => what);
      expect(at(10)).toEqual(['the event does not match its checksum']);
      expect([at(1), at(20), at(21), at(1_000)]).toEqual([
        ['events missing from here on: 1'],
        ['events missing from here on: 2'],
        [],
        ['events missing from here on: 2'],
      ]);
      expect(at(30)).toEqual([
        'the event does not match its checksum',
        'the event was recorded before the one before it',
      ]);
      expect(at(40)).toEqual(['the event does not match its checksum', 'the event is not JSON']);
      expect(at(2_001)).toEqual(['the stream of the event is missing']);
      const whats = findings.map(({ what }) => what);
      expect(whats).toContain('the revisions of stream stream-0 have gaps');
      expect(whats).toContain('the guard event_is_never_updated has been taken away');
      expect(findings).toHaveLength(1_000);
      expect(findingsCount).toBeGreaterThan(1_000);
    });

    it('is found broken when its pages are', () => {
      file.fill(20_000);
      file.overwrite('{"number":3000}', '\xff\xff\xff\xff\xff\xff', 'at the head of the page');
      expect(verified().findingsCount).toBeGreaterThan(0);
    });

    it('is left when the signal says so', async () => {
      file.fill(1_000);
      const stop = new AbortController();
      const verifying = verifyLog({ engine: 'sqlite', file: file.path }, { signal: stop.signal });
      stop.abort();
      expect(await refusalOf(verifying)).toMatchObject({ name: 'AbortError' });
    });
  });

  const columns = 'revision, id, type, schema_version, data, metadata, recorded_at, checksum FROM event';
  it.each([
    "UPDATE event SET data = '{}'",
    'DELETE FROM event WHERE position = 10',
    `INSERT OR REPLACE INTO event SELECT position, stream, ${columns}`,
    `INSERT OR REPLACE INTO event SELECT 11, stream, ${columns}`,
    `INSERT INTO event SELECT 13, stream, 10, 'id', 'type', 1, data, metadata, recorded_at, 0 FROM event LIMIT 1`,
    "UPDATE stream SET name = 'other'",
    'DELETE FROM stream',
    "INSERT OR REPLACE INTO stream VALUES (1, 'other')",
    "INSERT OR REPLACE INTO stream VALUES (2, 'stream-0')",
  ])('refuses %s', (statement) => {
    file.fill(10);
    const database = new Database(file.path);
    expect(() => database.exec(statement)).toThrow(/append-only/);
    database.close();
    expect(verified()).toMatchObject({ events: 10, findingsCount: 0 });
  });

  it('is refused when it is no ledger', () => {
    writeFileSync(file.path, 'Dear diary, today nothing was disbursed. '.repeat(100));
    expectRefused('damaged', /not a database/);
    writeFileSync(file.path, '');
    const database = new Database(file.path);
    database.exec('CREATE TABLE recipe (name TEXT)');
    database.close();
    expectRefused('foreign', /ledger/);
  });

  it('is refused when a newer program wrote it', () => {
    file.fill(1);
    const database = new Database(file.path);
    database.pragma('user_version = 2');
    database.close();
    expectRefused('newer', /newer/);
  });

  it('is refused to a reader when it is not there, and is not made', () => {
    expect(() => new SqliteReader(file.path)).toThrow(expect.objectContaining({ reason: 'missing' }));
    expect(() => statSync(file.path)).toThrow('ENOENT');
  });

  it('whose making was cut short is made', async () => {
    const database = new Database(file.path);
    database.pragma('journal_mode = WAL');
    database.close();
    const log = await SqliteLog.open(file.path);
    expect(await appendOne(log, 'stream', 'no-stream')).toMatchObject({ revision: 0 });
    await log.close();
  });
});
