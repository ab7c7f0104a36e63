import { sql } from 'kysely';
import type { QueryExecutorProvider } from 'kysely';

/** What readers see of a projection. Rows are only ever seen to change together with this. */
export interface ServedProjection {
  /** The run over the log whose tables they are; another one after every rebuild. */
  readonly generation: number;
  readonly eventsApplied: number;
  /** Which event was the last one; views that were thrown away may come back with the same numbers. */
  readonly lastEvent: string | null;
}

/** Undefined where there is nothing to see yet: no projector has ever begun on these views. */
export async function servedProjection(
  db: QueryExecutorProvider,
  name: string,
): Promise<ServedProjection | undefined> {
  try {
    const { rows } = await sql<{ generation: bigint; events: bigint; last: string | null }>`
      SELECT generation, events_applied AS events, last_event AS last
      FROM projector_generation WHERE name = ${name} AND state = 'serving'`.execute(db);
    const [row] = rows;
    return (
      row && { generation: Number(row.generation), eventsApplied: Number(row.events), lastEvent: row.last }
    );
  } catch (error) {
    if (isMissingTable(error)) return undefined;
    throw error;
  }
}

const isMissingTable = (error: unknown): boolean => {
  const { code, message } = error as { code?: unknown; message?: string };
  return code === '42P01' || (code === 'SQLITE_ERROR' && (message ?? '').startsWith('no such table'));
};
