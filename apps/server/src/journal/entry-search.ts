import {
  newestFirst,
  oldestFirst,
  type AsOf,
  type Books,
  type CubeFilter,
  type CubePosting,
  type JournalTables,
} from '@tramo/journal';
import type { Kysely } from 'kysely';
import { problems } from '../http/problems';
import type { EntriesQuery } from './entries.dto';
import type { EntryRow } from './entry-details';

/** Entries that were found, and the place up to which was looked. */
export interface Batch {
  readonly found: readonly { readonly entry: EntryRow; readonly cursor: string }[];
  readonly cursor: string;
}

export interface EntrySearch {
  readonly db: Kysely<JournalTables>;
  readonly books: Books;
  readonly programme: string;
  readonly query: EntriesQuery;
  /** What the postings of an entry must be classified under; nothing when any will do. */
  readonly where: readonly CubeFilter[];
}

/** By the books where it matters what an entry touches: they find that without reading every entry. */
export const searchEntries = (search: EntrySearch): AsyncIterable<Batch> =>
  search.where.length > 0 ? byPostings(search) : byOrdinals(search);

const ORDINALS_AT_ONCE = 20_000;

/** One stretch of the ledger after the other, so that no single question to the views takes long. */
async function* byOrdinals(search: EntrySearch): AsyncIterable<Batch> {
  const { db, query } = search;
  const isNewest = query.order === 'newest';
  const from = query.cursor === undefined ? undefined : readOrdinal(query.cursor);
  const last = await db
    .selectFrom('journal_entry')
    .select('ordinal')
    .orderBy('ordinal', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!last) return;
  const end = Number(last.ordinal);
  let next = isNewest ? Math.min(end, (from ?? end + 1) - 1) : (from ?? -1) + 1;
  while (next >= 0 && next <= end) {
    const far = isNewest ? next - ORDINALS_AT_ONCE + 1 : next + ORDINALS_AT_ONCE - 1;
    const entries = await matching(search)
      .where('ordinal', '>=', BigInt(Math.max(0, Math.min(next, far))))
      .where('ordinal', '<=', BigInt(Math.max(next, far)))
      .orderBy('ordinal', isNewest ? 'desc' : 'asc')
      .limit(query.limit + 1)
      .execute();
    yield {
      found: entries.map((entry) => ({ entry, cursor: String(entry.ordinal) })),
      cursor: String(Math.max(0, far)),
    };
    next = isNewest ? far - 1 : far + 1;
  }
}

const ENTRIES_AT_ONCE = 500;

async function* byPostings(search: EntrySearch): AsyncIterable<Batch> {
  const { books, programme, query, where } = search;
  const from = query.cursor === undefined ? undefined : readPlace(query.cursor);
  const walk = query.order === 'newest' ? newestFirst : oldestFirst;
  const postings = walk(books, {
    where: [{ field: 'programme', in: [programme] }, ...where],
    asOf: asOf(query),
    ...(from && { beyond: from.index }),
  });
  // An entry is found where the first of its postings is; the others only move the place.
  let lastOrdinal = from?.ordinal;
  for await (const page of postings) {
    for (let start = 0; start < page.length; start += ENTRIES_AT_ONCE) {
      const some = page.slice(start, start + ENTRIES_AT_ONCE);
      const places = placesOf(some, lastOrdinal);
      const last = some.at(-1)!;
      lastOrdinal = last.ordinal;
      yield { found: await entriesAt(search, places), cursor: `${last.index}-${last.ordinal}` };
    }
  }
}

/** The cursor behind each entry, in the order of the walk. */
function placesOf(postings: readonly CubePosting[], seen: number | undefined): ReadonlyMap<number, string> {
  const places = new Map<number, string>();
  for (const { index, ordinal } of postings) if (ordinal !== seen) places.set(ordinal, `${index}-${ordinal}`);
  return places;
}

async function entriesAt(search: EntrySearch, places: ReadonlyMap<number, string>): Promise<Batch['found']> {
  if (places.size === 0) return [];
  const ordinals = [...places.keys()].map(BigInt);
  const entries = await matching(search).where('ordinal', 'in', ordinals).execute();
  const byOrdinal = new Map(entries.map((entry) => [Number(entry.ordinal), entry]));
  return [...places].flatMap(([ordinal, cursor]) => {
    const entry = byOrdinal.get(ordinal);
    return entry ? [{ entry, cursor }] : [];
  });
}

function matching({ db, programme, query }: EntrySearch) {
  let entries = db.selectFrom('journal_entry').selectAll().where('programme', '=', programme);
  const { type, actor, effectiveFrom, effectiveUpTo, recordedFrom, recordedUpTo } = query;
  if (type !== undefined) entries = entries.where('type', '=', type);
  if (actor !== undefined) entries = entries.where('actor', '=', actor);
  if (effectiveFrom !== undefined) entries = entries.where('effective_on', '>=', effectiveFrom);
  if (effectiveUpTo !== undefined) entries = entries.where('effective_on', '<=', effectiveUpTo);
  if (recordedFrom !== undefined) entries = entries.where('recorded_at', '>=', recordedFrom);
  if (recordedUpTo !== undefined) entries = entries.where('recorded_at', '<=', recordedUpTo);
  return entries;
}

const asOf = ({ recordedUpTo, effectiveFrom, effectiveUpTo }: EntriesQuery): AsOf => ({
  ...(recordedUpTo !== undefined && { recordedUpTo }),
  ...(effectiveFrom !== undefined && { effectiveFrom }),
  ...(effectiveUpTo !== undefined && { effectiveUpTo }),
});

function readOrdinal(cursor: string): number {
  if (!/^\d{1,15}$/.test(cursor)) throw problems.cursorMalformed();
  return Number(cursor);
}

function readPlace(cursor: string): { readonly index: number; readonly ordinal: number } {
  const [, index, ordinal] = /^(\d{1,15})-(\d{1,15})$/.exec(cursor) ?? [];
  if (index === undefined || ordinal === undefined) throw problems.cursorMalformed();
  return { index: Number(index), ordinal: Number(ordinal) };
}
