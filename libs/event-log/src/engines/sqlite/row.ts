import { crc32 } from 'node:zlib';
import type { EventMetadata, JsonObject, RecordedEvent } from '../../port';
import { damaged } from './refusals';

/** The columns in the order in which they are written, read and summed. */
export const EVENT_COLUMNS =
  'position, stream, revision, id, type, schema_version, data, metadata, recorded_at, checksum';

/** Integers are numbers here: positions and revisions are dense, so 2^53 of them cannot be reached. */
export type EventRow = [
  position: number,
  stream: number,
  revision: number,
  id: string,
  type: string,
  schemaVersion: number,
  data: string,
  metadata: string,
  recordedAt: string,
  checksum: number,
];

/** Tells bit rot and careless hands, not a forger: proofs against those are the notary's. */
export function checksumOf(
  position: number,
  streamName: string,
  revision: number,
  id: string,
  type: string,
  schemaVersion: number,
  data: string,
  metadata: string,
  recordedAt: string,
): number {
  const envelope = `${position} ${revision} ${schemaVersion} ${id} ${recordedAt} ${type}\0${streamName}\0`;
  return crc32(metadata, crc32(data, crc32(envelope)));
}

/** The stored row as an event, or the refusal of a row that is not what was written. */
export function toRecordedEvent(
  row: EventRow,
  streamName: string,
  ledgerId: string,
  file: string,
): RecordedEvent {
  const [position, , revision, id, type, schemaVersion, data, metadata, recordedAt, checksum] = row;
  const found = checksumOf(
    position,
    streamName,
    revision,
    id,
    type,
    schemaVersion,
    data,
    metadata,
    recordedAt,
  );
  if (found !== checksum) throw damaged(file, `event ${position} does not match its checksum`);
  return {
    id,
    type,
    schemaVersion,
    data: JSON.parse(data) as JsonObject,
    metadata: JSON.parse(metadata) as EventMetadata,
    stream: streamName,
    revision,
    position: { ledgerId, value: BigInt(position) },
    recordedAt,
  };
}
