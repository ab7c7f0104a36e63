import type { Projection, RecordedEvent, RowChange } from '@tramo/event-log';
import { balances, things } from './sample-projections';

export { catalogue } from './sample-projections';

const counter = (name: string, project: (event: RecordedEvent) => RowChange[]): Projection => ({
  name,
  version: 1,
  tables: { [name]: { columns: { type: 'text', total: 'integer' }, key: ['type'] } },
  project,
});

/** Throws at what it does not expect. */
export const strict = counter('strict', ({ type }) => {
  if (type === 'Poison') throw new Error('this must not be');
  return [{ table: 'strict', key: { type }, add: { total: 1 } }];
});

/** Sends the database what it has to refuse: the second such event overflows. */
export const greedy = counter('greedy', ({ type }) => [
  { table: 'greedy', key: { type }, add: { total: type === 'Poison' ? 2n ** 62n : 1 } },
]);

export const projections: readonly Projection[] = [balances, things, strict, greedy];
