import { EventTooLarge, LogError, RECOVERY_ACTOR, type EventLog, type RecordedEvent } from '@tramo/event-log';
import { mustGoOn, settled } from './carry-out';
import { stepsOf } from './steps';

export interface AsTriedOptions {
  readonly signal: AbortSignal;
  /** After each part, with how many commands are appended by then. */
  readonly onDone: (commands: number) => void;
}

/** What a crash leaves half done: as many commands as are otherwise under way at once. */
const EVENTS_AT_ONCE = 256;

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
  for await (const page of tried) {
    for (let start = 0; start < page.length; start += EVENTS_AT_ONCE) {
      mustGoOn(signal);
      await appending.append(page.slice(start, start + EVENTS_AT_ONCE));
      onDone(appending.done.size);
    }
  }
  return appending.done;
}

class AsTried {
  readonly done = new Set<string>();
  /** The keys of commands that are not, or not wholly, as they were tried. */
  private readonly left = new Set<string>();
  /** Streams that are no longer as the trial saw them. */
  private readonly moved = new Set<string>();

  constructor(private readonly log: EventLog) {}

  async append(part: readonly RecordedEvent[]): Promise<void> {
    await this.lookAtFacts(part);
    // First, so that no reservation is made for a command that is known not to follow.
    for (const event of part) if (!this.standsAsTried(event)) this.leave(event);
    for (const step of stepsOf(part)) await this.appendStep(step);
  }

  /** What only is relied on has no revision of its own to be appended at. */
  private async lookAtFacts(part: readonly RecordedEvent[]): Promise<void> {
    const seen = new Map<string, number>();
    const reliedOn = new Set<string>();
    for (const { stream, revision, metadata } of part) {
      for (const fact of metadata.facts ?? []) {
        reliedOn.add(fact.stream);
        if (!seen.has(fact.stream)) seen.set(fact.stream, fact.revision);
      }
      if (!seen.has(stream)) seen.set(stream, revision - 1);
    }
    for (const stream of reliedOn) {
      for await (const news of this.log.read(stream, { from: seen.get(stream)! + 1 })) {
        if (news.length > 0) this.moved.add(stream);
        break;
      }
    }
  }

  private async appendStep(step: readonly RecordedEvent[]): Promise<void> {
    const lines = new Map<string, [RecordedEvent, ...RecordedEvent[]]>();
    for (const event of step) {
      if (!this.standsAsTried(event)) {
        this.leave(event);
        continue;
      }
      const line = lines.get(event.stream);
      if (line) line.push(event);
      else lines.set(event.stream, [event]);
    }
    await settled([...lines.values()].map((line) => this.appendLine(line)));
  }

  /** Whatever goes wrong is for those who decide again: they ask the log first what it holds. */
  private async appendLine(line: readonly [RecordedEvent, ...RecordedEvent[]]): Promise<void> {
    const [{ stream, revision }] = line;
    try {
      await this.log.append(stream, line, revision === 0 ? 'no-stream' : revision - 1);
      for (const event of line) if (isOwn(event)) this.done.add(event.metadata.idempotencyKey);
    } catch (error) {
      if (!(error instanceof LogError)) throw error;
      const [first, ...others] = line;
      const [second, ...rest] = others;
      if (error instanceof EventTooLarge && second) {
        await this.appendLine([first]);
        await this.appendLine([second, ...rest]);
        return;
      }
      for (const event of line) this.leave(event);
    }
  }

  private standsAsTried({ stream, metadata: { idempotencyKey, facts = [] } }: RecordedEvent): boolean {
    return (
      !this.left.has(idempotencyKey) &&
      !this.moved.has(stream) &&
      !facts.some((fact) => this.moved.has(fact.stream))
    );
  }

  private leave({ stream, metadata }: RecordedEvent): void {
    const { idempotencyKey, facts = [], reservation, reservations = [] } = metadata;
    this.left.add(idempotencyKey);
    this.done.delete(idempotencyKey);
    this.moved.add(stream);
    if (reservation) this.moved.add(reservation.forStream);
    for (const other of [...facts, ...reservations]) this.moved.add(other.stream);
  }
}

/** The event in which a command is accepted. */
const isOwn = ({ metadata }: RecordedEvent): boolean =>
  metadata.reservation === undefined && metadata.actor !== RECOVERY_ACTOR;
