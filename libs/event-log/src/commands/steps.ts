import { InvariantViolation, invariant } from '@tramo/kernel';
import type { Decision, DomainEvent, LocalDate } from '@tramo/kernel';
import type { EventLogReader, JsonObject, Position, ReservationMark } from '../port';
import { eventsBetween } from './answer';
import { notBefore } from './deciding';
import type { Fold } from './decider';
import type { Draft } from './draft';
import { acceptedEvents, enveloped } from './envelope';
import type { Envelope } from './envelope';
import { CommandRefused } from './errors';
import type { Lanes, Verdict } from './lanes';
import { needsNoConfirmation } from './plan';
import type { AnyConsequence, AnyReservation, ReservationContext } from './spec';
import type { ReservationRecord } from './stream-memory';

/** A reservation of one attempt, and what the events of its next step have in common. */
export interface ReservationAt {
  readonly id: string;
  readonly name: string;
  /** The stream that is reserved on, and the one that decides. */
  readonly stream: string;
  readonly forStream: string;
  readonly reservation: AnyReservation;
  readonly envelope: Envelope;
}

/** What follows from an accepted command, and where. */
export interface ConsequenceAt extends Omit<ReservationAt, 'reservation'> {
  readonly consequence: AnyConsequence;
}

type Step = ReservationMark['step'];
type Taken =
  | { readonly kind: 'written'; readonly position: Position }
  | { readonly kind: 'known'; readonly record: ReservationRecord }
  | { readonly kind: 'left-behind'; readonly record: ReservationRecord };

/**
 * The steps on a stream that is reserved on. Each looks first whether it has been taken already, by its own
 * attempt or by whoever finished that one's work.
 */
export class ReservationSteps {
  constructor(
    private readonly lanes: Lanes,
    private readonly log: EventLogReader,
    private readonly now: () => string,
  ) {}

  /**
   * Throws the refusal that these reservations on one stream would meet, each on what those before it would have
   * left. Nothing is written.
   */
  async tryOut(asked: readonly (readonly [ReservationAt, JsonObject])[]): Promise<void> {
    const [[first] = []] = asked;
    if (!first) return;
    const { stream, envelope } = first;
    const { key, commandId } = envelope;
    await this.lanes.submit<undefined>(stream, {
      idempotencyKey: key,
      fold: first.reservation.fold,
      decide: (draft): Verdict<undefined> => {
        const fine: Verdict<undefined> = { kind: 'done', result: undefined };
        // An earlier attempt at the same request stands here still; what comes of it is seen when it is reserved.
        if (draft.leftBehindBy(key, commandId)) return fine;
        let state = draft.state(first.reservation.fold);
        for (const [at, ask] of asked) {
          const { reservation } = at;
          const decision = reservation.reserve(state, ask, this.contextOf(at, draft));
          const outcome = acceptedEvents(decision, envelope.mode);
          if (outcome instanceof CommandRefused) return { kind: 'refuse', error: outcome };
          const { effectiveOn } = envelope;
          state = outcome.events.reduce(
            (before, event) => afterIntended(reservation.fold, before, { effectiveOn, ...event }),
            state,
          );
        }
        return fine;
      },
    });
  }

  /** Answers what an earlier attempt at the same request has left there; nothing is reserved then. */
  async reserve(at: ReservationAt, ask: JsonObject): Promise<ReservationRecord | undefined> {
    const { key, commandId } = at.envelope;
    const step = needsNoConfirmation(at.reservation) ? 'claim' : 'reserve';
    const taken = await this.take(at, step, (state, draft) => {
      const record = draft.leftBehindBy(key, commandId);
      if (record) return { kind: 'left-behind', record };
      return at.reservation.reserve(state, ask, this.contextOf(at, draft));
    });
    return taken.kind === 'left-behind' ? taken.record : undefined;
  }

  private contextOf({ id, forStream, envelope }: ReservationAt, draft: Draft): ReservationContext {
    const { actor, roles, mode, effectiveOn } = envelope;
    const now = notBefore(this.now(), draft.lastRecordedAt);
    return { actor, roles, mode, effectiveOn, now, reservationId: id, forStream };
  }

  /** Answers where the confirmation rests. */
  async confirm(at: ReservationAt): Promise<Position> {
    const taken = await this.take(at, 'confirm', (state, draft) => {
      invariant(at.reservation.confirm, `a reservation "${at.name}" can be confirmed`);
      return mustBeOpen(at, draft) ?? at.reservation.confirm(state, at.id);
    });
    if (taken.kind === 'written') return taken.position;
    invariant(
      taken.record.step === 'confirm',
      `what an accepted command reserved as ${at.id} is not released`,
    );
    return this.positionAt(at.stream, taken.record.last);
  }

