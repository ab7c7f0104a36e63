import type { NewEvent } from '../port';
import type { Fold } from './decider';
import type { ReservationRecord, StreamMemory } from './stream-memory';

/** What a stream will be once the commands decided so far in this turn are durable. */
export class Draft {
  readonly base: number;
  readonly events: NewEvent[] = [];
  private readonly folds: Map<Fold, unknown>;
  /** Keys that have written in this turn: whoever acts for one of them again waits for the next. */
  private readonly keys = new Set<string>();

  constructor(private readonly memory: StreamMemory) {
    this.base = memory.revision;
    this.folds = new Map(memory.folds);
  }

  get stream(): string {
    return this.memory.stream;
  }

  /** Of the last event there will be; -1 while the stream does not exist. */
  get revision(): number {
    return this.base + this.events.length;
  }

  get lastRecordedAt(): string {
    return this.memory.lastRecordedAt;
  }

  state(fold: Fold): unknown {
    return this.folds.has(fold) ? this.folds.get(fold) : fold.initial;
  }

  hasWritten(idempotencyKey: string): boolean {
    return this.keys.has(idempotencyKey);
  }

  accepted(idempotencyKey: string): number | undefined {
    return this.memory.accepted(idempotencyKey);
  }

  isAbandoned(commandId: string): boolean {
    return this.memory.isAbandoned(commandId);
  }

  reservation(id: string): ReservationRecord | undefined {
    return this.memory.reservation(id);
  }

  leftBehindBy(idempotencyKey: string, commandId: string): ReservationRecord | undefined {
    return this.memory.leftBehindBy(idempotencyKey, commandId);
  }

  add(idempotencyKey: string, events: readonly NewEvent[]): void {
    const next = [...this.folds].map(([fold, state]) => [fold, after(fold, state, events)] as const);
    // Only now, so that an evolve that throws leaves the turn as it was.
    for (const [fold, state] of next) this.folds.set(fold, state);
    this.events.push(...events);
    this.keys.add(idempotencyKey);
  }

  /** The events are durable: the stream's memory becomes what was drafted. */
  commit(now: string): void {
    const { memory } = this;
    // A reader of facts may meanwhile have read these very events, or some of them, and more.
    if (memory.revision !== this.base) return;
    for (const [fold, state] of memory.folds) memory.folds.set(fold, this.outcome(fold, state));
    for (const event of this.events) memory.advance(event);
    if (now > memory.lastRecordedAt) memory.lastRecordedAt = now;
  }

  private outcome(fold: Fold, before: unknown): unknown {
    if (this.folds.has(fold)) return this.folds.get(fold);
    // A fold that was asked for after the draft was begun.
    return after(fold, before, this.events);
  }
}

const after = (fold: Fold, state: unknown, events: readonly NewEvent[]): unknown =>
  events.reduce((next, event) => fold.evolve(next, event), state);
