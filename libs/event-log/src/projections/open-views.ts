import { unreachable } from '@tramo/kernel';
import type { SqlConfig } from '@tramo/stores';
import { OWN_TABLES } from './checkpoints';
import type * as Postgres from './postgres-views';
import { SqliteViews } from './sqlite-views';
import type { ViewsDatabase } from './views-database';

/** The one connection that writes the views. A projector that is silent in a transaction for so long loses it. */
export async function openViews(config: SqlConfig, silenceMs: number): Promise<ViewsDatabase> {
  switch (config.engine) {
    case 'sqlite':
      return new SqliteViews(config.file, OWN_TABLES);
    case 'postgres':
      return (require('./postgres-views') as typeof Postgres).PostgresViews.open(
        config,
        OWN_TABLES,
        silenceMs,
      );
    default:
      return unreachable(config, 'engine of the views');
  }
}
