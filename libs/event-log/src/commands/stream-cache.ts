import type { EventLogReader } from '../port';
import type { Fold } from './decider';
import { StreamMemory } from './stream-memory';

/** What a stream weighs before it holds anything, in events. */
const STREAM_WEIGHT = 4;

/**
 * The folded streams this process keeps at hand, the longest unused forgotten first. Weight is counted in
 * events, because what is remembered grows with them: keys, reservations and, mostly, state.
 */
export class StreamCache {
  private readonly memories = new Map<string, StreamMemory>();
  private readonly weights = new Map<string, number>();
  private totalWeight = 0;
  hits = 0;
  misses = 0;

  constructor(
    private readonly log: EventLogReader,
    private readonly weightMax: number,
  ) {}

  get streams(): number {
    return this.memories.size;
  }

  get weight(): number {
    return this.totalWeight;
  }

  /** The stream as last seen, with these folds; synchronous when all of it is at hand. */
  peek(stream: string, folds: readonly Fold[]): StreamMemory | undefined {
    const memory = this.memories.get(stream);
    if (!memory || !folds.every((fold) => memory.folds.has(fold))) return undefined;
    this.hits += 1;
    this.memories.delete(stream);
    this.memories.set(stream, memory);
    return memory;
  }

  /** The stream as the log holds it at some instant after the call. */
  async fresh(stream: string, folds: readonly Fold[]): Promise<StreamMemory> {
    const known = this.memories.get(stream);
    const memory = known ?? new StreamMemory(stream);
    if (!known) this.misses += 1;
    for (const fold of folds) {
      if (memory.revision === -1) memory.folds.set(fold, memory.folds.get(fold) ?? fold.initial);
      else if (!memory.folds.has(fold)) await this.addFold(memory, fold);
    }
    await this.refresh(memory);
    this.keep(memory);
    return memory;
  }

  /** Reads what is new; true when there was something. */
  async refresh(memory: StreamMemory): Promise<boolean> {
    const before = memory.revision;
    for await (const page of this.log.read(memory.stream, { from: before + 1 })) {
      for (const event of page) memory.absorb(event);
    }
    return memory.revision > before;
  }

  /** Counts again what a stream weighs, and makes room. */
  keep(memory: StreamMemory): void {
    const weight = STREAM_WEIGHT + memory.revision + 1;
    this.totalWeight += weight - (this.weights.get(memory.stream) ?? 0);
    this.weights.set(memory.stream, weight);
    this.memories.delete(memory.stream);
    this.memories.set(memory.stream, memory);
    for (const oldest of this.memories.keys()) {
      if (this.totalWeight <= this.weightMax || this.memories.size === 1) break;
      this.forget(oldest);
    }
  }

  /** What is known can no longer be trusted to be all there is. */
  forget(stream: string): void {
    this.memories.delete(stream);
    this.totalWeight -= this.weights.get(stream) ?? 0;
    this.weights.delete(stream);
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
