import type { SqliteDatabase } from '@tramo/stores';
import { LogUnavailable, OutcomeUnknown } from '../../port';
import type { LogError } from '../../port';
import { toRefusal } from './messages';
import type { AppendAnswer, AppendRequest } from './messages';
import { NO_STREAM } from './messages';
import { asWriteError } from './refusals';
import { checksumOf } from './row';
import { StreamHeads } from './stream-heads';

/**
 * Writes groups of appends, each group with one commit and so one wait for the disk. A conflict refuses its
 * append alone, before anything of it is written; a failure of the file refuses the whole group, unwritten.
 */
export class GroupWriter {
  private readonly heads: StreamHeads;
  private readonly insert;
  private readonly begin;
  private readonly commit;
  private readonly rollback;
  private readonly settle;
  private lastPosition: number;
  private lastRecordedAt: string;
  /** A commit failed in a way that leaves it open whether a crash would bring its events back. */
  private unsettled = false;

  constructor(
    private readonly database: SqliteDatabase,
    private readonly file: string,
    private readonly clock: () => number,
  ) {
    this.heads = new StreamHeads(database);
    this.insert = database.prepare(`
      INSERT INTO event (position, stream, revision, id, type, schema_version, data, metadata, recorded_at, checksum)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
    this.begin = database.prepare('BEGIN IMMEDIATE');
    this.commit = database.prepare('COMMIT');
    this.rollback = database.prepare('ROLLBACK');
    this.settle = database.prepare('UPDATE ledger SET settled = settled + 1');
    const last = database
      .prepare<[], [number, string]>('SELECT position, recorded_at FROM event ORDER BY position DESC LIMIT 1')
      .safeIntegers(false)
      .raw()
      .get();
    this.lastPosition = last?.[0] ?? 0;
    this.lastRecordedAt = last?.[1] ?? '';
  }

  /** One answer for each append, in their order; on return whatever was accepted is on the disk. */
  write(group: readonly AppendRequest[]): AppendAnswer[] {
    const { lastPosition, lastRecordedAt } = this;
    let committing = false;
    try {
      if (this.unsettled) this.settleLastCommit();
      this.begin.run();
      const recordedAt = this.stamp();
      const answers = group.map((append) => this.writeAppend(append, recordedAt));
      committing = true;
      this.commit.run();
      return answers;
    } catch (error) {
      this.lastPosition = lastPosition;
      this.lastRecordedAt = lastRecordedAt;
      this.heads.forget();
      const refusal = toRefusal(this.abandon(error, committing));
      return group.map(() => refusal);
    }
  }

  private writeAppend(append: AppendRequest, recordedAt: string): AppendAnswer {
    const head = this.heads.of(append.stream);
    const actual = head?.revision ?? NO_STREAM;
    if (actual !== append.expected) return { kind: 'conflict', actual };
    const stream = head ?? this.heads.open(append.stream);
    for (const { id, type, schemaVersion, data, metadata } of append.events) {
      const position = (this.lastPosition += 1);
      const revision = (stream.revision += 1);
      const rest = [revision, id, type, schemaVersion, data, metadata, recordedAt] as const;
      this.insert.run(position, stream.id, ...rest, checksumOf([position, append.stream, ...rest]));
    }
    return this.lastPosition;
  }

  /** Never earlier than the event before it, whatever happens to the clock. */
  private stamp(): string {
    const now = new Date(this.clock()).toISOString();
    if (now > this.lastRecordedAt) this.lastRecordedAt = now;
    return this.lastRecordedAt;
  }

  private abandon(error: unknown, committing: boolean): LogError {
    const refused = asWriteError(error, this.file);
    try {
      if (this.database.inTransaction) this.rollback.run();
      // A full disk has cut the commit short of its mark. After any other failure, of the wait for the disk
      // for one, a crash could bring the group back; the next commit takes its place in the file.
      const certain = refused instanceof LogUnavailable && refused.reason === 'disk-full';
      if (committing && !certain) this.settleLastCommit();
      return refused;
    } catch (unsettled) {
      this.unsettled = committing || this.unsettled;
      return new OutcomeUnknown(`${refused.message}; whether it is in the ledger is open`, {
        cause: unsettled,
      });
    }
  }

  private settleLastCommit(): void {
    this.settle.run();
    this.unsettled = false;
  }
}
