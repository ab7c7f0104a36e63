import { invariant } from '@tramo/kernel';
import { openEventLogReader, writePosition, type CommandAnswer, type RecordedEvent } from '@tramo/event-log';
import { TALLY_PARTS } from './projections';

interface Found {
  readonly events: RecordedEvent[];
}

/**
 * Reads the whole log after a crash and holds it against what was promised: every acknowledged answer once and
 * in its place, no command in halves, and, once a later life has recovered, no reservation left hanging.
 */
export class Witness {
  readonly acknowledged = new Map<string, CommandAnswer>();

  acknowledge(key: string, answer: CommandAnswer): void {
    const before = this.acknowledged.get(key);
    invariant(
      !before || JSON.stringify(before) === JSON.stringify(answer),
      `the answer to ${key} is the same whenever it is asked`,
    );
    this.acknowledged.set(key, answer);
  }

  async examine(file: string, recovered: boolean): Promise<number> {
    const reader = await openEventLogReader({ engine: 'sqlite', file });
    try {
      const events: RecordedEvent[] = [];
      for await (const page of reader.readAll()) events.push(...page);
      inOrder(events);
      const byKey = decidedByKey(events);
      for (const [key, found] of byKey) wholeCommand(key, found);
      for (const [key, answer] of this.acknowledged) inItsPlace(key, answer, byKey.get(key));
      if (recovered) nothingHangs(events, byKey);
      return events.length;
    } finally {
      await reader.close();
    }
  }
}

function inOrder(events: readonly RecordedEvent[]): void {
  const revisions = new Map<string, number>();
  const ids = new Set<string>();
  let instant = '';
  let position = 0n;
  for (const event of events) {
    const expected = (revisions.get(event.stream) ?? -1) + 1;
    invariant(event.revision === expected, `${event.stream} is at ${expected}, not ${event.revision}`);
    invariant(!ids.has(event.id), `event ${event.id} is there once`);
    invariant(event.position.value > position, `positions rise at ${event.position.value}`);
    invariant(event.recordedAt >= instant, `instants never go back at ${event.position.value}`);
    revisions.set(event.stream, event.revision);
    ids.add(event.id);
    instant = event.recordedAt;
    position = event.position.value;
  }
}

/** What each command decided on its own stream; its reservations elsewhere are looked at by themselves. */
function decidedByKey(events: readonly RecordedEvent[]): Map<string, Found> {
  const byKey = new Map<string, Found>();
  for (const event of events) {
    if (event.metadata.reservation || !event.type.startsWith('Crash')) continue;
    const key = event.metadata.idempotencyKey;
    const found = byKey.get(key);
    if (found) found.events.push(event);
    else byKey.set(key, { events: [event] });
  }
  return byKey;
}

function wholeCommand(key: string, { events }: Found): void {
  const [first] = events;
  const expected = first!.type === 'CrashTallied' ? TALLY_PARTS : 1;
  invariant(events.length === expected, `command ${key} left ${events.length} of ${expected} events`);
  events.forEach((event, index) => {
    invariant(event.stream === first!.stream, `command ${key} decided on one stream`);
    invariant(event.revision === first!.revision + index, `command ${key} stands together`);
  });
}

function inItsPlace(key: string, answer: CommandAnswer, found: Found | undefined): void {
  invariant(found, `acknowledged command ${key} is in the log`);
  const { events } = found;
  invariant(events[0]!.stream === answer.stream, `${key} is on the stream that was answered`);
  invariant(events.at(-1)!.revision === answer.revision, `${key} is at the revision that was answered`);
  invariant(
    JSON.stringify(events.map(({ id, type, revision }) => ({ id, type, revision }))) ===
      JSON.stringify(answer.events),
    `${key} left the events that were answered`,
  );
  const own = writePosition(events.at(-1)!.position);
  const promised = BigInt(answer.position.split(':')[1]!);
  invariant(promised >= BigInt(own.split(':')[1]!), `${key} is not after the position that was answered`);
}

/** Every reservation was confirmed for a command that stands, or given back for one that does not. */
function nothingHangs(events: readonly RecordedEvent[], byKey: ReadonlyMap<string, Found>): void {
  const open = new Map<string, RecordedEvent>();
  for (const event of events) {
    const mark = event.metadata.reservation;
    if (!mark) continue;
    const place = `${event.stream} ${mark.id}`;
    const key = event.metadata.idempotencyKey;
    if (mark.step === 'reserve' || mark.step === 'claim') {
      invariant(!open.has(place), `reservation ${place} is made once`);
      open.set(place, event);
      continue;
    }
    const reserved = open.get(place);
    invariant(reserved, `${mark.step} of ${place} follows its reservation, once`);
    const accepted = byKey.get(reserved.metadata.idempotencyKey);
    const ofThisAttempt = accepted?.events[0]?.metadata.commandId === reserved.metadata.commandId;
    invariant(
      ofThisAttempt === (mark.step === 'confirm'),
      `${mark.step} of ${place} agrees with command ${key}`,
    );
    open.delete(place);
  }
  for (const [place, event] of open) {
    // A claim stands as it was made when its command does.
    const accepted = byKey.get(event.metadata.idempotencyKey);
    const stands = accepted?.events[0]?.metadata.commandId === event.metadata.commandId;
    invariant(event.metadata.reservation?.step === 'claim' && stands, `reservation ${place} was settled`);
  }
}
