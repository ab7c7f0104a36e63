import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { FaultProxy } from '../../../../../test/wire-node/fault-proxy';
import { WireNode } from '../../../../../test/wire-node/wire-node';
import { allOf, appendOne, eventOf, eventsOf, followUntil, refusalOf } from '../../contract/log-under-test';
import { LogUnavailable, OutcomeUnknown, WrongExpectedRevision } from '../../port';
import type { Appended, EventLog, LogBatch } from '../../port';
import { EventStoreDbLog } from './log';

const PATIENCE = { attemptMs: 800, budgetMs: 5_000, idleMs: 400 };

let directory: string;
let node: WireNode;
let proxy: FaultProxy;
let log: EventStoreDbLog;
/** Somebody else, whom the proxy does not trouble. */
let neighbour: EventStoreDbLog;

const open = (port: number, patience = PATIENCE): Promise<EventStoreDbLog> =>
  EventStoreDbLog.open(`esdb://127.0.0.1:${port}?tls=false`, patience);

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tramo-'));
  node = await WireNode.start({ file: join(directory, 'node.db') });
  proxy = await FaultProxy.to(node.port);
  log = await open(proxy.port);
  neighbour = await open(node.port);
});

afterEach(async () => {
  await Promise.all([log.close(), neighbour.close()]);
  await proxy.close();
  node.stop();
  await rm(directory, { recursive: true });
});

async function restart(): Promise<void> {
  const { port } = node;
  node.stop();
  await pause(50);
  node = await WireNode.start({ file: join(directory, 'node.db'), port });
}

/** Waits for what will be; a test that waits in vain ends by its own time limit. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await pause(20);
}

const follower = (of: EventLog): AsyncIterator<LogBatch> => of.subscribeAll()[Symbol.asyncIterator]();

const committed = (): Promise<unknown> => once(node.store, 'committed');

/** Whether the server knows a repetition, or answers it with a conflict, the outcome is the same. */
describe.each([
  ['that recognises a repetition', true],
  ['that does not', false],
])('an answer is lost by a server %s', (_, recognisesRetries) => {
  beforeEach(() => {
    node.store.recognisesRetries = recognisesRetries;
  });

  it('the append succeeds, and its events are there once', async () => {
    await appendOne(log, 's', 'no-stream');
    proxy.toClient = 'drop';
    const written = committed();
    const appending = log.append('s', eventsOf('s', 1, 3), 0);
    await written;
    proxy.toClient = 'forward';
    proxy.cut();
    const appended = await appending;
    const read = await allOf(neighbour.read('s'));
    expect(read.map(({ data }) => data['number'])).toEqual([0, 1, 2, 3]);
    expect(appended).toEqual({ stream: 's', revision: 3, position: read[3]!.position });
    expect(node.calls.get('Append')).toBeGreaterThanOrEqual(4);
  });

  it('the append that opens a stream succeeds, though somebody has added to it meanwhile', async () => {
    proxy.toClient = 'drop';
    const written = committed();
    const appending = log.append('s', eventsOf('s', 0, 2), 'no-stream');
    await written;
    await neighbour.append('s', eventsOf('s', 10, 2), 1);
    proxy.toClient = 'forward';
    proxy.cut();
    const appended = await appending;
    const read = await allOf(neighbour.read('s'));
    expect(read.map(({ data }) => data['number'])).toEqual([0, 1, 10, 11]);
    expect(appended).toEqual({ stream: 's', revision: 1, position: read[1]!.position });
  });

  it('and the connection stays, carrying nothing: the append goes another way', async () => {
    await pause(PATIENCE.attemptMs);
    proxy.toClient = 'hold';
    const written = committed();
    const appending = appendOne(log, 's', 'no-stream');
    await written;
    await pause(50);
    proxy.forget();
    expect((await appending).revision).toBe(0);
    expect(await allOf(neighbour.read('s'))).toHaveLength(1);
    expect(await appendOne(log, 's', 0)).toMatchObject({ revision: 1 });
  });
});

