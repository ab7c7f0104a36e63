import { unreachable } from '@tramo/kernel';
import type * as EventStoreDb from './engines/eventstoredb';
import { SqliteLog, SqliteReader } from './engines/sqlite';
import type { EventLog, EventLogReader } from './port';

/** Which engine keeps the log, and where. Plain data, so that any thread can be handed it. */
export type LogConfig =
  | {
      readonly engine: 'sqlite';
      readonly file: string;
      /** What the file may grow to; at the limit appends are refused as on a full disk, and reads go on. */
      readonly maxBytes?: number;
    }
  | { readonly engine: 'eventstoredb'; readonly connectionString: string };

/** Loaded where it is asked for: the client takes a tenth of a second of every thread that does not need it. */
const openEventStoreDb = (connectionString: string): Promise<EventLog> =>
  (require('./engines/eventstoredb') as typeof EventStoreDb).EventStoreDbLog.open(connectionString);

/** The log for the one process that appends to it. */
export async function openEventLog(config: LogConfig): Promise<EventLog> {
  switch (config.engine) {
    case 'sqlite':
      return SqliteLog.open(config.file, config);
    case 'eventstoredb':
      return openEventStoreDb(config.connectionString);
    default:
      return unreachable(config, 'engine of the log');
  }
}

/** The log for whoever only reads it: another thread, or a process beside the one that appends. */
export async function openEventLogReader(config: LogConfig): Promise<EventLogReader> {
  switch (config.engine) {
    case 'sqlite':
      return new SqliteReader(config.file);
    case 'eventstoredb':
      return openEventStoreDb(config.connectionString);
    default:
      return unreachable(config, 'engine of the log');
  }
}
