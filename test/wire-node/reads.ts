import type { EventEmitter } from 'node:events';
import { status } from '@grpc/grpc-js';
import type { ServerWritableStream } from '@grpc/grpc-js';
import { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import {
  checkpointMessage,
  eventMessage,
  refusal,
  streamDeleted,
  streamIdentifier,
  streamNameOf,
} from './messages';
import type { NodeStore, StoredEvent } from './store';

export type ReadCall = ServerWritableStream<ReadReq, ReadResp>;
type Options = ReadReq.Options;
type Matches = (event: StoredEvent) => boolean;

const PAGE = 200;
/** The server looks at this many events between checkpoints, times the multiplier that the client asked for. */
const SEARCH_WINDOW = 32;
const BEFORE_ALL = -1n;
const LAST = (1n << 63n) - 1n;

/** One read or subscription, to its end or to the client's going away. */
export async function serveRead(call: ReadCall, store: NodeStore): Promise<void> {
  const options = call.request.getOptions();
  if (!options) throw refusal(status.INVALID_ARGUMENT, 'no options');
  if (options.hasSubscription()) return subscribe(call, store, options);
  if (options.hasAll()) return readAll(call, store, options);
  return readStream(call, store, options);
}

async function readAll(call: ReadCall, store: NodeStore, options: Options): Promise<void> {
  const backwards = options.getReadDirection() === ReadReq.Options.ReadDirection.BACKWARDS;
  const all = options.getAll()!;
  const asked = all.getPosition()?.getCommitPosition();
  let from = asked !== undefined ? BigInt(asked) : all.hasEnd() ? LAST : 0n;
  const matches = filterOf(options);
  for (let left = countOf(options); left > 0;) {
    const events = store.readAll(from, Math.min(left, PAGE), backwards);
    if (events.length === 0) return;
    for (const event of events.filter(matches)) {
      if (!(await send(call, eventMessage(event, wantsStructuredIds(options))))) return;
      left -= 1;
    }
    const last = events.at(-1)!.position;
    from = backwards ? last : last + 1n;
  }
}

async function readStream(call: ReadCall, store: NodeStore, options: Options): Promise<void> {
  const backwards = options.getReadDirection() === ReadReq.Options.ReadDirection.BACKWARDS;
  const from = options.getStream()!;
  const stream = streamNameOf(from.getStreamIdentifier());
  if (store.isTombstoned(stream)) throw streamDeleted(stream);
  let revision = from.hasStart() ? 0n : from.hasEnd() ? LAST : BigInt(from.getRevision());
  for (let left = countOf(options); left > 0 && revision >= 0n;) {
    const events = store.readStream(stream, revision, Math.min(left, PAGE), backwards);
    if (!events) {
      const missing = new ReadResp.StreamNotFound().setStreamIdentifier(streamIdentifier(stream));
      await send(call, new ReadResp().setStreamNotFound(missing));
      return;
    }
    if (events.length === 0) return;
    for (const event of events) {
      if (!(await send(call, eventMessage(event, wantsStructuredIds(options))))) return;
    }
    left -= events.length;
    revision = events.at(-1)!.revision + (backwards ? -1n : 1n);
  }
}

/** Catch-up and live are the same loop over the same order, so there is no seam for an event to fall into. */
async function subscribe(call: ReadCall, store: NodeStore, options: Options): Promise<void> {
  const next = options.hasAll() ? afterPosition(store, options) : afterRevision(store, options);
  const filter = options.getFilter();
  const checkpointEvery = SEARCH_WINDOW * Math.max(1, filter?.getCheckpointintervalmultiplier() ?? 1);
  const matches = filterOf(options);
  const confirmation = new ReadResp.SubscriptionConfirmation().setSubscriptionId(crypto.randomUUID());
  if (!(await send(call, new ReadResp().setConfirmation(confirmation)))) return;
  let considered = 0;
  let live = false;
  while (!isGone(call)) {
    const events = next();
    for (const event of events) {
      if (matches(event) && !(await send(call, eventMessage(event, wantsStructuredIds(options))))) return;
      considered += 1;
      if (filter && considered % checkpointEvery === 0) await send(call, checkpointMessage(event.position));
    }
    if (events.length > 0) continue;
    if (live) {
      await firstOf([store, 'committed'], [call, 'cancelled'], [call, 'close']);
    } else {
      live = await send(call, new ReadResp().setCaughtUp(new ReadResp.CaughtUp()));
    }
  }
}

function afterPosition(store: NodeStore, options: Options): () => StoredEvent[] {
  const all = options.getAll()!;
  const asked = all.getPosition()?.getCommitPosition();
  let after =
    asked !== undefined
      ? BigInt(asked)
      : all.hasEnd()
        ? (store.readAll(LAST, 1, true)[0]?.position ?? BEFORE_ALL)
        : BEFORE_ALL;
  return () => {
    const events = store.readAll(after + 1n, PAGE, false);
    after = events.at(-1)?.position ?? after;
    return events;
  };
}

function afterRevision(store: NodeStore, options: Options): () => StoredEvent[] {
  const from = options.getStream()!;
  const stream = streamNameOf(from.getStreamIdentifier());
  let after = from.hasStart()
    ? BEFORE_ALL
    : from.hasEnd()
      ? store.lastRevision(stream)
      : BigInt(from.getRevision());
  return () => {
    const events = store.readStream(stream, after + 1n, PAGE, false) ?? [];
    after = events.at(-1)?.revision ?? after;
    return events;
  };
}

function filterOf(options: Options): Matches {
  const filter = options.getFilter();
  const byStream = filter?.getStreamIdentifier();
  const expression = byStream ?? filter?.getEventType();
  if (!expression) return () => true;
  const subject = (event: StoredEvent): string => (byStream ? event.stream : event.type);
  const prefixes = expression.getPrefixList();
  if (prefixes.length > 0) return (event) => prefixes.some((prefix) => subject(event).startsWith(prefix));
  const regex = new RegExp(expression.getRegex(), 'u');
  return (event) => regex.test(subject(event));
}

const wantsStructuredIds = (options: Options): boolean => options.getUuidOption()?.hasStructured() ?? false;

function countOf(options: Options): number {
  const count = Number(options.getCount());
  if (!(count > 0)) throw refusal(status.INVALID_ARGUMENT, `'${options.getCount()}' is not a valid count`);
  return count;
}

/** False when nobody is there to read any more. */
async function send(call: ReadCall, message: ReadResp): Promise<boolean> {
  if (isGone(call)) return false;
  if (!call.write(message)) await firstOf([call, 'drain'], [call, 'cancelled'], [call, 'close']);
  return !isGone(call);
}

const isGone = (call: ReadCall): boolean => call.cancelled || call.destroyed;

function firstOf(...sources: readonly (readonly [EventEmitter, string])[]): Promise<void> {
  return new Promise((resolve) => {
    const settle = (): void => {
      for (const [emitter, event] of sources) emitter.off(event, settle);
      resolve();
    };
    for (const [emitter, event] of sources) emitter.on(event, settle);
  });
}
