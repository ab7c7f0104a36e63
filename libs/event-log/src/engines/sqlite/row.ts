import { crc32 } from 'node:zlib';
import type { EventMetadata, JsonObject, RecordedEvent } from '../../port';
import { damaged } from './refusals';

/** An event as it is written, read and summed; integers are numbers, for 2^53 dense ones cannot be reached. */
export type EventCells = [
  position: number,
  stream: string,
  revision: number,
  id: string,
  type: string,
  schemaVersion: number,
  data: string,
  metadata: string,
  recordedAt: string,
];

export type EventRow = [...EventCells, checksum: number];

/** Complete it with WHERE, ORDER BY and LIMIT on `event.position`, or `event.stream` and `event.revision`. */
export const SELECT_EVENTS = `
  SELECT event.position, stream.name, event.revision, event.id, event.type, event.schema_version,
         event.data, event.metadata, event.recorded_at, event.checksum
  FROM event CROSS JOIN stream ON stream.id = event.stream`;

/** Tells bit rot and careless hands, not a forger: proofs against those are the notary's. */
export function checksumOf(cells: Readonly<EventCells> | Readonly<EventRow>): number {
  const [position, stream, revision, id, type, schemaVersion, data, metadata, recordedAt] = cells;
  // One text, because each call costs more than the bytes; NUL stands in none of its parts.
  return crc32(
    `${position} ${revision} ${schemaVersion} ${id} ${recordedAt} ${type}\0${stream}\0${data}\0${metadata}`,
  );
}

/** The stored row as an event. Every row that is read is checked, so no figure is computed from a rotten one. */
export function toRecordedEvent(row: EventRow, ledgerId: string, file: string): RecordedEvent {
  const [position, stream, revision, id, type, schemaVersion, data, metadata, recordedAt, checksum] = row;
  if (checksumOf(row) !== checksum) throw damaged(file, `event ${position} does not match its checksum`);
  return {
    id,
    type,
    schemaVersion,
    data: JSON.parse(data) as JsonObject,
    metadata: JSON.parse(metadata) as EventMetadata,
    stream,
    revision,
    position: { ledgerId, value: BigInt(position) },
    recordedAt,
  };
}
