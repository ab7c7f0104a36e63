import type { ViewsDatabase } from './views-database';

export const PostgresViews = {
  open: async (..._: unknown[]): Promise<ViewsDatabase> => {
    throw new Error('not yet');
  },
};
