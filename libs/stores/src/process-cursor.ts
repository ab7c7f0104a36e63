import type { Kysely } from 'kysely';
import type { Migration } from './migrations';
import type { SqlHandle } from './sql';

export type CursorTables = {
  process_cursor: { name: string; position: string; updated_at: string };
};

export const cursorMigrations: readonly Migration[] = [
  {
    name: 'stores/process-cursor',
    up: (db, { text }) =>
      db.schema
        .createTable('process_cursor')
        .addColumn('name', text, (column) => column.primaryKey())
        .addColumn('position', text, (column) => column.notNull())
        .addColumn('updated_at', text, (column) => column.notNull())
        .execute(),
  },
];

/** How far a process has come in the log, as a position on the wire; undefined when it never began. */
export async function readCursor<Tables extends CursorTables>(
  db: SqlHandle<Tables>,
  name: string,
): Promise<string | undefined> {
  const row = await cursorsOf(db)
    .selectFrom('process_cursor')
    .select('position')
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.position;
}

export interface CursorMove {
  readonly name: string;
  /** Where the process believes it stands; undefined when it has not begun. */
  readonly from: string | undefined;
  readonly to: string;
  readonly now: Date;
}

/** Moves a cursor, unless another process has moved it since it was read: then false, and nothing changes. */
export async function moveCursor<Tables extends CursorTables>(
  db: SqlHandle<Tables>,
  move: CursorMove,
): Promise<boolean> {
  const cursors = cursorsOf(db);
  const row = { position: move.to, updated_at: move.now.toISOString() };
  if (move.from === undefined) {
    const { numInsertedOrUpdatedRows = 0n } = await cursors
      .insertInto('process_cursor')
      .values({ name: move.name, ...row })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n;
  }
  const { numUpdatedRows } = await cursors
    .updateTable('process_cursor')
    .set(row)
    .where('name', '=', move.name)
    .where('position', '=', move.from)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

const cursorsOf = <Tables extends CursorTables>(db: SqlHandle<Tables>): Kysely<CursorTables> =>
  db as unknown as Kysely<CursorTables>;
