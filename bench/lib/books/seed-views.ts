import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openEventLog, rebuildViews, type Row } from '@tramo/event-log';
import type { SqlConfig } from '@tramo/stores';
import { journal } from './room';
import { recordedTransfers } from './transfers';

/** In a process of its own, so that the memory of whoever reads the views is that of reading them. */
export async function seedViews(directory: string, events: number): Promise<SqlConfig> {
  const child = fork(__filename, [directory, String(events)]);
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error('the views could not be made');
  return viewsIn(directory);
}

const viewsIn = (directory: string) => ({ engine: 'sqlite', file: join(directory, 'views.db') }) as const;

/**
 * The journal's views after so many transfers over five years. The tables are made by the projector and the rows by
 * the projection; they are only put in place directly, because a log cannot be told that it is another year.
 */
async function makeViews(directory: string, events: number): Promise<void> {
  const log = { engine: 'sqlite', file: join(directory, 'empty.db') } as const;
  const views = viewsIn(directory);
  await (await openEventLog(log)).close();
  await rebuildViews({ log, views, projections: join(__dirname, 'room.ts') });
  const database = new Database(views.file);
  database.pragma('synchronous = OFF');
  const write = database.transaction(() => fill(database, events));
  write();
  database.close();
}

function fill(database: Database.Database, events: number): void {
  const insertEntry = inserter(database, 'journal_entry');
  const insertPosting = inserter(database, 'journal_posting');
  const cells = new Map<bigint, Row>();
  let ordinal = 0;
  for (const event of recordedTransfers(events)) {
    for (const change of journal.project(event, { ordinal, instant: event.recordedAt })) {
      if (!('set' in change)) throw new Error('the journal only ever sets');
      if (change.table === 'journal_entry') insertEntry({ ...change.key, ...change.set });
      else if (change.table === 'journal_posting') insertPosting({ ...change.key, ...change.set });
      else cells.set(change.key.id as bigint, { ...change.key, ...change.set, minor: 0, postings: 0 });
    }
    ordinal += 1;
  }
  const insertCell = inserter(database, 'journal_cell');
  for (const cell of cells.values()) insertCell(cell);
  database.prepare(`UPDATE projector_generation SET events_applied = ? WHERE name = 'journal'`).run(events);
}

/** Into the tables of the first generation, which in a fresh file is the one that readers see. */
function inserter(database: Database.Database, table: keyof typeof journal.tables): (row: Row) => void {
  const columns = Object.keys(journal.tables[table]!.columns);
  const places = columns.map(() => '?').join(', ');
  const [shown] = database
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE '${table}__g%'`)
    .pluck()
    .all() as string[];
  const statement = database.prepare(`INSERT INTO ${shown} (${columns.join(', ')}) VALUES (${places})`);
  return (row) => void statement.run(columns.map((column) => row[column]));
}

if (require.main === module) void makeViews(process.argv[2]!, Number(process.argv[3]));
