import type { EventPlace, Projection, RecordedEvent, RowChange } from '@tramo/event-log';
import type { findingEvents } from './finding.events';
import type { FindingState } from './finding.state';
import { programmeOf } from './programme-of';

/** Rules that history broke, beside the events that broke them, and what people have said about each since. */
export const findingsProjection: Projection = {
  name: 'findings',
  version: 1,
  tables: {
    finding: {
      columns: {
        id: 'text',
        ordinal: 'integer',
        programme: { type: 'text', nullable: true },
        code: 'text',
        message: 'text',
        compared: 'json',
        cure: { type: 'text', nullable: true },
        field: { type: 'text', nullable: true },
        event_id: 'text',
        stream: 'text',
        revision: 'integer',
        type: 'text',
        actor: 'text',
        effective_on: 'date',
        recorded_at: 'instant',
        state: 'text',
      },
      key: ['id'],
      indexes: [['programme', 'ordinal']],
    },
    finding_step: {
      columns: {
        finding: 'text',
        step: 'integer',
        kind: 'text',
        said: { type: 'text', nullable: true },
        actor: 'text',
        recorded_at: 'instant',
      },
      key: ['finding', 'step'],
    },
  },
  *project(event, place) {
    yield* found(event, place);
    yield* said(event, place);
  },
};

function* found(event: RecordedEvent, { ordinal, instant }: EventPlace): Iterable<RowChange> {
  const { id, stream, revision, type, metadata } = event;
  const programme = programmeOf(event);
  for (const [index, { code, message, values, cure, field }] of (metadata.findings ?? []).entries()) {
    yield {
      table: 'finding',
      key: { id: `${id}-${index}` },
      set: {
        ordinal,
        programme,
        code,
        message,
        compared: values,
        cure: cure ?? null,
        field: field ?? null,
        event_id: id,
        stream,
        revision,
        type,
        actor: metadata.actor,
        effective_on: metadata.effectiveOn,
        recorded_at: instant,
        state: 'open' satisfies FindingState,
      },
    };
  }
}

/** What each kind of event makes of a finding, and where it says why. */
const STEPS: Readonly<Record<(typeof findingEvents)[number]['type'], readonly [FindingState, string]>> = {
  FindingExplained: ['explained', 'explanation'],
  FindingClosed: ['closed', 'note'],
  FindingReopened: ['open', 'reason'],
};

function* said(
  { type, revision, data, metadata }: RecordedEvent,
  { instant }: EventPlace,
): Iterable<RowChange> {
  if (!Object.hasOwn(STEPS, type)) return;
  const [state, text] = STEPS[type as keyof typeof STEPS];
  const finding = data['finding'] as string;
  yield { table: 'finding', key: { id: finding }, set: { state } };
  yield {
    table: 'finding_step',
    key: { finding, step: revision },
    set: {
      kind: type,
      said: data[text] as string | null,
      actor: metadata.actor,
      recorded_at: instant,
    },
  };
}

export interface FindingTables {
  finding: {
    id: string;
    ordinal: bigint;
    programme: string | null;
    code: string;
    message: string;
    /** JSON. */
    compared: string;
    cure: string | null;
    field: string | null;
    event_id: string;
    stream: string;
    revision: bigint;
    type: string;
    actor: string;
    effective_on: string;
    recorded_at: string;
    state: FindingState;
  };
  finding_step: {
    finding: string;
    step: bigint;
    kind: keyof typeof STEPS;
    said: string | null;
    actor: string;
    recorded_at: string;
  };
}
