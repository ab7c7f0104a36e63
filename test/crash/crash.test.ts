import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Ask, FromLife, LifeOrders } from './messages';
import { Witness } from './witness';

/** `npm run crash -- 2000` asks for more, `TRAMO_CRASH_SEED` for the same instants again. */
const KILLS = Number(process.env['TRAMO_CRASH_KILLS'] ?? 200);
const SEED = Number(process.env['TRAMO_CRASH_SEED'] ?? Date.now() % 1_000_000);
/** Two ledgers are killed side by side, each started afresh now and then so that it stays quick to examine. */
const LANES = 2;
const KILLS_PER_LEDGER = 20;
const LIVES_PER_PROOF = 5;
const LIFE_MS_MAX = 150;
const READY_MS_MAX = 30_000;

describe(`a process killed ${KILLS} times at random instants (seed ${SEED})`, () => {
  it(
    'loses nothing it acknowledged, shows no half of a command, and its views equal a rebuild',
    async () => {
      const share = Math.ceil(KILLS / LANES);
      const lanes = Array.from({ length: LANES }, (_, lane) => killRepeatedly(share, SEED + lane));
      const sums = await Promise.all(lanes);
      const acknowledged = sums.reduce((sum, one) => sum + one.acknowledged, 0);
      const events = sums.reduce((sum, one) => sum + one.events, 0);
      console.info(
        `${share * LANES} kills, ${acknowledged} commands acknowledged, ${events} events examined`,
      );
      expect(acknowledged).toBeGreaterThan(KILLS);
    },
    60_000 + KILLS * 2_000,
  );
});

interface Sum {
  acknowledged: number;
  events: number;
}

async function killRepeatedly(kills: number, seed: number): Promise<Sum> {
  const random = randomFrom(seed);
  const sum: Sum = { acknowledged: 0, events: 0 };
  for (let killed = 0; killed < kills; killed += KILLS_PER_LEDGER) {
    const directory = await mkdtemp(join(tmpdir(), 'tramo-crash-'));
    try {
      const lives = Math.min(KILLS_PER_LEDGER, kills - killed);
      const one = await oneLedger(directory, lives, seed, random);
      sum.acknowledged += one.acknowledged;
      sum.events += one.events;
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }
  return sum;
}

/** So many lives that end by SIGKILL, and a last one that recovers, looks and ends by itself. */
async function oneLedger(directory: string, lives: number, seed: number, random: () => number): Promise<Sum> {
  const witness = new Witness();
  const unanswered = new Map<string, Ask>();
  let events = 0;
  for (let life = 0; life <= lives; life++) {
    const last = life === lives;
    const proveViews = last || life % LIVES_PER_PROOF === LIVES_PER_PROOF - 1;
    const orders: LifeOrders = { directory, life, seed, again: [...unanswered.values()], proveViews, last };
    await oneLife(orders, witness, unanswered, random);
    events = await witness.examine(join(directory, 'ledger.db'), last);
  }
  return { acknowledged: witness.acknowledged.size, events };
}

async function oneLife(
  orders: LifeOrders,
  witness: Witness,
  unanswered: Map<string, Ask>,
  random: () => number,
): Promise<void> {
  const child = fork(join(__dirname, 'life.ts'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const exited = once(child, 'exit');
  const faults: string[] = [];
  let ready = (): void => undefined;
  const isReady = new Promise<void>((resolve) => (ready = resolve));
  child.on('message', (message: FromLife) => {
    switch (message.kind) {
      case 'ready':
        return ready();
      case 'unsound':
        faults.push(message.what);
        return ready();
      case 'asked':
        for (const ask of message.asks) unanswered.set(ask.key, ask);
        return;
      case 'accepted':
        witness.acknowledge(message.key, message.answer);
        return void unanswered.delete(message.key);
      case 'refused':
        return void unanswered.delete(message.key);
    }
  });
  child.send(orders);
  await withinBound(child, Promise.race([isReady, exited]));
  if (!orders.last) {
    await pause(random() * LIFE_MS_MAX);
    child.kill('SIGKILL');
  }
  await withinBound(child, exited);
  expect(faults).toEqual([]);
}

/** A life that hangs is a finding, and must not hang the test. */
async function withinBound(child: ChildProcess, waiting: Promise<unknown>): Promise<void> {
  const bound = new AbortController();
  const outcome = await Promise.race([
    waiting.then(() => 'in time'),
    pause(READY_MS_MAX, 'too late', { signal: bound.signal, ref: false }).catch(() => 'in time'),
  ]);
  bound.abort();
  if (outcome === 'too late') child.kill('SIGKILL');
  expect(outcome).toBe('in time');
}

/** A small generator with a seed, so that a failure can be looked for again. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
