import type { Projection, RecordedEvent, Row, RowChange } from '@tramo/event-log';
import { sha256Hex, toEpochDay, type LocalDate } from '@tramo/kernel';
import { DIMENSIONS, type Dimensions } from './dimensions';
import type { Posting } from './posting';
import type { PostingRules } from './posting-rules';

/**
 * Which of an amount's two faces a cell holds: `own` in the currency of the transaction, `book` in the programme's;
 * `both` where they are one.
 */
export type Basis = 'own' | 'book' | 'both';

const dimensionColumns = {
  entity: 'text',
  programme: 'text',
  budget_year: { type: 'text', nullable: true },
  financing: { type: 'text', nullable: true },
  source: { type: 'text', nullable: true },
  category: { type: 'text', nullable: true },
  component: { type: 'text', nullable: true },
  budget_code: { type: 'text', nullable: true },
  scope: { type: 'text', nullable: true },
  region: { type: 'text', nullable: true },
  agreement: { type: 'text', nullable: true },
  party: { type: 'text', nullable: true },
} as const;

/**
 * The books: one entry for each event that posts, its postings, and the cells they add up in. A cell is one account, currency and
 * set of dimensions, named by the hash of these, so that its name needs no counter and is the same in every rebuild.
 */
export const journalProjection = (rules: PostingRules): Projection => ({
  name: 'journal',
  version: 1,
  tables: {
    journal_entry: {
      columns: {
        ordinal: 'integer',
        event_id: 'text',
        stream: 'text',
        revision: 'integer',
        type: 'text',
        programme: 'text',
        actor: 'text',
        command: 'text',
        mode: 'text',
        effective_on: 'date',
        recorded_at: 'instant',
        corrects_on: { type: 'date', nullable: true },
      },
      key: ['ordinal'],
      appendOnly: true,
    },
    journal_posting: {
      columns: {
        ordinal: 'integer',
        line: 'integer',
        cell: 'integer',
        effective_day: 'integer',
        minor: 'integer',
      },
      key: ['ordinal', 'line'],
      appendOnly: true,
    },
    journal_cell: {
      columns: {
        id: 'integer',
        account: 'text',
        currency: 'text',
        basis: 'text',
        ...dimensionColumns,
        minor: 'integer',
        postings: 'integer',
      },
      key: ['id'],
    },
  },
  project(event, { ordinal, instant }) {
    const postings = rules.postingsOf(event);
    const [first] = postings;
    if (!first) return [];
    const changes = [entryOf(event, ordinal, instant, first.dimensions.programme)];
    const effectiveDay = toEpochDay(event.metadata.effectiveOn);
    let line = 0;
    for (const posting of postings) {
      for (const { cell, minor } of facesOf(posting)) {
        changes.push({
          table: 'journal_posting',
          key: { ordinal, line },
          set: { cell: cell.key.id, effective_day: effectiveDay, minor },
        });
        changes.push({
          table: 'journal_cell',
          key: cell.key,
          set: cell.set,
          add: { minor: addend(minor), postings: 1 },
        });
        line += 1;
      }
    }
    return changes;
  },
});

const entryOf = (event: RecordedEvent, ordinal: number, instant: string, programme: string): RowChange => {
  const { id, stream, revision, type, metadata } = event;
  const { correctsOn } = event.data as { correctsOn?: LocalDate };
  return {
    table: 'journal_entry',
    key: { ordinal },
    set: {
      event_id: id,
      stream,
      revision,
      type,
      programme,
      actor: metadata.actor,
      command: metadata.command,
      mode: metadata.mode,
      effective_on: metadata.effectiveOn,
      recorded_at: instant,
      corrects_on: correctsOn ?? null,
    },
  };
};

function facesOf({ account, amount, book, dimensions }: Posting): readonly Face[] {
  const { code } = amount.currency;
  const own = { cell: cellOf(account, code, book ? 'own' : 'both', dimensions), minor: amount.amountMinor };
  if (!book) return [own];
  return [own, { cell: cellOf(account, book.currency.code, 'book', dimensions), minor: book.amountMinor }];
}

interface Face {
  readonly cell: Cell;
  readonly minor: bigint;
}

/** A plain number where it is exact: it is added up in a fraction of the time. */
function addend(minor: bigint): bigint | number {
  const plain = Number(minor);
  return Number.isSafeInteger(plain) ? plain : minor;
}

/** What a cell's row says, made once for all its postings. */
interface Cell {
  readonly key: { readonly id: bigint };
  readonly set: Row;
}

/** Making a cell takes far longer than looking it up, and the same few thousand come again and again. */
const cells = new Map<string, Cell>();
const CELLS_MAX = 100_000;

function cellOf(account: string, currency: string, basis: Basis, dimensions: Dimensions): Cell {
  const name = `${account} ${currency} ${basis} ${nameOf(dimensions)}`;
  const known = cells.get(name);
  if (known) return known;
  if (cells.size >= CELLS_MAX) cells.clear();
  const { budgetYear, budgetCode, ...same } = dimensions;
  const set = { account, currency, basis, ...same, budget_year: budgetYear, budget_code: budgetCode };
  const cell = { key: { id: idOf(account, currency, basis, dimensions) }, set };
  cells.set(name, cell);
  return cell;
}

/** Half a character, which no text that can be stored contains. */
const NONE = '\ud800';

function nameOf(dimensions: Dimensions): string {
  if (dimensions === latest.dimensions) return latest.name;
  let name = '';
  for (const dimension of DIMENSIONS) name += `\0${dimensions[dimension] ?? NONE}`;
  latest = { dimensions, name };
  return name;
}

/** Both sides of a movement share their dimensions. */
let latest: { readonly dimensions?: Dimensions; readonly name: string } = { name: '' };

/** 63 bits of a hash: at a million cells the chance that any two meet is under one in ten million. */
function idOf(account: string, currency: string, basis: Basis, dimensions: Dimensions): bigint {
  const parts = [account, currency, basis, ...DIMENSIONS.map((dimension) => dimensions[dimension])];
  return BigInt(`0x${sha256Hex(JSON.stringify(parts)).slice(0, 16)}`) >> 1n;
}
