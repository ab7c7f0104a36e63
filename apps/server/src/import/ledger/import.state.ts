import { defineDecider, type EventOf } from '@tramo/event-log';
import { importEvents, type ImportBegun } from './import.events';

type Begun = EventOf<typeof ImportBegun>['data'];

export interface ImportState {
  readonly begun: Begun | null;
  readonly isCompleted: boolean;
}

const INITIAL: ImportState = { begun: null, isCompleted: false };

export const importStream = (id: string): string => `import-${id}`;

export const importDecider = defineDecider({
  events: importEvents,
  initial: INITIAL,
  evolve: (state: ImportState, event): ImportState => {
    switch (event.type) {
      case 'ImportBegun':
        return { ...state, begun: event.data };
      case 'ImportCompleted':
        return { ...state, isCompleted: true };
    }
  },
});
