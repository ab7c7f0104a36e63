type Column = Float64Array | Uint32Array | Int32Array;

/** A column with room for so many: itself, or a larger one with the same content. */
export function withRoom<Kind extends Column>(column: Kind, length: number): Kind {
  if (length <= column.length) return column;
  const Larger = column.constructor as new (length: number) => Kind;
  const larger = new Larger(Math.max(length, Math.ceil(column.length * 1.25), 64));
  larger.set(column);
  return larger;
}

/** Postings in the order in which they were recorded; amounts in the halves that `minor.ts` explains. */
export class PostingColumns {
  length = 0;
  cell = new Uint32Array(0);
  day = new Int32Array(0);
  hi = new Int32Array(0);
  lo = new Uint32Array(0);

  add(cell: number, day: number, hi: number, lo: number): void {
    const index = this.length;
    if (index === this.cell.length) this.grow(index + 1);
    this.cell[index] = cell;
    this.day[index] = day;
    this.hi[index] = hi;
    this.lo[index] = lo;
    this.length = index + 1;
  }

  get bytes(): number {
    return this.cell.byteLength * 4;
  }

  private grow(length: number): void {
    this.cell = withRoom(this.cell, length);
    this.day = withRoom(this.day, length);
    this.hi = withRoom(this.hi, length);
    this.lo = withRoom(this.lo, length);
  }
}

/** One for each event that posts: where its postings begin, and when it was learned. */
export class EntryColumns {
  length = 0;
  private ordinal = new Uint32Array(0);
  private first = new Uint32Array(0);
  private recordedAt = new Float64Array(0);

  add(ordinal: number, recordedAtMs: number, firstPosting: number): void {
    const index = this.length;
    if (index === this.ordinal.length) this.grow(index + 1);
    this.ordinal[index] = ordinal;
    this.recordedAt[index] = recordedAtMs;
    this.first[index] = firstPosting;
    this.length = index + 1;
  }

  ordinalAt = (entry: number): number => this.ordinal[entry]!;
  firstPostingOf = (entry: number): number => this.first[entry]!;
  recordedAtOf = (entry: number): number => this.recordedAt[entry]!;

  /** How many were learned up to then, inclusive. */
  upToInstant = (ms: number): number => countWhile(this.length, (entry) => this.recordedAt[entry]! <= ms);
  upToOrdinal = (ordinal: number): number =>
    countWhile(this.length, (entry) => this.ordinal[entry]! <= ordinal);
  /** The entry that a posting belongs to. */
  entryOf = (posting: number): number =>
    countWhile(this.length, (entry) => this.first[entry]! <= posting) - 1;

  get bytes(): number {
    return this.ordinal.byteLength + this.first.byteLength + this.recordedAt.byteLength;
  }

  private grow(length: number): void {
    this.ordinal = withRoom(this.ordinal, length);
    this.first = withRoom(this.first, length);
    this.recordedAt = withRoom(this.recordedAt, length);
  }
}

/** How many hold, of a sequence in which those that hold come first. */
export function countWhile(length: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
