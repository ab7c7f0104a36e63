import { closeSync, openSync } from 'node:fs';
import type { Projection } from '@tramo/event-log';
import { projections as sound } from './sample-projections';

export { catalogue } from './sample-projections';

/** Takes its thread down the first time it sees the event, as a broken native module would. */
const crashing: Projection = {
  name: 'crashing',
  version: 1,
  tables: { crash: { columns: { marker: 'text' }, key: ['marker'] } },
  project({ type, data }) {
    if (type !== 'Crash') return [];
    const marker = data.marker as string;
    if (isFirst(marker)) process.exit(1);
    return [{ table: 'crash', key: { marker }, set: {} }];
  },
};

function isFirst(marker: string): boolean {
  try {
    closeSync(openSync(marker, 'wx'));
    return true;
  } catch {
    return false;
  }
}

export const projections: readonly Projection[] = [...sound, crashing];
