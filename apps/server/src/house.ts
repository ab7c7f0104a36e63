import { extname, join } from 'node:path';
import { catalogue, postings } from './projections';
import type { Rooms } from './rooms';

/** The rooms of the product. Each slice that is built adds its own here and in `projections`. */
export const house: Rooms = {
  modules: [],
  commandHandlers: [],
  catalogue,
  postings,
  migrations: [],
  projections: join(__dirname, `projections${extname(__filename)}`),
};
