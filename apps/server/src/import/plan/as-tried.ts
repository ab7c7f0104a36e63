import { EventTooLarge, LogError, RECOVERY_ACTOR, type EventLog, type RecordedEvent } from '@tramo/event-log';
import { mustGoOn, settled } from './carry-out';
import { isOneWriting, stepsOf, type Written } from './steps';

export interface AsTriedOptions {
  readonly signal: AbortSignal;
  /** After each part, with how many commands are appended by then. */
  readonly onDone: (commands: number) => void;
}

/** What a crash leaves half done at most is what is otherwise under way at once. */
const EVENTS_AT_ONCE = 256;
const EVENTS_AT_ONCE_MAX = 2_048;

/**
 * Appends what a trial has decided, as it was decided: nothing is decided again that could only come out the same.
 * Answers the keys of the commands that are appended. Where somebody has acted since the trial on a stream that a
 * command writes to or rests on, it is left to be decided again, and so is every later one that such a stream matters to.
 */
export async function appendAsTried(
  tried: AsyncIterable<readonly RecordedEvent[]>,
  log: EventLog,
  { signal, onDone }: AsTriedOptions,
): Promise<ReadonlySet<string>> {
  const appending = new AsTried(log);
  for await (const part of partsOf(tried)) {
    mustGoOn(signal);
    await appending.append(part);
    onDone(appending.done.size);
  }
  return appending.done;
}

/** Whatever is written at once stays together; so does a command, where it need not be very long for it. */
async function* partsOf(tried: AsyncIterable<readonly RecordedEvent[]>): AsyncGenerator<readonly Written[]> {
  let part: [RecordedEvent, ...RecordedEvent[]][] = [];
  let events = 0;
  const open = new OpenReservations();
  for await (const page of tried) {
    for (const event of page) {
      const last = part.at(-1);
      if (last && isOneWriting(last[0], event)) {
        last.push(event);
      } else {
        if (events >= (open.any ? EVENTS_AT_ONCE_MAX : EVENTS_AT_ONCE)) {
          yield part;
          part = [];
          events = 0;
        }
        part.push([event]);
      }
      events += 1;
      open.follow(event);
    }
  }
  if (part.length > 0) yield part;
}

/** What is reserved and waits for its command, or has been accepted and waits for what follows. */
class OpenReservations {
  private readonly ids = new Map<string, 'reserve' | 'claim' | 'follow'>();

  get any(): boolean {
    return this.ids.size > 0;
  }

  follow({ metadata: { reservation, reservations = [] } }: RecordedEvent): void {
    if (reservation?.step === 'reserve' || reservation?.step === 'claim') {
      this.ids.set(reservation.id, reservation.step);
    } else if (reservation) {
      this.ids.delete(reservation.id);
    }
    for (const { id, ask } of reservations) {
      if (ask) this.ids.set(id, 'follow');
      else if (this.ids.get(id) === 'claim') this.ids.delete(id);
    }
  }
}

class AsTried {
  readonly done = new Set<string>();
  /** The keys of commands that are not, or not wholly, as they were tried. */
  private readonly left = new Set<string>();
  /** Streams that are no longer as the trial saw them. */
  private readonly moved = new Set<string>();

  constructor(private readonly log: EventLog) {}

  async append(part: readonly Written[]): Promise<void> {
    await this.lookAt(part);
    // First, so that no reservation is made for a command that is known not to follow.
    for (const one of part) if (!this.standsAsTried(one)) this.leave(one);
    for (const step of stepsOf(part)) await this.appendStep(step);
  }

  /** What is only relied on has no revision to be appended at; and what is reserved had better not be given back. */
  private async lookAt(part: readonly Written[]): Promise<void> {
    const seen = new Map<string, number>();
    for (const [{ stream, revision, metadata }] of part) {
      for (const fact of metadata.facts ?? []) {
        // What it wrote itself in the same turn is no news of its own stream.
        if (fact.stream !== stream && !seen.has(fact.stream)) seen.set(fact.stream, fact.revision);
      }
      if (!seen.has(stream)) seen.set(stream, revision - 1);
    }
    for (const [stream, revision] of seen) {
      for await (const news of this.log.read(stream, { from: revision + 1 })) {
        if (news.length > 0) this.moved.add(stream);
        break;
      }
    }
  }

  private async appendStep(step: readonly Written[]): Promise<void> {
    const lines = new Map<string, [Written, ...Written[]]>();
    for (const one of step) {
      if (!this.standsAsTried(one)) {
        this.leave(one);
        continue;
      }
      const line = lines.get(one[0].stream);
      if (line) line.push(one);
      else lines.set(one[0].stream, [one]);
    }
    await settled([...lines.values()].map((line) => this.appendLine(line)));
  }

  /** Whatever goes wrong is for those who decide again: they ask the log first what it holds. */
  private async appendLine(line: readonly [Written, ...Written[]]): Promise<void> {
    const [[first, ...more], ...others] = line;
    try {
      const events = [first, ...more, ...others.flat()] as const;
      await this.log.append(first.stream, events, first.revision === 0 ? 'no-stream' : first.revision - 1);
      for (const event of events) if (isOwn(event)) this.done.add(event.metadata.idempotencyKey);
    } catch (error) {
      if (!(error instanceof LogError)) throw error;
      if (error instanceof EventTooLarge && others.length > 0) {
        for (const one of line) await this.appendLine([one]);
        return;
      }
      for (const one of line) this.leave(one);
    }
  }

  private standsAsTried([{ stream, metadata }]: Written): boolean {
    const { idempotencyKey, facts = [] } = metadata;
    return (
      !this.left.has(idempotencyKey) &&
      !this.moved.has(stream) &&
      !facts.some((fact) => this.moved.has(fact.stream))
    );
  }

  private leave([{ stream, metadata }]: Written): void {
    const { idempotencyKey, facts = [], reservation, reservations = [] } = metadata;
    this.left.add(idempotencyKey);
    this.done.delete(idempotencyKey);
    this.moved.add(stream);
    if (reservation) this.moved.add(reservation.forStream);
    for (const other of [...facts, ...reservations]) this.moved.add(other.stream);
  }
}

/** The event in which a command is accepted. */
export const isOwn = ({ metadata }: RecordedEvent): boolean =>
  metadata.reservation === undefined && metadata.actor !== RECOVERY_ACTOR;
