import { ViewsBehind } from '@tramo/event-log';
import type { ProjectorHandle } from '@tramo/event-log';
import { Bench, WAIT_MS, event, eventually } from './kit';

// Threads and servers on a machine that may have other work.
jest.setTimeout(30_000);

const of = (projector: ProjectorHandle, name: string) =>
  projector.status().projections.find((projection) => projection.name === name && projection.serving);

describe.each(['sqlite', 'postgres'] as const)('views on %s', (engine) => {
  let bench: Bench;
  beforeEach(async () => (bench = await Bench.open(engine)));
  afterEach(() => bench.discard());

  test('what was projected live, with stops in between, is what a rebuild makes', async () => {
    for (const part of [300, 1, 40]) {
      const projector = await bench.start();
      for (let round = 0; round < 3; round++) await bench.appendThings(part);
      await projector.waitFor(await bench.appendThings(1), { timeoutMs: WAIT_MS });
      await projector.stop();
    }
    const live = await bench.dump();
    const { events } = await bench.rebuild();
    expect(live.length).toBeGreaterThan(2_000);
    expect(await bench.dump()).toEqual(live);
    expect(events).toBeGreaterThan(2_500);
  });

  test('a rebuild while it runs shows progress, switches, and leaves no old table behind', async () => {
    const projector = await bench.start();
    await projector.waitFor(await bench.appendThings(500), { timeoutMs: WAIT_MS });
    const before = await bench.dump();
    const told: number[] = [];
    const outcome = await projector.rebuild({
      names: ['things', 'balances'],
      onProgress: ({ eventsDone, eventsTotal }) => told.push(eventsDone / (eventsTotal ?? Infinity)),
    });
    expect(told[0]).toBe(0);
    expect(told.at(-1)).toBe(1);
    expect(outcome.events).toBe(1_300);
    expect(await bench.dump()).toEqual(before);
    const generations = projector.status().projections.map(({ name, generation }) => [name, generation]);
    expect(generations.sort()).toEqual([
      ['balances', 4],
      ['journal', 3],
      ['things', 5],
    ]);
    await projector.stop();
    const names = await tableNames();
    expect(names.filter((name) => name.includes('__'))).toEqual(['balance__g4', 'entry__g3', 'thing__g5']);
  });

  const tableNames = (): Promise<string[]> =>
    bench.read(async (db) => (await db.introspection.getTables()).map(({ name }) => name).sort());

  test('a new version builds beside the old, which readers see kept up to date until the switch', async () => {
    const first = await bench.start();
    await first.waitFor(await bench.appendHistory(100), { timeoutMs: WAIT_MS });
    await first.stop();
    const second = await bench.start('next-projections');
    const versionsSeen = new Set<number>();
    while (of(second, 'things')?.version !== 2) {
      // Whatever version answers, it shows what was written before.
      await second.waitFor(await bench.appendThings(1), { timeoutMs: WAIT_MS });
      versionsSeen.add(of(second, 'things')!.version);
    }
    expect([...versionsSeen].sort()).toEqual([1, 2]);
    await second.waitFor(await bench.appendThings(5), { timeoutMs: WAIT_MS });
    const live = await bench.dump();
    expect(live.filter((line) => line.includes('"version":"two"')).length).toBeGreaterThan(100);
    await second.stop();
    await bench.rebuild('next-projections');
    expect(await bench.dump()).toEqual(live);
  });

  test('an event that one projection refuses stops that one, at the event before, until a version that can', async () => {
    const projector = await bench.start('strict-projections');
    await bench.appendThings(20);
    const poison = await bench.append(
      'poison',
      event('Poison', { number: 1 }),
      event('Poison', { number: 2 }),
    );
    const after = await bench.appendThings(20);
    await projector.waitFor(after, { timeoutMs: WAIT_MS, projections: ['balances', 'things'] });
    await eventually(() => of(projector, 'greedy')?.state === 'stopped', 'the overflow stops its projection');

    const refused = projector.waitFor(poison, { timeoutMs: WAIT_MS });
    await expect(refused).rejects.toThrow(ViewsBehind);
    await expect(refused).rejects.toMatchObject({ reason: 'stopped' });
    expect(of(projector, 'strict')).toMatchObject({
      state: 'stopped',
      behind: true,
      eventsApplied: 52,
      fault: { eventType: 'Poison', message: expect.stringMatching(/this must not be/) as string },
    });
    // The first of the two was good for this one.
    expect(of(projector, 'greedy')).toMatchObject({ state: 'stopped', eventsApplied: 53 });
    expect(projector.status().caughtUp).toBe(true);
    const untouched = (await bench.dump()).filter((line) => /"table":"(balance|thing)"/.test(line));
    expect((await bench.dump()).filter((line) => /"table":"strict"/.test(line)).join()).toContain(
      '"total":"20"',
    );
    await projector.stop();

    const again = await bench.start('strict-projections');
    await eventually(() => of(again, 'strict')?.state === 'stopped', 'a restart tries once and stops again');
    expect(of(again, 'strict')).toMatchObject({ eventsApplied: 52 });
    await expect(again.rebuild({ names: ['strict'] })).rejects.toThrow(/stopped before Poison/);
    expect(of(again, 'strict')).toMatchObject({ state: 'stopped', eventsApplied: 52 });
    await again.stop();

    const cured = await bench.start('cured-projections');
    await cured.waitFor(after, { timeoutMs: WAIT_MS });
    const lines = await bench.dump();
    expect(lines.filter((line) => /"table":"(balance|thing)"/.test(line))).toEqual(untouched);
    expect(lines.filter((line) => /Poison/.test(line))).toHaveLength(2);
  });

  test('poison in the middle of a long catch-up costs the others nothing', async () => {
    await bench.appendThings(2_000);
    await bench.append('poison', event('Poison', { number: 1 }), event('Poison', { number: 2 }));
    const last = await bench.appendThings(2_000);
    const projector = await bench.start('strict-projections');
    await projector.waitFor(last, { timeoutMs: WAIT_MS, projections: ['balances', 'things'] });
    expect(of(projector, 'strict')).toMatchObject({ state: 'stopped', eventsApplied: 5_200 });
    expect(of(projector, 'greedy')).toMatchObject({ state: 'stopped', eventsApplied: 5_201 });
    const isShared = (line: string): boolean => /"table":"(balance|thing)"/.test(line);
    const live = (await bench.dump()).filter(isShared);
    await projector.stop();
    await bench.rebuild();
    expect((await bench.dump()).filter(isShared)).toEqual(live);
  });

  test('waiting for a position ends with it, with the time, with the caller, or at once', async () => {
    const projector = await bench.start();
    const position = await bench.appendThings(1);
    await projector.waitFor(position, { timeoutMs: WAIT_MS });
    await projector.waitFor(position, { timeoutMs: 0, projections: ['things'] });
    const never = { ...position, value: position.value + 1_000n };
    await expect(projector.waitFor(never, { timeoutMs: 30 })).rejects.toMatchObject({
      reason: 'timeout',
      projections: [{ name: 'balances' }, { name: 'things' }, { name: 'journal' }],
    });
    const leaving = projector.waitFor(never, { timeoutMs: WAIT_MS, signal: AbortSignal.timeout(20) });
    await expect(leaving).rejects.toMatchObject({ reason: 'aborted' });
    const foreign = { ...position, ledgerId: '00000000-0000-4000-8000-000000000000' };
    await expect(projector.waitFor(foreign, { timeoutMs: 30 })).rejects.toThrow(/another|belongs to ledger/);
    const left = projector.waitFor(never, { timeoutMs: WAIT_MS });
    await Promise.all([expect(left).rejects.toMatchObject({ reason: 'ended' }), projector.stop()]);
    expect(projector.status().role).toBe('ended');
  });

  test('views that are thrown away come back the same', async () => {
    const projector = await bench.start();
    const last = await bench.appendThings(50);
    await projector.waitFor(last, { timeoutMs: WAIT_MS });
    await projector.stop();
    const before = await bench.dump();
    await bench.throwViewsAway();
    const again = await bench.start();
    await again.waitFor(last, { timeoutMs: WAIT_MS });
    expect(await bench.dump()).toEqual(before);
  });

  test('views of another ledger are refused until they are rebuilt', async () => {
    const other = await Bench.open('sqlite');
    try {
      await other.appendThings(3);
      const projector = await bench.start();
      await projector.waitFor(await bench.appendThings(5), { timeoutMs: WAIT_MS });
      await projector.stop();
      const strange = { log: { engine: 'sqlite', file: other.logFile } } as const;
      await expect(bench.start(undefined, strange)).rejects.toMatchObject({
        name: 'ViewsRefused',
        reason: 'another-ledger',
        message: expect.stringMatching(/tramo rebuild/) as string,
      });
      await bench.rebuild(undefined, strange);
      const own = await bench.start(undefined, strange);
      expect(own.status().projections[0]).toMatchObject({ eventsApplied: 7 });
    } finally {
      await bench.stopAll();
      await other.discard();
    }
  });

  test('views that have seen more than the log holds, put back from a backup, are refused until they are rebuilt', async () => {
    await bench.appendThings(5);
    const older = await bench.copyLog();
    const projector = await bench.start();
    await projector.waitFor(await bench.appendThings(5), { timeoutMs: WAIT_MS });
    await projector.stop();
    await expect(bench.start(undefined, { log: older })).rejects.toMatchObject({
      name: 'ViewsRefused',
      reason: 'another-history',
      message: expect.stringMatching(/tramo rebuild/) as string,
    });
    expect(await bench.rebuild(undefined, { log: older })).toMatchObject({ events: 12 });
    const again = await bench.start(undefined, { log: older });
    expect(again.status().projections[0]).toMatchObject({ eventsApplied: 12 });
  });

  test('a view is there, and answers, from the first moment on', async () => {
    await bench.appendThings(10);
    await bench.start();
    expect(await tableNames()).toEqual(expect.arrayContaining(['thing__g2']));
    await bench.dump();
  });
});
