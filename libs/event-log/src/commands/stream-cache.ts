import type { EventLogReader } from '../port';
import type { Fold } from './decider';
import { StreamMemory } from './stream-memory';

/** What a stream weighs before it holds anything, in events. */
const STREAM_WEIGHT = 4;

/**
 * The folded streams this process keeps at hand. Weight is counted in events, because what is remembered grows
 * with them: keys, reservations and, mostly, state. There are two generations: what is used moves to the young
 * one, and when that is full the old one is forgotten, so that using a stream costs next to nothing.
 */
export class StreamCache {
  private young = new Map<string, StreamMemory>();
  private old = new Map<string, StreamMemory>();
  private youngWeight = 0;
  private oldWeight = 0;
  hits = 0;
  misses = 0;

  constructor(
    private readonly log: EventLogReader,
    private readonly weightMax: number,
  ) {}

  get streams(): number {
    return this.young.size + this.old.size;
  }

  get weight(): number {
    return this.youngWeight + this.oldWeight;
  }

  /** The stream as last seen, if all that is asked of it is at hand. */
  peek(stream: string, folds: readonly Fold[]): StreamMemory | undefined {
    const memory = this.young.get(stream) ?? this.old.get(stream);
    if (!memory || !folds.every((fold) => memory.folds.has(fold))) return undefined;
    this.hits += 1;
    return memory;
  }

  /** As last seen; -1 of what is not at hand. */
  revisionOf(stream: string): number {
    return (this.young.get(stream) ?? this.old.get(stream))?.revision ?? -1;
  }

  /** The stream as the log holds it at some instant after the call. */
  async fresh(stream: string, folds: readonly Fold[]): Promise<StreamMemory> {
    const known = this.young.get(stream) ?? this.old.get(stream);
    const memory = known ?? new StreamMemory(stream);
    if (!known) this.misses += 1;
    for (const fold of folds) {
      if (memory.folds.has(fold)) continue;
      if (memory.revision === -1) memory.folds.set(fold, fold.initial);
      else await this.addFold(memory, fold);
    }
    await this.refresh(memory);
    return memory;
  }

  /** Reads what is new; true when there was something. */
  async refresh(memory: StreamMemory): Promise<boolean> {
    const before = memory.revision;
    for await (const page of this.log.read(memory.stream, { from: before + 1 })) {
      for (const event of page) memory.absorb(event);
    }
    this.keep(memory);
    return memory.revision > before;
  }

  /** Counts what the stream weighs now, and makes room for it. */
  keep(memory: StreamMemory): void {
    const { stream } = memory;
    const weight = STREAM_WEIGHT + memory.revision + 1;
    if (this.young.get(stream) === memory) {
      this.youngWeight += weight - memory.weight;
    } else {
      this.forget(stream);
      this.young.set(stream, memory);
      this.youngWeight += weight;
    }
    memory.weight = weight;
    if (this.youngWeight > this.weightMax / 2) this.grow();
  }

  /** What is known can no longer be trusted to be all there is. */
  forget(stream: string): void {
    this.youngWeight -= this.young.get(stream)?.weight ?? 0;
    this.oldWeight -= this.old.get(stream)?.weight ?? 0;
    this.young.delete(stream);
    this.old.delete(stream);
  }

  private grow(): void {
    this.old = this.young;
    this.oldWeight = this.youngWeight;
    this.young = new Map();
    this.youngWeight = 0;
  }

  private async addFold(memory: StreamMemory, fold: Fold): Promise<void> {
    let state = fold.initial;
    let revision = -1;
    // While this reads, the stream's lane may move the memory on: read until both stand at the same place.
    do {
      for await (const page of this.log.read(memory.stream, { from: revision + 1 })) {
        for (const event of page) {
          memory.absorb(event);
          state = fold.evolve(state, event);
          revision = event.revision;
        }
      }
    } while (revision < memory.revision);
    memory.folds.set(fold, state);
  }
}
