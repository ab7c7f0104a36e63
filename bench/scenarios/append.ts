import { join } from 'node:path';
import { openEventLog } from '@tramo/event-log';
import { inFlight, streamOf, STREAMS, transfer } from '../lib/payload';
import { rawInserts } from '../lib/raw-sqlite';
import { perSecond, type Scenario, SIZES } from '../scenario';

/** The log alone: one event an append, durable before its promise resolves. */
const append = (width: number, sizes: readonly number[]): Scenario => ({
  name: `append/${width}`,
  unit: 'events/s',
  reference: `raw better-sqlite3, ${width} a commit`,
  sizes,
  async candidate({ events, directory }) {
    const log = await openEventLog({ engine: 'sqlite', file: join(directory, 'ledger.db') });
    const started = process.hrtime.bigint();
    await inFlight(events, width, (index) => {
      const revision = Math.floor(index / STREAMS) - 1;
      return log.append(streamOf(index), [transfer(index)], revision < 0 ? 'no-stream' : revision);
    });
    const rate = perSecond(events, started);
    await log.close();
    return rate;
  },
  baseline: rawInserts(width),
});

export const appendScenarios = [append(1, [10_000]), append(64, SIZES)];
