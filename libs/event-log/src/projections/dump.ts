import { canonicalJson } from '@tramo/kernel';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { NamedTable } from './checkpoints';
import { quoted } from './row-sql';

const PAGE_ROWS = 1_000;

/**
 * Everything readers see, one line of canonical JSON per row, tables by name and rows by key: two dumps are equal
 * when the views are, on whichever engine and however they came to be. All of it as of one instant.
 */
export async function* dumpViews<Tables>(db: Kysely<Tables>): AsyncGenerator<string> {
  const reading = await db
    .startTransaction()
    .setAccessMode('read only')
    .setIsolationLevel('repeatable read')
    .execute();
  try {
    for (const table of await servedTables(reading)) yield* dumpTable(reading, table);
  } finally {
    await reading.rollback().execute();
  }
}

async function servedTables<Tables>(db: Kysely<Tables>): Promise<NamedTable[]> {
  const { rows } = await sql<{ tables: string }>`
    SELECT tables FROM projector_generation WHERE state = 'serving'`.execute(db);
  const tables = rows.flatMap((row) => JSON.parse(row.tables) as NamedTable[]);
  return tables.sort((left, right) => (left.name < right.name ? -1 : 1));
}

async function* dumpTable<Tables>(db: Kysely<Tables>, { name, key }: NamedTable): AsyncGenerator<string> {
  const columns = sql.raw(key.map(quoted).join(', '));
  let last: Row | undefined;
  do {
    const after = last && sql`WHERE (${columns}) > (${sql.join(key.map((column) => last?.[column]))})`;
    const { rows } = await sql<Row>`
      SELECT * FROM ${sql.table(name)} ${after ?? sql``} ORDER BY ${columns} LIMIT ${PAGE_ROWS}`.execute(db);
    for (const row of rows) yield canonicalJson({ table: name, row: printable(row) });
    last = rows.at(-1);
  } while (last);
}

type Row = Readonly<Record<string, unknown>>;

/** JSON has no integer of 64 bits, so each is written as its digits. */
const printable = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([column, cell]) => [column, typeof cell === 'bigint' ? String(cell) : cell]),
  );
