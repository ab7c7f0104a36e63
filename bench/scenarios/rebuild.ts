import { join } from 'node:path';
import { rebuildViews } from '@tramo/event-log';
import { seedLedger } from '../lib/seed';
import { type Scenario, SIZES } from '../scenario';
import { readAndParse } from './read';

/** All views from an empty file: a cube with a fixed number of cells, a latest row each, a row per event. */
export const rebuildScenarios: readonly Scenario[] = [
  {
    name: 'rebuild',
    unit: 'events/s',
    reference: 'raw SELECT and JSON.parse',
    sizes: SIZES,
    async candidate({ events, directory }) {
      const log = await seedLedger(directory, events);
      const outcome = await rebuildViews({
        log,
        views: { engine: 'sqlite', file: join(directory, 'views.db') },
        projections: join(__dirname, '..', 'lib', 'room.ts'),
      });
      return outcome.events / (outcome.elapsedMs / 1_000);
    },
    baseline: readAndParse,
  },
];
