import type { PostingColumns } from './columns';
import { withRoom } from './columns';
import { settle, UNSETTLED_MAX } from './minor';

/** Settled sums of the cells that some postings touch, and of no other. */
export interface Totals {
  readonly cells: Uint32Array;
  readonly hi: Float64Array;
  readonly lo: Float64Array;
  readonly count: Uint32Array;
}

/** Sums and numbers of postings, one for each cell. A cell without a posting is absent, whatever its sum. */
export class Sums {
  hi: Float64Array;
  lo: Float64Array;
  count: Float64Array;
  private unsettled = 0;

  constructor(cells: number) {
    this.hi = new Float64Array(cells);
    this.lo = new Float64Array(cells);
    this.count = new Float64Array(cells);
  }

  makeRoom(cells: number): void {
    this.hi = withRoom(this.hi, cells);
    this.lo = withRoom(this.lo, cells);
    this.count = withRoom(this.count, cells);
  }

  addOne(cell: number, hi: number, lo: number): void {
    this.hi[cell]! += hi;
    this.lo[cell]! += lo;
    this.count[cell]! += 1;
    settle(this.hi, this.lo, cell);
  }

  /** Those of the range, in recorded order, that took effect within the days. */
  addRange(postings: PostingColumns, from: number, to: number, fromDay: number, toDay: number): void {
    for (let start = from; start < to; start += UNSETTLED_MAX) {
      const end = Math.min(to, start + UNSETTLED_MAX);
      this.expect(end - start);
      const { cell, day, hi, lo } = postings;
      for (let index = start; index < end; index++) {
        const effective = day[index]!;
        if (effective < fromDay || effective > toDay) continue;
        const at = cell[index]!;
        this.hi[at]! += hi[index]!;
        this.lo[at]! += lo[index]!;
        this.count[at]! += 1;
      }
    }
  }

  /** Those at these places, counted from a base; taken away where the sign is -1. */
  addPlaces(postings: PostingColumns, base: number, places: Uint32Array, sign: 1 | -1): void {
    for (let start = 0; start < places.length; start += UNSETTLED_MAX) {
      const end = Math.min(places.length, start + UNSETTLED_MAX);
      this.expect(end - start);
      const { cell, hi, lo } = postings;
      const { hi: sumHi, lo: sumLo, count } = this;
      for (let index = start; index < end; index++) {
        const place = base + places[index]!;
        const at = cell[place]!;
        sumHi[at]! += sign * hi[place]!;
        sumLo[at]! += sign * lo[place]!;
        count[at]! += sign;
      }
    }
  }

  addTotals(totals: Totals, sign: 1 | -1): void {
    const { cells, hi, lo, count } = totals;
    for (let index = 0; index < cells.length; index++) {
      const at = cells[index]!;
      this.hi[at]! += sign * hi[index]!;
      this.lo[at]! += sign * lo[index]!;
      this.count[at]! += sign * count[index]!;
      settle(this.hi, this.lo, at);
    }
  }

  settleAll(): void {
    for (let cell = 0; cell < this.hi.length; cell++) settle(this.hi, this.lo, cell);
    this.unsettled = 0;
  }

  /** What has been added so far, and makes this empty again. */
  take(): Totals {
    this.settleAll();
    const touched: number[] = [];
    for (let cell = 0; cell < this.count.length; cell++) if (this.count[cell] !== 0) touched.push(cell);
    const cells = Uint32Array.from(touched);
    const totals: Totals = {
      cells,
      hi: Float64Array.from(cells, (cell) => this.hi[cell]!),
      lo: Float64Array.from(cells, (cell) => this.lo[cell]!),
      count: Uint32Array.from(cells, (cell) => this.count[cell]!),
    };
    for (const cell of cells) this.hi[cell] = this.lo[cell] = this.count[cell] = 0;
    return totals;
  }

  get bytes(): number {
    return this.hi.byteLength * 3;
  }

  private expect(postings: number): void {
    if (this.unsettled + postings > UNSETTLED_MAX) this.settleAll();
    this.unsettled += postings;
  }
}
