import { EventEmitter } from 'node:events';
import type { Statement } from 'better-sqlite3';
import { openSqlite } from '@tramo/stores';
import type { SqliteDatabase } from '@tramo/stores';

/** What a client proposes; no stream is -1, as on the server's own inside. */
export type Expected = bigint | 'any' | 'stream-exists';
export const NO_STREAM = -1n;

export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export interface StoredEvent extends ProposedEvent {
  readonly position: bigint;
  readonly stream: string;
  readonly revision: bigint;
  readonly createdTicks: bigint;
}

export type WriteResult =
  | { readonly kind: 'written'; readonly revision: bigint; readonly position: bigint }
  | { readonly kind: 'wrong-version'; readonly current: bigint }
  | { readonly kind: 'stream-deleted' };

/** The revision of the event that closes a stream for ever. */
const TOMBSTONE = (1n << 63n) - 1n;
/** The real server remembers recently written ids in a bounded cache, and forgets them all at a restart. */
const REMEMBERED_IDS = 1_000;
/** Positions are offsets into a log file on the real server: growing, never dense. */
const RECORD_OVERHEAD_BYTES = 117n;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS event (
    position INTEGER PRIMARY KEY, stream TEXT NOT NULL, revision INTEGER NOT NULL, id TEXT NOT NULL,
    type TEXT NOT NULL, content_type TEXT NOT NULL, data BLOB NOT NULL, metadata BLOB NOT NULL,
    created_ticks INTEGER NOT NULL, UNIQUE (stream, revision)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS truncated (stream TEXT PRIMARY KEY, before INTEGER NOT NULL) STRICT;
`;
const COLUMNS = `position, stream, revision, id, type, content_type AS contentType, data, metadata,
  created_ticks AS createdTicks`;

interface PendingWrite {
  readonly write: () => WriteResult;
  readonly resolve: (result: WriteResult) => void;
  readonly reject: (error: Error) => void;
}

/**
 * The node's disk. Writes that arrive together share one fsync, and nobody is answered before it. What is
 * recognised as written before follows the published rules of the server's index writer, and no better.
 */
export class NodeStore extends EventEmitter<{ committed: [] }> {
  private readonly database: SqliteDatabase;
  private readonly statements = new Map<string, Statement>();
  private readonly rememberedIds = new Map<string, { stream: string; revision: bigint }>();
  private pending: PendingWrite[] = [];
  private end: bigint;

  constructor(
    file: string,
    /** False plays a server whose index has not caught up: every retry of a committed write is a conflict. */
    public recognisesRetries = true,
  ) {
    super();
    this.setMaxListeners(0);
    this.database = openSqlite(file, { synchronous: 'FULL' });
    this.database.exec(SCHEMA);
    const last = this.sql('SELECT max(position) AS last FROM event').get() as {
      last: bigint | null;
    };
    this.end = (last.last ?? 0n) + RECORD_OVERHEAD_BYTES;
  }

  append(stream: string, expected: Expected, events: readonly ProposedEvent[]): Promise<WriteResult> {
    return this.enqueue(() => this.decideAndWrite(stream, expected, events));
  }

  /** Hides what is there; the stream can be written again and goes on counting. */
  softDelete(stream: string, expected: Expected): Promise<WriteResult> {
    return this.enqueue(() => {
      const refusal = this.refusalOfDelete(stream, expected);
      if (refusal) return refusal;
      this.truncate(stream, TOMBSTONE);
      return this.write(`$$${stream}`, [systemEvent('$metadata', `{"$tb":${TOMBSTONE}}`)]);
    });
  }

  /** Closes the stream's name for ever. */
  tombstone(stream: string, expected: Expected): Promise<WriteResult> {
    return this.enqueue(() => {
      const refusal = this.refusalOfDelete(stream, expected);
      if (refusal) return refusal;
      return this.write(stream, [systemEvent('$streamDeleted', '')], TOMBSTONE);
    });
  }

  /** Events of a stream in reading order; undefined when it is not there, or no longer. */
  readStream(stream: string, from: bigint, count: number, backwards: boolean): StoredEvent[] | undefined {
    const last = this.lastRevision(stream);
    const first = this.truncatedBefore(stream);
    if (last === NO_STREAM || first > last) return undefined;
    return this.sql(
      `SELECT ${COLUMNS} FROM event WHERE stream = ? AND revision >= ? AND revision ${backwards ? '<=' : '>='} ?
         ORDER BY revision ${backwards ? 'DESC' : 'ASC'} LIMIT ?`,
    ).all(stream, first, from, count) as StoredEvent[];
  }

  isTombstoned(stream: string): boolean {
    return this.lastRevision(stream) === TOMBSTONE;
  }

  /** Everything, forward from a position inclusive, backward from a position exclusive, as the server does. */
  readAll(from: bigint, count: number, backwards: boolean): StoredEvent[] {
    return this.sql(
      `SELECT ${COLUMNS} FROM event WHERE position ${backwards ? '<' : '>='} ?
         ORDER BY position ${backwards ? 'DESC' : 'ASC'} LIMIT ?`,
    ).all(from, count) as StoredEvent[];
  }

  lastRevision(stream: string): bigint {
    const row = this.sql('SELECT max(revision) AS last FROM event WHERE stream = ?').get(stream) as {
      last: bigint | null;
    };
    return row.last ?? NO_STREAM;
  }

  close(): void {
    this.flush();
    this.database.close();
  }

  private sql(text: string): Statement {
    const known = this.statements.get(text);
    if (known) return known;
    const statement = this.database.prepare(text);
    this.statements.set(text, statement);
    return statement;
  }

  private enqueue(write: () => WriteResult): Promise<WriteResult> {
    return new Promise((resolve, reject) => {
      if (this.pending.length === 0) setImmediate(() => this.flush());
      this.pending.push({ write, resolve, reject });
    });
  }

  private flush(): void {
    const batch = this.pending;
    this.pending = [];
    if (batch.length === 0 || !this.database.open) return;
    try {
      const results = this.database.transaction(() => batch.map(({ write }) => write()))();
      batch.forEach(({ resolve }, index) => resolve(results[index]!));
      this.emit('committed');
    } catch (error) {
      this.rememberedIds.clear();
      for (const { reject } of batch) reject(error as Error);
    }
  }

  private decideAndWrite(stream: string, expected: Expected, events: readonly ProposedEvent[]): WriteResult {
    const current = this.lastRevision(stream);
    if (current === TOMBSTONE) return { kind: 'stream-deleted' };
    if (expected === 'stream-exists') {
      if (this.truncatedBefore(stream) === TOMBSTONE) return { kind: 'stream-deleted' };
      const known = current !== NO_STREAM || this.lastRevision(`$$${stream}`) !== NO_STREAM;
      if (!known) return { kind: 'wrong-version', current };
    }
    const earlier =
      expected === 'any' || expected === 'stream-exists'
        ? this.recognisedByCache(stream, events)
        : this.recognisedByPlace(stream, expected, current, events);
    if (earlier) return earlier;
    if (this.truncatedBefore(stream) === TOMBSTONE) this.undelete(stream, current + 1n);
    return this.write(stream, events);
  }

  /** With *any* only the cache is asked: all ids in it, the same answer; some, a conflict; none, written. */
  private recognisedByCache(stream: string, events: readonly ProposedEvent[]): WriteResult | undefined {
    let last: bigint | undefined;
    for (const [index, event] of events.entries()) {
      const earlier = this.rememberedIds.get(event.id);
      if (earlier?.stream !== stream) {
        return index === 0 ? undefined : { kind: 'wrong-version', current: this.lastRevision(stream) };
      }
      last = earlier.revision;
    }
    return last === undefined ? undefined : this.writtenAt(stream, last);
  }

  /** With a revision, the ids must sit exactly where they would have been written. */
  private recognisedByPlace(
    stream: string,
    expected: bigint,
    current: bigint,
    events: readonly ProposedEvent[],
  ): WriteResult | undefined {
    if (expected === current) return undefined;
    if (expected > current || events.length === 0) return { kind: 'wrong-version', current };
    for (const [index, event] of events.entries()) {
      if (this.recognisesRetries && this.eventIdAt(stream, expected + BigInt(index) + 1n) === event.id)
        continue;
      const reopens = index === 0 && expected === NO_STREAM && this.truncatedBefore(stream) === TOMBSTONE;
      return reopens ? undefined : { kind: 'wrong-version', current };
    }
    return this.writtenAt(stream, expected + BigInt(events.length));
  }

  private refusalOfDelete(stream: string, expected: Expected): WriteResult | undefined {
    const current = this.lastRevision(stream);
    if (current === TOMBSTONE) return { kind: 'stream-deleted' };
    const wrong =
      expected === 'stream-exists' ? current === NO_STREAM : expected !== 'any' && expected !== current;
    return wrong ? { kind: 'wrong-version', current } : undefined;
  }

  private write(stream: string, events: readonly ProposedEvent[], at?: bigint): WriteResult {
    const insert = this.sql(
      `INSERT INTO event VALUES (@position, @stream, @revision, @id, @type, @contentType, @data, @metadata, @ticks)`,
    );
    let revision = at ?? this.lastRevision(stream) + 1n;
    let position = this.end;
    for (const event of events) {
      position = this.end;
      insert.run({ ...event, position, stream, revision, ticks: BigInt(Date.now()) * 10_000n });
      this.end += RECORD_OVERHEAD_BYTES + BigInt(event.data.length + event.metadata.length + stream.length);
      this.remember(event.id, stream, revision);
      revision += 1n;
    }
    return { kind: 'written', revision: revision - 1n, position };
  }

  private remember(id: string, stream: string, revision: bigint): void {
    this.rememberedIds.set(id, { stream, revision });
    if (this.rememberedIds.size <= REMEMBERED_IDS) return;
    for (const oldest of this.rememberedIds.keys()) {
      this.rememberedIds.delete(oldest);
      return;
    }
  }

  private undelete(stream: string, before: bigint): void {
    this.truncate(stream, before);
    this.write(`$$${stream}`, [systemEvent('$metadata', `{"$tb":${before}}`)]);
  }

  private truncate(stream: string, before: bigint): void {
    this.sql('INSERT OR REPLACE INTO truncated VALUES (?, ?)').run(stream, before);
  }

  private truncatedBefore(stream: string): bigint {
    const row = this.sql('SELECT before FROM truncated WHERE stream = ?').get(stream) as
      { before: bigint } | undefined;
    return row?.before ?? 0n;
  }

  private eventIdAt(stream: string, revision: bigint): string | undefined {
    const row = this.sql('SELECT id FROM event WHERE stream = ? AND revision = ?').get(stream, revision) as
      { id: string } | undefined;
    return row?.id;
  }

  private writtenAt(stream: string, revision: bigint): WriteResult {
    const row = this.sql('SELECT position FROM event WHERE stream = ? AND revision = ?').get(
      stream,
      revision,
    ) as { position: bigint };
    return { kind: 'written', revision, position: row.position };
  }
}

export function systemEvent(type: string, json: string): ProposedEvent {
  return {
    id: crypto.randomUUID(),
    type,
    contentType: 'application/json',
    data: Buffer.from(json),
    metadata: Buffer.alloc(0),
  };
}
