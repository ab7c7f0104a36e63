import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { StoreRefused } from '@tramo/stores';
import type { ProjectorHandle, ProjectorOptions, ProjectorStatus } from '@tramo/event-log';
import { runOnPostgres } from '../support/stores';
import { Bench, WAIT_MS, event, eventually } from './kit';

// Processes and servers on a machine that may have other work.
jest.setTimeout(30_000);

/** A projector in another process. */
class Neighbour {
  status: ProjectorStatus | undefined;

  private constructor(private readonly child: ChildProcess) {
    child.on('message', (status: ProjectorStatus) => (this.status = status));
  }

  static async start({ log, views, projections, leaseMs }: ProjectorOptions): Promise<Neighbour> {
    const register = join(__dirname, '../../scripts/register.cjs');
    const child = fork(join(__dirname, 'projector-process.ts'), { execArgv: ['--require', register] });
    const neighbour = new Neighbour(child);
    child.send({ log, views, projections, leaseMs });
    await eventually(() => neighbour.status !== undefined, 'the other process has started');
    return neighbour;
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGKILL');
    await gone;
  }
}

const reached = (status: ProjectorStatus | undefined, position: { value: bigint }): boolean =>
  status !== undefined &&
  status.projections.length > 0 &&
  status.projections.every((each) => BigInt(each.position?.split(':')[1] ?? -1) >= position.value);

describe.each(['sqlite', 'postgres'] as const)('failures with views on %s', (engine) => {
  let bench: Bench;
  const neighbours: Neighbour[] = [];

  beforeEach(async () => (bench = await Bench.open(engine)));
  afterEach(async () => {
    await Promise.all(neighbours.splice(0).map((neighbour) => neighbour.kill()));
    await bench.discard();
  });

  const startNeighbour = async (leaseMs = 10_000): Promise<Neighbour> => {
    const neighbour = await Neighbour.start(bench.options(undefined, { leaseMs }));
    neighbours.push(neighbour);
    return neighbour;
  };

  const expectEqualToRebuild = async (projections?: string): Promise<void> => {
    const live = await bench.dump();
    await bench.stopAll();
    await bench.rebuild(projections);
    expect(live.length).toBeGreaterThan(10);
    expect(await bench.dump()).toEqual(live);
  };

  test('a thread that dies is started again and goes on from its checkpoint', async () => {
    const projector = await bench.start('crashing-projections');
    await bench.appendThings(50);
    for (const name of ['one', 'two']) {
      await bench.append('crash', event('Crash', { marker: `${bench.logFile}.${name}` }, name));
      await bench.appendThings(20);
    }
    await projector.waitFor(await bench.appendThings(1), { timeoutMs: WAIT_MS });
    expect(projector.status()).toMatchObject({ role: 'active', restarts: 2 });
    expect(bench.news.filter(({ message }) => /started again/.test(message))).toHaveLength(2);
    await expectEqualToRebuild('crashing-projections');
  });

  test('a process that is killed at any moment leaves views that the next one can go on with', async () => {
    let last = await bench.appendHistory(10);
    for (const delayMs of [0, 15, 40]) {
      const neighbour = await startNeighbour();
      last = await bench.appendHistory(10);
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      await neighbour.kill();
    }
    const projector = await bench.start();
    await projector.waitFor(last, { timeoutMs: WAIT_MS });
    await expectEqualToRebuild();
  });

  if (engine === 'sqlite') {
    test('a second process is refused the views, in words', async () => {
      await startNeighbour();
      await expect(bench.start()).rejects.toThrow(StoreRefused);
      await expect(bench.rebuild()).rejects.toThrow(/is using it/);
    });
    return;
  }

  const active = (projector: ProjectorHandle): boolean => projector.status().role === 'active';

  test('a standby shows what the active one does, and takes over at once when that one dies', async () => {
    const neighbour = await startNeighbour();
    const standby = await bench.start();
    expect(standby.status().role).toBe('standby');
    await standby.waitFor(await bench.appendThings(30), { timeoutMs: WAIT_MS });
    expect(standby.status()).toMatchObject({ role: 'standby', caughtUp: true });
    await expect(standby.rebuild()).rejects.toThrow(/another process holds the lease/);
    await expect(bench.rebuild()).rejects.toThrow(/another process holds the lease/);
    const killedAt = Date.now();
    await neighbour.kill();
    await eventually(() => active(standby), 'the standby takes over');
    // Long before the lease of ten seconds has run out.
    expect(Date.now() - killedAt).toBeLessThan(5_000);
    await standby.waitFor(await bench.appendThings(30), { timeoutMs: WAIT_MS });
    await expectEqualToRebuild();
  });

  test('a projector that sleeps through its lease is replaced, and writes nothing when it wakes', async () => {
    const sleeper = await startNeighbour(500);
    const standby = await bench.start(undefined, { leaseMs: 500 });
    await standby.waitFor(await bench.appendHistory(3), { timeoutMs: WAIT_MS });
    sleeper.signal('SIGSTOP');
    await eventually(() => active(standby), 'the standby takes over');
    await standby.waitFor(await bench.appendHistory(3), { timeoutMs: WAIT_MS });
    const last = await bench.appendHistory(3);
    sleeper.signal('SIGCONT');
    await standby.waitFor(last, { timeoutMs: WAIT_MS });
    await eventually(() => sleeper.status?.role === 'standby', 'the sleeper stands back');
    await standby.waitFor(await bench.appendThings(10), { timeoutMs: WAIT_MS });
    expect(active(standby)).toBe(true);
    await sleeper.kill();
    await expectEqualToRebuild();
  });

  test('a connection that is lost is made again, and nothing is counted twice', async () => {
    const projector = await bench.start();
    for (let round = 0; round < 4; round++) {
      const last = await bench.appendHistory(5);
      await runOnPostgres(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tramo projector'",
      );
      await projector.waitFor(last, { timeoutMs: WAIT_MS });
    }
    expect(projector.status()).toMatchObject({ role: 'active', restarts: 0 });
    expect(bench.news.some(({ message }) => /cannot be reached/.test(message))).toBe(true);
    await expectEqualToRebuild();
  });

  test('a reader in the middle of a report holds off the switch, not the other way round', async () => {
    const projector = await bench.start();
    await projector.waitFor(await bench.appendThings(20), { timeoutMs: WAIT_MS });
    await bench.read(async (db) => {
      const report = await db.startTransaction().setIsolationLevel('repeatable read').execute();
      const count = (): Promise<number> =>
        report
          .selectFrom('thing' as never)
          .selectAll()
          .execute()
          .then((rows) => rows.length);
      const before = await count();
      const rebuilt = projector.rebuild({ names: ['things'] });
      const last = await bench.appendThings(20);
      await projector.waitFor(last, { timeoutMs: WAIT_MS });
      expect(await count()).toBe(before);
      expect(reached(projector.status(), last)).toBe(true);
      await report.rollback().execute();
      await rebuilt;
    });
    await expectEqualToRebuild();
  });
});
