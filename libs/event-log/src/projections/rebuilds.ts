import type { EventLogReader } from '../port';
import type { Place } from './checkpoints';
import type { Generation } from './generation';
import type { Projection } from './projection';
import type { RebuildOutcome, RebuildProgress } from './projector';

/** Somebody who waits for generations to be built and to take their predecessors' place. */
export interface RebuildRequest {
  readonly names: readonly string[] | undefined;
  onProgress(progress: RebuildProgress): void;
  onDone(outcome: RebuildOutcome): void;
  onFailed(message: string): void;
}

const PROGRESS_MS = 200;

/** The requests under way. */
export class RebuildDesk {
  private rebuilds: readonly Rebuild[] = [];

  constructor(private readonly log: EventLogReader) {}

  get isIdle(): boolean {
    return this.rebuilds.length === 0;
  }

  /** Why a request cannot begin, if it cannot. */
  refusalOf({ names = [] }: RebuildRequest, targets: readonly Projection[]): string | undefined {
    const unknown = names.find((name) => !targets.some((target) => target.name === name));
    if (unknown !== undefined) return `there is no projection "${unknown}"`;
    const busy = targets.find(({ name }) => this.rebuilds.some((rebuild) => rebuild.builds(name)));
    return busy && `${busy.name} is being rebuilt already`;
  }

  begin(request: RebuildRequest, generations: readonly Generation[]): void {
    if (generations.length === 0) request.onDone({ events: 0, elapsedMs: 0 });
    else this.rebuilds = [...this.rebuilds, new Rebuild(this.log, request, generations)];
  }

  async tellWhenDue(): Promise<void> {
    for (const rebuild of this.rebuilds) await rebuild.tellWhenDue();
  }

  async finish(generation: Generation): Promise<void> {
    for (const rebuild of this.rebuilds) {
      if (rebuild.includes(generation) && (await rebuild.finish(generation))) this.forget(rebuild);
    }
  }

  /** Answers which generations were being built for the same request and are now of no use. */
  fail(generation: Generation, message: string): readonly Generation[] {
    const failed = this.rebuilds.find((rebuild) => rebuild.includes(generation));
    if (!failed) return [];
    failed.fail(message);
    this.forget(failed);
    return failed.unfinished;
  }

  failAll(message: string): void {
    for (const rebuild of this.rebuilds) rebuild.fail(message);
    this.rebuilds = [];
  }

  private forget(rebuild: Rebuild): void {
    this.rebuilds = this.rebuilds.filter((each) => each !== rebuild);
  }
}

/** A request under way: which of its generations are not serving yet, and how fast they come. */
class Rebuild {
  private readonly begunAt = performance.now();
  private readonly waiting: Set<Generation>;
  private toldAt = 0;

  constructor(
    private readonly log: EventLogReader,
    private readonly request: RebuildRequest,
    generations: readonly Generation[],
  ) {
    this.waiting = new Set(generations);
  }

  get unfinished(): readonly Generation[] {
    return [...this.waiting];
  }

  builds(name: string): boolean {
    return this.unfinished.some(({ record }) => record.name === name);
  }

  includes(generation: Generation): boolean {
    return this.waiting.has(generation);
  }

  /** True when that was the last. */
  async finish(generation: Generation): Promise<boolean> {
    const { place } = generation.record;
    if (this.waiting.size === 1) await this.tell(place);
    this.waiting.delete(generation);
    if (this.waiting.size > 0) return false;
    this.request.onDone({ events: place.eventsApplied, elapsedMs: performance.now() - this.begunAt });
    return true;
  }

  fail(message: string): void {
    this.request.onFailed(message);
  }

  async tellWhenDue(): Promise<void> {
    if (performance.now() - this.toldAt < PROGRESS_MS) return;
    const [first, ...others] = [...this.waiting].map(({ record }) => record.place);
    if (!first) return;
    await this.tell(
      others.reduce((least, place) => (place.eventsApplied < least.eventsApplied ? place : least), first),
    );
  }

  private async tell(place: Place): Promise<void> {
    this.toldAt = performance.now();
    const eventsDone = place.eventsApplied;
    const elapsedMs = this.toldAt - this.begunAt;
    const eventsPerSecond = Math.round((eventsDone / elapsedMs) * 1_000);
    const eventsTotal = await this.estimateTotal(place);
    const remainingMs =
      eventsTotal === undefined || eventsDone === 0
        ? undefined
        : Math.round((elapsedMs / eventsDone) * (eventsTotal - eventsDone));
    this.request.onProgress({ eventsDone, eventsTotal, eventsPerSecond, remainingMs });
  }

  /** Positions grow with the log on every engine, so how far they have come tells how many events there are. */
  private async estimateTotal({ position, eventsApplied }: Place): Promise<number | undefined> {
    const head = await this.log.head();
    if (!head) return 0;
    if (!position || position.value <= 0n) return undefined;
    if (head.value <= position.value) return eventsApplied;
    return Math.round((eventsApplied * Number(head.value)) / Number(position.value));
  }
}
