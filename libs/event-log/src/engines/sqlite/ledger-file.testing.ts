import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { temporaryDirectory } from '../../../../../test/support/stores';
import { eventsOf } from '../../contract/log-under-test';
import { assertAppendable } from '../../port';
import { openForWriting } from './file';
import { GroupWriter } from './group-writer';
import { NO_STREAM } from './messages';

/** A ledger in a directory of its own, and the ways in which tests ill-treat it. */
export class LedgerFile {
  private readonly directory = temporaryDirectory();
  readonly path = join(this.directory.path, 'ledger.db');

  discard(): void {
    this.directory.discard();
  }

  /** So many events, numbered from 0, a thousand to each of `stream-0`, `stream-1000` and so on. */
  fill(events: number): void {
    const { database, lock } = openForWriting(this.path);
    const writer = new GroupWriter(database, this.path, Date.now);
    for (let from = 0; from < events; from += 1_000) {
      const stream = `stream-${from}`;
      const append = assertAppendable(stream, eventsOf(stream, from, Math.min(1_000, events - from)));
      writer.write([{ stream, expected: NO_STREAM, events: append }]);
    }
    database.close();
    lock.release();
  }

  /** Other bytes where these stand, or at the beginning of the page in which they stand. */
  overwrite(found: string, bytes: string, where: 'there' | 'at the head of the page' = 'there'): void {
    const place = readFileSync(this.path).indexOf(found);
    if (place < 0) throw new Error(`${found} is not in the file`);
    const pageBytes = 4_096;
    const descriptor = openSync(this.path, 'r+');
    writeSync(descriptor, bytes, where === 'there' ? place : Math.floor(place / pageBytes) * pageBytes);
    closeSync(descriptor);
  }

  /** As another program's user would, who has first taken the guards away. */
  tamper(statements: string): void {
    const database = new Database(this.path);
    database.exec('DROP TRIGGER event_is_never_updated; DROP TRIGGER event_is_never_deleted');
    database.exec('DROP TRIGGER stream_is_never_deleted');
    database.exec(statements);
    database.close();
  }
}
