import { servedProjection, type ServedProjection } from '@tramo/event-log';
import { invariant } from '@tramo/kernel';
import type { SqlStore } from '@tramo/stores';
import { sql, type QueryExecutorProvider } from 'kysely';
import type { CubeCell } from './query';

const CELLS_AT_ONCE = 500;

/** Columns of entries, and of all their postings in the order of entries and lines. */
interface EntryChunk {
  readonly ordinals: readonly number[];
  readonly recordedAt: readonly string[];
  readonly lastEventId: string;
  /** Counted from 0 in each entry. */
  readonly lines: readonly number[];
  /** The cells by their numbers in the cube. */
  readonly cells: Uint32Array;
  readonly days: readonly number[];
  readonly hi: readonly number[];
  readonly lo: readonly number[];
}

/** By their names in the views, in the order of the numbers they are promised. */
type NewCells = ReadonlyMap<string, CubeCell>;

export interface NewChunk extends EntryChunk {
  readonly newCells: NewCells;
}

export interface NumberedCells {
  readonly cells: Uint32Array;
  readonly unknown: readonly string[];
}

export interface Reader {
  readonly entriesMost: number;
  /** The numbers of these cells, and who is to get the next ones because nobody has heard of it. */
  readonly numbered: (names: readonly string[]) => NumberedCells;
}

export interface Reading {
  readonly served: ServedProjection;
  /** Undefined where the entry last held is not there any more, or is another one. */
  readonly chunk: NewChunk | 'nothing-more' | undefined;
}

/** The last entry somebody holds. */
export interface HeldEntry {
  readonly ordinal: number;
  readonly eventId: string;
}

export const JOURNAL = 'journal';

/** What follows an entry, all of one generation; undefined when another took its place meanwhile, or there is none. */
export function readOn(
  { db }: SqlStore<unknown>,
  held: HeldEntry | undefined,
  reader: Reader,
): Promise<Reading | undefined> {
  return db
    .transaction()
    .setAccessMode('read only')
    .execute(async (reading) => {
      const served = await servedProjection(reading, JOURNAL);
      if (!served) return undefined;
      const chunk = await chunkAfter(reading, held, reader);
      // Having read the tables keeps them from changing hands until the end: if they did before, it shows here.
      const still = await servedProjection(reading, JOURNAL);
      return still?.generation === served.generation ? { served, chunk } : undefined;
    });
}

async function chunkAfter(
  db: QueryExecutorProvider,
  held: HeldEntry | undefined,
  { entriesMost, numbered }: Reader,
): Promise<Reading['chunk']> {
  if (held && (await eventIdOf(db, held.ordinal)) !== held.eventId) return undefined;
  const entries = await entriesAfter(db, held?.ordinal ?? -1, entriesMost);
  const last = entries.ordinals.at(-1);
  if (last === undefined) return 'nothing-more';
  const postings = await postingsBetween(db, entries.ordinals[0]!, last);
  const lastEventId = await eventIdOf(db, last);
  invariant(lastEventId !== undefined, `entry ${last} is where it was read`);
  const { names, ...columns } = postings;
  const { cells, unknown } = numbered(names);
  const newCells = await cellsOf(db, unknown);
  return { ...entries, ...columns, cells, newCells, lastEventId };
}

async function eventIdOf(db: QueryExecutorProvider, ordinal: number): Promise<string | undefined> {
  const { rows } = await sql<{ event_id: string }>`
    SELECT event_id FROM journal_entry WHERE ordinal = ${ordinal}`.execute(db);
  return rows[0]?.event_id;
}

/**
 * Columns arrive as one text each: a row at a time, taking rows out of the database would cost ten times what is done with
 * them. Halves of amounts are split where integers have 64 bits.
 */
async function entriesAfter(db: QueryExecutorProvider, after: number, most: number) {
  const { rows } = await sql<Aggregated<'ordinals' | 'instants'>>`
    SELECT string_agg(CAST(ordinal AS text), ',') AS ordinals, string_agg(recorded_at, ',') AS instants
    FROM (SELECT ordinal, recorded_at FROM journal_entry WHERE ordinal > ${after}
          ORDER BY ordinal LIMIT ${most}) AS entry`.execute(db);
  const [{ ordinals, instants }] = rows as [Aggregated<'ordinals' | 'instants'>];
  return { ordinals: numbers(ordinals), recordedAt: texts(instants) };
}

type PostingColumn = 'lines' | 'cells' | 'days' | 'hi' | 'lo';

async function postingsBetween(db: QueryExecutorProvider, first: number, last: number) {
  const { rows } = await sql<Aggregated<PostingColumn>>`
    SELECT string_agg(CAST(line AS text), ',') AS lines,
           string_agg(CAST(cell AS text), ',') AS cells,
           string_agg(CAST(effective_day AS text), ',') AS days,
           string_agg(CAST(minor >> 32 AS text), ',') AS hi,
           string_agg(CAST(minor & 4294967295 AS text), ',') AS lo
    FROM (SELECT line, cell, effective_day, minor FROM journal_posting
          WHERE ordinal BETWEEN ${first} AND ${last} ORDER BY ordinal, line) AS posting`.execute(db);
  const [{ lines, cells, days, hi, lo }] = rows as [Aggregated<PostingColumn>];
  return {
    lines: numbers(lines),
    names: texts(cells),
    days: numbers(days),
    hi: numbers(hi),
    lo: numbers(lo),
  };
}

/** Null where there are no rows. */
type Aggregated<Column extends string> = Readonly<Record<Column, string | null>>;

const texts = (list: string | null): readonly string[] => list?.split(',') ?? [];
const numbers = (list: string | null): readonly number[] => JSON.parse(`[${list ?? ''}]`) as number[];

type CellRow = Omit<CubeCell, 'budgetYear' | 'budgetCode'> & {
  readonly id: bigint;
  readonly budget_year: string | null;
  readonly budget_code: string | null;
};

async function cellsOf(db: QueryExecutorProvider, ids: readonly string[]): Promise<NewCells> {
  const found = new Map<string, CubeCell>();
  for (let from = 0; from < ids.length; from += CELLS_AT_ONCE) {
    const some = ids.slice(from, from + CELLS_AT_ONCE).map((id) => BigInt(id));
    const { rows } = await sql<CellRow>`
      SELECT id, account, currency, basis, entity, programme, budget_year, financing, source, category, component,
             budget_code, scope, region, agreement, party
      FROM journal_cell WHERE id IN (${sql.join(some)})`.execute(db);
    for (const { id, budget_year: budgetYear, budget_code: budgetCode, ...same } of rows) {
      found.set(String(id), { ...same, budgetYear, budgetCode });
    }
  }
  invariant(found.size === ids.length, 'every posting is in a cell');
  return new Map(ids.map((id) => [id, found.get(id)!]));
}
