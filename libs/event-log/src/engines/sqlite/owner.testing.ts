// A process that owns a ledger and appends to eight streams as fast as it can. It says `open`, then
// `<stream> <number>` for each event it was told is safe, and `refused <error> <reason>` when it was not.
import { eventOf } from '../../contract/log-under-test';
import { LogUnavailable, OutcomeUnknown, WrongExpectedRevision } from '../../port';
import type { ExpectedRevision } from '../../port';
import { SqliteLog } from './log';

const say = (...words: unknown[]): void => console.log(words.join(' '));

async function append(log: SqliteLog, stream: string): Promise<void> {
  let last = -1;
  for (;;) {
    const expected: ExpectedRevision = last < 0 ? 'no-stream' : last;
    const event = eventOf(stream, last + 1, { number: last + 1, fill: 'x'.repeat(2_000) });
    try {
      last = (await log.append(stream, [event], expected)).revision;
      say(stream, last);
    } catch (error) {
      // Met when the outcome before was unknown and is now known, or after a restart.
      if (error instanceof WrongExpectedRevision) last = error.actual ?? -1;
      else if (error instanceof LogUnavailable) say('refused', error.name, error.reason);
      else if (error instanceof OutcomeUnknown) say('refused', error.name);
      else throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

void SqliteLog.open(process.argv[2]!).then((log) => {
  say('open');
  return Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map((lane) => append(log, `lane-${lane}`)));
});
