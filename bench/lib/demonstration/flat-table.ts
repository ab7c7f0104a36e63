import Database from 'better-sqlite3';
import { viewsIn } from './scaled-ledger';

/** The postings of the views in one table, each with all it says, as one would keep them for one SQL `GROUP BY`. */
export function openFlatTable(directory: string): Database.Database {
  const database = new Database(viewsIn(directory).file);
  const [entry, posting, cell] = ['entry', 'posting', 'cell'].map((name) => shown(database, name));
  database.pragma('synchronous = OFF');
  database.exec(`CREATE TABLE posting AS
    SELECT recorded_at, effective_day, account, c.programme, budget_year, component, category, region, scope, p.minor
    FROM ${posting} p JOIN ${entry} e ON e.ordinal = p.ordinal JOIN ${cell} c ON c.id = p.cell`);
  database.exec('CREATE INDEX posting_of_programme ON posting (programme)');
  return database;
}

/** From the first entry of the books to the last. */
export function recordedBetween(directory: string): readonly [firstMs: number, lastMs: number] {
  const database = new Database(viewsIn(directory).file, { readonly: true });
  const sql = `SELECT min(recorded_at), max(recorded_at) FROM ${shown(database, 'entry')}`;
  const [first, last] = database.prepare(sql).raw().get() as [string, string];
  database.close();
  return [Date.parse(first), Date.parse(last)];
}

/** The table of the generation that readers see; in a fresh file there is no other. */
const shown = (database: Database.Database, name: string): string =>
  database
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB 'journal_${name}__g*'`)
    .pluck()
    .get() as string;
