import { setImmediate as nextTurn } from 'node:timers/promises';
import { invariant } from '@tramo/kernel';
import type { SqliteDatabase } from '@tramo/stores';
import { LogUnavailable, PositionOfAnotherLedger, assertStreamName } from '../../port';
import type { EventLogReader, LogBatch, Position, ReadOptions, RecordedEvent } from '../../port';
import { CommitNotices } from './commit-notices';
import { openForReading } from './file';
import { asLogError, damaged } from './refusals';
import { SELECT_EVENTS, toRecordedEvent } from './row';
import type { EventRow } from './row';

/** Long enough that its cost is the events' own, short enough that nobody else waits long for the thread. */
const PAGE_EVENTS = 256;

/** Where they stand in a row. */
const POSITION = 0;
const REVISION = 2;

/** Reads on a connection of its own, in the calling thread, beside whoever writes. */
export class SqliteReader implements EventLogReader {
  private readonly database: SqliteDatabase;
  private readonly statements;
  private notices: CommitNotices | undefined;
  private closed = false;
  readonly ledgerId: string;

  constructor(private readonly file: string) {
    const { database, ledgerId } = openForReading(file);
    this.database = database;
    this.ledgerId = ledgerId;
    this.statements = prepareStatements(database);
  }

  async *read(
    stream: string,
    { from = 0, signal }: ReadOptions & { from?: number } = {},
  ): AsyncGenerator<readonly RecordedEvent[]> {
    assertStreamName(stream);
    invariant(Number.isSafeInteger(from) && from >= 0, `a revision to read from, not ${from}`);
    const id = this.query(() => this.statements.streamId.get(stream));
    if (id === undefined) return;
    for (let next = from; !signal?.aborted;) {
      const page = this.page(() => {
        const rows = this.statements.ofStream.all(id, next, PAGE_EVENTS);
        return this.dense(rows, next, REVISION);
      });
      if (page.length > 0) yield page;
      if (page.length < PAGE_EVENTS) return;
      next += page.length;
      await nextTurn();
    }
  }

  async *readAll({ after, signal }: ReadOptions & { after?: Position } = {}): AsyncGenerator<
    readonly RecordedEvent[]
  > {
    const end = this.lastPosition();
    let next = this.startAfter(after);
    while (next < end && !signal?.aborted) {
      const page = this.pageAfter(next, Math.min(PAGE_EVENTS, end - next));
      yield page;
      next += page.length;
      await nextTurn();
    }
  }

  async *subscribeAll({ after, signal }: ReadOptions & { after?: Position } = {}): AsyncGenerator<LogBatch> {
    let next = this.startAfter(after);
    let position = after;
    let toldCaughtUp = false;
    const isOver = (): boolean => this.closed || (signal?.aborted ?? false);
    while (!isOver()) {
      const notices = this.query(() => (this.notices ??= new CommitNotices(this.file, this.ledgerId)));
      const { count } = notices;
      const events = this.pageAfter(next, PAGE_EVENTS);
      const caughtUp = events.length < PAGE_EVENTS;
      position = events.at(-1)?.position ?? position;
      if (events.length > 0 || !toldCaughtUp) {
        next += events.length;
        toldCaughtUp = caughtUp;
        yield { events, position, caughtUp };
      }
      if (isOver()) return;
      await (caughtUp ? notices.changed(count, signal) : nextTurn());
    }
  }

  async head(): Promise<Position | undefined> {
    const value = this.lastPosition();
    return value === 0 ? undefined : { ledgerId: this.ledgerId, value: BigInt(value) };
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    this.notices?.close();
    this.database.close();
  }

  private startAfter(after: Position | undefined): number {
    if (!after) return 0;
    if (after.ledgerId !== this.ledgerId) throw new PositionOfAnotherLedger(after.ledgerId, this.ledgerId);
    return Number(after.value);
  }

  private lastPosition(): number {
    return this.query(() => this.statements.lastPosition.get()) ?? 0;
  }

  private pageAfter(position: number, limit: number): RecordedEvent[] {
    return this.page(() => this.dense(this.statements.ofAll.all(position, limit), position + 1, POSITION));
  }

  private page(rows: () => EventRow[]): RecordedEvent[] {
    return this.query(() => rows().map((row) => toRecordedEvent(row, this.ledgerId, this.file)));
  }

  /** What is numbered without gaps is read without gaps, or not at all. */
  private dense(rows: EventRow[], first: number, cell: typeof POSITION | typeof REVISION): EventRow[] {
    const last = rows.at(-1)?.[cell] ?? first - 1;
    if (last - first + 1 !== rows.length) throw damaged(this.file, `events are missing after ${first - 1}`);
    return rows;
  }

  /** Every touch of the file, so that its failures are the log's. */
  private query<Result>(ask: () => Result): Result {
    if (this.closed) throw new LogUnavailable('closed', 'the log has been closed');
    try {
      return ask();
    } catch (error) {
      throw asLogError(error, this.file);
    }
  }
}

function prepareStatements(database: SqliteDatabase) {
  const events = (where: string) =>
    database.prepare<number[], EventRow>(`${SELECT_EVENTS} WHERE ${where} LIMIT ?`).safeIntegers(false).raw();
  return {
    ofStream: events('event.stream = ? AND event.revision >= ? ORDER BY event.revision'),
    ofAll: events('event.position > ? ORDER BY event.position'),
    streamId: database
      .prepare<[string], number>('SELECT id FROM stream WHERE name = ?')
      .safeIntegers(false)
      .pluck(),
    lastPosition: database
      .prepare<[], number | null>('SELECT max(position) FROM event')
      .safeIntegers(false)
      .pluck(),
  };
}
