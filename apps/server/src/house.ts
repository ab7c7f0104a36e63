import { extname, join } from 'node:path';
import { findingHandlers } from '@tramo/journal';
import { programmesHandlers } from '@tramo/programmes';
import { FindingsModule } from './journal/findings.http';
import { ProgrammesModule } from './programmes/programmes.module';
import { catalogue, postings } from './projections';
import { ReportsModule } from './reports/reports.module';
import type { Rooms } from './rooms';

/** The rooms of the product. Each slice that is built adds its own here and in `projections`. */
export const house: Rooms = {
  modules: [FindingsModule, ProgrammesModule, ReportsModule],
  commandHandlers: [...findingHandlers, ...programmesHandlers],
  catalogue,
  postings,
  migrations: [],
  projections: join(__dirname, `projections${extname(__filename)}`),
};
