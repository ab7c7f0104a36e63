import { Metadata, status } from '@grpc/grpc-js';
import type { ServiceError } from '@grpc/grpc-js';
import { Empty, StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { type AppendReq, AppendResp, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import type { BatchAppendReq } from '@eventstore/db-client/generated/streams_pb';
import { NO_STREAM } from './store';
import type { Expected, ProposedEvent, StoredEvent } from './store';

/** How the server says no: a gRPC status, and the kind of exception in its trailers. */
export function refusal(
  code: status,
  details: string,
  exception?: string,
  more: Readonly<Record<string, string>> = {},
): ServiceError {
  const metadata = new Metadata();
  if (exception) metadata.set('exception', exception);
  for (const [name, value] of Object.entries(more)) metadata.set(name, value);
  return Object.assign(new Error(details), { code, details, metadata });
}

export const streamDeleted = (stream: string): ServiceError =>
  refusal(status.FAILED_PRECONDITION, `Event stream is deleted.`, 'stream-deleted', {
    'stream-name': encodeURIComponent(stream),
  });

export function streamNameOf(identifier: StreamIdentifier | undefined): string {
  const name = Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');
  if (name === '') throw refusal(status.INVALID_ARGUMENT, 'a stream needs a name');
  return name;
}

export function streamIdentifier(stream: string): StreamIdentifier {
  return new StreamIdentifier().setStreamName(new Uint8Array(Buffer.from(stream, 'utf8')));
}

export function uuidOf(uuid: UUID | undefined): string {
  const structured = uuid?.getStructured();
  if (!structured) return uuid?.getString().toLowerCase() ?? '';
  const hex = [structured.getMostSignificantBits(), structured.getLeastSignificantBits()]
    .map((bits) => BigInt.asUintN(64, BigInt(bits)).toString(16).padStart(16, '0'))
    .join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function toUuid(id: string, structured: boolean): UUID {
  if (!structured) return new UUID().setString(id);
  const hex = id.replaceAll('-', '');
  const signed = (part: string): string => BigInt.asIntN(64, BigInt(`0x${part}`)).toString();
  return new UUID().setStructured(
    new UUID.Structured()
      .setMostSignificantBits(signed(hex.slice(0, 16)))
      .setLeastSignificantBits(signed(hex.slice(16))),
  );
}

export function proposedEvent(
  message: AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage,
): ProposedEvent {
  const properties = message.getMetadataMap();
  const required = (name: string): string => {
    const value = properties.get(name);
    if (value !== undefined) return value;
    throw refusal(
      status.INVALID_ARGUMENT,
      `Required Metadata Property '${name}' is missing`,
      'missing-required-metadata-property',
      { 'required-metadata-properties': 'type,content-type' },
    );
  };
  return {
    id: uuidOf(message.getId()),
    type: required('type'),
    contentType: required('content-type'),
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

interface ExpectedOptions {
  hasAny(): boolean;
  hasNoStream(): boolean;
  hasStreamExists(): boolean;
}

export function expectedOf(options: ExpectedOptions, revision: string | undefined): Expected {
  if (options.hasAny()) return 'any';
  if (options.hasStreamExists()) return 'stream-exists';
  if (options.hasNoStream()) return NO_STREAM;
  if (revision === undefined) throw refusal(status.INVALID_ARGUMENT, 'no expected revision');
  return BigInt.asIntN(64, BigInt(revision));
}

export function wrongVersion(current: bigint, expected: Expected): AppendResp {
  const detail = new AppendResp.WrongExpectedVersion();
  if (current === NO_STREAM) detail.setCurrentNoStream(new Empty());
  else detail.setCurrentRevision(current.toString());
  if (expected === 'any') detail.setExpectedAny(new Empty());
  else if (expected === 'stream-exists') detail.setExpectedStreamExists(new Empty());
  else if (expected === NO_STREAM) detail.setExpectedNoStream(new Empty());
  else detail.setExpectedRevision(expected.toString());
  return new AppendResp().setWrongExpectedVersion(detail);
}

export function written(revision: bigint, position: bigint): AppendResp {
  const success = new AppendResp.Success()
    .setCurrentRevision(revision.toString())
    .setPosition(
      new AppendResp.Position()
        .setCommitPosition(position.toString())
        .setPreparePosition(position.toString()),
    );
  return new AppendResp().setSuccess(success);
}

export function eventMessage(event: StoredEvent, structuredIds: boolean): ReadResp {
  const record = new ReadResp.ReadEvent.RecordedEvent()
    .setId(toUuid(event.id, structuredIds))
    .setStreamIdentifier(streamIdentifier(event.stream))
    .setStreamRevision(event.revision.toString())
    .setCommitPosition(event.position.toString())
    .setPreparePosition(event.position.toString())
    .setData(new Uint8Array(event.data))
    .setCustomMetadata(new Uint8Array(event.metadata));
  record
    .getMetadataMap()
    .set('type', event.type)
    .set('content-type', event.contentType)
    .set('created', event.createdTicks.toString());
  return new ReadResp().setEvent(
    new ReadResp.ReadEvent().setEvent(record).setCommitPosition(event.position.toString()),
  );
}

export function checkpointMessage(position: bigint): ReadResp {
  return new ReadResp().setCheckpoint(
    new ReadResp.Checkpoint().setCommitPosition(position.toString()).setPreparePosition(position.toString()),
  );
}
