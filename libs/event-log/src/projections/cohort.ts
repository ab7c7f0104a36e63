import { invariant } from '@tramo/kernel';
import type { Position, RecordedEvent } from '../port';
import {
  ProjectionRefused,
  applyWhatIsGood,
  currentEvent,
  faultOf,
  isRefusal,
  lastEvent,
  placesAfter,
} from './careful';
import type { Place, RecordedFault } from './checkpoints';
import type { Generation } from './generation';
import { LogFeed } from './log-feed';
import type { Workshop } from './workshop';

/** When catching up, a transaction is as large as this; live, it is whatever has come meanwhile. */
const BATCH_EVENTS_MAX = 10_000;
const BATCH_ROWS_MAX = 30_000;
const BATCH_MS_MAX = 500;

/**
 * Generations that stand at the same place: one read and one parse feed them all, and one transaction takes them
 * on. When one of them refuses an event the batch is read again page by page, each generation under a savepoint
 * of its own, so that the one that refuses keeps what was good, stops there, and holds up nobody.
 */
export class Cohort {
  private feed: LogFeed;
  /** Events before this ordinal are taken page by page, because one of them was refused. */
  private carefulBefore = 0;
  private readonly stopped: Generation[] = [];
  /** Nothing more was in the log when the last batch was read. */
  caughtUp = false;

  constructor(
    private readonly workshop: Workshop,
    private members: readonly Generation[],
    public place: Place,
  ) {
    this.feed = new LogFeed(workshop.log, place.position);
  }

  get generations(): readonly Generation[] {
    return this.members;
  }

  /** Resolves when a step would have something to work on. */
  arrival(): Promise<void> {
    return this.feed.arrival();
  }

  hasWork(): boolean {
    return this.feed.peek() !== undefined;
  }

  /** When the oldest event that is not in the views yet was learned. */
  waitingSince(): string | undefined {
    if (this.caughtUp) return undefined;
    return this.feed.peek()?.events[0]?.recordedAt ?? this.place.instant;
  }

  /** Who has refused an event since this was last asked. */
  takeStopped(): readonly Generation[] {
    return this.stopped.splice(0);
  }

  /** Takes over who has come to the same place. */
  join(other: Cohort): Promise<void> {
    invariant(other.place.eventsApplied === this.place.eventsApplied, 'those who join stand together');
    this.members = [...this.members, ...other.members];
    return other.close();
  }

  leave(generation: Generation): void {
    this.members = this.members.filter((member) => member !== generation);
  }

  close(): Promise<void> {
    return this.feed.close();
  }

  /** One transaction's worth of events, none beyond the limit. */
  async step(limit?: Position): Promise<void> {
    if (this.place.eventsApplied < this.carefulBefore) return this.stepCarefully(limit);
    let reached = this.place.eventsApplied;
    try {
      const { place, caughtUp } = await this.gather(limit);
      reached = place.eventsApplied;
      if (place !== this.place) await this.commit(place);
      this.caughtUp = caughtUp;
    } catch (error) {
      for (const member of this.members) member.discard();
      if (!isRefusal(error, this.workshop.views)) throw error;
      this.carefulBefore = error instanceof ProjectionRefused ? error.ordinal + 1 : reached;
      await this.readAgain();
    }
  }

  private async gather(limit: Position | undefined): Promise<{ place: Place; caughtUp: boolean }> {
    const giveUpAt = performance.now() + BATCH_MS_MAX;
    const eventsMax = this.place.eventsApplied + BATCH_EVENTS_MAX;
    let place = this.place;
    for (;;) {
      const batch = await this.feed.take(limit);
      place = this.project(batch.events, place);
      if (limit && place.position?.value === limit.value) return { place, caughtUp: false };
      if (batch.caughtUp) return { place, caughtUp: true };
      if (place.eventsApplied >= eventsMax || performance.now() > giveUpAt) return { place, caughtUp: false };
      if (this.pendingCount() >= BATCH_ROWS_MAX) return { place, caughtUp: false };
    }
  }

  private project(events: readonly RecordedEvent[], from: Place): Place {
    let { eventsApplied: ordinal, instant } = from;
    for (const event of events) {
      if (event.recordedAt > instant) instant = event.recordedAt;
      try {
        const current = currentEvent(this.workshop, event);
        const place = { ordinal, instant };
        for (const member of this.members) member.project(current, place);
      } catch (error) {
        throw new ProjectionRefused(error, ordinal);
      }
      ordinal += 1;
    }
    const last = events.at(-1);
    return last ? { position: last.position, eventsApplied: ordinal, instant, last: lastEvent(last) } : from;
  }

  private pendingCount(): number {
    let count = 0;
    for (const member of this.members) count += member.pendingCount;
    return count;
  }

  private async commit(place: Place): Promise<void> {
    const { views, lease, checkpoints } = this.workshop;
    await views.transaction(async () => {
      await lease.keep();
      for (const member of this.members) await member.flush(views);
      await checkpoints.advance(this.ids(), this.place, place);
    });
    for (const member of this.members) member.discard();
    this.moveTo(place);
  }

  private async readAgain(): Promise<void> {
    await this.feed.close();
    this.feed = new LogFeed(this.workshop.log, this.place.position);
  }

  /** One page, found good or not for each member by itself. */
  private async stepCarefully(limit: Position | undefined): Promise<void> {
    const { views, lease, checkpoints } = this.workshop;
    const { events, caughtUp } = await this.feed.take(limit);
    const places = placesAfter(this.place, events);
    const stops = new Map<Generation, { place: Place; fault: RecordedFault }>();
    await views.transaction(async () => {
      await lease.keep();
      for (const member of this.members) {
        const { upTo, error } = await applyWhatIsGood(this.workshop, member, events, places);
        if (error !== undefined)
          stops.set(member, { place: places[upTo]!, fault: faultOf(events[upTo]!, error) });
      }
      const good = this.members.filter((member) => !stops.has(member)).map(({ record }) => record.generation);
      if (good.length > 0) await checkpoints.advance(good, this.place, places.at(-1)!);
      for (const [{ record }, { place, fault }] of stops) {
        await checkpoints.advance([record.generation], this.place, place);
        await checkpoints.stop(record.generation, fault);
      }
    });
    for (const [member, { place, fault }] of stops) {
      member.record = { ...member.record, place, fault };
      this.members = this.members.filter((other) => other !== member);
      this.stopped.push(member);
    }
    this.caughtUp = caughtUp;
    this.moveTo(places.at(-1)!);
  }

  private ids(): number[] {
    return this.members.map(({ record }) => record.generation);
  }

  private moveTo(place: Place): void {
    this.place = place;
    for (const member of this.members) member.record = { ...member.record, place };
  }
}
