import { setTimeout as pause } from 'node:timers/promises';
import { invariant, newId } from '@tramo/kernel';
import type { RecordedEvent as StoredEvent } from '@eventstore/db-client';
import {
  InvalidStreamName,
  LogUnavailable,
  PositionOfAnotherLedger,
  assertAppendable,
  assertStreamName,
} from '../../port';
import type { Appended, EventLog, ExpectedRevision, LogBatch, NewEvent } from '../../port';
import type { Position, ReadOptions, RecordedEvent } from '../../port';
import { appendOnce } from './append';
import { Connection, PATIENCE } from './connection';
import type { Patience } from './connection';
import { Gate } from './gate';
import { LEDGER_STREAM, fromStored, isOfTheSystem, toStored } from './envelope';
import { lastEventOfTheLedger, ledgerIdOf } from './ledger';
import { LiveFeed } from './live-feed';
import { Ended, readAllPage, readStreamPage } from './pages';

const PAGE_EVENTS = 256;
/** The deadline of an append begins when it is sent; a crowd waits its turn before that, not after. */
const APPENDS_IN_FLIGHT = 128;
const RETRY_MS = 500;
/** Before every event. */
const BEGINNING = -1n;

/** A page of everything, without the system's events, and the place where it ended. */
interface Page {
  readonly events: readonly RecordedEvent[];
  readonly place: bigint;
  readonly isLast: boolean;
}

/** The log in an EventStoreDB or KurrentDB, by the official client and with our guards around it. */
export class EventStoreDbLog implements EventLog {
  private readonly feed: LiveFeed;
  private readonly gate = new Gate(APPENDS_IN_FLIGHT);
  private readonly underWay = new Set<Promise<unknown>>();
  private closing: Promise<void> | undefined;
  private latestInstant = '';

  private constructor(
    private readonly connection: Connection,
    readonly ledgerId: string,
  ) {
    this.feed = new LiveFeed(connection, (event) => this.decode(event));
  }

