import { invariant } from '@tramo/kernel';
import { EventTooLarge, OutcomeUnknown, WrongExpectedRevision } from '../port';
import type { Appended, EventLog, NewEvent, Position } from '../port';
import type { Fold } from './decider';
import { Draft } from './draft';
import { TryAgain } from './errors';
import type { StreamCache } from './stream-cache';
import type { StreamMemory } from './stream-memory';

/** Where the events of one piece of work came to rest. */
export interface Written {
  readonly first: number;
  readonly last: number;
  /** Of the last event. */
  readonly position: Position;
}

export type Verdict<Result> =
  | {
      readonly kind: 'append';
      readonly events: readonly NewEvent[];
      result(written: Written): Result;
    }
  /** There is nothing to write: it follows from what is durable, and stays true whatever comes. */
  | { readonly kind: 'done'; readonly result: Result }
  /** Refused as things stand, which is only said once the log has been asked how they stand. */
  | { readonly kind: 'refuse'; readonly error: Error }
  /** What was prepared no longer fits; prepare again. */
  | { readonly kind: 'later' };

/** Something to be decided on one stream. */
export interface Work<Result> {
  /** For which request; two pieces of work for the same request never share a turn. */
  readonly idempotencyKey: string;
  readonly fold?: Fold;
  /** Whatever must be read before deciding; asked again whenever the stream has moved. */
  readonly prepare?: (memory: StreamMemory) => Promise<void>;
  /** Other streams that the decision rests on, as they were read. */
  readonly restsOn?: readonly { readonly stream: string; readonly revision: number }[];
  decide(draft: Draft): Verdict<Result>;
}

class Job {
  /** Appends lost to another replica, or given up because what they rest on moved. */
  conflicts = 0;
  /** The log has been asked for news since it came. */
  confirmed = false;
  /** Too large together with others. */
  alone = false;
  settled = false;

  constructor(
    readonly work: Work<unknown>,
    private readonly answer: (result: unknown) => void,
    private readonly fail: (error: unknown) => void,
  ) {}

  resolve(result: unknown): void {
    this.settled = true;
    this.answer(result);
  }

  reject(error: unknown): void {
    this.settled = true;
    this.fail(error);
  }
}

type Decided = Readonly<{ job: Job; verdict: Verdict<unknown> | { kind: 'failed'; error: unknown } }>;
type Appending = Readonly<{ job: Job; verdict: Extract<Verdict<unknown>, { kind: 'append' }> }>;

export interface LaneOptions {
  /** Decided and appended together; small enough that a busy stream leaves room for others. */
  readonly turnSize: number;
  readonly conflictsMax: number;
  readonly now: () => string;
  readonly inspect: Inspect;
}

/** Looks at what is about to be appended, and throws at what must never be. */
export type Inspect = (event: NewEvent) => void;

/**
 * Work on one stream waits in line. While an append is in flight the next ones gather; then they are decided
 * one after the other, each on what the ones before it will have written, and appended as one.
 */
export class Lanes {
  private readonly lines = new Map<string, Job[]>();
  /** Appends that nobody knows the outcome of yet. */
  private readonly underWay = new Map<string, Promise<Appended>>();
  queued = 0;
  conflicts = 0;

  constructor(
    private readonly log: EventLog,
    private readonly cache: StreamCache,
    private readonly options: LaneOptions,
  ) {}

