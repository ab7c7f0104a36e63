import type { DomainEvent } from '@tramo/kernel';
import type { StateStore } from '@tramo/stores';
import type { EventCatalogue } from '../catalogue';
import type { EventLog, JsonObject } from '../port';
import { AcceptedIndex } from './accepted-index';
import { Attempts } from './attempts';
import type { CommandAnswer, LedgerCommand } from './command';
import type { CommandCounts, Recovered } from './counters';
import { CommandStore } from './command-store';
import { CommandRefused, TryAgain } from './errors';
import { CommandFollower } from './follower';
import type { StreamDecider } from './decider';
import { Fold } from './decider';
import { Lanes, type Inspect } from './lanes';
import { Recovery } from './recovery';
import { keyReused, requestOf } from './request';
import type { CommandRequest } from './request';
import { Settlement } from './settlement';
import { SpecRegistry } from './spec-registry';
import type { AnySpec, CommandSpec } from './spec';
import { ReservationSteps } from './steps';
import { StreamCache } from './stream-cache';
import { stateAt, type StateAt, type UpTo } from './stream-state';

export interface CommandRuntimeOptions {
  readonly log: EventLog;
  /** Opened with `commandMigrations`. */
  readonly state: Pick<StateStore, 'db' | 'engine'>;
  /** Every type of event that commands may write; the runtime's own are in `runtimeEvents`. */
  readonly catalogue: EventCatalogue;
  /** Sees every event before it is appended. Whatever it throws is our mistake, and nothing is written. */
  readonly inspect?: Inspect;
  readonly now?: () => Date;
  /** How many events may be held folded, all streams together. */
  readonly cacheEvents?: number;
  /** Commands on one stream that are decided and appended together. */
  readonly turnSize?: number;
  /** Appends a command may lose to other replicas before it is told to try again. */
  readonly conflictsMax?: number;
  readonly orphanAgeMs?: number;
  readonly recoveryIntervalMs?: number;
  readonly followerPauseMs?: number;
  /** Told of what went wrong where nobody waits for an answer. */
  readonly report?: (error: unknown, what: string) => void;
}

type UnderWay = { readonly bodyHash: string; readonly answer: Promise<CommandAnswer> };

/** Executes commands: each accepted once, durable before it is answered, answered alike for ever. */
export class CommandRuntime {
  private readonly log: EventLog;
  private readonly cache: StreamCache;
  private readonly lanes: Lanes;
  private readonly specs: SpecRegistry;
  private readonly index: AcceptedIndex;
  private readonly attempts: Attempts;
  private readonly follower: CommandFollower;
  private readonly recovery: Recovery;
  /** By idempotency key. */
  private readonly underWay = new Map<string, UnderWay>();
  private readonly recovered: Recovered = { confirmed: 0, released: 0, abandoned: 0, failed: 0 };
  private readonly refused: Record<string, number> = {};
  private readonly counts = { accepted: 0, repeated: 0, joined: 0, failed: 0 };
  private stopping = false;

  constructor(options: CommandRuntimeOptions) {
    const { log, state, catalogue, now = () => new Date(), report = () => undefined } = options;
    const instant = (): string => now().toISOString();
    const tables = new CommandStore(state);
    this.log = log;
    this.specs = new SpecRegistry(catalogue);
    this.cache = new StreamCache(log, options.cacheEvents ?? 2_000_000);
    const { turnSize = 64, conflictsMax = 20, inspect = () => undefined } = options;
    this.lanes = new Lanes(log, this.cache, { turnSize, conflictsMax, now: instant, inspect });
    this.index = new AcceptedIndex(tables);
    const steps = new ReservationSteps(this.lanes, log, instant);
    const settlement = new Settlement(log, this.lanes, steps, this.specs, this.recovered);
    this.attempts = new Attempts(log, this.cache, this.lanes, steps, settlement, this.index, {
      now: instant,
      report,
    });
    this.follower = new CommandFollower(log, tables, this.index, {
      pauseMs: options.followerPauseMs ?? 500,
      now,
      report,
    });
    this.recovery = new Recovery(tables.db, settlement, this.attempts.underway, this.recovered, {
      orphanAgeMs: options.orphanAgeMs ?? 30_000,
      intervalMs: options.recoveryIntervalMs ?? 5_000,
      now,
      report,
    });
  }

