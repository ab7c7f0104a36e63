import { invariant, isUuid } from '@tramo/kernel';
import { EventTooLarge, InvalidStreamName } from './errors';
import { MAX_APPEND_BYTES, MAX_EVENT_BYTES } from './event';
import type { NewEvent } from './event';

/** An event whose data and metadata are already the JSON that will rest in the log. */
export interface SerialisedEvent {
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: string;
  readonly metadata: string;
}

/** What an engine adds around an event: its ids, revision, position, instant and content type. */
export const ENVELOPE_BYTES = 128;

// Characters are code points, as a reader counts them. A lone surrogate has no UTF-8 form and would come
// back as another name. Names are not normalised: two normal forms are two streams.
const STREAM_NAME = /^(?!\$)[^\0\p{Cs}]{1,250}$/u;
const TYPE_NAME = /^(?!\$)[^\0\p{Cs}]{1,100}$/u;

export function assertStreamName(stream: string): void {
  if (!STREAM_NAME.test(stream)) throw new InvalidStreamName(stream);
}

/** Everything both engines refuse before anything is sent; answers the one serialisation of the events. */
export function assertAppendable(stream: string, events: readonly NewEvent[]): SerialisedEvent[] {
  assertStreamName(stream);
  invariant(events.length > 0, 'an append has at least one event');
  const serialised: SerialisedEvent[] = [];
  let appendBytes = 0;
  for (const event of events) {
    assertWellFormed(event);
    const data = JSON.stringify(event.data);
    const metadata = JSON.stringify(event.metadata);
    const eventBytes = Buffer.byteLength(data) + Buffer.byteLength(metadata);
    if (eventBytes > MAX_EVENT_BYTES) {
      throw new EventTooLarge(`event ${event.type} ${event.id}`, eventBytes, MAX_EVENT_BYTES);
    }
    appendBytes += eventBytes + Buffer.byteLength(event.type) + ENVELOPE_BYTES;
    serialised.push({ id: event.id, type: event.type, schemaVersion: event.schemaVersion, data, metadata });
  }
  if (appendBytes > MAX_APPEND_BYTES) {
    throw new EventTooLarge(`the append of ${events.length} events`, appendBytes, MAX_APPEND_BYTES);
  }
  invariant(
    events.length === 1 || new Set(events.map((event) => event.id)).size === events.length,
    'the events of one append have different ids',
  );
  return serialised;
}

function assertWellFormed(event: NewEvent): void {
  invariant(isUuid(event.id), `event id "${event.id}" is a lower-case UUID`);
  invariant(TYPE_NAME.test(event.type), `event type "${event.type}" is 1 to 100 characters`);
  invariant(
    Number.isInteger(event.schemaVersion) && event.schemaVersion > 0 && event.schemaVersion < 2 ** 31,
    `schema version ${event.schemaVersion} of ${event.type} counts from 1`,
  );
}
