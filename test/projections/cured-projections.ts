import type { Projection } from '@tramo/event-log';
import { balances, things } from './sample-projections';
import { greedy, strict } from './strict-projections';

export { catalogue } from './sample-projections';

const patient: Projection = {
  ...strict,
  version: 2,
  project: ({ type }) => [{ table: 'strict', key: { type }, add: { total: 1 } }],
};

const content: Projection = {
  ...greedy,
  version: 2,
  project: ({ type }) => [{ table: 'greedy', key: { type }, add: { total: 1 } }],
};

export const projections: readonly Projection[] = [balances, things, patient, content];
