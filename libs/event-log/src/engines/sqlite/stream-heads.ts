import type { SqliteDatabase } from '@tramo/stores';

export interface StreamHead {
  readonly id: number;
  revision: number;
}

/** Enough for the streams of a busy day; what falls out is read again. */
const HEADS_MAX = 100_000;

/** The number and last revision of each stream in use, so that an append need not look for them. */
export class StreamHeads {
  private readonly heads = new Map<string, StreamHead>();
  private readonly findId;
  private readonly findRevision;
  private readonly insert;

  constructor(database: SqliteDatabase) {
    this.findId = database
      .prepare<[string], number>('SELECT id FROM stream WHERE name = ?')
      .safeIntegers(false)
      .pluck();
    this.findRevision = database
      .prepare<[number], number | null>('SELECT max(revision) FROM event WHERE stream = ?')
      .safeIntegers(false)
      .pluck();
    this.insert = database.prepare<[string]>('INSERT INTO stream (name) VALUES (?)').safeIntegers(false);
  }

  of(stream: string): StreamHead | undefined {
    const known = this.heads.get(stream);
    if (known) return known;
    const id = this.findId.get(stream);
    if (id === undefined) return undefined;
    return this.remember(stream, { id, revision: this.findRevision.get(id) ?? -1 });
  }

  open(stream: string): StreamHead {
    const { lastInsertRowid } = this.insert.run(stream);
    return this.remember(stream, { id: Number(lastInsertRowid), revision: -1 });
  }

  /** After a group that was not committed nothing that was remembered is sure. */
  forget(): void {
    this.heads.clear();
  }

  private remember(stream: string, head: StreamHead): StreamHead {
    // Emptied whole: keeping an order of use would cost more than reading the heads again now and then.
    if (this.heads.size >= HEADS_MAX) this.heads.clear();
    this.heads.set(stream, head);
    return head;
  }
}
