import { LogUnavailable, WrongExpectedRevision } from '../port';
import { describeAppending } from './appending.contract';
import { describeFollowing } from './following.contract';
import { allOf, appendOne, eventsOf, followUntil, fromNow, ownName, refusalOf } from './log-under-test';
import type { LogUnderTest } from './log-under-test';
import { describeReading } from './reading.contract';

export type { LogUnderTest } from './log-under-test';

/**
 * What the port promises, whatever engine keeps it. The ledger may hold anything when it is opened, as that of
 * a real server does; nobody else may be writing to it.
 */
export function describeEventLogContract(engine: string, open: () => Promise<LogUnderTest>): void {
  describe(`the log on ${engine}`, () => {
    describe('while it is open', () => {
      let shared: LogUnderTest;
      beforeAll(async () => {
        shared = await open();
      });
      afterAll(() => shared.dispose());

      const log = () => shared.log;
      describe('appending', () => describeAppending(log));
      describe('reading', () => describeReading(log));
      describe('following', () => describeFollowing(log));
    });

    describe('closed', () => {
      let own: LogUnderTest;
      beforeEach(async () => {
        own = await open();
      });
      afterEach(() => own.dispose());

      it('stands after a restart as it stood before', async () => {
        const { log } = own;
        const start = await fromNow(log);
        const stream = ownName('stream');
        await log.append(stream, eventsOf(stream, 0, 5), 'no-stream');
        const before = await allOf(log.readAll(start));
        const head = await log.head();

        const reopened = await own.reopen();
        expect(reopened.ledgerId).toBe(log.ledgerId);
        expect(await reopened.head()).toEqual(head);
        expect(await allOf(reopened.readAll(start))).toEqual(before);
        expect(await refusalOf(appendOne(reopened, stream, 'no-stream'))).toBeInstanceOf(
          WrongExpectedRevision,
        );
        expect(await appendOne(reopened, stream, 4)).toMatchObject({ stream, revision: 5 });
      });

      it('answers what was under way, and refuses whatever is asked from then on', async () => {
        const { log } = own;
        const stream = ownName('stream');
        const underWay = [appendOne(log, stream, 'no-stream'), appendOne(log, ownName('other'), 'no-stream')];
        await Promise.all([log.close(), log.close()]);
        expect(await Promise.allSettled(underWay)).toMatchObject([
          { status: 'fulfilled', value: { stream, revision: 0 } },
          { status: 'fulfilled' },
        ]);
        for (const asked of [
          appendOne(log, stream, 0),
          allOf(log.read(stream)),
          allOf(log.readAll()),
          log.head(),
        ]) {
          const refusal = await refusalOf(asked);
          expect(refusal).toBeInstanceOf(LogUnavailable);
          expect(refusal).toMatchObject({ reason: 'closed' });
        }
        expect(await allOf((await own.reopen()).read(stream))).toHaveLength(1);
      });

      it('ends every subscription', async () => {
        const { log } = own;
        const start = await fromNow(log);
        const ends = Array.from({ length: 10 }, () => followUntil(log.subscribeAll(start), () => false));
        await appendOne(log, ownName('last'), 'no-stream');
        await log.close();
        for (const end of ends) expect((await end).length).toBeLessThanOrEqual(1);
        expect(await followUntil(log.subscribeAll(start), () => false)).toEqual([]);
      });
    });
  });
}
