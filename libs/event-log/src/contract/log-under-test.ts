import { randomUUID } from 'node:crypto';
import { derivedId, parseLocalDate } from '@tramo/kernel';
import type { Appended, EventLog, EventMetadata, ExpectedRevision, JsonObject } from '../port';
import type { LogBatch, NewEvent, Position, RecordedEvent } from '../port';

/** What an engine brings to the contract. */
export interface LogUnderTest {
  readonly log: EventLog;
  /** Closes the log and opens the same ledger again. */
  reopen(): Promise<EventLog>;
  /** Closes whatever is open and removes what it left. */
  dispose(): Promise<void>;
}

/** The ledger may be shared with earlier tests and other runs, as a real server is: every test names its own. */
export const ownName = (what: string): string => `${what}-${randomUUID()}`;

const METADATA: EventMetadata = {
  actor: 'person-7',
  roles: ['treasurer'],
  command: 'RecordSomething',
  commandId: 'attempt-1',
  idempotencyKey: 'key-1',
  bodyHash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  correlationId: 'correlation-1',
  causationId: null,
  effectiveOn: parseLocalDate('2022-03-31'),
  mode: 'live',
};

const ID_NAMESPACE = '6f1d2a0e-6f0b-4a5e-9d55-0d7c3a1b9c11';

/** The same stream and number make the same event, so a retry is byte for byte the same. */
export function eventOf(stream: string, number: number, data: JsonObject = { number }): NewEvent {
  return {
    id: derivedId(ID_NAMESPACE, `${stream} ${number}`),
    type: 'SomethingRecorded',
    schemaVersion: 1,
    data,
    metadata: METADATA,
  };
}

export type Events = readonly [NewEvent, ...NewEvent[]];

export function eventsOf(stream: string, from: number, count: number): Events {
  const [first, ...others] = Array.from({ length: count }, (_, index) => eventOf(stream, from + index));
  return [first!, ...others];
}

/** Appends one event and answers where it stands. */
export function appendOne(log: EventLog, stream: string, expected: ExpectedRevision): Promise<Appended> {
  const number = expected === 'no-stream' ? 0 : expected + 1;
  return log.append(stream, [eventOf(stream, number)], expected);
}

export async function allOf(pages: AsyncIterable<readonly RecordedEvent[]>): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const page of pages) events.push(...page);
  return events;
}

export async function refusalOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}

/** `after` for a test that wants to see only what comes from now on. */
export async function fromNow(log: EventLog): Promise<{ after?: Position }> {
  const after = await log.head();
  return after ? { after } : {};
}

/** Reads a subscription until it has handed over an event that `isLast` knows; then leaves it. */
export async function followUntil(
  batches: AsyncIterable<LogBatch>,
  isLast: (event: RecordedEvent) => boolean,
  paceMs = 0,
): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const batch of batches) {
    events.push(...batch.events);
    if (batch.events.some(isLast)) return events;
    if (paceMs > 0) await new Promise((resolve) => setTimeout(resolve, paceMs));
  }
  return events;
}
