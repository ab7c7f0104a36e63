import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { allOf, appendOne, eventOf, eventsOf, followUntil, refusalOf } from '../../contract/log-under-test';
import { LogUnavailable, OutcomeUnknown } from '../../port';
import { LedgerFile } from './ledger-file.testing';
import { SqliteLog } from './log';
import { SqliteReader } from './reader';

const REGISTER = join(__dirname, '../../../../../scripts/register.cjs');

interface Followed {
  readonly positions: readonly bigint[];
  readonly caughtUp: boolean;
}

describe('the log and other threads', () => {
  let file: LedgerFile;
  let log: SqliteLog;
  beforeEach(async () => {
    file = new LedgerFile();
    log = await SqliteLog.open(file.path);
  });
  afterEach(async () => {
    await log.close();
    file.discard();
  });

  async function follow() {
    const worker = new Worker(join(__dirname, 'follower.testing.ts'), { workerData: file.path });
    const positions: bigint[] = [];
    let ended = false;
    worker.on('message', (word: Followed | 'ended') => {
      if (word === 'ended') ended = true;
      else positions.push(...word.positions);
    });
    await once(worker, 'message');
    const until = async (count: number): Promise<void> => {
      while (positions.length < count) await once(worker, 'message');
    };
    const stop = async (): Promise<boolean> => {
      const exit = once(worker, 'exit');
      worker.postMessage('stop');
      await exit;
      return ended;
    };
    return { positions, until, stop };
  }

  const upTo = (count: number) => Array.from({ length: count }, (_, index) => BigInt(index + 1));

  // The file is looked at twice a second in any case: what comes by notice comes far sooner than that.
  it('are told at once of what was appended', async () => {
    const follower = await follow();
    const started = performance.now();
    let expected: number | 'no-stream' = 'no-stream';
    for (let count = 1; count <= 20; count += 1) {
      expected = (await appendOne(log, 'stream', expected)).revision;
      await follower.until(count);
    }
    expect(performance.now() - started).toBeLessThan(20 * 250);
    expect(follower.positions).toEqual(upTo(20));
    expect(await follower.stop()).toBe(true);
  });

  it('see every event once and in order under load, and stay when the writer goes', async () => {
    const followers = await Promise.all([follow(), follow()]);
    const lane = async (name: number): Promise<void> => {
      for (let from = 0; from < 50; from += 1) {
        const stream = `lane-${name}`;
        await log.append(stream, eventsOf(stream, 2 * from, 2), from === 0 ? 'no-stream' : 2 * from - 1);
      }
    };
    await Promise.all(Array.from({ length: 20 }, (_, name) => lane(name)));
    await log.close();
    for (const follower of followers) {
      await follower.until(2_000);
      expect(follower.positions).toEqual(upTo(2_000));
    }
    log = await SqliteLog.open(file.path);
    await appendOne(log, 'after', 'no-stream');
    for (const follower of followers) {
      await follower.until(2_001);
      expect(follower.positions).toEqual(upTo(2_001));
      expect(await follower.stop()).toBe(true);
    }
  });

  it('are many more than what is on its way at a time', async () => {
    const streams = Array.from({ length: 10_000 }, (_, index) => `stream-${index}`);
    const appended = await Promise.all(streams.map((stream) => appendOne(log, stream, 'no-stream')));
    expect(appended.map(({ position }) => position.value)).toEqual(upTo(streams.length));
    const large = streams.slice(0, 30).map((stream) => {
      const text = 'x'.repeat(60_000);
      const [first, ...others] = Array.from({ length: 12 }, (_, index) =>
        eventOf(stream, index + 1, { text }),
      );
      return log.append(stream, [first!, ...others], 0);
    });
    const last = (await Promise.all(large)).map(({ position }) => Number(position.value));
    expect(last).toEqual(large.map((_, index) => streams.length + 12 * (index + 1)));
  });

  it('may die: what was under way is unknown, what comes is refused, what is there is read', async () => {
    await appendOne(log, 'stream', 'no-stream');
    const underWay = Array.from({ length: 5_000 }, (_, index) =>
      appendOne(log, `lost-${index}`, 'no-stream'),
    );
    const outcomes = Promise.allSettled(underWay);
    // As running out of memory would, in the middle of the work.
    const { worker } = log as unknown as { worker: Worker };
    await underWay[0];
    await worker.terminate();
    const answered: string[] = [];
    for (const [index, outcome] of (await outcomes).entries()) {
      if (outcome.status === 'fulfilled') answered.push(`lost-${index}`);
      else if (!(outcome.reason instanceof LogUnavailable))
        expect(outcome.reason).toBeInstanceOf(OutcomeUnknown);
    }
    expect(answered.length).toBeGreaterThan(0);
    expect(answered.length).toBeLessThan(underWay.length);
    expect(await refusalOf(appendOne(log, 'other', 'no-stream'))).toMatchObject({
      name: 'LogUnavailable',
      reason: 'failed',
    });
    expect(await allOf(log.read('stream'))).toHaveLength(1);
    await log.close();

    log = await SqliteLog.open(file.path);
    const stored = new Set((await allOf(log.readAll())).map(({ stream }) => stream));
    expect(answered.filter((stream) => !stored.has(stream))).toEqual([]);
  });

  it('never see the recorded instant go back, though the clock does, even over a restart', async () => {
    await log.close();
    const clock = new Float64Array(new SharedArrayBuffer(8));
    const noon = Date.parse('2024-03-31T12:00:00.000Z');
    log = await SqliteLog.open(file.path, { clock });
    for (const [index, offset] of [0, 1_500, -3_600_000, 1_499, 2_000].entries()) {
      clock[0] = noon + offset;
      await appendOne(log, `stream-${index}`, 'no-stream');
    }
    await log.close();
    clock[0] = noon - 86_400_000;
    log = await SqliteLog.open(file.path, { clock });
    await appendOne(log, 'next-day', 'no-stream');
    expect((await allOf(log.readAll())).map(({ recordedAt }) => recordedAt.slice(11))).toEqual([
      '12:00:00.000Z',
      '12:00:01.500Z',
      '12:00:01.500Z',
      '12:00:01.500Z',
      '12:00:02.000Z',
      '12:00:02.000Z',
    ]);
  });

  it('in which nothing waits do not keep the process alive', async () => {
    const script = `
      const { SqliteLog } = require(${JSON.stringify(join(__dirname, 'log'))});
      const { appendOne } = require(${JSON.stringify(join(__dirname, '../../contract/log-under-test'))});
      SqliteLog.open(process.argv[1]).then(async (log) => {
        for await (const batch of log.subscribeAll()) break;
        console.log((await appendOne(log, 'stream', 'no-stream')).revision);
      });`;
    await log.close();
    const ended = await promisify(execFile)(process.execPath, [
      '--require',
      REGISTER,
      '-e',
      script,
      file.path,
    ]);
    expect(ended).toEqual({ stdout: '0\n', stderr: '' });
    log = await SqliteLog.open(file.path);
    expect(await allOf(log.read('stream'))).toHaveLength(1);
  }, 30_000);

  it('take no more memory for many events than for few', async () => {
    for (let from = 0; from < 100_000; from += 1_000) {
      await log.append('stream', eventsOf('stream', from, 1_000), from === 0 ? 'no-stream' : from - 1);
    }
    // All of them together would need several times as much.
    const script = [
      '--max-old-space-size=48',
      '--require',
      REGISTER,
      join(__dirname, 'reading-all.testing.ts'),
    ];
    const { stdout } = await promisify(execFile)(process.execPath, [...script, file.path]);
    expect(stdout).toBe('100000 100000 100000\n');
  }, 30_000);

  it('wait for a writer that is not there, and are let go', async () => {
    await log.close();
    const reader = new SqliteReader(file.path);
    const waiting = followUntil(reader.subscribeAll(), () => false);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await reader.close();
    expect(await waiting).toEqual([]);
    log = await SqliteLog.open(file.path);
  });
});
