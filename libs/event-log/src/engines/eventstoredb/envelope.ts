import { derivedId } from '@tramo/kernel';
import type { EventData, RecordedEvent as StoredEvent } from '@eventstore/db-client';
import { LogRefused, LogUnavailable } from '../../port';
import type { EventMetadata, JsonObject, RecordedEvent, SerialisedEvent } from '../../port';

/**
 * What rests in the server beside an event's data: the log's own words under `tramo`, and the event's
 * metadata under its own name.
 */
interface StoredMetadata {
  readonly tramo: { readonly id: string; readonly schemaVersion: number; readonly recordedAt: string };
  readonly metadata: EventMetadata;
}

/** The engine's own stream, whose first event names the ledger. */
export const LEDGER_STREAM = 'tramo-ledger';

/** Nothing of the ledger: the server's streams and events, and the engine's stream. */
export const isOfTheSystem = (event: { streamId: string; type: string }): boolean =>
  event.streamId.startsWith('$') || event.type.startsWith('$') || event.streamId === LEDGER_STREAM;

/**
 * The bytes of one append, the same at every attempt. The server takes an id that it finds in its place
 * for a repetition, so the id on the wire belongs to this append alone: two replicas that derive the same
 * event ids meet as a conflict, not as a success that one of them did not write.
 */
export function toStored(
  events: readonly SerialisedEvent[],
  appendId: string,
  recordedAt: string,
): EventData[] {
  return events.map(({ id, type, schemaVersion, data, metadata }) => {
    const own = JSON.stringify({ id, schemaVersion, recordedAt });
    return {
      id: derivedId(appendId, id),
      contentType: 'application/json',
      type,
      data: JSON.parse(data) as JsonObject,
      metadata: new Uint8Array(Buffer.from(`{"tramo":${own},"metadata":${metadata}}`)),
    };
  });
}

export function fromStored(event: StoredEvent, ledgerId: string): RecordedEvent {
  const stored = event.metadata as unknown as StoredMetadata | undefined;
  const own = stored?.tramo;
  if (!stored || !event.isJson || typeof own?.id !== 'string' || typeof own.recordedAt !== 'string') {
    const what = `event ${event.revision} (${event.type}) of stream ${event.streamId}`;
    throw new LogRefused(
      'foreign',
      `${what} was not written by Tramo; a ledger needs an event store of its own`,
    );
  }
  return {
    id: own.id,
    type: event.type,
    schemaVersion: own.schemaVersion,
    data: event.data as JsonObject,
    metadata: stored.metadata,
    stream: event.streamId,
    revision: Number(event.revision),
    position: { ledgerId, value: positionOf(event) },
    recordedAt: own.recordedAt,
  };
}

const POSITION_MAX = (1n << 63n) - 1n;

/** Servers before 22.10 do not say where the events of a stream stand; they send an impossible place. */
export function positionOf(event: StoredEvent): bigint {
  const commit = event.position?.commit;
  if (commit !== undefined && commit <= POSITION_MAX) return commit;
  throw new LogUnavailable(
    'failed',
    'the event store does not tell positions: version 22.10 or later is needed',
  );
}
