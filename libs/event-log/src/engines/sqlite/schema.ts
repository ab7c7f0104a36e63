/** Of the tables below; a file of a newer one is refused. */
export const FILE_VERSION = 1;

/**
 * Streams are named once and numbered, because a name in every row and every index entry would double the
 * pages that a commit touches. Positions are dense from 1, revisions from 0; the triggers keep what is written.
 */
export const SCHEMA = `
  CREATE TABLE ledger (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    ledger_id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    settled INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE stream (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
  ) STRICT;

  CREATE TABLE event (
    position INTEGER PRIMARY KEY,
    stream INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    schema_version INTEGER NOT NULL,
    data TEXT NOT NULL,
    metadata TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    checksum INTEGER NOT NULL,
    UNIQUE (stream, revision)
  ) STRICT;

  ${['event', 'stream'].map(keptForEver).join('\n')}

  -- Also what keeps INSERT OR REPLACE from putting one event in another's place.
  CREATE TRIGGER event_follows_the_last BEFORE INSERT ON event
    WHEN NEW.position IS NOT 1 + (SELECT coalesce(max(position), 0) FROM event)
      OR NEW.revision IS NOT 1 + (SELECT coalesce(max(revision), -1) FROM event WHERE stream = NEW.stream)
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: an event follows the last one'); END;
  CREATE TRIGGER stream_is_named_once BEFORE INSERT ON stream
    WHEN EXISTS (SELECT 1 FROM stream WHERE id = NEW.id OR name = NEW.name)
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: a stream keeps its name'); END;

  PRAGMA user_version = ${FILE_VERSION};
`;

/** The triggers by which the file itself refuses what would change the past. */
export const GUARDS = [
  'event_is_never_updated',
  'event_is_never_deleted',
  'event_follows_the_last',
  'stream_is_never_updated',
  'stream_is_never_deleted',
  'stream_is_named_once',
];

function keptForEver(table: string): string {
  return `
  CREATE TRIGGER ${table}_is_never_updated BEFORE UPDATE ON ${table}
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: nothing in it is ever changed'); END;
  CREATE TRIGGER ${table}_is_never_deleted BEFORE DELETE ON ${table}
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: nothing in it is ever deleted'); END;`;
}
