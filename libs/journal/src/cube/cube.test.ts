import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import type { NewEvent, Position } from '@tramo/event-log';
import { toEpochDay, type LocalDate } from '@tramo/kernel';
import { openSql } from '@tramo/stores';
import { sql } from 'kysely';
import { Bench, event, WAIT_MS } from '../../../../test/projections/kit';
import { engines, temporaryDirectory } from '../../../../test/support/stores';
import type { AccountCode } from '../chart';
import type { Moved } from './cube-room.testing';
import { LiveCube } from './live-cube';
import { openCube, type CubeHandle } from './open-cube';
import type { CubeQuery } from './query';

const projections = join(__dirname, 'cube-room.testing.ts');
const ACCOUNTS = ['900.1', '910', '930'] as const satisfies readonly AccountCode[];
const pick = <Item>(items: readonly Item[], index: number): Item => items[index % items.length]!;

/** Mostly movements, now and then something that does not post. */
const happened = (index: number): NewEvent => {
  if (index % 5 === 4) return event('CubeNoted', { note: `${index}` }, `${index}`);
  const minor = index % 7 === 0 ? 2n ** 60n + BigInt(index) : BigInt(index * 37 - 400);
  const data: Moved = {
    debit: pick(ACCOUNTS, index),
    credit: pick(ACCOUNTS, index + 1),
    minor: String(index % 2 === 0 ? minor : -minor),
    component: pick(['A.1', 'B.1', null], index),
    region: pick(['north', null], index),
  };
  const moved = event('CubeMoved', data, `${index}`);
  const effectiveOn = `2024-0${(index % 9) + 1}-1${index % 10}` as LocalDate;
  return { ...moved, metadata: { ...moved.metadata, effectiveOn } };
};

const appendFrom = async (bench: Bench, from: number, count: number): Promise<Position> => {
  let position: Position | undefined;
  for (let index = from; index < from + count; index += 10) {
    const some = Array.from({ length: 10 }, (_, offset) => happened(index + offset));
    position = await bench.append(`stream-${index}`, ...(some as [NewEvent, ...NewEvent[]]));
  }
  return position!;
};

const question: CubeQuery = {
  where: [],
  groupBy: [{ field: 'component' }, { field: 'region' }],
  measures: ACCOUNTS.map((account) => ({ [account]: 1 })),
};

/** The same asked of the views themselves. */
const asked = (bench: Bench, until = '9999-12-31' as LocalDate) =>
  bench.read(async (db) => {
    const { rows } = await sql<{ component: string; region: string; account: string; sum: bigint }>`
      SELECT component, region, account, sum(posting.minor) AS sum FROM journal_posting AS posting
      JOIN journal_cell AS cell ON cell.id = posting.cell
      WHERE effective_day <= ${toEpochDay(until)} GROUP BY component, region, account`.execute(db);
    return rows.map(({ component, region, account, sum }) => [component, region, account, sum]);
  });

const told = async (cube: CubeHandle, until?: LocalDate) => {
  const rows = await cube.query({ ...question, ...(until && { asOf: { effectiveUpTo: until } }) });
  return rows.flatMap(({ group, values }) =>
    values.flatMap((value, index) => (value === null ? [] : [[...group, ACCOUNTS[index], value]])),
  );
};

