import { status } from '@grpc/grpc-js';
import type { ServerDuplexStream, ServerReadableStream, ServiceError, sendUnaryData } from '@grpc/grpc-js';
import { Any } from 'google-protobuf/google/protobuf/any_pb';
import { Empty as WellKnownEmpty } from 'google-protobuf/google/protobuf/empty_pb';
import { Code } from '@eventstore/db-client/generated/code_pb';
import * as shared from '@eventstore/db-client/generated/shared_pb';
import { Status } from '@eventstore/db-client/generated/status_pb';
import type { IStreamsServer } from '@eventstore/db-client/generated/streams_grpc_pb';
import {
  type AppendResp,
  BatchAppendResp,
  DeleteResp,
  TombstoneResp,
} from '@eventstore/db-client/generated/streams_pb';
import type { AppendReq, BatchAppendReq } from '@eventstore/db-client/generated/streams_pb';
import {
  expectedOf,
  proposedEvent,
  refusal,
  streamDeleted,
  streamIdentifier,
  streamNameOf,
  wrongVersion,
  written,
} from './messages';
import { serveRead } from './reads';
import { NO_STREAM } from './store';
import type { Expected, NodeStore, ProposedEvent, WriteResult } from './store';

const MAX_APPEND_BYTES = 1_048_576;

const tooLarge = (): ServiceError =>
  refusal(
    status.INVALID_ARGUMENT,
    `Maximum Append Size of ${MAX_APPEND_BYTES} Exceeded.`,
    'maximum-append-size-exceeded',
    { 'maximum-append-size': String(MAX_APPEND_BYTES) },
  );

/** The Streams service over a store; `count` is told every call by name. */
export function streamsService(store: NodeStore, count: (method: string) => void): IStreamsServer {
  return {
    read: (call) => {
      count('Read');
      serveRead(call, store).then(
        () => call.end(),
        (error: unknown) => call.emit('error', error),
      );
    },
    append: (call, callback) => {
      count('Append');
      receiveAppend(call).then((request) => answerAppend(store, request, callback), callback);
    },
    batchAppend: (call) => {
      count('BatchAppend');
      serveBatches(call, store);
    },
    delete: (call, callback) => {
      count('Delete');
      const { stream, expected } = target(call.request.getOptions()!);
      store.softDelete(stream, expected).then((result) => {
        const refused = refusalOf(result, stream, expected);
        callback(refused, new DeleteResp().setNoPosition(new shared.Empty()));
      }, callback);
    },
    tombstone: (call, callback) => {
      count('Tombstone');
      const { stream, expected } = target(call.request.getOptions()!);
      store.tombstone(stream, expected).then((result) => {
        const refused = refusalOf(result, stream, expected);
        callback(refused, new TombstoneResp().setNoPosition(new shared.Empty()));
      }, callback);
    },
  };
}

interface AppendRequest {
  readonly stream: string;
  readonly expected: Expected;
  readonly events: readonly ProposedEvent[];
}

