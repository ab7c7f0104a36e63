import type { SqlStore } from '@tramo/stores';
import type { EvidencePostingAnswer } from './execution.dto';

export interface EntryTables {
  journal_entry: {
    ordinal: bigint;
    stream: string;
    revision: bigint;
    type: string;
    actor: string;
    recorded_at: string;
  };
}

type EntryAnswer = Pick<
  EvidencePostingAnswer,
  'recordedAt' | 'type' | 'actor' | 'stream' | 'revision' | 'event'
>;

/** What the journal says of the events behind postings. */
export class EvidenceEntries {
  constructor(private readonly views: SqlStore<EntryTables>) {}

  async of(ordinals: readonly number[]): Promise<ReadonlyMap<number, EntryAnswer>> {
    if (ordinals.length === 0) return new Map();
    const rows = await this.views.db
      .selectFrom('journal_entry')
      .select(['ordinal', 'stream', 'revision', 'type', 'actor', 'recorded_at'])
      .where('ordinal', 'in', [...new Set(ordinals)].map(BigInt))
      .execute();
    return new Map(
      rows.map(({ ordinal, recorded_at: recordedAt, revision, stream, type, actor }) => [
        Number(ordinal),
        {
          recordedAt,
          type,
          actor,
          stream,
          revision: Number(revision),
          event: `/api/v1/streams/${encodeURIComponent(stream)}/events?from=${revision}&limit=1`,
        },
      ]),
    );
  }
}
