import type { SerialisedEvent } from '../../port';

/** An event on top of the ledger. Its data stays text: most are never read again. */
export interface LaterEvent {
  readonly index: number;
  readonly stream: string;
  readonly revision: number;
  readonly recordedAt: string;
  readonly serialised: SerialisedEvent;
}

/** What was appended on top, in its order and by stream. */
export class LaterLines {
  private readonly all: LaterEvent[] = [];
  private readonly byStream = new Map<string, LaterEvent[]>();
  private readonly waiting = new Set<() => void>();
  private lastRecordedAt = '';

  get count(): number {
    return this.all.length;
  }

  /** Of the last event of a stream that has grown here. */
  revisionOf(stream: string): number | undefined {
    return this.byStream.get(stream)?.at(-1)?.revision;
  }

  /** Of the first. */
  firstOf(stream: string): number | undefined {
    return this.byStream.get(stream)?.[0]?.revision;
  }

  of(stream: string, from: number): readonly LaterEvent[] {
    const events = this.byStream.get(stream) ?? [];
    const first = events[0]?.revision ?? 0;
    return events.slice(Math.max(0, from - first));
  }

  from(index: number, most: number): readonly LaterEvent[] {
    return this.all.slice(index, index + most);
  }

  add(stream: string, last: number, events: readonly SerialisedEvent[]): void {
    const now = new Date().toISOString();
    if (now > this.lastRecordedAt) this.lastRecordedAt = now;
    const line = this.byStream.get(stream) ?? [];
    this.byStream.set(stream, line);
    for (const [offset, serialised] of events.entries()) {
      const event: LaterEvent = {
        index: this.all.length,
        stream,
        revision: last + 1 + offset,
        recordedAt: this.lastRecordedAt,
        serialised,
      };
      this.all.push(event);
      line.push(event);
    }
    this.wake();
  }

  /** Until there is more, or nobody waits for it any longer. */
  more(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        this.waiting.delete(done);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      if (signal?.aborted) return resolve();
      this.waiting.add(done);
      signal?.addEventListener('abort', done);
    });
  }

  wake(): void {
    for (const done of [...this.waiting]) done();
  }
}
