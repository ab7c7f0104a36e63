import type { CursorTables, Migration } from '@tramo/stores';

/**
 * What the command runtime keeps in the state store. All of it follows from the log: it is an index to find
 * things by, and the log has the last word.
 */
export type CommandTables = CursorTables & {
  accepted_command: {
    idempotency_key: string;
    stream: string;
    command: string;
    body_hash: string;
  };
  open_reservation: {
    id: string;
    name: string;
    /** `follow`: what an accepted command has yet to bring about; its revision is the command's own. */
    step: 'reserve' | 'claim' | 'follow';
    stream: string;
    revision: bigint;
    for_stream: string;
    command: string;
    command_id: string;
    idempotency_key: string;
    recorded_at: string;
  };
  /** The last event that the rows above were made of, by which a log that was put back is told from its successor. */
  followed_event: { process: string; stream: string; revision: bigint; id: string };
};

export const commandMigrations: readonly Migration[] = [
  {
    name: 'event-log/accepted-command',
    up: (db, { text }) =>
      db.schema
        .createTable('accepted_command')
        .addColumn('idempotency_key', text, (column) => column.primaryKey().notNull())
        .addColumn('stream', text, (column) => column.notNull())
        .addColumn('command', text, (column) => column.notNull())
        .addColumn('body_hash', text, (column) => column.notNull())
        .execute(),
  },
  {
    name: 'event-log/open-reservation',
    up: (db, { text, integer }) =>
      db.schema
        .createTable('open_reservation')
        .addColumn('id', text, (column) => column.primaryKey().notNull())
        .addColumn('name', text, (column) => column.notNull())
        .addColumn('step', text, (column) => column.notNull())
        .addColumn('stream', text, (column) => column.notNull())
        .addColumn('revision', integer, (column) => column.notNull())
        .addColumn('for_stream', text, (column) => column.notNull())
        .addColumn('command', text, (column) => column.notNull())
        .addColumn('command_id', text, (column) => column.notNull())
        .addColumn('idempotency_key', text, (column) => column.notNull())
        .addColumn('recorded_at', text, (column) => column.notNull())
        .execute(),
  },
  {
    name: 'event-log/followed-event',
    up: (db, { text, integer }) =>
      db.schema
        .createTable('followed_event')
        .addColumn('process', text, (column) => column.primaryKey().notNull())
        .addColumn('stream', text, (column) => column.notNull())
        .addColumn('revision', integer, (column) => column.notNull())
        .addColumn('id', text, (column) => column.notNull())
        .execute(),
  },
];