  async release(at: ReservationAt, reason: string): Promise<void> {
    const taken = await this.take(at, 'release', (state, draft) => {
      return mustBeOpen(at, draft) ?? at.reservation.release(state, at.id, reason);
    });
    if (taken.kind === 'written') return;
    invariant(taken.record.step === 'release', `what a failed attempt reserved as ${at.id} is not confirmed`);
  }

  /** Answers where it rests; done once, whoever does it. */
  follow(at: ConsequenceAt, ask: JsonObject): Promise<Position> {
    const { id, name, stream, forStream, consequence, envelope } = at;
    const { actor, roles, effectiveOn, key } = envelope;
    return this.lanes
      .submit<Position | number>(stream, {
        idempotencyKey: key,
        fold: consequence.fold,
        decide: (draft): Verdict<Position | number> => {
          const record = draft.reservation(id);
          if (record) return { kind: 'done', result: record.last };
          const now = notBefore(this.now(), draft.lastRecordedAt);
          const context = {
            actor,
            roles,
            mode: 'history',
            effectiveOn,
            now,
            reservationId: id,
            forStream,
          } as const;
          const decision = consequence.follow(draft.state(consequence.fold), ask, context);
          const outcome = acceptedEvents(decision, 'history');
          if (outcome instanceof CommandRefused) return { kind: 'refuse', error: outcome };
          const mark: ReservationMark = { id, name, step: 'confirm', forStream };
          const { findings } = outcome;
          const first = findings.length > 0 ? { findings } : {};
          const events = enveloped(
            stream,
            outcome.events,
            consequence.fold,
            { ...envelope, reservation: mark },
            first,
          );
          return { kind: 'append', events, result: ({ position }) => position };
        },
      })
      .then((place) => (typeof place === 'number' ? this.positionAt(stream, place) : place));
  }

  private async positionAt(stream: string, revision: number): Promise<Position> {
    const [event] = await eventsBetween(this.log, stream, revision, revision);
    return event.position;
  }

  private take(
    at: ReservationAt,
    step: Step,
    decide: (state: unknown, draft: Draft) => Decision<DomainEvent> | Taken | InvariantViolation,
  ): Promise<Taken> {
    const { id, name, stream, forStream, reservation, envelope } = at;
    const opens = step === 'reserve' || step === 'claim';
    return this.lanes.submit<Taken>(stream, {
      idempotencyKey: envelope.key,
      fold: reservation.fold,
      decide: (draft): Verdict<Taken> => {
        const record = draft.reservation(id);
        if (record && (opens || !isOpen(record))) return { kind: 'done', result: { kind: 'known', record } };
        const decision = decide(draft.state(reservation.fold), draft);
        if ('kind' in decision) return { kind: 'done', result: decision };
        if (decision instanceof Error) return { kind: 'refuse', error: decision };
        // Closing is no new decision of the command's: it is not refused for what history holds against it.
        const outcome = acceptedEvents(decision, opens ? envelope.mode : 'history');
        if (outcome instanceof CommandRefused) return { kind: 'refuse', error: outcome };
        const mark: ReservationMark = { id, name, step, forStream };
        const { findings } = outcome;
        const events = enveloped(
          stream,
          outcome.events,
          reservation.fold,
          { ...envelope, reservation: mark },
          findings.length > 0 ? { findings } : {},
        );
        return { kind: 'append', events, result: ({ position }) => ({ kind: 'written', position }) };
      },
    });
  }
}

/** What is only meant to be written needs no ids: nobody will ever see it. */
function afterIntended(
  fold: Fold,
  state: unknown,
  { type, data, effectiveOn }: DomainEvent & { readonly effectiveOn: LocalDate },
): unknown {
  const definition = fold.definition(type);
  invariant(definition, `${type} is among the events of the decider that is reserved on`);
  return fold.evolve(state, { type, schemaVersion: definition.version, data, metadata: { effectiveOn } });
}

/** Nothing can be confirmed or released that the stream, as far as it is known here, does not hold. */
const mustBeOpen = ({ id, stream }: ReservationAt, draft: Draft): InvariantViolation | undefined =>
  draft.reservation(id) ? undefined : new InvariantViolation(`${stream} holds reservation ${id}`);

const isOpen = ({ step }: ReservationRecord): boolean => step === 'reserve' || step === 'claim';
