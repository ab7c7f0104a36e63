import { invariant } from '@tramo/kernel';
import { comparePositions, writePosition } from '../port';
import type { EventLogReader, Position, RecordedEvent } from '../port';
import type { CommandAnswer } from './command';
import type { Written } from './lanes';

/** Told alike to the first who asks and to whoever repeats the request. */
export function answerOf(
  stream: string,
  { first, last }: Pick<Written, 'first' | 'last'>,
  positions: readonly Position[],
  events: readonly { readonly id: string; readonly type: string }[],
): CommandAnswer {
  const position = positions.reduce((latest, next) => (comparePositions(next, latest) > 0 ? next : latest));
  return {
    stream,
    revision: last,
    position: writePosition(position),
    events: events.map(({ id, type }, index) => ({ id, type, revision: first + index })),
  };
}

/** The events of a stream from one revision to another, both included, which are known to be there. */
export async function eventsBetween(
  log: EventLogReader,
  stream: string,
  first: number,
  last: number,
): Promise<readonly [RecordedEvent, ...RecordedEvent[]]> {
  const found: RecordedEvent[] = [];
  for await (const page of log.read(stream, { from: first })) {
    found.push(...page.slice(0, last - first + 1 - found.length));
    if (found.length > last - first) break;
  }
  const [head, ...rest] = found;
  invariant(head && rest.length === last - first, `${stream} holds revisions ${first} to ${last}`);
  return [head, ...rest];
}

/** The events of the command that was accepted under a key, which lie together. */
export async function eventsOfKey(
  log: EventLogReader,
  stream: string,
  first: number,
  key: string,
): Promise<readonly [RecordedEvent, ...RecordedEvent[]]> {
  const found: RecordedEvent[] = [];
  for await (const page of log.read(stream, { from: first })) {
    const end = page.findIndex(({ metadata }) => metadata.idempotencyKey !== key || metadata.reservation);
    found.push(...(end === -1 ? page : page.slice(0, end)));
    if (end !== -1) break;
  }
  const [head, ...rest] = found;
  invariant(head, `${stream} holds at revision ${first} what was accepted under ${key}`);
  return [head, ...rest];
}
