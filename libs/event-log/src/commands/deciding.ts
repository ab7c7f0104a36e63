import { Rejection } from '@tramo/kernel';
import type { DomainEvent, LocalDate } from '@tramo/kernel';
import type { JsonValue, RecordedFact, RecordedReservation } from '../port';
import { actedOn } from './command';
import { Fold } from './decider';
import type { Draft } from './draft';
import { acceptedEvents, enveloped } from './envelope';
import type { Envelope } from './envelope';
import { CommandRefused, TryAgain } from './errors';
import type { Verdict, Work, Written } from './lanes';
import type { Attempt } from './request';
import type { AnySpec, AskedOn, Fact } from './spec';
import type { StreamCache } from './stream-cache';
import type { StreamMemory } from './stream-memory';
import type { PlannedReservation } from './plan';
import { followsOf, isOtherPlan, planOf } from './plan';

export type Decided =
  | {
      readonly kind: 'accepted';
      readonly written: Written;
      readonly events: readonly { readonly id: string; readonly type: string }[];
      readonly reservations: readonly RecordedReservation[];
    }
  /** The key has been accepted here before; whether with the same request, its events know. */
  | { readonly kind: 'repeated'; readonly first: number }
  /** The stream has moved so that other reservations would be needed. */
  | { readonly kind: 'replan' }
  /** Nothing stands against it, as far as this stream knows. */
  | { readonly kind: 'tried'; readonly planned: readonly PlannedReservation[] };

type Accepted = Exclude<ReturnType<typeof acceptedEvents>, CommandRefused>;

/**
 * What trying came to, by the plan that it made. A decision is a pure function: on the same stream and the same facts it
 * is not made twice.
 */
const triedBefore = new WeakMap<
  readonly PlannedReservation[],
  { readonly revision: number; readonly facts: readonly RecordedFact[]; readonly outcome: Accepted }
>();

/** Decides one attempt at a command on the stream that is its own. */
export class Deciding implements Work<Decided> {
  readonly fold: Fold;
  readonly prepare?: (memory: StreamMemory) => Promise<void>;
  private facts: readonly RecordedFact[] = [];
  /** Where the command's own stream was when its facts were read. */
  private gatheredAt = -1;

  constructor(
    private readonly attempt: Attempt,
    private readonly spec: AnySpec,
    /** What it has reserved; `try` when it only wants to know what it would be. */
    private readonly planned: readonly PlannedReservation[] | 'try',
    private readonly cache: StreamCache,
    private readonly now: () => string,
  ) {
    this.fold = Fold.of(spec.decider);
    if (spec.facts) this.prepare = (memory) => this.gather(memory);
  }

  get idempotencyKey(): string {
    return this.attempt.key;
  }

  get restsOn(): readonly RecordedFact[] {
    return this.facts;
  }

  decide(draft: Draft): Verdict<Decided> {
    const { attempt, spec } = this;
    const first = draft.accepted(attempt.key);
    if (first !== undefined) return done({ kind: 'repeated', first });
    if (draft.isAbandoned(attempt.commandId)) {
      throw new TryAgain('abandoned', 'the attempt was given up while it was under way; try again');
    }
    const state = draft.state(this.fold);
    if (this.factsMoved(state, draft)) return { kind: 'later' };
    if (!spec.triesFirst && this.planMoved(state, [])) return done({ kind: 'replan' });
    const { actor, roles, mode, effectiveOn, expectedRevision } = attempt.context;
    if (expectedRevision !== undefined && expectedRevision !== draft.revision) {
      return { kind: 'refuse', error: new CommandRefused(staleRevision(draft, expectedRevision)) };
    }
    const today = actedOn(attempt.context);
    if (mode === 'live' && effectiveOn > today) {
      return { kind: 'refuse', error: new CommandRefused(dateInFuture(effectiveOn, today)) };
    }
    const known = this.decidedInTrying(draft);
    const outcome =
      known ??
      acceptedEvents(
        spec.decide(state, attempt.body as never, {
          actor,
          roles,
          mode,
          effectiveOn,
          actedOn: today,
          now: notBefore(this.now(), draft.lastRecordedAt),
          stream: draft.stream,
          facts: valuesOf(this.facts),
        }),
        mode,
      );
    if (outcome instanceof CommandRefused) return { kind: 'refuse', error: outcome };
    if (this.planned === 'try') {
      const planned = planOf(spec, attempt, state, outcome.events);
      triedBefore.set(planned, { revision: draft.revision, facts: this.facts, outcome });
      return done({ kind: 'tried', planned });
    }
    if (!known && spec.triesFirst && this.planMoved(state, outcome.events)) return done({ kind: 'replan' });
    const reservations: readonly RecordedReservation[] = [
      ...this.planned.map(({ id, name, stream }) => ({ id, name, stream })),
      ...followsOf(spec, attempt, state, outcome.events),
    ];
    const events = enveloped(draft.stream, outcome.events, this.fold, envelopeOf(attempt), {
      ...(this.facts.length > 0 ? { facts: this.facts } : undefined),
      ...(outcome.findings.length > 0 ? { findings: outcome.findings } : undefined),
      ...(reservations.length > 0 ? { reservations } : undefined),
    });
    return {
      kind: 'append',
      events,
      result: (written) => ({ kind: 'accepted', written, events, reservations }),
    };
  }

