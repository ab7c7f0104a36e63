import type { Cells } from './cells';
import type { EntryColumns, PostingColumns } from './columns';
import { joined } from './minor';
import type { CubePosting, CubePostings, CubePostingsQuery } from './query';
import type { Quadrant } from './runs';
import { matching } from './selection';
import { Sums } from './sums';

interface Books {
  readonly cells: Cells;
  readonly entries: EntryColumns;
  readonly columns: PostingColumns;
}

/**
 * The postings behind a figure, found by looking at each. Their total owes nothing to the sums that the figure was made of, so
 * the two can be held against each other.
 */
export function scanPostings(
  books: Books,
  { where, after = -1, limit }: CubePostingsQuery,
  { upTo, fromDay, toDay }: Quadrant,
): CubePostings {
  const { cells, columns } = books;
  const matches = matching(cells, where);
  const found: number[] = [];
  const total = new Sums(1);
  const { cell, day } = columns;
  for (let index = 0; index < upTo; index++) {
    if (matches[cell[index]!] === 0 || day[index]! < fromDay || day[index]! > toDay) continue;
    total.addOne(0, columns.hi[index]!, columns.lo[index]!);
    if (index > after && found.length <= limit) found.push(index);
  }
  const page = found.slice(0, limit);
  return {
    postings: page.map((index) => postingAt(books, index)),
    next: found.length > limit ? page.at(-1)! : null,
    total: joined(total.hi[0]!, total.lo[0]!),
    count: total.count[0]!,
  };
}

function postingAt({ cells, entries, columns }: Books, index: number): CubePosting {
  const entry = entries.entryOf(index);
  return {
    index,
    ordinal: entries.ordinalAt(entry),
    line: index - entries.firstPostingOf(entry),
    effectiveDay: columns.day[index]!,
    minor: joined(columns.hi[index]!, columns.lo[index]!),
    cell: cells.at(columns.cell[index]!),
  };
}
