import { MalformedPosition, PositionOfAnotherLedger } from '../port';
import { comparePositions, readPosition, writePosition } from '../port';
import type { EventLog, ExpectedRevision, Position } from '../port';
import { allOf, appendOne, eventsOf, fromNow, ownName, refusalOf } from './log-under-test';

export function describeReading(current: () => EventLog): void {
  it('reads nothing from a stream that does not exist, and nothing past the end of one that does', async () => {
    const log = current();
    const stream = ownName('stream');
    expect(await allOf(log.read(stream))).toEqual([]);
    await log.append(stream, eventsOf(stream, 0, 3), 'no-stream');
    const from = async (revision: number) => (await allOf(log.read(stream, { from: revision }))).length;
    expect([await from(0), await from(2), await from(3), await from(1_000)]).toEqual([3, 1, 0, 0]);
  });

  it('never shows the streams of the engine itself', async () => {
    const log = current();
    await appendOne(log, ownName('stream'), 'no-stream');
    for await (const page of log.readAll()) {
      expect(page.filter(({ stream, type }) => stream.startsWith('$') || type.startsWith('$'))).toEqual([]);
    }
  });

  // Over the wire each event crosses two processes twice, on cores that other suites use as well: the bound is
  // there to end a test that hangs, and says nothing of speed.
  const LONG = 100_000;
  it(`reads a stream of ${LONG} events in order, a page at a time`, async () => {
    const log = current();
    const stream = ownName('long');
    let expected: ExpectedRevision = 'no-stream';
    for (let from = 0; from < LONG; from += 1_000) {
      expected = (await log.append(stream, eventsOf(stream, from, 1_000), expected)).revision;
    }
    let next = 0;
    let pageMax = 0;
    for await (const page of log.read(stream)) {
      pageMax = Math.max(pageMax, page.length);
      for (const event of page) {
        if (event.revision !== next || event.data['number'] !== next)
          throw new Error(`at ${next}: ${event.revision}`);
        next += 1;
      }
    }
    expect(next).toBe(LONG);
    expect(pageMax).toBeLessThanOrEqual(4_096);
    const tail = await allOf(log.read(stream, { from: LONG - 5 }));
    expect(tail.map(({ revision }) => revision)).toEqual([1, 2, 3, 4, 5].map((back) => LONG - 6 + back));
  }, 240_000);

  it('reads everything in one order, after a position and not with it', async () => {
    const log = current();
    const start = await fromNow(log);
    const streams = [ownName('one'), ownName('two'), ownName('three')];
    for (const [index, stream] of [...streams, ...streams].entries()) {
      await appendOne(log, stream, index < 3 ? 'no-stream' : 0);
    }
    const read = await allOf(log.readAll(start));
    expect(read.map(({ stream }) => stream)).toEqual([...streams, ...streams]);
    for (const [index, event] of read.entries()) {
      const later = await allOf(log.readAll({ after: event.position }));
      expect(later.map(({ id }) => id)).toEqual(read.slice(index + 1).map(({ id }) => id));
    }
  });

  it('stops reading when the signal says so', async () => {
    const log = current();
    const stream = ownName('stream');
    await log.append(stream, eventsOf(stream, 0, 1_000), 'no-stream');
    expect(await allOf(log.read(stream, { signal: AbortSignal.abort() }))).toEqual([]);
    expect(await allOf(log.readAll({ signal: AbortSignal.abort() }))).toEqual([]);
    const stop = new AbortController();
    let pages = 0;
    for await (const page of log.readAll({ signal: stop.signal })) {
      expect(page.length).toBeGreaterThan(0);
      pages += 1;
      stop.abort();
    }
    expect(pages).toBe(1);
  });

  it('never lets the recorded instant go back', async () => {
    const log = current();
    const start = await fromNow(log);
    for (let turn = 0; turn < 20; turn += 1) {
      await Promise.all([1, 2, 3].map(() => appendOne(log, ownName('instant'), 'no-stream')));
    }
    const instants = (await allOf(log.readAll(start))).map(({ recordedAt }) => recordedAt);
    expect(instants.length).toBeGreaterThanOrEqual(60);
    expect(instants).toEqual([...instants].sort());
  });

  describe('positions', () => {
    it('grow with every append, and the head is the last of them', async () => {
      const log = current();
      const appended: Position[] = [];
      for (let turn = 0; turn < 5; turn += 1) {
        const stream = ownName('stream');
        appended.push((await log.append(stream, eventsOf(stream, 0, 1 + (turn % 2)), 'no-stream')).position);
      }
      for (const [index, position] of appended.slice(1).entries()) {
        expect(comparePositions(appended[index]!, position)).toBeLessThan(0);
      }
      expect(await log.head()).toEqual(appended.at(-1));
    });

    it('are written down and read back', async () => {
      const log = current();
      const { position } = await appendOne(log, ownName('stream'), 'no-stream');
      expect(readPosition(writePosition(position))).toEqual(position);
      expect(await allOf(log.readAll({ after: readPosition(writePosition(position)) }))).toEqual([]);
    });

    it('of another ledger are refused', async () => {
      const log = current();
      const { position } = await appendOne(log, ownName('stream'), 'no-stream');
      const after = { ...position, ledgerId: '00000000-0000-4000-8000-000000000000' };
      expect(await refusalOf(allOf(log.readAll({ after })))).toBeInstanceOf(PositionOfAnotherLedger);
      const subscription = log.subscribeAll({ after })[Symbol.asyncIterator]();
      expect(await refusalOf(subscription.next())).toBeInstanceOf(PositionOfAnotherLedger);
      expect(() => comparePositions(after, position)).toThrow(PositionOfAnotherLedger);
    });

    it.each([
      '',
      '7',
      'ledger:7',
      '00000000-0000-4000-8000-000000000000:07',
      '00000000-0000-4000-8000-000000000000:-1',
    ])('are not made of %j', (text) => {
      expect(() => readPosition(text)).toThrow(MalformedPosition);
    });
  });
}
