import { cursorMigrations } from './process-cursor';
import type { CursorTables } from './process-cursor';
import { migrate } from './migrations';
import type { Migration } from './migrations';
import { openSql } from './sql';
import type { SqlConfig, SqlStore } from './sql';
import { tokenMigrations } from './bearer-token';
import type { TokenTables } from './bearer-token';

export type StateTables = TokenTables & CursorTables;

/** What is never rebuilt and always backed up. A room reaches its own tables by `db.withTables<…>()`. */
export type StateStore = SqlStore<StateTables>;

/** Opens the state with this room's tables and those that other rooms bring, all brought up to date. */
export async function openStateStore(
  config: SqlConfig,
  migrations: readonly Migration[] = [],
): Promise<StateStore> {
  const store = await openSql<unknown>(config, 'state');
  try {
    await migrate(store, [...tokenMigrations, ...cursorMigrations, ...migrations]);
    return { ...store, db: store.db.withTables<StateTables>() };
  } catch (error) {
    await store.close();
    throw error;
  }
}
