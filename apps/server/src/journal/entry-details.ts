import { accountOf, type JournalTables } from '@tramo/journal';
import { invariant, isCurrencyCode, Money } from '@tramo/kernel';
import type { Kysely, Selectable } from 'kysely';
import type { DimensionsAnswer, EntryAnswer, EntryPostingAnswer } from './entries.dto';
import { eventLink } from './event-link';

export type EntryRow = Selectable<JournalTables['journal_entry']>;
type CellRow = Selectable<JournalTables['journal_cell']>;

interface PostingRow extends Omit<CellRow, 'id' | 'postings'> {
  readonly ordinal: bigint;
}

/** Entries with their postings, in the order in which they are given. */
export async function withPostings(
  db: Kysely<JournalTables>,
  entries: readonly EntryRow[],
): Promise<EntryAnswer[]> {
  const postings = await postingsOf(
    db,
    entries.map(({ ordinal }) => ordinal),
  );
  return entries.map((entry) => ({
    ordinal: Number(entry.ordinal),
    event: {
      id: entry.event_id,
      stream: entry.stream,
      revision: Number(entry.revision),
      type: entry.type,
      actor: entry.actor,
      command: entry.command,
      recordedAt: entry.recorded_at,
      effectiveOn: entry.effective_on,
      correctsOn: entry.corrects_on,
      mode: entry.mode,
      link: eventLink(entry.stream, entry.revision),
    },
    postings: joinFaces(postings.get(entry.ordinal) ?? []),
  }));
}

async function postingsOf(
  db: Kysely<JournalTables>,
  ordinals: readonly bigint[],
): Promise<ReadonlyMap<bigint, readonly PostingRow[]>> {
  if (ordinals.length === 0) return new Map();
  const rows = await db
    .selectFrom('journal_posting as posting')
    .innerJoin('journal_cell as cell', 'cell.id', 'posting.cell')
    .select([
      'posting.ordinal',
      'posting.minor',
      'cell.account',
      'cell.currency',
      'cell.basis',
      'cell.entity',
    ])
    .select(['cell.programme', 'cell.budget_year', 'cell.financing', 'cell.source', 'cell.category'])
    .select([
      'cell.component',
      'cell.budget_code',
      'cell.scope',
      'cell.region',
      'cell.agreement',
      'cell.party',
    ])
    .where('posting.ordinal', 'in', ordinals)
    .orderBy('posting.ordinal')
    .orderBy('posting.line')
    .execute();
  const byEntry = new Map<bigint, PostingRow[]>();
  for (const row of rows) {
    const known = byEntry.get(row.ordinal);
    if (known) known.push(row);
    else byEntry.set(row.ordinal, [row]);
  }
  return byEntry;
}

/** The two faces of an amount follow each other: its own, and what it is in the book currency. */
function joinFaces(rows: readonly PostingRow[]): EntryPostingAnswer[] {
  return rows.flatMap((row, index) => {
    if (row.basis === 'book') return [];
    const following = rows[index + 1];
    return [postingAnswer(row, row.basis === 'own' && following?.basis === 'book' ? following : undefined)];
  });
}

function postingAnswer(row: PostingRow, book: PostingRow | undefined): EntryPostingAnswer {
  const { name, nameEs } = accountOf(row.account);
  const isCredit = row.minor < 0n;
  const amount = amountOf(row);
  return {
    account: row.account,
    accountName: name,
    accountNameEs: nameEs,
    debit: isCredit ? null : amount,
    credit: isCredit ? amount : null,
    book: book ? amountOf(book) : null,
    dimensions: dimensionsAnswer(row),
  };
}

function amountOf({ minor, currency }: PostingRow) {
  invariant(isCurrencyCode(currency), `${currency} is a currency of the books`);
  return { amount: Money.ofMinor(minor, currency).abs().amount, currency };
}

const dimensionsAnswer = (row: PostingRow): DimensionsAnswer => ({
  entity: row.entity,
  programme: row.programme,
  budgetYear: row.budget_year,
  financing: row.financing,
  source: row.source,
  category: row.category,
  component: row.component,
  budgetCode: row.budget_code,
  scope: row.scope,
  region: row.region,
  agreement: row.agreement,
  party: row.party,
});
