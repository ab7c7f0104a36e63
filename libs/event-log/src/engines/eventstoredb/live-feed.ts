import { streamNameFilter } from '@eventstore/db-client';
import type { AllStreamSubscription, RecordedEvent as StoredEvent } from '@eventstore/db-client';
import type { RecordedEvent } from '../../port';
import type { Connection } from './connection';
import { isOfTheSystem } from './envelope';

/** What is held for readers that are at the end. Beyond it the server is made to wait. */
const HELD_EVENTS = 512;
const RETRY_MS = 250;
/** The server reports every so many times 32 events that it skipped; readers ask for themselves. */
const CHECKPOINT_INTERVAL = 1_000;

/**
 * The one subscription on the connection, shared by however many readers stand at the end of the log. It
 * only spares them from asking: it holds the latest events after `since`, and whoever stands before that,
 * or has waited in vain, reads a page. So nothing that happens to the subscription can open a gap.
 */
export class LiveFeed {
  private held: RecordedEvent[] = [];
  /** Every event after this place that has arrived is held. */
  private since = 0n;
  private isFollowing = false;
  private subscription: AllStreamSubscription | undefined;
  private openedAtMs = 0;
  private retry: NodeJS.Timeout | undefined;
  private readers = 0;
  private readonly waiting = new Set<(isNews: boolean) => void>();

  constructor(
    private readonly connection: Connection,
    private readonly decode: (event: StoredEvent) => RecordedEvent,
  ) {
    connection.onRenewal(() => this.reopen());
  }

  join(): void {
    this.readers += 1;
  }

  /** With the last reader goes the subscription. */
  leave(): void {
    this.readers -= 1;
    if (this.readers === 0) this.stop();
  }

  /** A reader has reached the end of the log here: what follows is worth holding. */
  follow(place: bigint): void {
    if (this.isFollowing || this.readers === 0) return;
    this.isFollowing = true;
    this.held = [];
    this.since = place;
    this.open();
  }

  /** A reader waited in vain and then found something: the subscription has had its time to say so. */
  distrust(): void {
    if (performance.now() - this.openedAtMs > this.connection.patience.idleMs) this.reopen();
  }

  /** What has arrived after a place; undefined when that has to be read, since not all of it is held. */
  after(place: bigint): readonly RecordedEvent[] | undefined {
    if (!this.isFollowing || place < this.since) return undefined;
    const events = this.held.filter(({ position }) => position.value > place);
    if (events.length === 0 && this.held.length >= HELD_EVENTS) this.makeRoom();
    return events;
  }

  /** Resolves true when something has arrived, false when it is time to ask. */
  news(limitMs: number, signal: AbortSignal | undefined): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (isNews: boolean): void => {
        clearTimeout(silence);
        this.waiting.delete(settle);
        signal?.removeEventListener('abort', onEnd);
        this.connection.closed.removeEventListener('abort', onEnd);
        resolve(isNews);
      };
      const onEnd = (): void => settle(true);
      const silence = setTimeout(() => settle(false), limitMs);
      this.waiting.add(settle);
      signal?.addEventListener('abort', onEnd);
      this.connection.closed.addEventListener('abort', onEnd);
      if (signal?.aborted || this.connection.isClosed) onEnd();
    });
  }

  private reopen(): void {
    if (!this.subscription) return;
    this.drop();
    this.open();
  }

  private open(): void {
    if (this.connection.isClosed || this.readers === 0) return;
    const place = this.held.at(-1)?.position.value ?? this.since;
    const subscription = this.connection.client.subscribeToAll({
      ...this.connection.options,
      fromPosition: { commit: place, prepare: place },
      filter: streamNameFilter({ regex: '^[^$]', checkpointInterval: CHECKPOINT_INTERVAL }),
    });
    const onLost = (): void => {
      if (subscription === this.subscription) this.lose();
    };
    subscription.on('data', ({ event }) => {
      if (event && subscription === this.subscription) this.receive(event);
    });
    subscription.on('error', onLost).on('end', onLost).on('close', onLost);
    this.subscription = subscription;
    this.openedAtMs = performance.now();
  }

  private receive(event: StoredEvent): void {
    if (isOfTheSystem(event)) return;
    try {
      this.held.push(this.decode(event));
    } catch {
      // The reader that comes upon it in a page is the one to be told what is wrong with it.
      return this.lose();
    }
    if (this.held.length >= HELD_EVENTS) this.subscription?.pause();
    this.wake(true);
  }

  /** Everything held has been taken by the quickest reader; the slower ones read pages. */
  private makeRoom(): void {
    this.since = this.held.at(-1)!.position.value;
    this.held = [];
    this.subscription?.resume();
  }

  private lose(): void {
    this.drop();
    this.retry = setTimeout(() => {
      this.retry = undefined;
      this.open();
    }, RETRY_MS);
    this.wake(false);
  }

  private drop(): void {
    const { subscription } = this;
    this.subscription = undefined;
    // It flows on and is not listened to: a call that nobody reads would never end.
    subscription?.unsubscribe().catch(() => undefined);
    subscription?.resume();
  }

  private stop(): void {
    clearTimeout(this.retry);
    this.retry = undefined;
    this.drop();
    this.isFollowing = false;
    this.held = [];
  }

  private wake(isNews: boolean): void {
    for (const settle of [...this.waiting]) settle(isNews);
  }
}
