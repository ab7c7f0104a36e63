import 'reflect-metadata';
import { join } from 'node:path';
import { SignTranche } from '@tramo/agreements';
import { CommandBus } from '@nestjs/cqrs';
import { readSettings } from '../../apps/server/src/config/settings';
import { act, contextOf, day, type Act } from '../../apps/server/src/demonstration/act';
import { Life } from '../../apps/server/src/demonstration/life';
import { opening, PROGRAMME, year } from '../../apps/server/src/demonstration/programme';
import { house } from '../../apps/server/src/house';
import { createLogger } from '../../apps/server/src/logging/logger';
import { serve } from '../../apps/server/src/serve';
import { openSystem } from '../../apps/server/src/system';
import { inFlight } from '../lib/payload';
import { rawInserts } from '../lib/raw-sqlite';
import { perSecond, type BenchRun, type Measure, type Scenario } from '../scenario';

/** What the law of the demonstration's year has money for. */
const AGREEMENTS = 64;
/** A signature, the approval with it, and what that moves in the budget. */
const EVENTS_PER_APPROVAL = 3;

/** The last signature of a tranche: every release condition evaluated, decided on three streams, durable. */
const approving =
  (together: number): Measure =>
  async ({ events, directory }: BenchRun): Promise<number> => {
    const settings = readSettings({
      PORT: '0',
      TRAMO_DATA: join(directory, 'data'),
      TRAMO_LOG_LEVEL: 'silent',
    });
    const system = await openSystem(settings, house, createLogger(settings.logLevel));
    const server = await serve(system, house);
    const bus = server.app.get(CommandBus);
    let done = 0;
    const enact = (one: Act): Promise<unknown> => bus.execute(one.command(contextOf(one, (done += 1))));
    const lives = Array.from({ length: events }, (_, index) =>
      new Life(index + 1, day('2022-02-01'), 'tranche-signed-once').lived(),
    );
    for (const one of [...opening, ...year, ...lives.flat()]) await enact(one);
    const begun = process.hrtime.bigint();
    await inFlight(events, together, (index) => {
      const { on } = lives[index]!.at(-1)!;
      const agreement = `a-${String(index + 1).padStart(2, '0')}`;
      return enact(act('coordinator', on, SignTranche, { programme: PROGRAMME, agreement, tranche: 1 }));
    });
    const rate = perSecond(events, begun);
    await server.stop();
    return rate;
  };

const asRawInserts =
  (together: number): Measure =>
  async (run) =>
    Number(await rawInserts(together)({ ...run, events: run.events * EVENTS_PER_APPROVAL })) /
    EVENTS_PER_APPROVAL;

export const approveScenarios: readonly Scenario[] = [1, AGREEMENTS].map((together) => ({
  name: `approve/${together}`,
  unit: 'approvals/s',
  reference: `raw better-sqlite3, as many events, ${together} a commit`,
  sizes: [AGREEMENTS],
  candidate: approving(together),
  baseline: asRawInserts(together),
}));
