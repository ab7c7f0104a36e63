import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { FaultProxy } from '../../../../../test/wire-node/fault-proxy';
import { allOf, appendOne, followUntil } from '../../contract/log-under-test';
import { LogUnavailable, OutcomeUnknown } from '../../port';
import type { Appended, ExpectedRevision } from '../../port';
import { EventStoreDbLog } from './log';

const ROOT = resolve(__dirname, '../../../../..');
const PATIENCE = { attemptMs: 500, budgetMs: 1_500, idleMs: 300 };
const LANES = 8;

/** The node as a process, so that it can be killed where it stands. */
async function startNode(file: string, port: number): Promise<{ process: ChildProcess; port: number }> {
  const process = spawn(
    globalThis.process.execPath,
    [
      '--require',
      join(ROOT, 'scripts/register.cjs'),
      join(ROOT, 'test/wire-node/serve.ts'),
      file,
      String(port),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line] = (await once(process.stdout, 'data')) as [Buffer];
  return { process, port: Number(line.toString()) };
}

/** A small generator of the same numbers for the same seed (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const seed = Number(process.env['TRAMO_TEST_SEED'] ?? Date.now() % 1_000_000);

it(`whatever befalls node and network, what was acknowledged is there once, and is followed once (seed ${seed})`, async () => {
  const random = numbersFrom(seed);
  const directory = await mkdtemp(join(tmpdir(), 'tramo-'));
  const file = join(directory, 'node.db');
  let node = await startNode(file, 0);
  const proxy = await FaultProxy.to(node.port);
  const address = (port: number): string => `esdb://127.0.0.1:${port}?tls=false`;
  const log = await EventStoreDbLog.open(address(proxy.port), PATIENCE);

  const faults: (() => Promise<void> | void)[] = [
    async () => {
      node.process.kill('SIGKILL');
      await once(node.process, 'exit');
      await pause(random() * 200);
      node = await startNode(file, node.port);
    },
    () => proxy.cut(),
    () => proxy.forget(),
    async () => {
      proxy.freeze();
      await pause(random() * 800);
      if (random() < 0.5) proxy.cut();
      proxy.thaw();
    },
    async () => {
      proxy[random() < 0.5 ? 'toClient' : 'toNode'] = 'drop';
      await pause(random() * 400);
      proxy.cut();
      proxy.thaw();
    },
    async () => {
      await proxy.refuse();
      await pause(random() * 600);
      await proxy.acceptAgain();
    },
  ];

  let running = true;
  const acknowledged: Appended[] = [];
  /** A lane's single writer: a conflict would be its own event that it was not told of. */
  async function write(lane: string): Promise<void> {
    let expected: ExpectedRevision = 'no-stream';
    while (running) {
      try {
        const appended = await appendOne(log, lane, expected);
        acknowledged.push(appended);
        expected = appended.revision;
      } catch (error) {
        if (error instanceof LogUnavailable) continue;
        if (!(error instanceof OutcomeUnknown)) throw error;
        // Told that nobody knows, the writer begins another stream rather than decide on a guess.
        lane = `${lane}+`;
        expected = 'no-stream';
      }
    }
  }

  const followed = followUntil(log.subscribeAll(), ({ stream }) => stream === 'stop');
  const writers = Promise.all(Array.from({ length: LANES }, (_, lane) => write(`lane${lane}`)));
  for (let turn = 0; turn < 20; turn += 1) {
    await pause(random() * 200);
    await faults[Math.floor(random() * faults.length)]!();
  }
  await pause(200);
  running = false;
  await writers;

  const direct = await EventStoreDbLog.open(address(node.port), PATIENCE);
  await appendOne(direct, 'stop', 'no-stream');
  const stored = await allOf(direct.readAll());
  const place = (stream: string, revision: number, position: bigint): string =>
    `${stream}@${revision}:${position}`;
  const places = stored.map(({ stream, revision, position }) => place(stream, revision, position.value));
  const there = new Set(places);
  expect(there.size).toBe(stored.length);
  expect(new Set(stored.map(({ id }) => id)).size).toBe(stored.length);
  expect(
    acknowledged.filter(
      ({ stream, revision, position }) => !there.has(place(stream, revision, position.value)),
    ),
  ).toEqual([]);
  // What is there without an acknowledgement is what its writer was told nobody knows: one event a stream.
  const streams = new Set(stored.map(({ stream }) => stream));
  expect(stored.length - 1 - acknowledged.length).toBeLessThanOrEqual(streams.size);
  expect(
    (await followed).map(({ stream, revision, position }) => place(stream, revision, position.value)),
  ).toEqual(places);
  expect(acknowledged.length).toBeGreaterThan(LANES);

  await Promise.all([log.close(), direct.close()]);
  await proxy.close();
  node.process.kill('SIGKILL');
  await once(node.process, 'exit');
  await rm(directory, { recursive: true });
}, 60_000);
