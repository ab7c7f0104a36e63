import { defineDecider } from '@tramo/event-log';
import { unreachable } from '@tramo/kernel';
import { findingEvents } from './finding.events';

export const FINDING_STATES = ['open', 'explained', 'closed'] as const;
export type FindingState = (typeof FINDING_STATES)[number];

interface FindingMemory {
  readonly state: FindingState;
  /** Everybody who has ever explained it, also before it was opened again. */
  readonly explainedBy: readonly string[];
}

const NEVER_SPOKEN_OF: FindingMemory = { state: 'open', explainedBy: [] };

export const findingDecider = defineDecider({
  events: findingEvents,
  initial: NEVER_SPOKEN_OF,
  evolve: ({ explainedBy }, event): FindingMemory => {
    switch (event.type) {
      case 'FindingExplained':
        return { state: 'explained', explainedBy: [...new Set([...explainedBy, event.data.by])] };
      case 'FindingClosed':
        return { state: 'closed', explainedBy };
      case 'FindingReopened':
        return { state: 'open', explainedBy };
      default:
        return unreachable(event, 'finding event');
    }
  },
});

export const findingStream = (finding: string): string => `finding-${finding}`;
