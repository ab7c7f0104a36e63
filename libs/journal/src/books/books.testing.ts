import type { RecordedEvent, Row, RowChange } from '@tramo/event-log';
import type { LocalDate } from '@tramo/kernel';
import { Cube } from '../cube/cube';
import type { CubeCell } from '../cube/query';
import { journalProjection } from '../journal.view';
import type { PostingRules } from '../posting-rules';
import type { Books } from './reading';

/** An event of which only what the books need is particular. */
export const recorded = (
  ordinal: number,
  {
    type,
    data,
    effectiveOn,
  }: { readonly type: string; readonly data: object; readonly effectiveOn: LocalDate },
): RecordedEvent => ({
  id: `event-${ordinal}`,
  type,
  schemaVersion: 1,
  stream: 'test',
  revision: ordinal,
  position: { ledgerId: 'ledger', value: BigInt(ordinal) },
  recordedAt: instantAt(ordinal),
  data: data as RecordedEvent['data'],
  metadata: {
    actor: 'ana',
    roles: [],
    command: 'Test',
    commandId: `command-${ordinal}`,
    idempotencyKey: `key-${ordinal}`,
    bodyHash: 'hash',
    correlationId: 'correlation',
    causationId: null,
    effectiveOn,
    mode: 'live',
  },
});

/** A minute passes between one event and the next. */
export const instantAt = (ordinal: number): string =>
  new Date(Date.UTC(2022, 0, 1) + ordinal * 60_000).toISOString();

/** The books of these events, by way of the view that the cube is filled from. */
export function booksOf(events: readonly RecordedEvent[], rules: PostingRules): Books {
  const cube = new Cube({ segmentPostings: 16 });
  const numbers = new Map<bigint, number>();
  const projection = journalProjection(rules);
  for (const [ordinal, event] of events.entries()) {
    const changes = [...projection.project(event, { ordinal, instant: event.recordedAt })];
    for (const { key, set } of rowsOf(changes, 'journal_cell')) {
      const id = key['id'] as bigint;
      if (!numbers.has(id)) numbers.set(id, cube.addCell(cellOf(set as CellRow)));
    }
    const postings = rowsOf(changes, 'journal_posting').map(({ set }) => {
      const { cell, effective_day: effectiveDay, minor } = set as PostingRow;
      return { cell: numbers.get(cell)!, effectiveDay, minor };
    });
    if (postings.length > 0) cube.addEntry(ordinal, Date.parse(event.recordedAt), postings);
  }
  return {
    query: async (query) => cube.query(query),
    postings: async (query) => cube.postings(query),
    standing: async () => ({ ordinal: cube.lastOrdinal, postings: cube.postingCount }),
  };
}

interface PostingRow {
  readonly cell: bigint;
  readonly effective_day: number;
  readonly minor: bigint;
}

interface CellRow extends Omit<CubeCell, 'budgetYear' | 'budgetCode'> {
  readonly budget_year: string | null;
  readonly budget_code: string | null;
}

const cellOf = ({ budget_year: budgetYear, budget_code: budgetCode, ...same }: CellRow): CubeCell => ({
  ...same,
  budgetYear,
  budgetCode,
});

const rowsOf = (changes: readonly RowChange[], table: string) =>
  changes
    .filter((change) => change.table === table)
    .map((change) => change as { readonly key: Row; readonly set: unknown });