  static async open(connectionString: string, patience: Partial<Patience> = {}): Promise<EventStoreDbLog> {
    const connection = new Connection(connectionString, { ...PATIENCE, ...patience });
    try {
      return new EventStoreDbLog(connection, await ledgerIdOf(connection));
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  async append(
    stream: string,
    events: readonly [NewEvent, ...NewEvent[]],
    expected: ExpectedRevision,
  ): Promise<Appended> {
    assertOwnStreamName(stream);
    const serialised = assertAppendable(stream, events);
    invariant(expected === 'no-stream' || (Number.isSafeInteger(expected) && expected >= 0), 'a revision');
    if (this.closing) throw new LogUnavailable('closed', 'the log has been closed');
    const stored = toStored(serialised, newId(), this.nextInstant());
    const appending = this.gate.pass(() => appendOnce(this.connection, { stream, events: stored, expected }));
    this.underWay.add(appending);
    try {
      const { revision, position } = await appending;
      return { stream, revision, position: this.positionAt(position) };
    } finally {
      this.underWay.delete(appending);
    }
  }

  async *read(
    stream: string,
    { from = 0, signal }: ReadOptions & { from?: number } = {},
  ): AsyncGenerator<readonly RecordedEvent[]> {
    assertOwnStreamName(stream);
    invariant(Number.isSafeInteger(from) && from >= 0, `a revision to read from, not ${from}`);
    for (let next = from; !signal?.aborted;) {
      const page = await unlessEnded(
        readStreamPage(this.connection, stream, BigInt(next), PAGE_EVENTS, signal),
      );
      if (!page || page.length === 0) return;
      yield page.map((event) => this.decode(event));
      if (page.length < PAGE_EVENTS) return;
      next += page.length;
    }
  }

  async *readAll({ after, signal }: ReadOptions & { after?: Position } = {}): AsyncGenerator<
    readonly RecordedEvent[]
  > {
    let place = this.startAfter(after);
    const end = await lastEventOfTheLedger(this.connection);
    while (end !== undefined && place < end && !signal?.aborted) {
      const page = await unlessEnded(this.readAfter(place, signal));
      if (!page) return;
      if (page.events.length > 0) yield page.events;
      if (page.isLast) return;
      place = page.place;
    }
  }

  /**
   * Pages up to the end, then what the feed brings; a page again whenever the feed cannot answer for what
   * came after this reader's place. A batch has caught up when its page was the last one, or when it takes
   * all that has arrived.
   */
  async *subscribeAll({ after, signal }: ReadOptions & { after?: Position } = {}): AsyncGenerator<LogBatch> {
    let place = this.startAfter(after);
    let toldCaughtUp = false;
    let inVain = false;
    const isOver = (): boolean => this.connection.isClosed || (signal?.aborted ?? false);
    this.feed.join();
    try {
      while (!isOver()) {
        const held = inVain ? undefined : this.feed.after(place);
        if (held?.length === 0) {
          inVain = !(await this.feed.news(this.connection.patience.idleMs, signal));
          continue;
        }
        const page = held ? pageOf(held) : await this.readPatiently(place, signal);
        if (!page) return;
        if (inVain && page.events.length > 0) this.feed.distrust();
        inVain = false;
        const hasMoved = page.place > place;
        place = page.place;
        if (page.isLast) this.feed.follow(place);
        if (page.events.length > 0 || (page.isLast && (hasMoved || !toldCaughtUp))) {
          toldCaughtUp = page.isLast;
          const position = place === BEGINNING ? undefined : this.positionAt(place);
          yield { events: page.events, position, caughtUp: page.isLast };
        }
      }
    } finally {
      this.feed.leave();
    }
  }

  async head(): Promise<Position | undefined> {
    const last = await lastEventOfTheLedger(this.connection);
    return last === undefined ? undefined : this.positionAt(last);
  }

  /** Appends under way get the time of one attempt to learn their outcome. */
  close(): Promise<void> {
    this.closing ??= this.end();
    return this.closing;
  }

  private async end(): Promise<void> {
    const giveUp = new AbortController();
    await Promise.race([
      Promise.allSettled(this.underWay),
      pause(this.connection.patience.attemptMs, undefined, { signal: giveUp.signal }).catch(() => undefined),
    ]);
    giveUp.abort();
    this.connection.close();
    await Promise.allSettled(this.underWay);
  }

  /** A subscription outlives the event store's absence: it waits until it can read on, or is ended. */
  private async readPatiently(place: bigint, signal: AbortSignal | undefined): Promise<Page | undefined> {
    for (;;) {
      try {
        return await this.readAfter(place, signal);
      } catch (error) {
        if (error instanceof Ended || this.connection.isClosed) return undefined;
        if (!(error instanceof LogUnavailable && error.reason === 'unreachable')) throw error;
        await this.feed.news(RETRY_MS, signal);
      }
    }
  }

  /** The server reads from a place inclusive, so the event that stands there comes again and is left out. */
  private async readAfter(place: bigint, signal: AbortSignal | undefined): Promise<Page> {
    const from = place === BEGINNING ? 'start' : place;
    const page = await readAllPage(this.connection, from, PAGE_EVENTS + 1, 'forwards', signal);
    const following = page.filter((event) => event.position!.commit > place);
    return {
      events: following.filter((event) => !isOfTheSystem(event)).map((event) => this.decode(event)),
      place: following.at(-1)?.position!.commit ?? place,
      isLast: page.length <= PAGE_EVENTS,
    };
  }

  private decode(event: StoredEvent): RecordedEvent {
    const recorded = fromStored(event, this.ledgerId);
    if (recorded.recordedAt > this.latestInstant) this.latestInstant = recorded.recordedAt;
    return recorded;
  }

  /** Never before an instant that was given or seen here. */
  private nextInstant(): string {
    const now = new Date().toISOString();
    if (now > this.latestInstant) this.latestInstant = now;
    return this.latestInstant;
  }

  private startAfter(after: Position | undefined): bigint {
    if (!after) return BEGINNING;
    if (after.ledgerId !== this.ledgerId) throw new PositionOfAnotherLedger(after.ledgerId, this.ledgerId);
    return after.value;
  }

  private positionAt(value: bigint): Position {
    return { ledgerId: this.ledgerId, value };
  }
}

function pageOf(held: readonly RecordedEvent[]): Page {
  const events = held.slice(0, PAGE_EVENTS);
  return { events, place: events.at(-1)!.position.value, isLast: events.length === held.length };
}

function assertOwnStreamName(stream: string): void {
  assertStreamName(stream);
  if (stream === LEDGER_STREAM) throw new InvalidStreamName(stream);
}

async function unlessEnded<Result>(reading: Promise<Result>): Promise<Result | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Ended) return undefined;
    throw error;
  }
}
