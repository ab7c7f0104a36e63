import type { Projection } from '@tramo/event-log';
import { balances, journal, things } from './sample-projections';

export { catalogue } from './sample-projections';

/** The same table by the same name, with a column more. */
const thingsInTwo: Projection = {
  ...things,
  version: 2,
  tables: {
    thing: {
      ...things.tables.thing!,
      columns: { ...things.tables.thing!.columns, version: { type: 'text', nullable: true } },
    },
  },
  *project(event, place) {
    for (const change of things.project(event, place)) {
      yield 'set' in change ? { ...change, set: { ...change.set, version: 'two' } } : change;
    }
  },
};

/** The version before is still here, so readers see it kept up to date until the next has caught up. */
export const projections: readonly Projection[] = [balances, things, thingsInTwo, journal];