/** Nothing is written before the client has said that it is done: half a request is no request. */
function receiveAppend(call: ServerReadableStream<AppendReq, AppendResp>): Promise<AppendRequest> {
  return new Promise((resolve, reject) => {
    let head: { stream: string; expected: Expected } | undefined;
    const events: ProposedEvent[] = [];
    let bytes = 0;
    call.on('data', (request: AppendReq) => {
      try {
        const options = request.getOptions();
        if (options) head = target(options);
        const message = request.getProposedMessage();
        if (!message) return;
        const event = proposedEvent(message);
        bytes += event.data.length + event.metadata.length;
        if (bytes > MAX_APPEND_BYTES) throw tooLarge();
        events.push(event);
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
    call.on('error', reject);
    call.on('end', () => {
      if (call.cancelled) reject(refusal(status.CANCELLED, 'the client went away'));
      else if (!head) reject(refusal(status.INVALID_ARGUMENT, 'no options'));
      else resolve({ ...head, events });
    });
  });
}

function answerAppend(
  store: NodeStore,
  { stream, expected, events }: AppendRequest,
  callback: sendUnaryData<AppendResp>,
): void {
  store.append(stream, expected, events).then((result) => {
    switch (result.kind) {
      case 'written':
        return callback(null, written(result.revision, result.position));
      case 'wrong-version':
        return callback(null, wrongVersion(result.current, expected));
      case 'stream-deleted':
        return callback(streamDeleted(stream));
    }
  }, callback);
}

interface TargetOptions {
  getStreamIdentifier(): shared.StreamIdentifier | undefined;
  getRevision(): string;
  hasRevision(): boolean;
  hasAny(): boolean;
  hasNoStream(): boolean;
  hasStreamExists(): boolean;
}

function target(options: TargetOptions): { stream: string; expected: Expected } {
  return {
    stream: streamNameOf(options.getStreamIdentifier()),
    expected: expectedOf(options, options.hasRevision() ? options.getRevision() : undefined),
  };
}

/** Delete and Tombstone answer a conflict as an exception, not as a message. */
function refusalOf(result: WriteResult, stream: string, expected: Expected): ServiceError | null {
  switch (result.kind) {
    case 'written':
      return null;
    case 'stream-deleted':
      return streamDeleted(stream);
    case 'wrong-version':
      return refusal(status.FAILED_PRECONDITION, 'WrongExpectedVersion', 'wrong-expected-version', {
        'stream-name': encodeURIComponent(stream),
        'expected-version': String(expected),
        'actual-version': result.current === NO_STREAM ? '' : String(result.current),
      });
  }
}

/** Many appends over one call, each answered under its correlation id, in whatever order they finish. */
function serveBatches(call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>, store: NodeStore): void {
  const open = new Map<string, { options: BatchAppendReq.Options; events: ProposedEvent[] }>();
  call.on('data', (request: BatchAppendReq) => {
    try {
      const correlation = request.getCorrelationId()!;
      const key = Buffer.from(correlation.serializeBinary()).toString('hex');
      const options = request.getOptions();
      if (options) open.set(key, { options, events: [] });
      const batch = open.get(key);
      if (!batch) throw refusal(status.INVALID_ARGUMENT, 'the first message of a batch has no options');
      batch.events.push(...request.getProposedMessagesList().map(proposedEvent));
      if (!request.getIsFinal()) return;
      open.delete(key);
      answerBatch(store, batch.options, batch.events).then(
        (answer) => call.write(answer.setCorrelationId(correlation)),
        (error: unknown) => call.emit('error', error),
      );
    } catch (error) {
      call.emit('error', error);
    }
  });
  call.on('error', () => undefined);
  call.on('end', () => call.end());
}

async function answerBatch(
  store: NodeStore,
  options: BatchAppendReq.Options,
  events: readonly ProposedEvent[],
): Promise<BatchAppendResp> {
  const stream = streamNameOf(options.getStreamIdentifier());
  const expected = expectedOf(options, options.hasStreamPosition() ? options.getStreamPosition() : undefined);
  const answer = new BatchAppendResp().setStreamIdentifier(streamIdentifier(stream));
  const bytes = events.reduce((sum, event) => sum + event.data.length + event.metadata.length, 0);
  if (bytes > MAX_APPEND_BYTES) {
    const detail = new shared.MaximumAppendSizeExceeded().setMaxappendsize(MAX_APPEND_BYTES);
    return answer.setError(batchError('MaximumAppendSizeExceeded', detail.serializeBinary()));
  }
  const result = await store.append(stream, expected, events);
  switch (result.kind) {
    case 'written': {
      const position = new shared.AllStreamPosition()
        .setCommitPosition(result.position.toString())
        .setPreparePosition(result.position.toString());
      return answer.setSuccess(
        new BatchAppendResp.Success().setCurrentRevision(result.revision.toString()).setPosition(position),
      );
    }
    case 'wrong-version': {
      const detail = new shared.WrongExpectedVersion();
      if (result.current === NO_STREAM) detail.setCurrentNoStream(new WellKnownEmpty());
      else detail.setCurrentStreamRevision(result.current.toString());
      if (expected === 'any') detail.setExpectedAny(new WellKnownEmpty());
      else if (expected === 'stream-exists') detail.setExpectedStreamExists(new WellKnownEmpty());
      else if (expected === NO_STREAM) detail.setExpectedNoStream(new WellKnownEmpty());
      else detail.setExpectedStreamPosition(expected.toString());
      return answer.setError(batchError('WrongExpectedVersion', detail.serializeBinary()));
    }
    case 'stream-deleted': {
      const detail = new shared.StreamDeleted().setStreamIdentifier(streamIdentifier(stream));
      return answer.setError(batchError('StreamDeleted', detail.serializeBinary()));
    }
  }
}

function batchError(name: string, detail: Uint8Array): Status {
  const details = new Any();
  details.pack(detail, `event_store.client.${name}`);
  return new Status().setCode(Code.FAILED_PRECONDITION).setMessage(name).setDetails(details);
}