describe('a request is lost', () => {
  it('the append is made once, after the connection is there again', async () => {
    proxy.toNode = 'drop';
    const appending = appendOne(log, 's', 'no-stream');
    await pause(100);
    expect(await allOf(neighbour.read('s'))).toEqual([]);
    proxy.toNode = 'forward';
    proxy.cut();
    expect((await appending).revision).toBe(0);
    expect(await allOf(neighbour.read('s'))).toHaveLength(1);
  });

  it('and somebody else takes its place: a conflict, although the outcome had been unknown', async () => {
    proxy.toNode = 'drop';
    const appending = appendOne(log, 's', 'no-stream');
    const refusal = refusalOf(appending);
    await pause(100);
    await neighbour.append('s', eventsOf('s', 10, 3), 'no-stream');
    proxy.toNode = 'forward';
    proxy.cut();
    expect(await refusal).toBeInstanceOf(WrongExpectedRevision);
    expect(await refusal).toMatchObject({ stream: 's', expected: 'no-stream', actual: 2 });
    expect(await allOf(neighbour.read('s'))).toHaveLength(3);
  });

  it('and somebody else has decided the same, with the same event ids: still a conflict', async () => {
    proxy.toNode = 'drop';
    const refusal = refusalOf(appendOne(log, 's', 'no-stream'));
    await pause(100);
    await neighbour.append('s', [eventOf('s', 0, { by: 'the neighbour' })], 'no-stream');
    proxy.toNode = 'forward';
    proxy.cut();
    expect(await refusal).toBeInstanceOf(WrongExpectedRevision);
    expect((await allOf(neighbour.read('s'))).map(({ data }) => data)).toEqual([{ by: 'the neighbour' }]);
  });
});

describe('the server is silent', () => {
  it('an append ends within its budget, not knowing', async () => {
    await log.close();
    log = await open(proxy.port, { ...PATIENCE, budgetMs: 1_500 });
    proxy.freeze();
    const startedAt = performance.now();
    expect(await refusalOf(appendOne(log, 's', 'no-stream'))).toBeInstanceOf(OutcomeUnknown);
    const tookMs = performance.now() - startedAt;
    expect(tookMs).toBeGreaterThan(PATIENCE.attemptMs);
    expect(tookMs).toBeLessThan(1_500 + 1_500);
    // What was sent arrives after all, every attempt of it.
    proxy.thaw();
    await pause(200);
    expect((await allOf(neighbour.read('s'))).length).toBeLessThanOrEqual(1);
  });

  it('reads end at their deadline, and the log is of use again when the server is', async () => {
    await appendOne(log, 's', 'no-stream');
    proxy.freeze();
    for (const read of [allOf(log.read('s')), allOf(log.readAll()), log.head()]) {
      const refusal = await refusalOf(read);
      expect(refusal).toBeInstanceOf(LogUnavailable);
      expect(refusal).toMatchObject({ reason: 'unreachable' });
    }
    proxy.thaw();
    expect(await allOf(log.read('s'))).toHaveLength(1);
  });

  it('closing does not wait for it for long', async () => {
    proxy.freeze();
    const appending = refusalOf(appendOne(log, 's', 'no-stream'));
    const reading = refusalOf(allOf(log.readAll()));
    const following = followUntil(log.subscribeAll(), () => false);
    const startedAt = performance.now();
    await log.close();
    expect(performance.now() - startedAt).toBeLessThan(2 * PATIENCE.attemptMs + 1_000);
    expect(await appending).toBeInstanceOf(OutcomeUnknown);
    expect(await reading).toMatchObject({ reason: expect.stringMatching(/closed|unreachable/) as string });
    await following;
  });
});