  /** Called by every handler as it is made, so that recovery knows the commands of dead processes too. */
  register<Body extends JsonObject, State, Event extends DomainEvent, Facts>(
    command: string,
    spec: CommandSpec<Body, State, Event, Facts>,
  ): void {
    this.specs.add(command, spec as unknown as AnySpec);
  }

  /** After the handlers are registered and before the first command: brings what a crash left to its end. */
  async start(): Promise<void> {
    await this.follower.start();
    await this.recovery.start();
  }

  /** Refuses new commands, lets those under way finish, and rests. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.recovery.stop();
    while (this.underWay.size > 0) {
      await Promise.allSettled([...this.underWay.values()].map(({ answer }) => answer));
    }
    await this.follower.stop();
  }

  async execute<Body extends JsonObject, State, Event extends DomainEvent, Facts>(
    asked: LedgerCommand<Body>,
    spec: CommandSpec<Body, State, Event, Facts>,
  ): Promise<CommandAnswer> {
    const request = requestOf(asked, spec, this.log.ledgerId);
    for (;;) {
      if (this.stopping) throw new TryAgain('shutting-down', 'the server is shutting down; try again');
      const same = this.underWay.get(request.key);
      if (!same) return this.begin(request, spec as unknown as AnySpec);
      if (same.bodyHash === request.bodyHash) {
        this.counts.joined += 1;
        return same.answer;
      }
      // Another request under the same key: if it is refused, the key is free for this one.
      await same.answer.catch(() => undefined);
    }
  }

  /** For reading what decisions are made on: a stream as it is, or as it was for an earlier one. */
  async stateOf<State, Event extends DomainEvent>(
    decider: StreamDecider<State, Event>,
    stream: string,
    upTo?: UpTo,
  ): Promise<StateAt<State>> {
    const at = await stateAt(this.log, this.cache, { stream, fold: Fold.of(decider), upTo });
    return { ...at, state: at.state as State };
  }

  snapshot(): CommandCounts {
    return {
      ...this.counts,
      refused: { ...this.refused },
      conflicts: this.lanes.conflicts,
      inFlight: this.underWay.size,
      queued: this.lanes.queued,
      unindexed: this.index.unwritten,
      recovered: { ...this.recovered },
      cache: {
        streams: this.cache.streams,
        events: this.cache.weight,
        hits: this.cache.hits,
        misses: this.cache.misses,
      },
    };
  }

  /** Finishes or undoes what attempts older than this have left open; the timer does it by itself. */
  recoverOrphans(olderThanMs: number): Promise<void> {
    return this.recovery.recover(olderThanMs);
  }

  private begin(request: CommandRequest, spec: AnySpec): Promise<CommandAnswer> {
    this.specs.add(request.command, spec);
    const answer = this.carryOut(request, spec).finally(() => this.underWay.delete(request.key));
    this.underWay.set(request.key, { bodyHash: request.bodyHash, answer });
    return answer;
  }

  private async carryOut(request: CommandRequest, spec: AnySpec): Promise<CommandAnswer> {
    try {
      await this.refuseIfAcceptedElsewhere(request);
      const { answer, repeated } = await this.attempts.carryOut(request, spec);
      this.counts[repeated ? 'repeated' : 'accepted'] += 1;
      return answer;
    } catch (error) {
      this.countFailure(error);
      throw error;
    }
  }

  private async refuseIfAcceptedElsewhere(request: CommandRequest): Promise<void> {
    const accepted = await this.index.find(request.key);
    if (accepted && accepted.stream !== request.stream) {
      throw new CommandRefused(keyReused(request, accepted));
    }
  }

  private countFailure(error: unknown): void {
    if (error instanceof CommandRefused) {
      const { code } = error.rejection;
      this.refused[code] = (this.refused[code] ?? 0) + 1;
    } else {
      this.counts.failed += 1;
    }
  }
}
