import { comparePositions } from '../port';
import type { EventLog, LogBatch, Position } from '../port';
import { allOf, appendOne, eventsOf, followUntil, fromNow, ownName } from './log-under-test';

export function describeFollowing(current: () => EventLog): void {
  it('says at once that there is nothing to catch up with, then hands over what comes', async () => {
    const log = current();
    const start = await fromNow(log);
    const batches = log.subscribeAll(start)[Symbol.asyncIterator]();
    expect((await batches.next()).value).toMatchObject({ events: [], caughtUp: true });
    const stream = ownName('stream');
    for (const expected of ['no-stream', 0, 1] as const) {
      const arriving = batches.next();
      const { position } = await appendOne(log, stream, expected);
      const batch = (await arriving).value as LogBatch;
      expect(batch.events.map(({ stream: of, revision }) => [of, revision])).toEqual([
        [stream, expected === 'no-stream' ? 0 : expected + 1],
      ]);
      expect(batch.caughtUp).toBe(true);
      expect(comparePositions(batch.position!, position)).toBeGreaterThanOrEqual(0);
    }
    await batches.return?.();
  });

  it('hands over a long past before it says that it has caught up', async () => {
    const log = current();
    const start = await fromNow(log);
    const stream = ownName('past');
    await log.append(stream, eventsOf(stream, 0, 1_024), 'no-stream');
    let seen = 0;
    for await (const batch of log.subscribeAll(start)) {
      seen += batch.events.length;
      if (batch.caughtUp) break;
      expect(batch.events.length).toBeGreaterThan(0);
      expect(comparePositions(batch.position!, batch.events.at(-1)!.position)).toBeGreaterThanOrEqual(0);
    }
    expect(seen).toBe(1_024);
  });

  it('passes from the past to the present without gap or duplicate while appends run', async () => {
    const log = current();
    const start = await fromNow(log);
    const stop = ownName('stop');
    const positions: Position[] = [];
    const append = async (): Promise<void> => {
      positions.push((await appendOne(log, ownName('load'), 'no-stream')).position);
    };
    await Promise.all(Array.from({ length: 600 }, append));

    const follow = (after: { after?: Position }, paceMs?: number) =>
      followUntil(log.subscribeAll(after), ({ stream }) => stream === stop, paceMs);
    const followers: { after: { after?: Position }; seen: Promise<{ id: string }[]> }[] = [];
    const join = (after: { after?: Position }, paceMs?: number): void => {
      followers.push({ after, seen: follow(after, paceMs) });
    };
    join(start);
    join(start, 20);
    for (let round = 0; round < 30; round += 1) {
      const load = Promise.all(Array.from({ length: 50 }, append));
      // Each joins in the middle of what is being written, from a place of its own.
      if (round % 5 === 0) join({ after: positions[(positions.length * (round + 1)) >> 5]! });
      if (round % 10 === 0) join(await fromNow(log));
      await load;
    }
    await appendOne(log, stop, 'no-stream');

    for (const { after, seen } of followers) {
      const expected = await allOf(log.readAll(after));
      expect((await seen).map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    }
  }, 60_000);

  it('ends when the signal says so, waiting or not', async () => {
    const log = current();
    const stop = new AbortController();
    const batches = log
      .subscribeAll({ ...(await fromNow(log)), signal: stop.signal })
      [Symbol.asyncIterator]();
    await batches.next();
    const waiting = batches.next();
    stop.abort();
    expect(await waiting).toEqual({ done: true, value: undefined });
    const none = log.subscribeAll({ signal: AbortSignal.abort() })[Symbol.asyncIterator]();
    expect((await none.next()).done).toBe(true);
    await appendOne(log, ownName('after'), 'no-stream');
  });

  it('is left in the middle without harm', async () => {
    const log = current();
    const start = await fromNow(log);
    const stream = ownName('stream');
    await log.append(stream, eventsOf(stream, 0, 1_000), 'no-stream');
    for (let turn = 0; turn < 20; turn += 1) {
      for await (const batch of log.subscribeAll(start)) {
        expect(batch.events[0]!.revision).toBe(0);
        break;
      }
    }
    expect(await appendOne(log, stream, 999)).toMatchObject({ revision: 1_000 });
  });

  it('serves many followers', async () => {
    const log = current();
    const start = await fromNow(log);
    const stream = ownName('stream');
    const followers = Array.from({ length: 50 }, () =>
      followUntil(log.subscribeAll(start), (event) => event.stream === stream && event.revision === 9),
    );
    await appendOne(log, stream, 'no-stream');
    for (let revision = 0; revision < 9; revision += 1) await appendOne(log, stream, revision);
    for (const seen of await Promise.all(followers)) {
      expect(seen.map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    }
  });
}