describe.each(engines)('the cube over views on %s', (engine) => {
  let bench: Bench;
  let cube: CubeHandle;

  beforeEach(async () => {
    bench = await Bench.open(engine);
    cube = await openCube(bench.views);
  });

  afterEach(async () => {
    await cube.close();
    await bench.discard();
  });

  const expectToAgree = async (): Promise<void> => {
    for (const until of [undefined, '2024-04-15', '2024-01-01'] as (LocalDate | undefined)[]) {
      const views = await asked(bench, until);
      const answer = await told(cube, until);
      expect(answer).toHaveLength(views.length);
      expect(answer).toEqual(expect.arrayContaining(views));
    }
  };

  it('is empty until there is something to see', async () => {
    expect(await cube.query(question)).toEqual([]);
    const standing = await cube.standing();
    expect(standing).toMatchObject({ ordinal: null, postings: 0, cells: 0 });
  });

  it('answers with all that readers see, also what has come since', async () => {
    expect(await cube.query(question)).toEqual([]);
    const projector = await bench.start('', { projections });
    await projector.waitFor(await appendFrom(bench, 0, 200), { timeoutMs: WAIT_MS });
    await expectToAgree();
    const before = await cube.query(question);
    await projector.waitFor(await appendFrom(bench, 200, 50), { timeoutMs: WAIT_MS });
    await expectToAgree();
    // The last of the first two hundred posts nothing.
    expect(await cube.query({ ...question, asOf: { ordinalUpTo: 199 } })).toEqual(before);
    const [entry] = await bench.read(async (db) => {
      const found = sql<{ at: string }>`SELECT recorded_at AS at FROM journal_entry WHERE ordinal = 198`;
      return (await found.execute(db)).rows;
    });
    const shown = await cube.postings({ where: [], asOf: { recordedUpTo: entry!.at }, limit: 3 });
    expect(shown.total).toBe(0n);
    expect(shown.postings.map(({ ordinal, line }) => [ordinal, line])).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
    ]);
    expect(await cube.standing()).toMatchObject({ ordinal: 248, postings: 400 });
  });

  it('begins again when the views were rebuilt, or come from another ledger', async () => {
    const projector = await bench.start('', { projections });
    await projector.waitFor(await appendFrom(bench, 0, 100), { timeoutMs: WAIT_MS });
    const before = await cube.query(question);
    await projector.rebuild();
    expect(await cube.query(question)).toEqual(before);
    await bench.stopAll();

    const other = await Bench.open('sqlite');
    await appendFrom(other, 1_000, 60);
    await bench.rebuild('', { projections, log: { engine: 'sqlite', file: other.logFile } });
    await other.discard();
    expect(await cube.query(question)).not.toEqual(before);
    await expectToAgree();
    expect(await cube.standing()).toMatchObject({ ordinal: 58, postings: 96 });
  });

  it('reads long histories part by part, and sees when what it holds is gone', async () => {
    const projector = await bench.start('', { projections });
    await projector.waitFor(await appendFrom(bench, 0, 100), { timeoutMs: WAIT_MS });
    const store = await openSql<unknown>(bench.views, 'views');
    try {
      const live = new LiveCube(store, 7);
      expect((await live.upToDate()).query(question)).toEqual(await cube.query(question));
      await projector.waitFor(await appendFrom(bench, 100, 50), { timeoutMs: WAIT_MS });
      await bench.stopAll();
      expect((await live.upToDate()).query(question)).toEqual(await cube.query(question));
      // As if other views had been put in their place, which count their generations from one as these did.
      await sql`UPDATE projector_generation SET last_event = 'another'`.execute(store.db);
      await sql`UPDATE journal_entry__g1 SET event_id = 'another'`.execute(store.db);
      await sql`UPDATE journal_posting__g1 SET minor = 1`.execute(store.db);
      const [row] = (await live.upToDate()).query({ ...question, groupBy: [] });
      expect(row?.values.reduce((sum, value) => sum! + value!, 0n)).toBe(240n);
    } finally {
      await store.close();
    }
  });

  it('says what went wrong, and goes on', async () => {
    await expect(cube.query({ ...question, asOf: { recordedUpTo: 'yesterday' } })).rejects.toThrow(
      '"yesterday" is an instant',
    );
    expect(await cube.query(question)).toEqual([]);
    const { worker } = Reflect.get(cube, 'life') as { worker: Worker };
    void worker.terminate();
    const waiting = cube.query(question);
    await expect(waiting).rejects.toThrow('the next question starts it again');
    expect(await cube.query(question)).toEqual([]);
    await cube.close();
    await expect(cube.query(question)).rejects.toThrow('has been closed');
  });
});

it('tells of views that cannot be used as the store does', async () => {
  const directory = temporaryDirectory();
  const cube = await openCube({ engine: 'sqlite', file: directory.path });
  await expect(cube.query(question)).rejects.toMatchObject({ name: 'StoreRefused', store: directory.path });
  await cube.close();
  directory.discard();
});
