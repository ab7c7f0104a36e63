import { LogUnavailable } from '../port';
import type { EventLogReader, LogBatch, Position } from '../port';

/** One way through the log, asked one step ahead so that reading goes on while rows are written. */
export class LogFeed {
  private readonly controller = new AbortController();
  private readonly batches: AsyncIterator<LogBatch>;
  private asked: Promise<void>;
  private arrived: LogBatch | undefined;
  private failure: Error | undefined;

  constructor(reader: EventLogReader, after: Position | undefined) {
    const { signal } = this.controller;
    this.batches = reader.subscribeAll(after ? { after, signal } : { signal })[Symbol.asyncIterator]();
    this.asked = this.ask();
  }

  private async ask(): Promise<void> {
    try {
      const next = await this.batches.next();
      if (!next.done) this.arrived = next.value;
      else if (!this.controller.signal.aborted) throw new LogUnavailable('closed', 'the log has been closed');
    } catch (error) {
      this.failure = error instanceof Error ? error : new Error(String(error));
    }
  }

  /** Resolves once there is a batch to take; never rejects, `peek` and `take` do. */
  arrival(): Promise<void> {
    return this.asked;
  }

  peek(): LogBatch | undefined {
    if (this.failure !== undefined) throw this.failure;
    return this.arrived;
  }

  /** What has arrived, as far as the limit; what lies beyond it stays to be taken. */
  async take(limit?: Position): Promise<LogBatch> {
    await this.asked;
    const batch = this.peek();
    if (!batch) throw new LogUnavailable('closed', 'this way through the log has been left');
    const beyond = limit ? batch.events.findIndex(({ position }) => position.value > limit.value) : -1;
    if (beyond >= 0) {
      this.arrived = { ...batch, events: batch.events.slice(beyond) };
      return { events: batch.events.slice(0, beyond), position: limit, caughtUp: false };
    }
    this.arrived = undefined;
    this.asked = this.ask();
    return batch;
  }

  async close(): Promise<void> {
    this.controller.abort();
    await this.asked;
    await this.batches.return?.();
  }
}
