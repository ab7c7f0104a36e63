import { invariant, toEpochDay } from '@tramo/kernel';
import { Cells } from './cells';
import { EntryColumns, PostingColumns } from './columns';
import { hiOf, loOf } from './minor';
import { scanPostings } from './evidence';
import type { AsOf, CubeCell, CubePostings, CubePostingsQuery, CubeQuery, CubeRow } from './query';
import { report } from './report';
import { Runs, type Quadrant } from './runs';
import { Sums } from './sums';

/** An event's postings as they arrive: the cell's number, the amount in the halves of `minor.ts`. */
export interface ArrivingPosting {
  readonly cell: number;
  readonly effectiveDay: number;
  readonly minor: bigint;
}

/**
 * The books in memory: every posting in narrow columns, with sums kept so that any grouping of the cells, as of any instant
 * on both axes, is a matter of milliseconds. Pure: it is given entries in the order of their ordinals, and asked.
 */
export class Cube {
  private readonly cells = new Cells();
  private readonly entries = new EntryColumns();
  private readonly postingColumns = new PostingColumns();
  private readonly runs: Runs;
  private readonly current = new Sums(0);
  private currentUpTo = 0;

  /** Tests take short segments, to cross many. */
  constructor({ segmentPostings }: { readonly segmentPostings?: number } = {}) {
    this.runs = new Runs(this.postingColumns, segmentPostings);
  }

  /** Answers the number by which postings name the cell. */
  addCell(cell: CubeCell): number {
    return this.cells.add(cell);
  }

  addEntry(ordinal: number, recordedAtMs: number, postings: readonly ArrivingPosting[]): void {
    this.beginEntry(ordinal, recordedAtMs);
    for (const { cell, effectiveDay, minor } of postings) {
      this.addPosting(cell, effectiveDay, hiOf(minor), loOf(minor));
    }
  }

  /** Postings that are added from here on belong to this entry. */
  beginEntry(ordinal: number, recordedAtMs: number): void {
    const last = this.lastOrdinal;
    invariant(last === null || ordinal > last, `entry ${ordinal} comes after entry ${last}`);
    this.entries.add(ordinal, recordedAtMs, this.postingColumns.length);
  }

  addPosting(cell: number, effectiveDay: number, hi: number, lo: number): void {
    this.postingColumns.add(cell, effectiveDay, hi, lo);
  }

  query(query: CubeQuery): readonly CubeRow[] {
    return report(this.cells, query, this.sumsAt(this.quadrantOf(query.asOf)));
  }

  postings(query: CubePostingsQuery): CubePostings {
    return scanPostings(
      { cells: this.cells, entries: this.entries, columns: this.postingColumns },
      query,
      this.quadrantOf(query.asOf),
    );
  }

  get lastOrdinal(): number | null {
    return this.entries.length === 0 ? null : this.entries.ordinalAt(this.entries.length - 1);
  }

  get postingCount(): number {
    return this.postingColumns.length;
  }

  get cellCount(): number {
    return this.cells.length;
  }

  get bytes(): number {
    const parts = [this.cells, this.entries, this.postingColumns, this.runs, this.current];
    return parts.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Makes ready for questions what has been added; they do it themselves, but then the first one waits. */
  settle(): void {
    this.current.makeRoom(this.cells.length);
    const { length } = this.postingColumns;
    if (this.currentUpTo === length) return;
    this.current.addRange(this.postingColumns, this.currentUpTo, length, -Infinity, Infinity);
    this.current.settleAll();
    this.currentUpTo = length;
    this.runs.seal(this.cells.length);
  }

  private sumsAt(quadrant: Quadrant): Sums {
    this.settle();
    const { upTo, fromDay, toDay } = quadrant;
    if (upTo === this.postingColumns.length && fromDay === -Infinity && toDay === Infinity)
      return this.current;
    const sums = new Sums(this.cells.length);
    if (fromDay <= toDay) this.runs.add(sums, quadrant);
    sums.settleAll();
    return sums;
  }

  private quadrantOf({ recordedUpTo, ordinalUpTo, effectiveFrom, effectiveUpTo }: AsOf = {}): Quadrant {
    let entries = this.entries.length;
    if (recordedUpTo !== undefined) entries = this.entries.upToInstant(instantOf(recordedUpTo));
    if (ordinalUpTo !== undefined) entries = Math.min(entries, this.entries.upToOrdinal(ordinalUpTo));
    return {
      upTo:
        entries === this.entries.length ? this.postingColumns.length : this.entries.firstPostingOf(entries),
      fromDay: effectiveFrom === undefined ? -Infinity : toEpochDay(effectiveFrom),
      toDay: effectiveUpTo === undefined ? Infinity : toEpochDay(effectiveUpTo),
    };
  }
}

function instantOf(text: string): number {
  const ms = Date.parse(text);
  invariant(!Number.isNaN(ms), `"${text}" is an instant`);
  return ms;
}
