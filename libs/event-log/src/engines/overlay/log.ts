import { assertAppendable, assertStreamName, comparePositions } from '../../port';
import { LogUnavailable, WrongExpectedRevision } from '../../port';
import type { Appended, EventLog, EventLogReader, ExpectedRevision, LogBatch, ReadOptions } from '../../port';
import type { EventMetadata, JsonObject, NewEvent, Position, RecordedEvent } from '../../port';
import { LaterLines, type LaterEvent } from './later-lines';

const PAGE = 1_000;

/**
 * What a log would become, and never does: a ledger as it was at one instant, with appends on top that stay in
 * memory. Commands are tried out on it. What others append to the ledger meanwhile is not seen.
 */
export class OverlayLog implements EventLog {
  readonly ledgerId: string;
  private readonly later: LaterLines;
  /** Of streams that were read to their end below: nothing that is seen there stands after this revision. */
  private readonly endsBelow = new Map<string, number>();
  private isClosed = false;

  private constructor(
    private readonly below: EventLogReader,
    /** The last event of the ledger that is seen. */
    private readonly horizon: Position | undefined,
    directory: string | undefined,
  ) {
    this.ledgerId = below.ledgerId;
    this.later = new LaterLines(directory);
  }

  /** Closing it leaves the ledger below open. What does not fit in memory is put aside in the directory. */
  static async over(below: EventLogReader, directory?: string): Promise<OverlayLog> {
    return new OverlayLog(below, await below.head(), directory);
  }

  async append(
    stream: string,
    events: readonly [NewEvent, ...NewEvent[]],
    expected: ExpectedRevision,
  ): Promise<Appended> {
    this.mustBeOpen();
    const serialised = assertAppendable(stream, events);
    const base = this.later.revisionOf(stream) ?? (await this.revisionBelow(stream, expected));
    // Another append may have come first while the ledger was asked.
    const actual = this.later.revisionOf(stream) ?? base;
    if (actual !== (expected === 'no-stream' ? -1 : expected)) {
      throw new WrongExpectedRevision(stream, expected, actual);
    }
    this.later.add(stream, actual, serialised);
    const position = this.positionOf(this.later.count - 1);
    return { stream, revision: actual + events.length, position };
  }

  async *read(
    stream: string,
    { from = 0, signal }: ReadOptions & { from?: number } = {},
  ): AsyncGenerator<readonly RecordedEvent[]> {
    assertStreamName(stream);
    this.mustBeOpen();
    yield* this.readBelow(stream, from, signal);
    for (const page of inPages(this.later.of(stream, from))) {
      if (signal?.aborted) return;
      yield page.map((event) => this.recorded(event));
    }
  }

  async *readAll({ after, signal }: ReadOptions & { after?: Position } = {}): AsyncGenerator<
    readonly RecordedEvent[]
  > {
    for await (const { events } of this.batches(after, signal)) if (events.length > 0) yield events;
  }

  async *subscribeAll({ after, signal }: ReadOptions & { after?: Position } = {}): AsyncGenerator<LogBatch> {
    let next = after;
    let isFirst = true;
    while (!this.isClosed && !signal?.aborted) {
      const seen = this.later.count;
      for await (const batch of this.batches(next, signal)) {
        next = batch.position;
        if (batch.events.length > 0 || isFirst) yield batch;
        isFirst = false;
      }
      if (this.later.count === seen) await this.later.more(signal);
    }
  }

  head(): Promise<Position | undefined> {
    return Promise.resolve()
      .then(() => this.mustBeOpen())
      .then(() => (this.later.count === 0 ? this.horizon : this.positionOf(this.later.count - 1)));
  }

  close(): Promise<void> {
    if (!this.isClosed) {
      this.isClosed = true;
      this.later.close();
    }
    return Promise.resolve();
  }

  /** What was appended here, and nothing of the ledger below. */
  appended(): AsyncIterable<readonly RecordedEvent[]> {
    return this.readAll(this.horizon && { after: this.horizon });
  }

  /** To the present end; the last one says that there is no more. */
  private async *batches(
    after: Position | undefined,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<LogBatch> {
    this.mustBeOpen();
    if (after) comparePositions(after, { ledgerId: this.ledgerId, value: 0n });
    let position = after;
    if (this.horizon && (!after || comparePositions(after, this.horizon) < 0)) {
      const options = { ...(after && { after }), ...(signal && { signal }) };
      for await (const page of this.below.readAll(options)) {
        const events = page.filter((event) => this.isBelowHorizon(event.position));
        position = events.at(-1)?.position ?? position;
        if (events.length > 0) yield { events, position, caughtUp: false };
        if (events.length < page.length) break;
      }
    }
    let next = position && !this.isBelowHorizon(position) ? Number(position.value - this.base) + 1 : 0;
    do {
      if (signal?.aborted) return;
      const events = this.later.from(next, PAGE).map((event) => this.recorded(event));
      next += events.length;
      position = events.at(-1)?.position ?? position;
      yield { events, position, caughtUp: next === this.later.count };
    } while (next < this.later.count);
  }

  private isBelowHorizon(position: Position): boolean {
    return this.horizon !== undefined && comparePositions(position, this.horizon) <= 0;
  }

  /** What is below never grows, so that its end is asked for once. */
  private async *readBelow(
    stream: string,
    from: number,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<readonly RecordedEvent[]> {
    if (from > (this.endsBelow.get(stream) ?? Number.MAX_SAFE_INTEGER)) return;
    let end = from - 1;
    for await (const page of this.below.read(stream, { from, ...(signal && { signal }) })) {
      const seen = page.filter((event) => this.isBelowHorizon(event.position));
      end = seen.at(-1)?.revision ?? end;
      if (seen.length > 0) yield seen;
      if (seen.length < page.length) break;
    }
    if (!signal?.aborted) this.endsBelow.set(stream, end);
  }

  /** A long stream is not read from its beginning to find it where it is expected. */
  private async revisionBelow(stream: string, expected: ExpectedRevision): Promise<number> {
    const last = await this.lastBelow(stream, expected === 'no-stream' ? 0 : expected);
    return last ?? (await this.lastBelow(stream, 0)) ?? -1;
  }

  private async lastBelow(stream: string, from: number): Promise<number | undefined> {
    let revision: number | undefined;
    for await (const page of this.readBelow(stream, from, undefined)) {
      revision = page.at(-1)?.revision ?? revision;
    }
    return revision;
  }

  private get base(): bigint {
    return (this.horizon?.value ?? -1n) + 1n;
  }

  private positionOf(index: number): Position {
    return { ledgerId: this.ledgerId, value: this.base + BigInt(index) };
  }

  private recorded(event: LaterEvent): RecordedEvent {
    const { id, type, schemaVersion, stream, revision, recordedAt, index } = event;
    const { data, metadata } = this.later.textOf(event);
    return {
      id,
      type,
      schemaVersion,
      data: JSON.parse(data) as JsonObject,
      metadata: JSON.parse(metadata) as EventMetadata,
      stream,
      revision,
      position: this.positionOf(index),
      recordedAt,
    };
  }

  private mustBeOpen(): void {
    if (this.isClosed) throw new LogUnavailable('closed', 'the log has been closed');
  }
}

function* inPages<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += PAGE) yield items.slice(start, start + PAGE);
}
