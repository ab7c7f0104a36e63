import { join } from 'node:path';
import { rebuildViews } from '@tramo/event-log';
import { seedLedger } from '../lib/seed';
import { type Scenario, SIZES } from '../scenario';
import { readAndParse } from './read';

const rebuildOf =
  (room: string): Scenario['candidate'] =>
  async ({ events, directory }) => {
    const log = await seedLedger(directory, events);
    const outcome = await rebuildViews({
      log,
      views: { engine: 'sqlite', file: join(directory, 'views.db') },
      projections: join(__dirname, '..', 'lib', room),
    });
    return outcome.events / (outcome.elapsedMs / 1_000);
  };

const rebuild = {
  unit: 'events/s',
  reference: 'raw SELECT and JSON.parse',
  sizes: SIZES,
  baseline: readAndParse,
} as const;

export const rebuildScenarios: readonly Scenario[] = [
  /** Small views from an empty file: a cube with a fixed number of cells, a latest row each, a row per event. */
  { ...rebuild, name: 'rebuild', candidate: rebuildOf('room.ts') },
  /** The same and the journal: an entry per event, three postings on average, and their cells. */
  { ...rebuild, name: 'rebuild/journal', candidate: rebuildOf(join('books', 'room.ts')) },
];
