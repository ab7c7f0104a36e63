import { realpathSync } from 'node:fs';
import { BroadcastChannel } from 'node:worker_threads';

/** One name for one ledger, in every thread of the process and by whatever path it was opened. */
export const noticeChannel = (file: string, ledgerId: string): string =>
  `tramo-log ${ledgerId} ${realpathSync(file)}`;

/** Waking every thread for every commit would cost more than the commits. */
const ANNOUNCE_EVERY_MS = 5;

/** Says that there is more to read: at once, and then, while commits follow each other, now and again. */
export class CommitAnnouncer {
  private readonly channel: BroadcastChannel;
  private resting: NodeJS.Timeout | undefined;
  private due = false;

  constructor(file: string, ledgerId: string) {
    this.channel = new BroadcastChannel(noticeChannel(file, ledgerId));
  }

  announce(): void {
    if (this.resting) {
      this.due = true;
      return;
    }
    this.due = false;
    this.channel.postMessage(null);
    this.resting = setTimeout(() => {
      this.resting = undefined;
      if (this.due) this.announce();
    }, ANNOUNCE_EVERY_MS);
  }

  /** What is still due is said now. */
  close(): void {
    clearTimeout(this.resting);
    if (this.due) this.channel.postMessage(null);
    this.channel.close();
  }
}

/** Notices reach the threads of one process; for a writer in another the file is looked at so often. */
const LOOK_AGAIN_MS = 500;

/**
 * Tells those who wait that there may be more to read. A notice can come for nothing, but none is missed:
 * whoever notes `count`, reads, and then waits for a change of it, cannot sleep through a commit.
 */
export class CommitNotices {
  private readonly channel: BroadcastChannel;
  private readonly waiting = new Set<() => void>();
  private lookAgain: NodeJS.Timeout | undefined;
  private closed = false;
  count = 0;

  constructor(file: string, ledgerId: string) {
    this.channel = new BroadcastChannel(noticeChannel(file, ledgerId));
    this.channel.onmessage = () => this.wake();
    this.channel.unref();
  }

  /** Resolves at the next notice after `seen`, when the signal aborts, and when this is closed. */
  async changed(seen: number, signal: AbortSignal | undefined): Promise<void> {
    if (this.count !== seen || this.closed || signal?.aborted) return;
    this.lookAgain ??= setInterval(() => this.wake(), LOOK_AGAIN_MS);
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        signal?.removeEventListener('abort', wake);
        this.waiting.delete(wake);
        resolve();
      };
      this.waiting.add(wake);
      signal?.addEventListener('abort', wake);
    });
    if (this.waiting.size === 0) this.rest();
  }

  close(): void {
    this.closed = true;
    this.channel.close();
    this.rest();
    this.wake();
  }

  private wake(): void {
    this.count += 1;
    for (const wake of [...this.waiting]) wake();
  }

  private rest(): void {
    clearInterval(this.lookAgain);
    this.lookAgain = undefined;
  }
}
