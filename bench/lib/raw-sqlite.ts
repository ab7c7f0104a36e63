import { join } from 'node:path';
import Database from 'better-sqlite3';
import { type Measure, perSecond } from '../scenario';
import { streamOf, STREAMS, transfer } from './payload';

/** The plainest table that keeps what the log keeps, with the log's one structural promise. */
export function openRaw(file: string): Database.Database {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec(`CREATE TABLE IF NOT EXISTS event (
    position INTEGER PRIMARY KEY, stream TEXT NOT NULL, revision INTEGER NOT NULL, id TEXT NOT NULL,
    type TEXT NOT NULL, schema_version INTEGER NOT NULL, data TEXT NOT NULL, metadata TEXT NOT NULL,
    recorded_at TEXT NOT NULL, UNIQUE (stream, revision))`);
  return database;
}

/** Inserts the bench's events, so many to a commit and each commit on disk. */
export function insertRaw(database: Database.Database, events: number, perCommit: number): void {
  const insert = database.prepare(
    `INSERT INTO event (stream, revision, id, type, schema_version, data, metadata, recorded_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const commit = database.transaction((from: number, to: number) => {
    for (let index = from; index < to; index++) {
      const event = transfer(index);
      insert.run(
        streamOf(index),
        Math.floor(index / STREAMS),
        event.id,
        event.type,
        event.schemaVersion,
        JSON.stringify(event.data),
        JSON.stringify(event.metadata),
        '2022-03-31T12:00:00.000Z',
      );
    }
  });
  for (let from = 0; from < events; from += perCommit) commit(from, Math.min(events, from + perCommit));
}

/** The reference of whatever ends in durable events: the same bytes, so many to a commit. */
export const rawInserts =
  (perCommit: number): Measure =>
  ({ events, directory }) => {
    const database = openRaw(join(directory, 'raw.db'));
    const started = process.hrtime.bigint();
    insertRaw(database, events, perCommit);
    const rate = perSecond(events, started);
    database.close();
    return Promise.resolve(rate);
  };

/** Reads and parses everything, which no reader of the log can avoid. */
export function readRaw(database: Database.Database): number {
  let seen = 0;
  const rows = database.prepare('SELECT * FROM event ORDER BY position').raw().iterate();
  for (const row of rows as Iterable<readonly unknown[]>) {
    JSON.parse(row[6] as string);
    JSON.parse(row[7] as string);
    seen++;
  }
  return seen;
}
