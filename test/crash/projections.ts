import { Type } from '@sinclair/typebox';
import { defineEvent, EventCatalogue, runtimeEvents, type Projection } from '@tramo/event-log';

/** A command that leaves three events: seeing one or two of them would be seeing half a command. */
export const TALLY_PARTS: number = 3;

export const Tallied = defineEvent(
  'CrashTallied',
  Type.Object({ ticket: Type.String(), part: Type.Integer() }),
);
export const PotReserved = defineEvent('CrashPotReserved', Type.Object({ reservationId: Type.String() }));
export const PotConfirmed = defineEvent('CrashPotConfirmed', Type.Object({ reservationId: Type.String() }));
export const PotReleased = defineEvent('CrashPotReleased', Type.Object({ reservationId: Type.String() }));
export const GrantSigned = defineEvent(
  'CrashGrantSigned',
  Type.Object({ pot: Type.String(), number: Type.String() }),
);

export const catalogue = new EventCatalogue(
  [Tallied, PotReserved, PotConfirmed, PotReleased, GrantSigned],
  runtimeEvents,
);

const perStream: Projection = {
  name: 'crash_stream',
  version: 1,
  tables: {
    crash_stream: {
      columns: { stream: 'text', events: 'integer', last_ordinal: 'integer' },
      key: ['stream'],
    },
  },
  project: (event, { ordinal }) => [
    { table: 'crash_stream', key: { stream: event.stream }, add: { events: 1 } },
    { table: 'crash_stream', key: { stream: event.stream }, set: { last_ordinal: ordinal } },
  ],
};

const openReservations: Projection = {
  name: 'crash_open',
  version: 1,
  tables: { crash_open: { columns: { id: 'text', stream: 'text' }, key: ['id'] } },
  project: ({ stream, metadata: { reservation: mark } }) => {
    if (!mark) return [];
    const key = { id: `${stream} ${mark.id}` };
    return mark.step === 'reserve' || mark.step === 'claim'
      ? [{ table: 'crash_open', key, set: { stream } }]
      : [{ table: 'crash_open', key, delete: true }];
  },
};

export const projections: readonly Projection[] = [perStream, openReservations];
