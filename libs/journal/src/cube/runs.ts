import { countWhile, type PostingColumns } from './columns';
import { Sums, type Totals } from './sums';

/** How many runs of one level are gathered into one of the next. */
const FAN_OUT = 8;
/** So many postings of a run, in the order of their days, have their totals kept. */
export const SEGMENT_POSTINGS = 65_536;

/** Which postings count: of the first so many those that took effect within the days. */
export interface Quadrant {
  readonly upTo: number;
  readonly fromDay: number;
  readonly toDay: number;
}

/** Postings that were recorded one after another, put in the order of the days on which they took effect. */
interface Run {
  readonly from: number;
  readonly length: number;
  readonly firstDay: number;
  readonly lastDay: number;
  /** Places of the postings, counted from `from`, by day; those of one day as they were recorded. */
  readonly places: Uint32Array;
  readonly segments: readonly Totals[];
  readonly total: Totals;
}

/**
 * Sums over any (recorded, effective) quadrant at a cost that hardly grows with history.
 *
 * What was recorded up to some posting is cut into a few runs, at most FAN_OUT - 1 of each level, levels being FAN_OUT times as long
 * one after another, and a rest shorter than a segment. In a run the postings up to some day are a prefix of its
 * places: the totals of whole segments and, at most half a segment off, single postings. So the work depends on the logarithm
 * of the history and on no habit of those who recorded it: twenty years imported in one afternoon, organisation by
 * organisation, cost what twenty years recorded day by day do. It is paid for with one number of 32 bits for each posting and level.
 */
export class Runs {
  private readonly levels: Run[][] = [[]];
  private sealedTo = 0;
  private readonly scratch = new Sums(0);

  constructor(
    private readonly postings: PostingColumns,
    private readonly segmentPostings: number = SEGMENT_POSTINGS,
  ) {}

  /** Puts in order what has become long enough. */
  seal(cells: number): void {
    while (this.postings.length - this.sealedTo >= this.segmentPostings) {
      this.scratch.makeRoom(cells);
      this.levels[0]!.push(this.run(this.sealedTo, this.segmentPostings));
      this.sealedTo += this.segmentPostings;
      this.gather();
    }
  }

  private gather(): void {
    for (let level = 0; ; level++) {
      const runs = this.levels[level]!;
      if (runs.length % FAN_OUT !== 0) return;
      const first = runs[runs.length - FAN_OUT]!;
      (this.levels[level + 1] ??= []).push(this.run(first.from, first.length * FAN_OUT));
    }
  }

  add(sums: Sums, { upTo, fromDay, toDay }: Quadrant): void {
    let done = 0;
    for (const runs of [...this.levels].reverse()) {
      const length = runs[0]?.length ?? Infinity;
      for (; done + length <= Math.min(upTo, this.sealedTo); done += length) {
        this.addRun(sums, runs[done / length]!, fromDay, toDay);
      }
    }
    sums.addRange(this.postings, done, upTo, fromDay, toDay);
  }

  get bytes(): number {
    const runs = this.levels.flat();
    const totals = runs.flatMap(({ segments, total }) => [...segments, total]);
    return (
      runs.reduce((sum, { places }) => sum + places.byteLength, 0) +
      [...new Set(totals)].reduce((sum, { cells }) => sum + cells.length * 24, 0)
    );
  }

  private addRun(sums: Sums, run: Run, fromDay: number, toDay: number): void {
    if (run.firstDay > toDay || run.lastDay < fromDay) return;
    const from = run.firstDay >= fromDay ? 0 : this.countBefore(run, fromDay);
    const to = run.lastDay <= toDay ? run.length : this.countBefore(run, toDay + 1);
    if (to - from <= this.segmentPostings / 2) {
      sums.addPlaces(this.postings, run.from, run.places.subarray(from, to), 1);
      return;
    }
    this.addPrefix(sums, run, to, 1);
    this.addPrefix(sums, run, from, -1);
  }

  private countBefore({ from, length, places }: Run, day: number): number {
    return countWhile(length, (index) => this.postings.day[from + places[index]!]! < day);
  }

  private addPrefix(sums: Sums, run: Run, length: number, sign: 1 | -1): void {
    if (length === run.length) return sums.addTotals(run.total, sign);
    const whole = Math.min(run.segments.length, Math.round(length / this.segmentPostings));
    for (let index = 0; index < whole; index++) sums.addTotals(run.segments[index]!, sign);
    const reached = whole * this.segmentPostings;
    if (reached < length) sums.addPlaces(this.postings, run.from, run.places.subarray(reached, length), sign);
    else sums.addPlaces(this.postings, run.from, run.places.subarray(length, reached), sign === 1 ? -1 : 1);
  }

  private run(from: number, length: number): Run {
    const places = placesByDay(this.postings.day.subarray(from, from + length));
    const segments: Totals[] = [];
    for (let start = 0; start < length; start += this.segmentPostings) {
      const segment = places.subarray(start, start + this.segmentPostings);
      this.scratch.addPlaces(this.postings, from, segment, 1);
      segments.push(this.scratch.take());
    }
    const dayAt = (index: number): number => this.postings.day[from + places[index]!]!;
    const [firstDay, lastDay] = [dayAt(0), dayAt(length - 1)];
    return { from, length, firstDay, lastDay, places, segments, total: this.totalOf(segments) };
  }

  private totalOf(segments: readonly Totals[]): Totals {
    if (segments.length === 1) return segments[0]!;
    for (const segment of segments) this.scratch.addTotals(segment, 1);
    return this.scratch.take();
  }
}

/** A counting sort: days are few beside postings, and it keeps the recorded order within one day. */
function placesByDay(days: Int32Array): Uint32Array {
  let [first, last] = [Infinity, -Infinity];
  for (const day of days) {
    if (day < first) first = day;
    if (day > last) last = day;
  }
  const starts = new Uint32Array(last - first + 2);
  for (const day of days) starts[day - first + 1]! += 1;
  for (let index = 1; index < starts.length; index++) starts[index]! += starts[index - 1]!;
  const places = new Uint32Array(days.length);
  for (let index = 0; index < days.length; index++) places[starts[days[index]! - first]!++] = index;
  return places;
}
