import type { SerialisedEvent } from '../../port';
import { TextAside, type Place } from './text-aside';

/** An event on top of the ledger. Its data stays text: most are never read again. */
export interface LaterEvent extends Omit<SerialisedEvent, 'data' | 'metadata'> {
  readonly index: number;
  readonly stream: string;
  readonly revision: number;
  readonly recordedAt: string;
  text: Text | { readonly data: Place; readonly metadata: Place };
}

type Text = Pick<SerialisedEvent, 'data' | 'metadata'>;

/** What was appended last is what is read again, if anything is. */
const AT_HAND_MAX = 2_048;

/** What was appended on top, in its order and by stream. */
export class LaterLines {
  private readonly all: LaterEvent[] = [];
  private readonly byStream = new Map<string, LaterEvent[]>();
  private readonly waiting = new Set<() => void>();
  private lastRecordedAt = '';
  private aside: TextAside | undefined;
  private asideCount = 0;

  /** What is put aside is put there. */
  constructor(private readonly directory: string | undefined) {}

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
    for (const [offset, { data, metadata, ...rest }] of events.entries()) {
      const event: LaterEvent = {
        ...rest,
        index: this.all.length,
        stream,
        revision: last + 1 + offset,
        recordedAt: this.lastRecordedAt,
        text: { data, metadata },
      };
      this.all.push(event);
      line.push(event);
    }
    if (this.all.length - this.asideCount >= 2 * AT_HAND_MAX) this.putAside(this.all.length - AT_HAND_MAX);
    this.wake();
  }

  textOf({ text }: LaterEvent): Text {
    if (isText(text)) return text;
    return { data: this.aside!.get(text.data), metadata: this.aside!.get(text.metadata) };
  }

  close(): void {
    this.aside?.close();
    this.wake();
  }

  private putAside(end: number): void {
    this.aside ??= new TextAside(this.directory);
    const events = this.all.slice(this.asideCount, end);
    const places = this.aside.put(
      events.flatMap(({ text }) => (isText(text) ? [text.data, text.metadata] : [])),
    );
    for (const [index, event] of events.entries()) {
      event.text = { data: places[2 * index]!, metadata: places[2 * index + 1]! };
    }
    this.asideCount = end;
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

const isText = (text: LaterEvent['text']): text is Text => typeof text.data === 'string';