describe('no server is there', () => {
  it('opening says so in one line, and does not tell the password', async () => {
    const refusal = await refusalOf(
      EventStoreDbLog.open('esdb://tramo:secret@127.0.0.1:1?tls=false', PATIENCE),
    );
    expect(refusal).toBeInstanceOf(LogUnavailable);
    expect(refusal).toMatchObject({ reason: 'unreachable' });
    const { message } = refusal as Error;
    expect(message).toMatch(/^the event store at 127\.0\.0\.1:1 does not answer: .*ECONNREFUSED.*$/);
    expect(message).not.toMatch(/secret|\n/);
  });

  it.each([
    'nonsense',
    'esdb://',
    'http://127.0.0.1:2113',
    'esdb://127.0.0.1:port?tls=false',
    'esdb://127.0.0.1:2113',
  ])('opening refuses %s by saying what is wrong with it', async (connectionString) => {
    const refusal = await refusalOf(EventStoreDbLog.open(connectionString, PATIENCE));
    expect(refusal).toBeInstanceOf(LogUnavailable);
    expect((refusal as Error).message).toMatch(/connection string/);
  });

  it('an append that cannot have been sent says that nothing was written', async () => {
    await proxy.refuse();
    await pause(50);
    const refusal = await refusalOf(appendOne(log, 's', 'no-stream'));
    expect(refusal).toBeInstanceOf(LogUnavailable);
    expect(refusal).toMatchObject({ reason: 'unreachable' });
    await proxy.acceptAgain();
    expect((await appendOne(log, 's', 'no-stream')).revision).toBe(0);
  });

  it('an absence of seconds is over when it is over, not when a backoff is', async () => {
    await proxy.refuse();
    const until = performance.now() + 4_000;
    while (performance.now() < until) await refusalOf(log.head());
    await proxy.acceptAgain();
    const startedAt = performance.now();
    while (!(await refusalOf(log.head()).then((refusal) => refusal === undefined))) await pause(20);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});

describe('a live subscription', () => {
  /** Follows `log` until it has seen an event of stream `stop`. */
  const follow = () => followUntil(log.subscribeAll(), ({ stream }) => stream === 'stop');

  /** Appends one by one to streams of their own until told to stop; answers where each went. */
  function load(on: EventStoreDbLog, lanes: number): () => Promise<Appended[]> {
    let running = true;
    const working = Promise.all(
      Array.from({ length: lanes }, async (_, lane) => {
        const appended: Appended[] = [];
        while (running) {
          const expected = appended.at(-1)?.revision ?? 'no-stream';
          try {
            appended.push(await appendOne(on, `lane${lane}`, expected));
          } catch (error) {
            // It says that nothing was written, so the same may be tried again.
            if (!(error instanceof LogUnavailable)) throw error;
          }
        }
        return appended;
      }),
    );
    return async () => {
      running = false;
      return (await working).flat();
    };
  }

  const faults: [string, () => Promise<void>][] = [
    ['the node is restarted', restart],
    ['the connection is cut', async () => proxy.cut()],
    ['the connection is forgotten', async () => proxy.forget()],
    [
      'the connection freezes',
      async () => {
        proxy.freeze();
        await pause(1_200);
        proxy.thaw();
      },
    ],
    [
      'the connection freezes and is cut',
      async () => {
        proxy.freeze();
        await pause(300);
        proxy.cut();
        proxy.thaw();
      },
    ],
    [
      'answers are lost for a while',
      async () => {
        proxy.toClient = 'drop';
        await pause(300);
        proxy.toClient = 'forward';
        proxy.cut();
      },
    ],
    [
      'nobody listens for a while',
      async () => {
        await proxy.refuse();
        await pause(300);
        await proxy.acceptAgain();
      },
    ],
    [
      'the line is slow',
      async () => {
        proxy.delayMs = 30;
        await pause(200);
        proxy.delayMs = 0;
        proxy.cut();
      },
    ],
  ];
  it.each(faults)(
    'has neither gap nor duplicate when %s under load',
    async (_, fault) => {
      const seen = follow();
      const stop = load(log, 8);
      for (let turn = 0; turn < 3; turn += 1) {
        await pause(150);
        await fault();
      }
      await pause(150);
      const appended = await stop();
      await appendOne(neighbour, 'stop', 'no-stream');
      const stored = await allOf(neighbour.readAll());
      expect((await seen).map(({ position }) => position.value)).toEqual(
        stored.map(({ position }) => position.value),
      );
      expect(stored).toHaveLength(appended.length + 1);
      expect(new Set(appended.map(({ position }) => position.value))).toEqual(
        new Set(stored.slice(0, -1).map(({ position }) => position.value)),
      );
    },
    20_000,
  );

  it('goes on when it was waiting while the node was away', async () => {
    const batches = follower(log);
    expect((await batches.next()).value).toMatchObject({ events: [], caughtUp: true });
    const next = batches.next();
    await restart();
    await appendOne(neighbour, 's', 'no-stream');
    expect(((await next).value as LogBatch).events.map(({ stream }) => stream)).toEqual(['s']);
    await batches.return?.(undefined);
  });

  it('finds what a stalled subscription does not deliver', async () => {
    const batches = follower(log);
    await batches.next();
    const next = batches.next();
    await pause(50);
    proxy.toClient = 'drop';
    await appendOne(neighbour, 's', 'no-stream');
    await pause(50);
    proxy.toClient = 'forward';
    expect(((await next).value as LogBatch).events).toHaveLength(1);
    await batches.return?.(undefined);
  });

  it('leaves the events of the system out and moves on past them', async () => {
    const { position } = await appendOne(log, 's', 'no-stream');
    const batches = follower(log);
    expect((await batches.next()).value).toMatchObject({ position, caughtUp: true });
    const next = batches.next();
    await node.appendSystemEvents(600);
    const batch = (await next).value as LogBatch;
    expect(batch).toMatchObject({ events: [], caughtUp: true });
    expect(batch.position!.value).toBeGreaterThan(position.value);
    expect(await log.head()).toEqual(position);
    await appendOne(log, 't', 'no-stream');
    expect((await allOf(log.readAll())).map(({ stream }) => stream)).toEqual(['s', 't']);
    expect((await allOf(log.readAll({ after: batch.position! }))).map(({ stream }) => stream)).toEqual(['t']);
    await batches.return?.(undefined);
  });

  it('is one for the server, however many follow, and ends with the last of them', async () => {
    const seen: number[] = [];
    const followers = Array.from({ length: 150 }, async () => {
      const events = await followUntil(log.subscribeAll(), ({ stream }) => stream === 's4');
      seen.push(events.length);
    });
    const subscriptions = () => node.store.listenerCount('committed');
    await until(() => subscriptions() === 1);
    for (let number = 0; number < 5; number += 1) await appendOne(log, `s${number}`, 'no-stream');
    await Promise.all(followers);
    expect(seen).toEqual(Array.from({ length: 150 }, () => 5));
    await until(() => subscriptions() === 0);
  });

  it('makes the server wait for a slow reader, and loses nothing', async () => {
    const seen = followUntil(log.subscribeAll(), ({ stream }) => stream === 'stop', 100);
    await pause(100);
    const stop = load(neighbour, 16);
    await pause(1_500);
    const appended = await stop();
    await appendOne(neighbour, 'stop', 'no-stream');
    expect(await seen).toHaveLength(appended.length + 1);
  }, 20_000);
});

it('the death of one server does not touch the appends to another', async () => {
  const otherNode = await WireNode.start({ file: join(directory, 'other.db') });
  const other = await open(otherNode.port, { ...PATIENCE, budgetMs: 1_000 });
  const here = Array.from({ length: 100 }, (_, index) => appendOne(log, `s${index}`, 'no-stream'));
  const there = Array.from({ length: 100 }, (_, index) => appendOne(other, `s${index}`, 'no-stream'));
  const [alive, dead] = [Promise.allSettled(here), Promise.allSettled(there)];
  await there[5];
  otherNode.stop();
  expect((await alive).filter(({ status }) => status === 'rejected')).toEqual([]);
  const closing = other.close();
  for (const outcome of await dead) {
    if (outcome.status === 'fulfilled') continue;
    expect([LogUnavailable, OutcomeUnknown]).toContain((outcome.reason as Error).constructor);
  }
  await closing;
});

it('uses neither the batched append nor the server features, whatever the connection string wishes', async () => {
  const own = await EventStoreDbLog.open(
    `esdb://tramo:secret@127.0.0.1:${node.port}/?tls=false&throwOnAppendFailure=false`,
    PATIENCE,
  );
  await appendOne(own, 's', 'no-stream');
  expect(await refusalOf(appendOne(own, 's', 'no-stream'))).toBeInstanceOf(WrongExpectedRevision);
  expect([...node.calls.keys()].sort()).toEqual(['Append', 'Read']);
  await own.close();
});

it('a cluster that cannot be found ends no process, and is found again', async () => {
  // Jest fails a test during which a rejection goes unhandled, as Node ends a process.
  const cluster = await EventStoreDbLog.open(`esdb://127.0.0.1:${node.port},127.0.0.1:1?tls=false`, PATIENCE);
  const seen = followUntil(cluster.subscribeAll(), ({ stream }) => stream === 'after');
  await until(() => node.store.listenerCount('committed') === 1);
  const { port } = node;
  const underWay = Array.from({ length: 50 }, (_, index) =>
    refusalOf(appendOne(cluster, `s${index}`, 'no-stream')),
  );
  node.stop();
  for (let turn = 0; turn < 3; turn += 1) {
    const refusals = await Promise.all(Array.from({ length: 10 }, () => refusalOf(cluster.head())));
    for (const refusal of refusals) expect(refusal).toMatchObject({ reason: 'unreachable' });
  }
  node = await WireNode.start({ file: join(directory, 'node.db'), port });
  while (await refusalOf(cluster.head())) await pause(50);
  await Promise.all(underWay);
  await appendOne(cluster, 'after', 'no-stream');
  const stored = await allOf(neighbour.readAll());
  expect((await seen).map(({ id }) => id)).toEqual(stored.map(({ id }) => id));
  await cluster.close();
});
