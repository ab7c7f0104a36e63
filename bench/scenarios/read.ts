import { join } from 'node:path';
import { openEventLogReader } from '@tramo/event-log';
import { insertRaw, openRaw, readRaw } from '../lib/raw-sqlite';
import { seedLedger } from '../lib/seed';
import { perSecond, type BenchRun, type Scenario, SIZES } from '../scenario';

/** The raw speed of reading and parsing: the reference of every scenario that reads the whole ledger. */
export async function readAndParse({ events, directory }: BenchRun): Promise<number> {
  const database = openRaw(join(directory, 'raw.db'));
  insertRaw(database, events, 10_000);
  const started = process.hrtime.bigint();
  readRaw(database);
  const rate = perSecond(events, started);
  database.close();
  return Promise.resolve(rate);
}

export const readScenarios: readonly Scenario[] = [
  {
    name: 'read',
    unit: 'events/s',
    reference: 'raw SELECT and JSON.parse',
    sizes: SIZES,
    async candidate({ events, directory }) {
      const log = await openEventLogReader(await seedLedger(directory, events));
      const started = process.hrtime.bigint();
      let seen = 0;
      for await (const page of log.readAll()) seen += page.length;
      const rate = perSecond(seen, started);
      await log.close();
      return rate;
    },
    baseline: readAndParse,
  },
];
