import type { Projection, RecordedEvent, RowChange } from '@tramo/event-log';
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
  *project(event, { ordinal, instant }) {
    const postings = rules.postingsOf(event);
    const [first] = postings;
    if (!first) return;
    yield entryOf(event, ordinal, instant, first.dimensions.programme);
    const { effectiveOn } = event.metadata;
    const effectiveDay = toEpochDay(effectiveOn);
    let line = 0;
    for (const posting of postings) {
      for (const [basis, currency, minor] of facesOf(posting)) {
        yield* lineOf({ posting, basis, currency, minor, ordinal, line: line++, effectiveDay });
      }
    }
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

function* facesOf({ amount, book }: Posting): Iterable<readonly [Basis, string, bigint]> {
  yield [book ? 'own' : 'both', amount.currency.code, amount.amountMinor];
  if (book) yield ['book', book.currency.code, book.amountMinor];
}

interface Line {
  readonly posting: Posting;
  readonly basis: Basis;
  readonly currency: string;
  readonly minor: bigint;
  readonly ordinal: number;
  readonly line: number;
  readonly effectiveDay: number;
}

function* lineOf({
  posting,
  basis,
  currency,
  minor,
  ordinal,
  line,
  effectiveDay,
}: Line): Iterable<RowChange> {
  const { account, dimensions } = posting;
  const cell = cellId([account, currency, basis, ...DIMENSIONS.map((dimension) => dimensions[dimension])]);
  yield {
    table: 'journal_posting',
    key: { ordinal, line },
    set: { cell, effective_day: effectiveDay, minor },
  };
  yield {
    table: 'journal_cell',
    key: { id: cell },
    set: { account, currency, basis, ...columnsOf(dimensions) },
    add: { minor, postings: 1n },
  };
}

const columnsOf = ({ budgetYear, budgetCode, ...same }: Dimensions) => ({
  ...same,
  budget_year: budgetYear,
  budget_code: budgetCode,
});

/** 63 bits of a hash: at a million cells the chance that any two meet is under one in ten million. */
function cellId(parts: readonly (string | null)[]): bigint {
  const name = JSON.stringify(parts);
  const known = cellIds.get(name);
  if (known !== undefined) return known;
  if (cellIds.size >= CELL_IDS_MAX) cellIds.clear();
  const id = BigInt(`0x${sha256Hex(name).slice(0, 16)}`) >> 1n;
  cellIds.set(name, id);
  return id;
}

/** Hashing takes longer than looking up, and the same few thousand cells come again and again. */
const cellIds = new Map<string, bigint>();
const CELL_IDS_MAX = 100_000;