  /** What it came to when it was tried, if its stream and its facts are still what they were. */
  private decidedInTrying(draft: Draft): Accepted | undefined {
    const tried = this.planned === 'try' ? undefined : triedBefore.get(this.planned);
    if (tried?.revision !== draft.revision) return undefined;
    const isSame = tried.facts.every(
      ({ stream, revision }, index) =>
        stream === this.facts[index]?.stream && revision === this.facts[index].revision,
    );
    return isSame ? tried.outcome : undefined;
  }

  /** Reads the facts as the log holds them now, and keeps what is relied on. */
  private async gather(memory: StreamMemory): Promise<void> {
    const { body } = this.attempt;
    const asked = this.askedOn;
    const state = memory.folds.get(this.fold);
    this.gatheredAt = memory.revision;
    this.facts = await Promise.all(
      factsOf(this.spec).map(async ([name, fact]): Promise<RecordedFact> => {
        const stream = fact.stream(body, state, asked);
        const known = await this.cache.fresh(stream, [fact.fold]);
        return {
          name,
          stream,
          revision: known.revision,
          value: fact.select(known.folds.get(fact.fold), body, asked, state),
        };
      }),
    );
  }

  /** True when commands ahead in the same turn have changed where the facts are to be found. */
  private factsMoved(state: unknown, draft: Draft): boolean {
    const { body } = this.attempt;
    const asked = this.askedOn;
    return factsOf(this.spec).some(
      ([, fact], index) =>
        fact.stream(body, state, asked) !== this.facts[index]!.stream ||
        (fact.byOwnState && draft.revision !== this.gatheredAt),
    );
  }

  private get askedOn(): AskedOn {
    const { context } = this.attempt;
    return { effectiveOn: context.effectiveOn, actedOn: actedOn(context) };
  }

  private planMoved(state: unknown, intended: readonly DomainEvent[]): boolean {
    const { spec, attempt, planned } = this;
    if (planned === 'try' || (!spec.reserves && !spec.claims)) return false;
    return isOtherPlan(planned, spec, attempt, state, intended);
  }
}

const staleRevision = ({ stream, revision }: Draft, expectedRevision: number): Rejection =>
  new Rejection({
    code: 'STALE_REVISION',
    category: 'conflict',
    message: 'what the command was decided on has changed since it was read',
    values: { stream, expectedRevision, revision },
    cure: `read ${stream} again, see whether the command still stands, and send it with expectedRevision ${revision}`,
    field: 'expectedRevision',
  });

const dateInFuture = (effectiveOn: LocalDate, today: LocalDate): Rejection =>
  new Rejection({
    code: 'DATE_IN_FUTURE',
    message: `nothing counts before its day: ${effectiveOn} has not come`,
    values: { effectiveOn, today },
    cure: `date it ${today} or earlier, or send it again when the day has come`,
    field: 'effectiveOn',
  });

const valuesOf = (facts: readonly RecordedFact[]): Readonly<Record<string, JsonValue>> =>
  Object.fromEntries(facts.map(({ name, value }) => [name, value]));

const done = (result: Decided): Verdict<Decided> => ({ kind: 'done', result });

type AnyFact = Fact<unknown, unknown, JsonValue>;

/** The names and the order are the spec's own, so that what was gathered can be matched by place. */
const factsOf = (spec: AnySpec): readonly (readonly [string, AnyFact])[] =>
  spec.facts ? Object.entries(spec.facts as unknown as Record<string, AnyFact>) : [];

/** A clock that goes back does not take a stream's decisions with it. */
export const notBefore = (now: string, earlier: string): string => (now < earlier ? earlier : now);

export const envelopeOf = ({ command, commandId, key, bodyHash, context }: Attempt): Envelope => ({
  actor: context.actor,
  roles: context.roles,
  command,
  commandId,
  key,
  bodyHash,
  correlationId: context.correlationId,
  causationId: context.causationId ?? null,
  effectiveOn: context.effectiveOn,
  mode: context.mode,
});