  submit<Result>(stream: string, work: Work<Result>): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      const job = new Job(work, resolve as (result: unknown) => void, reject);
      this.queued += 1;
      const line = this.lines.get(stream);
      if (line) line.push(job);
      else void this.serve(stream, [job]);
    });
  }

  /** Until nobody waits. */
  private async serve(stream: string, line: Job[]): Promise<void> {
    this.lines.set(stream, line);
    // What arrives in the same tick shares the first turn.
    await Promise.resolve();
    while (line.length > 0) {
      const jobs = nextTurn(line, this.options.turnSize);
      const again = await this.turn(stream, jobs);
      this.queued -= jobs.length - again.length;
      line.unshift(...again);
    }
    this.lines.delete(stream);
  }

  /** Settles the jobs, all but those it answers: they are to be decided again. */
  private async turn(stream: string, jobs: readonly Job[]): Promise<readonly Job[]> {
    try {
      const folds = jobs.length === 1 ? foldsOf(jobs[0]!) : [...new Set(jobs.flatMap(foldsOf))];
      let memory = this.cache.peek(stream, folds);
      if (!memory) {
        memory = await this.cache.fresh(stream, folds);
        for (const job of jobs) job.confirmed = true;
      }
      const ready = jobs.some(({ work }) => work.prepare) ? await prepared(jobs, memory) : jobs;
      const draft = new Draft(memory);
      const decided = ready.map((job) => decide(job, draft, this.options.inspect));
      return draft.events.length > 0
        ? await this.append(draft, memory, decided)
        : await this.withoutAppend(memory, decided);
    } catch (error) {
      this.cache.forget(stream);
      for (const job of jobs) job.reject(error);
      return [];
    }
  }

  private async withoutAppend(memory: StreamMemory, decided: readonly Decided[]): Promise<readonly Job[]> {
    const doubtful = decided.some(({ job, verdict }) => verdict.kind === 'refuse' && !job.confirmed);
    if (doubtful) {
      const news = await this.cache.refresh(memory);
      for (const { job } of decided) job.confirmed = true;
      if (news) return settle(decided, ['done', 'failed']);
    }
    // A line that waits for no disk would otherwise never let anybody else in.
    await new Promise(setImmediate);
    return settle(decided, ['done', 'failed', 'refuse']);
  }

  private async append(
    draft: Draft,
    memory: StreamMemory,
    decided: readonly Decided[],
  ): Promise<readonly Job[]> {
    const { base, events, stream } = draft;
    const appending = decided.filter((one): one is Appending => one.verdict.kind === 'append');
    if (appending.some(({ job }) => this.restsOnThePast(job.work))) {
      return await this.readAgain(appending, decided);
    }
    let appended: Appended;
    try {
      const [first, ...rest] = events;
      const landing = this.log.append(stream, [first!, ...rest], base === -1 ? 'no-stream' : base);
      this.underWay.set(stream, landing);
      appended = await landing;
    } catch (error) {
      this.underWay.delete(stream);
      return await this.notAppended(error, memory, appending, decided);
    }
    this.remember(draft, memory);
    this.underWay.delete(stream);
    await this.answer(base + 1, appended, appending);
    // The log took the append, so nobody had written in between: what was refused beside it is refused.
    return settle(decided, ['done', 'failed', 'refuse']);
  }

  /**
   * What a decision rests on is read before it is appended. If that stream is being written to, or has been since, the
   * decision might come to stand behind what it has not seen: a posting behind the closing of its month. In one
   * process this sees all of it; what another replica writes in that moment is only seen by the next decision.
   */
  private restsOnThePast({ restsOn = [] }: Work<unknown>): boolean {
    return restsOn.some(
      ({ stream, revision }) => this.underWay.has(stream) || this.cache.revisionOf(stream) > revision,
    );
  }

  private async readAgain(
    appending: readonly Appending[],
    decided: readonly Decided[],
  ): Promise<readonly Job[]> {
    const streams = appending.flatMap(({ job }) => job.work.restsOn ?? []).map(({ stream }) => stream);
    await Promise.allSettled(streams.flatMap((stream) => this.underWay.get(stream) ?? []));
    for (const { job } of appending) job.conflicts += 1;
    this.giveUp(appending, 'what it rests on');
    return settle(decided, ['done', 'failed']);
  }

  private giveUp(appending: readonly Appending[], what: string): void {
    const tired = appending.filter(({ job }) => job.conflicts > this.options.conflictsMax);
    reject(tired, new TryAgain('busy', `${what} is being written to by others; try again`));
  }

  private remember(draft: Draft, memory: StreamMemory): void {
    try {
      draft.commit(this.options.now());
      this.cache.keep(memory);
    } catch {
      // A fold failed on what is durable by now. That is for the next who asks for it, not for these commands.
      this.cache.forget(memory.stream);
    }
  }

  private async notAppended(
    error: unknown,
    memory: StreamMemory,
    appending: readonly Appending[],
    decided: readonly Decided[],
  ): Promise<readonly Job[]> {
    if (error instanceof WrongExpectedRevision) {
      this.conflicts += 1;
      await this.cache.refresh(memory);
      for (const { job } of decided) job.confirmed = true;
      for (const { job } of appending) job.conflicts += 1;
      this.giveUp(appending, `stream ${memory.stream}`);
    } else if (error instanceof EventTooLarge && appending.length > 1) {
      for (const { job } of appending) job.alone = true;
    } else {
      // Whether it is known to have failed or not known at all: what is remembered may be behind the log.
      this.cache.forget(memory.stream);
      reject(appending, error);
    }
    return settle(decided, ['done', 'failed']);
  }

  /** Each job with the place of its own last event, which is what the same request will be told ever after. */
  private async answer(first: number, appended: Appended, appending: readonly Appending[]): Promise<void> {
    let positions: ReadonlyMap<number, Position> | undefined;
    let next = first;
    for (const { job, verdict } of appending) {
      const last = next + verdict.events.length - 1;
      try {
        // The engine names the place of the last event only.
        if (last !== appended.revision) positions ??= await this.positions(appended, first);
        const position = last === appended.revision ? appended.position : positions?.get(last);
        invariant(position, `${appended.stream} holds revision ${last}, which was just appended`);
        job.resolve(verdict.result({ first: next, last, position }));
      } catch (cause) {
        // Durable, and yet no answer: whoever asks again under the same key will get it.
        job.reject(
          new OutcomeUnknown(`what was appended to ${appended.stream} could not be read`, { cause }),
        );
      }
      next = last + 1;
    }
  }

  private async positions({ stream, revision }: Appended, first: number): Promise<Map<number, Position>> {
    const positions = new Map<number, Position>();
    for await (const page of this.log.read(stream, { from: first })) {
      for (const event of page) positions.set(event.revision, event.position);
      if (positions.has(revision)) break;
    }
    return positions;
  }
}

