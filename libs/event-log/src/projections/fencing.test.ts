import { setTimeout as pause } from 'node:timers/promises';
import type { SqlConfig } from '@tramo/stores';
import { testStores } from '../../../../test/support/stores';
import type { TestStore } from '../../../../test/support/stores';
import { Checkpoints, START } from './checkpoints';
import type { Place } from './checkpoints';
import { Fenced, Lease } from './lease';
import { openViews } from './open-views';
import type { Projection } from './projection';
import type { ViewsDatabase } from './views-database';

const LEDGER = '00000000-0000-4000-8000-000000000000';
const nothing: Projection = { name: 'nothing', version: 1, tables: {}, project: () => [] };

const placeAt = (value: bigint): Place => ({
  position: { ledgerId: LEDGER, value },
  eventsApplied: Number(value),
  instant: '2024-01-01T00:00:00.000Z',
  last: { stream: 'a', revision: 0, id: 'b' },
});

describe.each(['sqlite', 'postgres'] as const)('two projectors on %s', (engine: SqlConfig['engine']) => {
  let store: TestStore;
  const opened: ViewsDatabase[] = [];

  beforeEach(() => (store = testStores[engine]()));
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((views) => views.close()));
    await store.discard();
  });

  const open = async (silenceMs = 10_000): Promise<ViewsDatabase> => {
    const views = await openViews(store.config, silenceMs);
    opened.push(views);
    return views;
  };

  /** Both believe that they are the one: the second took the lease when the first had let it expire. */
  async function both(): Promise<{
    old: ViewsDatabase;
    oldLease: Lease;
    now: ViewsDatabase;
    nowLease: Lease;
  }> {
    const old = await open();
    const oldLease = await Lease.tryAcquire(old, 'old', 1);
    await pause(20);
    const now = await open();
    const nowLease = await Lease.tryAcquire(now, 'now', 10_000);
    if (!oldLease || !nowLease) throw new Error('the lease was free');
    return { old, oldLease, now, nowLease };
  }

  test('the one that lost the lease cannot write, nor make the lease its own again', async () => {
    const { old, oldLease, now, nowLease } = await both();
    const late = old.transaction(async () => {
      await oldLease.keep();
      await old.run("UPDATE projector_ledger SET ledger_id = 'late'");
    });
    await expect(late).rejects.toThrow(Fenced);
    await oldLease.release();
    await now.transaction(() => nowLease.keep());
    expect(nowLease.token).toBe(oldLease.token + 1);
  });

  test('a checkpoint that has moved fences whoever expected it where it was', async () => {
    const { old, now } = await both();
    const mine = new Checkpoints(old);
    await mine.claimFor(LEDGER);
    const { generation } = await mine.begin(nothing, 'serving');
    await new Checkpoints(now).advance([generation], START, placeAt(7n));
    await expect(mine.advance([generation], START, placeAt(3n))).rejects.toThrow(Fenced);
    const [record] = await mine.load(LEDGER);
    expect(record?.place).toEqual(placeAt(7n));
    await mine.advance([generation], placeAt(7n), placeAt(8n));
    await mine.stop(generation, { position: '', eventId: '', eventType: '', message: '', recordedAt: '' });
    await expect(mine.advance([generation], placeAt(8n), placeAt(9n))).rejects.toThrow(Fenced);
  });

  if (engine === 'sqlite') return;

  test('one that falls asleep within a batch is ended by the database, and its batch undone', async () => {
    const asleep = await open(300);
    const lease = await Lease.tryAcquire(asleep, 'asleep', 100);
    const batch = asleep.transaction(async () => {
      await lease?.keep();
      await asleep.run(
        "INSERT INTO projector_ledger (only_row, ledger_id, last_generation) VALUES (1, 'late', 0)",
      );
      await pause(1_000);
    });
    const failed = expect(batch).rejects.toMatchObject({ reason: 'unreachable' });
    await pause(150);
    const next = await open();
    let taken: Lease | undefined;
    for (let tries = 0; tries < 100 && !taken; tries++) {
      taken = await Lease.tryAcquire(next, 'next', 10_000);
      await pause(10);
    }
    expect(taken?.token).toBe(2);
    await failed;
    expect(await new Checkpoints(next).ledgerId()).toBeUndefined();
  });

  test('one whose connection is gone is replaced before its lease runs out', async () => {
    const first = await open();
    expect(await Lease.tryAcquire(first, 'first', 60_000)).toBeDefined();
    const second = await open();
    expect(await Lease.tryAcquire(second, 'second', 60_000)).toBeUndefined();
    await first.close();
    let taken: Lease | undefined;
    for (let tries = 0; tries < 100 && !taken; tries++) {
      taken = await Lease.tryAcquire(second, 'second', 60_000);
      await pause(10);
    }
    expect(taken?.token).toBe(2);
  });
});
