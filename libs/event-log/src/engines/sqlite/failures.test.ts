import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import { allOf, appendOne, refusalOf } from '../../contract/log-under-test';
import { LogUnavailable } from '../../port';
import { verifyLog } from '../../verify';
import { LedgerFile } from './ledger-file.testing';
import { SqliteLog } from './log';
import { SqliteReader } from './reader';

const REGISTER = join(__dirname, '../../../../../scripts/register.cjs');
/** Starting a process takes a second or more on a busy machine. */
const WITH_PROCESSES_MS = 30_000;

describe('the log', () => {
  let file: LedgerFile;
  let owner: ReturnType<typeof startOwner> | undefined;
  beforeEach(() => {
    file = new LedgerFile();
  });
  afterEach(async () => {
    await owner?.kill();
    owner = undefined;
    file.discard();
  });

  function startOwner(limits = '') {
    const script = join(__dirname, 'owner.testing.ts');
    const command = [process.execPath, '--require', REGISTER, script, file.path];
    const child = spawn('bash', ['-c', `${limits} exec "$0" "$@"`, ...command], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    return {
      pid: child.pid!,
      line: async (): Promise<string> => {
        const { value, done } = await lines.next();
        if (done) throw new Error('the owner of the ledger ended');
        return value;
      },
      kill: async (): Promise<void> => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        child.kill('SIGKILL');
        await once(child, 'exit');
      },
    };
  }

  const expectSound = async () =>
    expect(await verifyLog({ engine: 'sqlite', file: file.path })).toMatchObject({ findingsCount: 0 });

  it(
    'belongs to one process, and is free the moment that process is gone',
    async () => {
      owner = startOwner();
      expect(await owner.line()).toBe('open');
      expect(await refusalOf(SqliteLog.open(file.path))).toMatchObject({
        name: 'LogRefused',
        reason: 'locked',
        message: expect.stringContaining(String(owner.pid)) as string,
      });
      await owner.line();
      const reader = new SqliteReader(file.path);
      expect(await reader.head()).toBeDefined();
      // A writer in another process is followed too, if not as promptly as one in this.
      const [first] = await allOf(reader.readAll());
      for await (const { events } of reader.subscribeAll({ after: first!.position })) {
        if (events.length > 0) break;
      }
      await reader.close();
      await owner.kill();
      await (await SqliteLog.open(file.path)).close();
    },
    WITH_PROCESSES_MS,
  );

  it('has one owner in a process, too', async () => {
    const log = await SqliteLog.open(file.path);
    expect(await refusalOf(SqliteLog.open(file.path))).toMatchObject({ reason: 'locked' });
    expect(await appendOne(log, 'stream', 'no-stream')).toMatchObject({ revision: 0 });
    await log.close();
  });

  it(
    'holds after a kill every event that was acknowledged, once and in order',
    async () => {
      for (const eventsBefore of [3, 100, 500]) {
        owner = startOwner();
        expect(await owner.line()).toBe('open');
        const acknowledged = new Map<string, number>();
        for (let count = 0; count < eventsBefore; count += 1) {
          const [stream, number] = (await owner.line()).split(' ');
          acknowledged.set(stream!, Number(number));
        }
        await owner.kill();
        const log = await SqliteLog.open(file.path);
        for (const [stream, number] of acknowledged) {
          const numbers = (await allOf(log.read(stream))).map(({ data }) => data['number']);
          expect(numbers.length).toBeGreaterThan(number);
          expect(numbers).toEqual(numbers.map((_, index) => index));
        }
        await log.close();
        await expectSound();
      }
    },
    WITH_PROCESSES_MS,
  );

  it('says so while another program writes to its file, and goes on after it', async () => {
    const log = await SqliteLog.open(file.path);
    const intruder = new Database(file.path);
    intruder.exec('BEGIN IMMEDIATE');
    const refusal = await refusalOf(appendOne(log, 'stream', 'no-stream'));
    expect(refusal).toMatchObject({ name: 'LogUnavailable', reason: 'failed' });
    expect(await allOf(log.readAll())).toEqual([]);
    intruder.close();
    expect(await appendOne(log, 'stream', 'no-stream')).toMatchObject({ revision: 0 });
    await log.close();
  });

  it('that has reached its limit is read on, loses nothing, and takes more when the limit is lifted', async () => {
    const log = await SqliteLog.open(file.path, { maxBytes: 400_000 });
    const accepted: string[] = [];
    const refusals: unknown[] = [];
    for (let round = 0; round < 20; round += 1) {
      const streams = Array.from({ length: 50 }, (_, index) => `stream-${round}-${index}`);
      const outcomes = await Promise.allSettled(streams.map((stream) => appendOne(log, stream, 'no-stream')));
      for (const [index, outcome] of outcomes.entries()) {
        if (outcome.status === 'fulfilled') accepted.push(streams[index]!);
        else refusals.push(outcome.reason);
      }
    }
    expect(accepted.length).toBeGreaterThan(100);
    expect(refusals.length).toBeGreaterThan(100);
    for (const refusal of refusals) {
      expect(refusal).toBeInstanceOf(LogUnavailable);
      expect(refusal).toMatchObject({
        reason: 'disk-full',
        message: expect.stringContaining('room') as string,
      });
    }
    const streamsOf = async (full: SqliteLog) => (await allOf(full.readAll())).map(({ stream }) => stream);
    expect(await streamsOf(log)).toEqual(accepted);
    await log.close();

    const unlimited = await SqliteLog.open(file.path);
    const appended = await appendOne(unlimited, 'stream-19-49', 'no-stream');
    expect(appended.position.value).toBe(BigInt(accepted.length + 1));
    expect(await streamsOf(unlimited)).toEqual([...accepted, 'stream-19-49']);
    await unlimited.close();
    await expectSound();
  });

  // The operating system refuses every byte past the limit: a true failure in the middle of a commit.
  it(
    'whose disk fails in the middle of a commit says so, and goes on in the same process when it can',
    async () => {
      owner = startOwner("trap '' XFSZ; ulimit -S -f 600;");
      expect(await owner.line()).toBe('open');
      const acknowledged = new Set<string>();
      let line = await owner.line();
      for (; !line.startsWith('refused'); line = await owner.line()) acknowledged.add(line);
      expect(acknowledged.size).toBeGreaterThan(50);
      expect(line).toMatch(/^refused (OutcomeUnknown|LogUnavailable (failed|disk-full))$/);

      const reader = new SqliteReader(file.path);
      const stored = (await allOf(reader.readAll())).map(({ stream, revision }) => `${stream} ${revision}`);
      await reader.close();
      expect(new Set(stored)).toEqual(acknowledged);

      const lifted = spawnSync('prlimit', [`--pid=${owner.pid}`, '--fsize=unlimited']);
      expect(lifted.status).toBe(0);
      do line = await owner.line();
      while (line.startsWith('refused'));
      expect(acknowledged.has(line)).toBe(false);
      await owner.kill();
      await expectSound();
    },
    WITH_PROCESSES_MS,
  );

  it(
    'is refused in words where nothing may be written',
    async () => {
      file.fill(3);
      chmodSync(file.path, 0o444);
      chmodSync(dirname(file.path), 0o555);
      // The superuser may write anything, so the attempt is made by somebody else.
      const attempt = `
        const { SqliteLog } = require(${JSON.stringify(join(__dirname, 'log'))});
        if (process.getuid() === 0) process.setuid(65534);
        SqliteLog.open(${JSON.stringify(file.path)}).then(
          () => console.log('opened'),
          ({ name, reason, message }) => console.log(name, reason, message),
        );`;
      const { stdout } = spawnSync(process.execPath, ['--require', REGISTER, '-e', attempt], {
        encoding: 'utf8',
      });
      chmodSync(dirname(file.path), 0o755);
      expect(stdout).toMatch(/^LogRefused read-only .*ledger\.db/);
    },
    WITH_PROCESSES_MS,
  );
});
