import { writePosition } from '../port';
import type { RecordedEvent } from '../port';
import type { Place, RecordedFault } from './checkpoints';
import type { Generation } from './generation';
import type { ViewsDatabase } from './views-database';
import type { Workshop } from './workshop';

/** A projection could not take an event. The database's refusals come as they are. */
export class ProjectionRefused extends Error {
  constructor(
    override readonly cause: unknown,
    readonly ordinal: number,
  ) {
    super(cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause));
  }
}

/** Whether the same events would be refused again; anything else is the store's trouble, not theirs. */
export const isRefusal = (error: unknown, views: ViewsDatabase): boolean =>
  error instanceof ProjectionRefused || views.refusedRows(error);

export function currentEvent({ catalogue }: Workshop, event: RecordedEvent): RecordedEvent {
  const { data } = catalogue.current(event);
  return data === event.data ? event : { ...event, data: data as RecordedEvent['data'] };
}

export const lastEvent = ({ stream, revision, id }: RecordedEvent): NonNullable<Place['last']> => ({
  stream,
  revision,
  id,
});

/** Where one stands before the first event, and after each. */
export function placesAfter(start: Place, events: readonly RecordedEvent[]): Place[] {
  const places = [start];
  for (const event of events) {
    const { eventsApplied, instant } = places.at(-1)!;
    places.push({
      position: event.position,
      eventsApplied: eventsApplied + 1,
      instant: event.recordedAt > instant ? event.recordedAt : instant,
      last: lastEvent(event),
    });
  }
  return places;
}

export interface Applied {
  /** How many of the events are in the views. */
  readonly upTo: number;
  /** Why the next one is not. */
  readonly error?: unknown;
}

/** Halves what is refused until the event that is to blame stands alone; what comes before it is kept. */
export async function applyWhatIsGood(
  workshop: Workshop,
  member: Generation,
  events: readonly RecordedEvent[],
  places: readonly Place[],
  from = 0,
  to = events.length,
): Promise<Applied> {
  if (from === to) return { upTo: to };
  try {
    await workshop.views.savepoint(() => applyAtOnce(workshop, member, events, places, from, to));
    return { upTo: to };
  } catch (error) {
    if (!isRefusal(error, workshop.views)) throw error;
    if (to - from === 1) return { upTo: from, error };
  } finally {
    member.discard();
  }
  const middle = Math.floor((from + to) / 2);
  const first = await applyWhatIsGood(workshop, member, events, places, from, middle);
  return first.error === undefined ? applyWhatIsGood(workshop, member, events, places, middle, to) : first;
}

async function applyAtOnce(
  workshop: Workshop,
  member: Generation,
  events: readonly RecordedEvent[],
  places: readonly Place[],
  from: number,
  to: number,
): Promise<void> {
  for (let index = from; index < to; index++) {
    const place = { ordinal: places[index]!.eventsApplied, instant: places[index + 1]!.instant };
    try {
      member.project(currentEvent(workshop, events[index]!), place);
    } catch (error) {
      throw new ProjectionRefused(error, place.ordinal);
    }
  }
  await member.flush(workshop.views);
}

export function faultOf(event: RecordedEvent, error: unknown): RecordedFault {
  return {
    position: writePosition(event.position),
    eventId: event.id,
    eventType: event.type,
    recordedAt: event.recordedAt,
    message: error instanceof Error ? error.message : String(error),
  };
}
