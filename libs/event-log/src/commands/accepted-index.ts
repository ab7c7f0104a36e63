import { comparePositions } from '../port';
import type { Position } from '../port';
import type { CommandStore } from './command-store';

/** Where in the ledger a key has been accepted. */
export interface AcceptedElsewhere {
  readonly stream: string;
  readonly command: string;
  readonly bodyHash: string;
}

type Waiting = Readonly<{
  key: string;
  resolve(found: AcceptedElsewhere | undefined): void;
  reject(error: unknown): void;
}>;

/** Bounds how long one lookup holds the thread. */
const LOOKUP_MAX = 500;

/**
 * Which stream a key was accepted on: the table that the follower fills, and in front of it what this process
 * accepted since. Lookups that are asked for in one tick are answered by one query.
 */
export class AcceptedIndex {
  private readonly recent = new Map<string, AcceptedElsewhere>();
  private writtenTo: Position | undefined;
  private waiting: Waiting[] = [];

  constructor(private readonly tables: CommandStore) {}

  /** Held in memory until the follower has written them down. */
  get unwritten(): number {
    return this.recent.size;
  }

  add(key: string, accepted: AcceptedElsewhere, position: Position): void {
    // The follower may have been quicker.
    if (this.writtenTo && comparePositions(position, this.writtenTo) <= 0) return;
    this.recent.set(key, accepted);
  }

  written(keys: Iterable<string>, to: Position): void {
    this.writtenTo = to;
    for (const key of keys) this.recent.delete(key);
  }

  find(key: string): Promise<AcceptedElsewhere | undefined> {
    const recent = this.recent.get(key);
    if (recent) return Promise.resolve(recent);
    return new Promise((resolve, reject) => {
      this.waiting.push({ key, resolve, reject });
      if (this.waiting.length === 1) setImmediate(() => void this.lookUp());
    });
  }

  private async lookUp(): Promise<void> {
    const asked = this.waiting.splice(0, LOOKUP_MAX);
    if (this.waiting.length > 0) setImmediate(() => void this.lookUp());
    try {
      const rows = await this.tables.findAccepted(asked.map(({ key }) => key));
      const found = new Map(rows.map((row) => [row.idempotency_key, row]));
      for (const { key, resolve } of asked) {
        const row = found.get(key);
        resolve(row && { stream: row.stream, command: row.command, bodyHash: row.body_hash });
      }
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  }
}
