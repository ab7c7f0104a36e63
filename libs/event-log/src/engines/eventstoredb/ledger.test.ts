import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { WireNode } from '../../../../../test/wire-node/wire-node';
import { allOf, appendOne, refusalOf } from '../../contract/log-under-test';
import { InvalidStreamName, LogRefused } from '../../port';
import { EventStoreDbLog } from './log';

let directory: string;
let node: WireNode;
/** The official client without the engine: what anybody else could do to the event store. */
let client: EventStoreDBClient;
const opened: EventStoreDbLog[] = [];

async function open(): Promise<EventStoreDbLog> {
  opened.push(await EventStoreDbLog.open(`esdb://127.0.0.1:${node.port}?tls=false`));
  return opened.at(-1)!;
}

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tramo-'));
  node = await WireNode.start({ file: join(directory, 'node.db') });
  client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${node.port}?tls=false`);
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((log) => log.close()));
  await client.dispose();
  node.stop();
  await rm(directory, { recursive: true });
});

const foreign = jsonEvent({ type: 'OrderPlaced', data: { by: 'another application' } });

it('many who open an empty event store at once find one ledger in it', async () => {
  const logs = await Promise.all(Array.from({ length: 10 }, open));
  expect(new Set(logs.map(({ ledgerId }) => ledgerId)).size).toBe(1);
  expect((await open()).ledgerId).toBe(logs[0]!.ledgerId);
  expect(node.store.lastRevision('tramo-ledger')).toBe(0n);
});

it("the ledger's own stream is nobody's to read or to write, and no event of the ledger", async () => {
  const log = await open();
  expect(await refusalOf(appendOne(log, 'tramo-ledger', 'no-stream'))).toBeInstanceOf(InvalidStreamName);
  expect(await refusalOf(allOf(log.read('tramo-ledger')))).toBeInstanceOf(InvalidStreamName);
  expect(await allOf(log.readAll())).toEqual([]);
  expect(await log.head()).toBeUndefined();
});

it('an event store that serves something else does not become a ledger', async () => {
  await client.appendToStream('order-1', foreign);
  const refusal = await refusalOf(open());
  expect(refusal).toBeInstanceOf(LogRefused);
  expect(refusal).toMatchObject({ reason: 'foreign' });
  expect(node.store.lastRevision('tramo-ledger')).toBe(-1n);
});

it('events of the server alone do not keep an event store from becoming a ledger', async () => {
  await node.appendSystemEvents(600);
  const log = await open();
  const { position } = await appendOne(log, 's', 'no-stream');
  await node.appendSystemEvents(600);
  expect(await log.head()).toEqual(position);
  expect(await allOf(log.readAll())).toHaveLength(1);
});

it('an event that somebody slips into the ledger is refused by name, live and from the past', async () => {
  const log = await open();
  await appendOne(log, 's', 'no-stream');
  const live = log.subscribeAll()[Symbol.asyncIterator]();
  await live.next();
  const next = refusalOf(live.next());
  await client.appendToStream('s', foreign);
  for (const refusal of [
    await next,
    await refusalOf(allOf(log.readAll())),
    await refusalOf(allOf(log.read('s'))),
  ]) {
    expect(refusal).toBeInstanceOf(LogRefused);
    expect((refusal as Error).message).toMatch(
      /event 1 \(OrderPlaced\) of stream s was not written by Tramo/,
    );
  }
});

it('the end of a stream that an administrator has closed for ever is passed over', async () => {
  const log = await open();
  await appendOne(log, 's', 'no-stream');
  await client.tombstoneStream('s');
  await appendOne(log, 't', 'no-stream');
  expect((await allOf(log.readAll())).map(({ stream }) => stream)).toEqual(['s', 't']);
  const refusal = await refusalOf(appendOne(log, 's', 0));
  expect((refusal as Error).message).toMatch(/refused: .*deleted/);
});

it('rests in the event store as JSON that others can read', async () => {
  const log = await open();
  const { position } = await appendOne(log, 's', 'no-stream');
  const [recorded] = await allOf(log.read('s'));
  for await (const { event } of client.readStream('s')) {
    expect(event).toMatchObject({ type: recorded!.type, data: recorded!.data, isJson: true });
    expect(event!.metadata).toEqual({
      tramo: { id: recorded!.id, schemaVersion: 1, recordedAt: recorded!.recordedAt },
      metadata: recorded!.metadata,
    });
    expect(event!.position!.commit).toBe(position.value);
  }
});
