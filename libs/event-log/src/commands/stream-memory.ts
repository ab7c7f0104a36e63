import { invariant } from '@tramo/kernel';
import type { EventMetadata, NewEvent, RecordedEvent, ReservationMark } from '../port';
import type { Fold } from './decider';
import { COMMAND_ABANDONED } from './runtime-events';
import type { CommandAbandonedData } from './runtime-events';

/** How far one reservation on this stream has come. */
export interface ReservationRecord extends Omit<ReservationMark, 'step'> {
  readonly step: ReservationMark['step'];
  readonly command: string;
  readonly commandId: string;
  readonly idempotencyKey: string;
  /** Where the reservation was made. */
  readonly opened: number;
  /** The last event of the last step. */
  readonly last: number;
}

/** Still waiting for the word of the command it was made for; a claim's word is the command's own event. */
const isOpen = ({ step }: ReservationRecord): boolean => step === 'reserve' || step === 'claim';

/**
 * What this process remembers of one stream up to a revision. Everything here follows from the stream's events
 * and can be forgotten at any moment.
 */
export class StreamMemory {
  revision = -1;
  /** As last counted by the cache. */
  weight = 0;
  /** When its last event was recorded, as far as this process knows. */
  lastRecordedAt = '';
  readonly folds = new Map<Fold, unknown>();
  /** Where a key's first event rests. No more: this grows with the stream, and the log holds the rest. */
  private readonly acceptedAt = new Map<string, number>();
  private readonly reservations = new Map<string, ReservationRecord>();
  /** Ids of open reservations by the key of their command: those that stand as they were made stay here. */
  private readonly open = new Map<string, Set<string>>();
  private readonly abandoned = new Set<string>();

  constructor(readonly stream: string) {}

  /** The revision at which the request of this key was accepted. */
  accepted(idempotencyKey: string): number | undefined {
    return this.acceptedAt.get(idempotencyKey);
  }

  isAbandoned(commandId: string): boolean {
    return this.abandoned.has(commandId);
  }

  reservation(id: string): ReservationRecord | undefined {
    return this.reservations.get(id);
  }

  /** The last reservation that an earlier attempt of the same request has left behind; it goes first. */
  leftBehindBy(idempotencyKey: string, commandId: string): ReservationRecord | undefined {
    return [...(this.open.get(idempotencyKey) ?? [])]
      .map((id) => this.reservations.get(id)!)
      .findLast((record) => record.commandId !== commandId);
  }

  /** Takes the next event in; one that is known already passes by, so that reads may overlap. */
  absorb(event: RecordedEvent): void {
    if (event.revision <= this.revision) return;
    invariant(event.revision === this.revision + 1, `${this.stream} is read without gaps`);
    // All folds or none: one that throws must not leave another a step ahead.
    const next = [...this.folds].map(([fold, state]) => [fold, fold.evolve(state, event)] as const);
    for (const [fold, state] of next) this.folds.set(fold, state);
    this.advance(event);
    this.lastRecordedAt = event.recordedAt;
  }

  /** Moves one revision on, the folds being seen to already. */
  advance(event: NewEvent): void {
    this.revision += 1;
    const { type, metadata } = event;
    if (type === COMMAND_ABANDONED) {
      this.abandoned.add((event.data as unknown as CommandAbandonedData).commandId);
    } else if (metadata.reservation) {
      this.mark(metadata.reservation, metadata);
    } else if (!this.acceptedAt.has(metadata.idempotencyKey)) {
      this.acceptedAt.set(metadata.idempotencyKey, this.revision);
    }
  }

  private mark(mark: ReservationMark, { command, commandId, idempotencyKey }: EventMetadata): void {
    const known = this.reservations.get(mark.id);
    const opened = known?.opened ?? this.revision;
    const record: ReservationRecord = {
      ...mark,
      command,
      commandId: known?.commandId ?? commandId,
      idempotencyKey: known?.idempotencyKey ?? idempotencyKey,
      opened,
      last: this.revision,
    };
    this.reservations.set(mark.id, record);
    const ofKey = this.open.get(record.idempotencyKey);
    if (!isOpen(record)) ofKey?.delete(mark.id);
    else if (ofKey) ofKey.add(mark.id);
    else this.open.set(record.idempotencyKey, new Set([mark.id]));
  }
}
