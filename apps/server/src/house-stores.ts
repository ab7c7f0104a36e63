import { extname, join } from 'node:path';
import type { Rooms } from './rooms';

export type HouseStores = Pick<Rooms, 'projections' | 'migrations'>;

/** What the rooms of the product keep beside the log, without the rooms themselves. */
export const houseStores: HouseStores = {
  projections: join(__dirname, `projections${extname(__filename)}`),
  migrations: [],
};
