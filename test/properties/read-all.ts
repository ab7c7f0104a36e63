import type { EventLog, RecordedEvent } from '@tramo/event-log';

export async function readAllEvents(log: EventLog): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const page of log.readAll()) events.push(...page);
  return events;
}
