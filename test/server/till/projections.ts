import { EventCatalogue, type Projection } from '@tramo/event-log';
import { tillEvents } from './till';

const tills: Projection = {
  name: 'tills',
  version: 1,
  tables: { till: { columns: { id: 'text', held_minor: 'integer' }, key: ['id'] } },
  *project(event) {
    const { amountMinor = 0 } = event.data as { amountMinor?: number };
    yield { table: 'till', key: { id: event.stream }, add: { held_minor: BigInt(amountMinor) } };
  },
};

/** Stops at the sum that the tests agree is poison. */
const fragile: Projection = {
  name: 'fragile',
  version: 1,
  tables: { seen: { columns: { id: 'text', times: 'integer' }, key: ['id'] } },
  *project(event) {
    if ((event.data as { amountMinor?: number }).amountMinor === 666) throw new Error('666 is not a sum');
    yield { table: 'seen', key: { id: event.stream }, add: { times: 1n } };
  },
};

export const projections: readonly Projection[] = [tills, fragile];
export const catalogue = new EventCatalogue(tillEvents);
