import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeAppending } from '../../contract/appending.contract';
import { describeFollowing } from '../../contract/following.contract';
import { allOf, appendOne, eventsOf, ownName, refusalOf } from '../../contract/log-under-test';
import { describeReading } from '../../contract/reading.contract';
import { WrongExpectedRevision } from '../../port';
import { SqliteLog } from '../sqlite';
import { OverlayLog } from './log';

let directory: string;
let below: SqliteLog;
let overlay: OverlayLog;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tramo-'));
  below = await SqliteLog.open(join(directory, 'ledger.db'));
  await below.append('known', eventsOf('known', 0, 3), 'no-stream');
  overlay = await OverlayLog.over(below);
});
afterAll(async () => {
  await overlay.close();
  await below.close();
  await rm(directory, { recursive: true });
});

// What the port promises of a log that is open; nothing of it outlives its process.
describe('a log over another', () => {
  describe('appending', () => describeAppending(() => overlay));
  describe('reading', () => describeReading(() => overlay));
  describe('following', () => describeFollowing(() => overlay));

  it('goes on where the ledger below stands, and writes nothing there', async () => {
    const over = await OverlayLog.over(below);
    expect(await refusalOf(appendOne(over, 'known', 'no-stream'))).toMatchObject({ actual: 2 });
    expect(await appendOne(over, 'known', 2)).toMatchObject({ revision: 3 });
    expect(await appendOne(over, 'known', 3)).toMatchObject({ revision: 4 });
    expect((await allOf(over.read('known'))).map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4]);
    expect((await allOf(over.read('known', { from: 4 }))).map(({ revision }) => revision)).toEqual([4]);
    expect(await allOf(over.readAll())).toHaveLength(5);
    expect((await allOf(over.appended())).map(({ revision }) => revision)).toEqual([3, 4]);
    expect(await allOf(below.readAll())).toHaveLength(3);
  });

  it('sees the ledger as it was when it was laid over it', async () => {
    const over = await OverlayLog.over(below);
    const stream = ownName('meanwhile');
    await below.append(stream, eventsOf(stream, 0, 2), 'no-stream');
    await appendOne(below, 'known', 2);
    expect(await allOf(over.read(stream))).toEqual([]);
    expect(await allOf(over.read('known'))).toHaveLength(3);
    expect(await allOf(over.readAll())).toHaveLength(3);
    expect(await appendOne(over, stream, 'no-stream')).toMatchObject({ revision: 0 });
    expect(await appendOne(over, 'known', 2)).toMatchObject({ revision: 3 });
    expect(await refusalOf(appendOne(over, 'known', 2))).toBeInstanceOf(WrongExpectedRevision);
  });
});
