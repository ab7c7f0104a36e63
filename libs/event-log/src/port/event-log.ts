import type { NewEvent, RecordedEvent } from './event';
import type { Position } from './position';

/** Decided on this revision of the stream; `no-stream` opens it. "Any" does not exist. */
export type ExpectedRevision = number | 'no-stream';

export interface Appended {
  readonly stream: string;
  /** Of the last event appended. */
  readonly revision: number;
  readonly position: Position;
}

/** What a subscription hands over at a time: at least one event, or the news that it has caught up. */
export interface LogBatch {
  readonly events: readonly RecordedEvent[];
  /** Everything up to here has been handed over, system streams included. */
  readonly position: Position | undefined;
  /** True when there was nothing more to read when this batch was made. */
  readonly caughtUp: boolean;
}

export interface ReadOptions {
  /** Ends the iteration quietly. */
  readonly signal?: AbortSignal;
}

/** Reading, which any number of threads and processes may do at once. */
export interface EventLogReader {
  readonly ledgerId: string;

  /**
   * A stream's events in order from a revision, in pages, so that a stream of any length takes constant
   * memory. Nothing at all when the stream does not exist.
   */
  read(stream: string, options?: ReadOptions & { from?: number }): AsyncIterable<readonly RecordedEvent[]>;

  /** Every event after a position (exclusive; from the beginning without one), in pages, to the present end. */
  readAll(options?: ReadOptions & { after?: Position }): AsyncIterable<readonly RecordedEvent[]>;

  /** As `readAll`, and then what comes, without gap or duplicate. The reader's pace is the pace. */
  subscribeAll(options?: ReadOptions & { after?: Position }): AsyncIterable<LogBatch>;

  /** Where the last event stands; undefined for an empty log. System streams do not count. */
  head(): Promise<Position | undefined>;

  close(): Promise<void>;
}

/** The truth, append-only. A promise of `append` resolves when the events are durable on disk. */
export interface EventLog extends EventLogReader {
  /**
   * All of the events or none. The same append again is a conflict like any other: whoever does not know whether
   * it succeeded looks for its first event id where the conflict says the stream has gone on.
   */
  append(
    stream: string,
    events: readonly [NewEvent, ...NewEvent[]],
    expected: ExpectedRevision,
  ): Promise<Appended>;
}
