import {
  comparePositions,
  readPosition,
  writePosition,
  type EventLogReader,
  type Position,
  type RecordedEvent,
} from '@tramo/event-log';
import type { EventAnswer, EventsAnswer, StreamEventsAnswer } from './ledger.dto';

export interface EventFilter {
  readonly stream?: string | undefined;
  readonly type?: string | undefined;
  readonly correlation?: string | undefined;
}

/** A filtered page looks at no more than this, so that one question cannot occupy the server. */
const LOOKED_AT_MAX = 20_000;

/** A page of the ledger after a position. Where the search stopped is where the next page begins. */
export async function pageOfLedger(
  log: EventLogReader,
  after: string | undefined,
  limit: number,
  filter: EventFilter,
): Promise<EventsAnswer> {
  const events: EventAnswer[] = [];
  let last = after === undefined ? undefined : readPosition(after);
  let lookedAt = 0;
  const answer = (atEnd: boolean): EventsAnswer => ({
    events,
    next: last ? writePosition(last) : null,
    atEnd,
  });
  for await (const event of eventsAfter(log, last, filter.stream)) {
    if (events.length === limit || lookedAt === LOOKED_AT_MAX) return answer(false);
    lookedAt++;
    last = event.position;
    if (matches(event, filter)) events.push(eventAnswer(event));
  }
  return answer(true);
}

/** One stream is read by itself: the rest of the ledger need not be looked at. */
async function* eventsAfter(
  log: EventLogReader,
  after: Position | undefined,
  stream: string | undefined,
): AsyncIterable<RecordedEvent> {
  if (after) comparePositions(after, { ledgerId: log.ledgerId, value: 0n });
  const pages = stream === undefined ? log.readAll(after ? { after } : {}) : log.read(stream);
  for await (const page of pages) {
    for (const event of page) {
      if (!after || comparePositions(event.position, after) > 0) yield event;
    }
  }
}

/** A page of one stream from a revision. */
export async function pageOfStream(
  log: EventLogReader,
  stream: string,
  from: number,
  limit: number,
): Promise<StreamEventsAnswer> {
  const events: EventAnswer[] = [];
  for await (const page of log.read(stream, { from })) {
    for (const event of page) {
      if (events.length === limit) return { events, next: from + limit, atEnd: false };
      events.push(eventAnswer(event));
    }
  }
  return { events, next: from + events.length, atEnd: true };
}

const matches = (event: RecordedEvent, { type, correlation }: EventFilter): boolean =>
  (type === undefined || event.type === type) &&
  (correlation === undefined || event.metadata.correlationId === correlation);

export const eventAnswer = (event: RecordedEvent): EventAnswer => ({
  id: event.id,
  type: event.type,
  schemaVersion: event.schemaVersion,
  stream: event.stream,
  revision: event.revision,
  position: writePosition(event.position),
  recordedAt: event.recordedAt,
  data: event.data,
  metadata: { ...event.metadata, roles: [...event.metadata.roles] },
});
