import { StreamNotFoundError } from '@eventstore/db-client';
import type { EventStoreDBClient, RecordedEvent, ResolvedEvent, StreamingRead } from '@eventstore/db-client';
import { LogUnavailable } from '../../port';
import type { CallOptions, Connection } from './connection';
import { NoAnswer, asLogError, isSilence } from './failures';

export type Direction = 'forwards' | 'backwards';

/** Thrown when the reader's own signal ended the reading; nobody outside the engine sees it. */
export class Ended extends Error {}

/** Up to `count` events of a stream from a revision, in one answer; nothing when the stream is not there. */
export function readStreamPage(
  connection: Connection,
  stream: string,
  from: bigint,
  count: number,
  signal?: AbortSignal,
): Promise<RecordedEvent[]> {
  return readPage(connection, signal, (client, options) =>
    client.readStream(stream, { ...options, fromRevision: from, maxCount: count, resolveLinkTos: false }),
  );
}

/** Up to `count` events of everything, the server's own included: forward from a place inclusive, backward exclusive. */
export function readAllPage(
  connection: Connection,
  from: bigint | 'start' | 'end',
  count: number,
  direction: Direction,
  signal?: AbortSignal,
): Promise<RecordedEvent[]> {
  const fromPosition = typeof from === 'bigint' ? { commit: from, prepare: from } : from;
  return readPage(connection, signal, (client, options) =>
    client.readAll({ ...options, fromPosition, maxCount: count, direction, resolveLinkTos: false }),
  );
}

async function readPage(
  connection: Connection,
  signal: AbortSignal | undefined,
  open: (client: EventStoreDBClient, options: CallOptions) => StreamingRead<ResolvedEvent>,
): Promise<RecordedEvent[]> {
  const { client } = connection;
  try {
    const page = await collect(open(client, connection.options), connection, signal);
    connection.heard();
    return page.flatMap(({ event }) => (event ? [event] : []));
  } catch (error) {
    if (error instanceof StreamNotFoundError) return [];
    if (error instanceof Ended) throw error;
    if (isSilence(error)) connection.renew(client, error);
    throw asLogError(error, connection.address);
  }
}

/** The client gives reads no deadline of their own; silence ends this one, and so do the reader and the log. */
function collect(
  reading: StreamingRead<ResolvedEvent>,
  { patience, closed }: Connection,
  signal: AbortSignal | undefined,
): Promise<ResolvedEvent[]> {
  return new Promise((resolve, reject) => {
    const events: ResolvedEvent[] = [];
    const settle = (outcome: () => void): void => {
      clearTimeout(silence);
      closed.removeEventListener('abort', onClosed);
      signal?.removeEventListener('abort', onEnded);
      outcome();
    };
    const abandon = (error: Error): void =>
      settle(() => {
        // What still comes is taken and forgotten: a call that nobody reads would never end.
        reading.cancel().catch(() => undefined);
        reject(error);
      });
    const onClosed = (): void => abandon(new LogUnavailable('closed', 'the log has been closed'));
    const onEnded = (): void => abandon(new Ended());
    const silence = setTimeout(
      () => abandon(new NoAnswer(`nothing for ${patience.attemptMs} ms`)),
      patience.attemptMs,
    );
    reading.on('data', (event) => {
      events.push(event);
      silence.refresh();
    });
    reading.on('end', () => settle(() => resolve(events)));
    reading.on('error', (error) => settle(() => reject(error)));
    closed.addEventListener('abort', onClosed);
    signal?.addEventListener('abort', onEnded);
    if (closed.aborted) onClosed();
    else if (signal?.aborted) onEnded();
  });
}
