import { writePosition } from '../port';
import type { Position } from '../port';
import type { GenerationRecord } from './checkpoints';
import type { ReportedProjection } from './messages';

/** What is known of a generation's lag: nothing, when it is at the head. */
export interface Waiting {
  readonly behind: boolean;
  readonly since: string | undefined;
}

export function reportOf(record: GenerationRecord, waiting: Waiting): ReportedProjection {
  const { generation, name, version, state, place, fault } = record;
  return {
    generation,
    name,
    version,
    serving: state === 'serving',
    state: fault ? 'stopped' : state === 'serving' ? 'active' : 'building',
    position: place.position && writePosition(place.position),
    eventsApplied: place.eventsApplied,
    behind: fault !== undefined || waiting.behind,
    waitingSince: fault?.recordedAt ?? (waiting.behind ? waiting.since : undefined),
    fault: fault && {
      position: fault.position,
      eventId: fault.eventId,
      eventType: fault.eventType,
      message: fault.message,
    },
  };
}

/** For whoever does not read the log itself: behind when the head is further on. */
export function waitingAt(record: GenerationRecord, head: Position | undefined): Waiting {
  const behind = head !== undefined && head.value > (record.place.position?.value ?? -1n);
  return { behind, since: record.place.instant || undefined };
}