const foldsOf = ({ work }: Job): readonly Fold[] => (work.fold ? [work.fold] : []);

function nextTurn(line: Job[], turnSize: number): Job[] {
  if (line[0]!.alone) return line.splice(0, 1);
  const together = line.findIndex(({ alone }) => alone);
  return line.splice(0, Math.min(turnSize, together === -1 ? line.length : together));
}

/** Those whose facts could be read; a fact that cannot be read fails its own command only. */
async function prepared(jobs: readonly Job[], memory: StreamMemory): Promise<readonly Job[]> {
  const outcomes = await Promise.all(
    jobs.map(async (job) => {
      try {
        await job.work.prepare?.(memory);
        return job;
      } catch (error) {
        job.reject(error);
        return undefined;
      }
    }),
  );
  return outcomes.filter((job) => job !== undefined);
}

function decide(job: Job, draft: Draft, inspect: Inspect): Decided {
  const { work } = job;
  if (draft.hasWritten(work.idempotencyKey)) return { job, verdict: { kind: 'later' } };
  try {
    const verdict = work.decide(draft);
    if (verdict.kind === 'append') {
      verdict.events.forEach(inspect);
      draft.add(work.idempotencyKey, verdict.events);
    }
    return { job, verdict };
  } catch (error) {
    return { job, verdict: { kind: 'failed', error } };
  }
}

function reject(decided: readonly Appending[], error: unknown): void {
  for (const { job } of decided) job.reject(error);
}

type Final = 'done' | 'failed' | 'refuse';

/** Gives the word to those whose verdict is final now; answers those who are still without one. */
function settle(decided: readonly Decided[], final: readonly Final[]): readonly Job[] {
  for (const { job, verdict } of decided) {
    if (!final.some((kind) => kind === verdict.kind)) continue;
    if (verdict.kind === 'done') job.resolve(verdict.result);
    else if (verdict.kind === 'failed' || verdict.kind === 'refuse') job.reject(verdict.error);
  }
  return decided.flatMap(({ job }) => (job.settled ? [] : [job]));
}
