import { setImmediate as nextTurn } from 'node:timers/promises';
import { servedProjection, type ServedProjection } from '@tramo/event-log';
import { invariant } from '@tramo/kernel';
import type { SqlStore } from '@tramo/stores';
import { Cube } from './cube';
import { JOURNAL, readOn, type HeldEntry, type NewChunk, type NumberedCells } from './journal-reader';

/** Enough for a statement to be worth its while, too few to fill the memory. */
const ENTRIES_AT_ONCE = 20_000;

/**
 * A cube that holds what readers see of the journal. It reads on from where it stands, whole entries at a time;
 * when the views were rebuilt, or are others than those it has read, it begins again.
 */
export class LiveCube {
  private cube = new Cube();
  private readonly numbers = new Map<string, number>();
  private held: HeldEntry | undefined;
  /** What there was to see when everything was read. */
  private reached: ServedProjection | undefined;
  /** Of which generation the entries are that are held. */
  private generation: number | undefined;

  constructor(
    private readonly store: SqlStore<unknown>,
    private readonly entriesAtOnce: number = ENTRIES_AT_ONCE,
  ) {}

  /** What it holds, without looking whether there is more. */
  get standing(): Cube {
    return this.cube;
  }

  /** Everything that readers saw when this was asked. */
  async upToDate(): Promise<Cube> {
    const served = await servedProjection(this.store.db, JOURNAL);
    if (!served) this.forget();
    if (!served || isSame(this.reached, served)) return this.cube;
    while (await this.readOn()) await nextTurn();
    this.cube.settle();
    return this.cube;
  }

  /** Whether there may be more. */
  private async readOn(): Promise<boolean> {
    const reading = await readOn(this.store, this.held, {
      entriesMost: this.entriesAtOnce,
      numbered: (names) => this.numbered(names),
    });
    if (!reading) {
      this.forget();
      return (await servedProjection(this.store.db, JOURNAL)) !== undefined;
    }
    const { served, chunk } = reading;
    const isAnother = served.generation !== this.generation && this.held !== undefined;
    if (isAnother || chunk === undefined) {
      this.forget();
      return true;
    }
    this.generation = served.generation;
    if (chunk === 'nothing-more') this.reached = served;
    else this.take(chunk);
    return chunk !== 'nothing-more';
  }

  /** The numbers that are promised are given once the entries that bring the cells are taken. */
  private numbered(names: readonly string[]): NumberedCells {
    const promised = new Map<string, number>();
    const cells = new Uint32Array(names.length);
    for (let index = 0; index < names.length; index++) {
      const name = names[index]!;
      let number = this.numbers.get(name) ?? promised.get(name);
      if (number === undefined) promised.set(name, (number = this.cube.cellCount + promised.size));
      cells[index] = number;
    }
    return { cells, unknown: [...promised.keys()] };
  }

  private take({ ordinals, recordedAt, lastEventId, newCells, ...postings }: NewChunk): void {
    for (const [name, cell] of newCells) this.numbers.set(name, this.cube.addCell(cell));
    const { lines, cells, days, hi, lo } = postings;
    let entries = 0;
    for (let index = 0; index < lines.length; index++) {
      if (lines[index] === 0) {
        this.cube.beginEntry(ordinals[entries]!, Date.parse(recordedAt[entries]!));
        entries += 1;
      }
      this.cube.addPosting(cells[index]!, days[index]!, hi[index]!, lo[index]!);
    }
    invariant(entries === ordinals.length, 'every entry has postings, counted from 0');
    this.held = { ordinal: ordinals.at(-1)!, eventId: lastEventId };
  }

  private forget(): void {
    this.cube = new Cube();
    this.numbers.clear();
    this.held = undefined;
    this.reached = undefined;
    this.generation = undefined;
  }
}

const isSame = (one: ServedProjection | undefined, other: ServedProjection): boolean =>
  one?.generation === other.generation &&
  one.eventsApplied === other.eventsApplied &&
  one.lastEvent === other.lastEvent;
