import { setImmediate as nextTurn } from 'node:timers/promises';
import { invariant } from '@tramo/kernel';
import type { SqliteDatabase } from '@tramo/stores';
import { LogUnavailable, PositionOfAnotherLedger, assertStreamName } from '../../port';
import type { EventLogReader, LogBatch, Position, ReadOptions, RecordedEvent } from '../../port';
import { CommitNotices } from './commit-notices';
import { openForReading } from './file';
import { asLogError } from './refusals';
import { EVENT_COLUMNS, toRecordedEvent } from './row';
import type { EventRow } from './row';

/** Long enough that its cost is the events' own, short enough that nobody else waits long for the thread. */
const PAGE_EVENTS = 256;
const STREAM_NAMES_MAX = 65_536;

/** Reads on a connection of its own, in the calling thread, beside whoever writes. */
export class SqliteReader implements EventLogReader {
  private readonly database: SqliteDatabase;
  private readonly names = new Map<number, string>();
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
      const page = this.page(() => this.statements.ofStream.all(id, next, PAGE_EVENTS));
      const last = page.at(-1);
      if (!last || signal?.aborted) return;
      yield page;
      if (page.length < PAGE_EVENTS) return;
      next = last.revision + 1;
      await nextTurn();
    }
  }

  async *readAll({ after, signal }: ReadOptions & { after?: Position } = {}): AsyncGenerator<
    readonly RecordedEvent[]
  > {
    const end = this.lastPosition();
    let next = this.startAfter(after);
    while (next < end && !signal?.aborted) {
      const page = this.page(() => this.statements.ofAll.all(next, Math.min(PAGE_EVENTS, end - next)));
      const last = page.at(-1);
      if (!last) return;
      yield page;
      next = Number(last.position.value);
      await nextTurn();
    }
  }

  async *subscribeAll({ after, signal }: ReadOptions & { after?: Position } = {}): AsyncGenerator<LogBatch> {
    let next = this.startAfter(after);
    let position = after;
    let toldCaughtUp = false;
    const isOver = (): boolean => this.closed || (signal?.aborted ?? false);
    while (!isOver()) {
      const notices = (this.notices ??= new CommitNotices(this.file, this.ledgerId));
      const { count } = notices;
      const events = this.page(() => this.statements.ofAll.all(next, PAGE_EVENTS));
      const caughtUp = events.length < PAGE_EVENTS;
      position = events.at(-1)?.position ?? position;
      if (events.length > 0 || !toldCaughtUp) {
        next = Number(position?.value ?? 0n);
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

  private page(rows: () => EventRow[]): RecordedEvent[] {
    return this.query(() =>
      rows().map((row) => toRecordedEvent(row, this.nameOf(row[1]), this.ledgerId, this.file)),
    );
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

  private nameOf(stream: number): string {
    const known = this.names.get(stream);
    if (known !== undefined) return known;
    const name = this.statements.streamName.get(stream) ?? '';
    if (this.names.size >= STREAM_NAMES_MAX) this.names.clear();
    this.names.set(stream, name);
    return name;
  }
}

function prepareStatements(database: SqliteDatabase) {
  const events = (where: string) =>
    database
      .prepare<number[], EventRow>(`SELECT ${EVENT_COLUMNS} FROM event WHERE ${where} LIMIT ?`)
      .safeIntegers(false)
      .raw();
  return {
    ofStream: events('stream = ? AND revision >= ? ORDER BY revision'),
    ofAll: events('position > ? ORDER BY position'),
    streamId: database
      .prepare<[string], number>('SELECT id FROM stream WHERE name = ?')
      .safeIntegers(false)
      .pluck(),
    streamName: database.prepare<[number], string>('SELECT name FROM stream WHERE id = ?').pluck(),
    lastPosition: database
      .prepare<[], number | null>('SELECT max(position) FROM event')
      .safeIntegers(false)
      .pluck(),
  };
}
