import { unreachable } from '@tramo/kernel';
import { verifySqliteLog } from './engines/sqlite';
import { openEventLogReader } from './open';
import type { LogConfig } from './open';
import { Findings } from './port';
import type { EventLogReader, VerifyOptions, VerifyReport } from './port';

/** Reads the whole log and says what is wrong with it; changes nothing. */
export async function verifyLog(config: LogConfig, options: VerifyOptions = {}): Promise<VerifyReport> {
  switch (config.engine) {
    case 'sqlite':
      return verifySqliteLog(config.file, options);
    case 'eventstoredb': {
      const reader = await openEventLogReader(config);
      return verifyByReading(reader, options).finally(() => reader.close());
    }
    default:
      return unreachable(config, 'engine of the log');
  }
}

/** What can be seen from outside: the server looks after its own files. */
async function verifyByReading(
  reader: EventLogReader,
  { onProgress, signal }: VerifyOptions,
): Promise<VerifyReport> {
  const findings = new Findings();
  const heads = new Map<string, number>();
  let events = 0;
  for await (const page of reader.readAll()) {
    signal?.throwIfAborted();
    for (const { stream, revision } of page) {
      const expected = (heads.get(stream) ?? -1) + 1;
      if (revision !== expected) findings.add(`stream ${stream} has ${revision} where ${expected} belongs`);
      heads.set(stream, revision);
    }
    events += page.length;
    onProgress?.({ eventsDone: events });
  }
  const { first, count } = findings;
  return { ledgerId: reader.ledgerId, events, streams: heads.size, findings: first, findingsCount: count };
}
