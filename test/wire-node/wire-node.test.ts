import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  EventStoreDBClient,
  StreamDeletedError,
  StreamNotFoundError,
  WrongExpectedVersionError,
  excludeSystemEvents,
  jsonEvent,
  streamNameFilter,
} from '@eventstore/db-client';
import type { AppendExpectedRevision, AppendToStreamOptions } from '@eventstore/db-client';
import { WireNode } from './wire-node';

// The node is asked by the official client alone, so that what is tested is what a client would see.
let directory: string;
let node: WireNode;
let client: EventStoreDBClient;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tramo-'));
  node = await WireNode.start({ file: join(directory, 'node.db') });
  client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${node.port}?tls=false`);
});

afterEach(async () => {
  await client.dispose();
  node.stop();
  await rm(directory, { recursive: true });
});

const ID = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const eventsOf = (...numbers: number[]) =>
  numbers.map((number) => jsonEvent({ id: ID(number), type: 'Counted', data: { number } }));

// The two ways to append: credentials make the client take the plain one.
const PLAIN: AppendToStreamOptions = { credentials: { username: 'nobody', password: 'unused' } };
const BATCH: AppendToStreamOptions = {};

async function appendOn(
  how: AppendToStreamOptions,
  stream: string,
  expectedRevision: AppendExpectedRevision,
  ...numbers: number[]
): Promise<bigint | 'conflict' | 'deleted'> {
  try {
    const events = eventsOf(...numbers);
    return (await client.appendToStream(stream, events, { ...how, expectedRevision })).nextExpectedRevision;
  } catch (error) {
    if (error instanceof WrongExpectedVersionError) return 'conflict';
    if (error instanceof StreamDeletedError) return 'deleted';
    throw error;
  }
}

async function numbersOf(events: AsyncIterable<{ event?: { data: unknown } }>): Promise<number[]> {
  const numbers: number[] = [];
  for await (const { event } of events) numbers.push((event!.data as { number: number }).number);
  return numbers;
}

describe.each([
  ['Append', PLAIN],
  ['BatchAppend', BATCH],
])('%s', (method, how) => {
  const append = (stream: string, expected: AppendExpectedRevision, ...numbers: number[]) =>
    appendOn(how, stream, expected, ...numbers);

  it('is the method that is called', async () => {
    await append('s', 'no_stream', 1);
    expect([node.calls.get('Append') ?? 0, node.calls.get('BatchAppend') ?? 0]).toEqual(
      method === 'Append' ? [1, 0] : [0, 1],
    );
  });

  it('checks every kind of expected revision', async () => {
    expect(await append('s', 'stream_exists', 1)).toBe('conflict');
    expect(await append('s', 0n, 1)).toBe('conflict');
    expect(await append('s', 'no_stream', 1, 2)).toBe(1n);
    expect(await append('s', 'no_stream', 3)).toBe('conflict');
    expect(await append('s', 0n, 3)).toBe('conflict');
    expect(await append('s', 7n, 3)).toBe('conflict');
    expect(await append('s', 1n, 3)).toBe(2n);
    expect(await append('s', 'stream_exists', 4)).toBe(3n);
    expect(await append('s', 'any', 5)).toBe(4n);
    expect(await append('t', 'any', 6)).toBe(0n);
  });

  it('says in a conflict where the stream is', async () => {
    await append('s', 'no_stream', 1, 2);
    const conflict = client.appendToStream('s', eventsOf(3), { ...how, expectedRevision: 0n });
    await expect(conflict).rejects.toMatchObject({ actualVersion: 1n, expectedVersion: 0n });
    const missing = client.appendToStream('t', eventsOf(3), { ...how, expectedRevision: 0n });
    await expect(missing).rejects.toMatchObject({ actualVersion: 'no_stream' });
  });

  it('recognises a repetition where it stands, however old, and nowhere else', async () => {
    await append('s', 'no_stream', 1, 2);
    await append('s', 1n, 3);
    expect(await append('s', 'no_stream', 1, 2)).toBe(1n);
    expect(await append('s', 1n, 3)).toBe(2n);
    expect(await append('s', 'no_stream', 1, 9)).toBe('conflict');
    expect(await append('s', 0n, 1)).toBe('conflict');
    node.stop();
    node = await WireNode.start({ file: join(directory, 'node.db'), port: node.port });
    expect(await retried(() => append('s', 1n, 3))).toBe(2n);
  });

  it('writes known ids again when the expected revision is the current one', async () => {
    await append('s', 'no_stream', 1);
    expect(await append('s', 0n, 1)).toBe(1n);
    expect(await numbersOf(client.readStream('s'))).toEqual([1, 1]);
  });

  it('recognises a repetition under any only as long as it remembers', async () => {
    await append('s', 'any', 1);
    expect(await append('s', 'any', 1)).toBe(0n);
    expect(await append('s', 'any', 1, 2)).toBe('conflict');
    expect(await append('t', 'any', 1)).toBe(0n);
    node.stop();
    node = await WireNode.start({ file: join(directory, 'node.db'), port: node.port });
    expect(await retried(() => append('s', 'any', 1))).toBe(1n);
  });

  it('refuses more than 1,048,576 bytes in one append', async () => {
    const big = (bytes: number) => jsonEvent({ type: 'Big', data: 'x'.repeat(bytes - 2) });
    await client.appendToStream('s', [big(524_288), big(524_288)], how);
    await expect(client.appendToStream('s', [big(524_288), big(524_289)], how)).rejects.toMatchObject({
      type: 'maximum-append-size-exceeded',
    });
  });

  it('lets a soft-deleted stream be opened again, and a tombstoned one never', async () => {
    await append('s', 'no_stream', 1, 2);
    await client.deleteStream('s', { expectedRevision: 1n });
    await expect(numbersOf(client.readStream('s'))).rejects.toBeInstanceOf(StreamNotFoundError);
    expect(await append('s', 'no_stream', 3)).toBe(2n);
    expect(await numbersOf(client.readStream('s'))).toEqual([3]);
    await client.tombstoneStream('s', { expectedRevision: 2n });
    expect(await append('s', 'no_stream', 4)).toBe('deleted');
    expect(await append('s', 'any', 4)).toBe('deleted');
    await expect(numbersOf(client.readStream('s'))).rejects.toBeInstanceOf(StreamDeletedError);
  });
});

describe('Read', () => {
  it('reads a stream both ways, inclusive, in as many messages as it takes', async () => {
    for (const from of [0, 500]) {
      await client.appendToStream(
        's',
        eventsOf(...Array.from({ length: 500 }, (_, index) => from + index)),
        PLAIN,
      );
    }
    const all = Array.from({ length: 1_000 }, (_, index) => index);
    expect(await numbersOf(client.readStream('s'))).toEqual(all);
    expect(await numbersOf(client.readStream('s', { fromRevision: 998n }))).toEqual([998, 999]);
    expect(await numbersOf(client.readStream('s', { fromRevision: 1_000n }))).toEqual([]);
    const backwards = client.readStream('s', { direction: 'backwards', fromRevision: 'end', maxCount: 2 });
    expect(await numbersOf(backwards)).toEqual([999, 998]);
    const middle = client.readStream('s', { direction: 'backwards', fromRevision: 1n });
    expect(await numbersOf(middle)).toEqual([1, 0]);
  });

  it('reads everything forward inclusive and backward exclusive', async () => {
    const positions: { commit: bigint; prepare: bigint }[] = [];
    for (const number of [1, 2, 3]) {
      const { position } = await client.appendToStream(`s${number}`, eventsOf(number), PLAIN);
      positions.push(position!);
    }
    const [, second] = positions;
    expect(await numbersOf(client.readAll({ fromPosition: second! }))).toEqual([2, 3]);
    expect(await numbersOf(client.readAll({ fromPosition: second!, direction: 'backwards' }))).toEqual([1]);
    expect(await numbersOf(client.readAll({ fromPosition: 'end', direction: 'backwards' }))).toEqual([
      3, 2, 1,
    ]);
    expect(await numbersOf(client.readAll({ maxCount: 2 }))).toEqual([1, 2]);
  });

  it('gives everything back as it was sent, with its place and time', async () => {
    const event = jsonEvent({ id: ID(1), type: 'Sent', data: { ñ: '🧾' }, metadata: { by: 'me' } });
    const { position } = await client.appendToStream('año 🧾', event, PLAIN);
    for await (const { event: read } of client.readStream('año 🧾')) {
      expect(read).toMatchObject({ id: ID(1), type: 'Sent', data: { ñ: '🧾' }, metadata: { by: 'me' } });
      expect(read).toMatchObject({ streamId: 'año 🧾', revision: 0n, position, isJson: true });
      expect(Math.abs(Date.now() - read!.created.getTime())).toBeLessThan(10_000);
    }
  });
});

describe('Read as a subscription', () => {
  const nextOf = (iterator: AsyncIterator<{ event?: { data: unknown } }>) =>
    iterator.next().then(({ value }) => (value as { event: { data: { number: number } } }).event.data.number);

  it('passes from the past to the present, starts after the place that was named, and says so', async () => {
    const { position } = await client.appendToStream('s', eventsOf(1), PLAIN);
    await client.appendToStream('s', eventsOf(2), PLAIN);
    const subscription = client.subscribeToAll({ fromPosition: position! });
    const heard: string[] = [];
    subscription.on('confirmation', () => heard.push('confirmation'));
    subscription.on('caughtUp', () => heard.push('caughtUp'));
    const iterator = subscription[Symbol.asyncIterator]();
    expect(await nextOf(iterator)).toBe(2);
    for (const number of [3, 4, 5]) {
      const coming = nextOf(iterator);
      await client.appendToStream('s', eventsOf(number), PLAIN);
      expect(await coming).toBe(number);
    }
    expect(heard).toEqual(['confirmation', 'caughtUp']);
    await subscription.unsubscribe();
  });

  it('leaves out what the filter excludes and marks the way with checkpoints', async () => {
    await node.appendSystemEvents(100);
    await client.appendToStream('s', eventsOf(1), PLAIN);
    const checkpoints: bigint[] = [];
    const filter = streamNameFilter({
      regex: '^[^$]',
      checkpointReached: (_, { commit }) => void checkpoints.push(commit),
    });
    const subscription = client.subscribeToAll({ filter });
    const iterator = subscription[Symbol.asyncIterator]();
    expect(await nextOf(iterator)).toBe(1);
    expect(checkpoints).toHaveLength(3);
    expect([...checkpoints].sort((left, right) => Number(left - right))).toEqual(checkpoints);
    await subscription.unsubscribe();
    const byType = client.subscribeToAll({ filter: excludeSystemEvents() });
    expect(await nextOf(byType[Symbol.asyncIterator]())).toBe(1);
    await byType.unsubscribe();
  });

  it('loses nothing while appends run and a subscriber dawdles', async () => {
    const appends = (async () => {
      for (let number = 0; number < 300; number += 10) {
        const ten = Array.from({ length: 10 }, (_, index) => number + index);
        await Promise.all(ten.map((each) => client.appendToStream('s', eventsOf(each), PLAIN)));
      }
    })();
    const seen: number[] = [];
    const subscription = client.subscribeToStream('s');
    for await (const { event } of subscription) {
      seen.push((event!.data as { number: number }).number);
      if (seen.length % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 30));
      if (seen.length === 300) break;
    }
    await appends;
    expect(seen.sort((left, right) => left - right)).toEqual(
      Array.from({ length: 300 }, (_, index) => index),
    );
    await subscription.unsubscribe();
  });
});

it('finds itself by gossip, as a cluster of one', async () => {
  const found = EventStoreDBClient.connectionString(
    `esdb://127.0.0.1:${node.port},127.0.0.1:${node.port}?tls=false`,
  );
  await found.appendToStream('s', eventsOf(1), PLAIN);
  expect(node.calls.get('Gossip')).toBe(1);
  await found.dispose();
});

it('keeps what it answered over a restart on the same port', async () => {
  const { position } = await client.appendToStream('s', eventsOf(1), PLAIN);
  node.stop();
  node = await WireNode.start({ file: join(directory, 'node.db'), port: node.port });
  expect(await retried(() => numbersOf(client.readStream('s')))).toEqual([1]);
  const later = await client.appendToStream('s', eventsOf(2), { ...PLAIN, expectedRevision: 0n });
  expect(later.position!.commit).toBeGreaterThan(position!.commit);
});

/** The first call after a restart may find the old connection. */
async function retried<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  for (let left = 50; ; left -= 1) {
    try {
      return await call();
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
