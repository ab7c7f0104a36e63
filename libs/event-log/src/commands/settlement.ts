import { invariant, newId } from '@tramo/kernel';
import type { EventLogReader, EventMetadata } from '../port';
import { eventsBetween } from './answer';
import type { Recovered } from './counters';
import { Fold, defineDecider } from './decider';
import { enveloped } from './envelope';
import type { Envelope } from './envelope';
import type { Lanes } from './lanes';
import { consequenceNamed, needsNoConfirmation, reservationNamed } from './plan';
import { CommandAbandoned } from './runtime-events';
import type { SpecRegistry } from './spec-registry';
import type { ReservationSteps } from './steps';

/** Who finishes what nobody else will. */
export const RECOVERY_ACTOR = 'system:recovery';

/** An attempt that may be dead. */
export interface SuspectAttempt {
  readonly command: string;
  readonly commandId: string;
  readonly key: string;
  readonly forStream: string;
}

export interface OpenReservation {
  readonly id: string;
  readonly name: string;
  readonly stream: string;
  /** Whether it is no reservation, but what an accepted command has yet to bring about. */
  readonly follows: boolean;
  /** Where it was made; of what follows, the command's own event. */
  readonly revision: number;
}

export type Fate = 'accepted' | 'abandoned';

/**
 * Finishes or undoes what an attempt left open, by the log alone. Any number of processes may settle the same
 * attempt at once, and the attempt itself may be alive: the deciding stream has the word, because there the
 * attempt's events and its abandonment exclude each other.
 */
export class Settlement {
  constructor(
    private readonly log: EventLogReader,
    private readonly lanes: Lanes,
    private readonly steps: ReservationSteps,
    private readonly specs: SpecRegistry,
    private readonly recovered: Recovered,
  ) {}

  async settle(
    attempt: SuspectAttempt,
    open: readonly [OpenReservation, ...OpenReservation[]],
  ): Promise<Fate> {
    const [{ stream, revision, follows }] = open;
    const place = follows ? attempt.forStream : stream;
    const [made] = await eventsBetween(this.log, place, revision, revision);
    const envelope = onBehalf(made.metadata, made.id);
    const fate = await this.fateOf(attempt, envelope);
    for (const one of [...open].reverse()) await this.close(attempt, one, fate, envelope);
    return fate;
  }

  /** Decided once, on the stream of the command. From then on the attempt can no longer become the other. */
  private async fateOf(attempt: SuspectAttempt, envelope: Envelope): Promise<Fate> {
    const { commandId, key, forStream } = attempt;
    const fate = await this.lanes.submit<Fate | { readonly acceptedAt: number }>(forStream, {
      idempotencyKey: key,
      decide: (draft) => {
        const acceptedAt = draft.accepted(key);
        if (acceptedAt !== undefined) return { kind: 'done', result: { acceptedAt } };
        if (draft.isAbandoned(commandId)) return { kind: 'done', result: 'abandoned' };
        const abandoned = { type: CommandAbandoned.type, data: { commandId, idempotencyKey: key } };
        const own = { ...envelope, commandId: newId() };
        const events = enveloped(forStream, [abandoned], ABANDONMENT, own, {});
        return { kind: 'append', events, result: () => this.count('abandoned') };
      },
    });
    if (typeof fate === 'string') return fate;
    const [first] = await eventsBetween(this.log, forStream, fate.acceptedAt, fate.acceptedAt);
    return first.metadata.commandId === commandId ? 'accepted' : 'abandoned';
  }

  private async close(
    { command, forStream }: SuspectAttempt,
    { id, name, stream, follows, revision }: OpenReservation,
    fate: Fate,
    envelope: Envelope,
  ): Promise<void> {
    if (follows) {
      const [accepted] = await eventsBetween(this.log, forStream, revision, revision);
      const ask = accepted.metadata.reservations?.find((one) => one.id === id)?.ask;
      invariant(ask, `${forStream} says what follows as ${id}`);
      const consequence = consequenceNamed(this.specs.get(command), name);
      await this.steps.follow({ id, name, stream, forStream, consequence, envelope }, ask);
      this.recovered.confirmed += 1;
      return;
    }
    const reservation = reservationNamed(this.specs.get(command), name);
    const at = { id, name, stream, forStream, reservation, envelope };
    if (fate === 'abandoned') {
      await this.steps.release(at, COMMAND_ABANDONED_REASON);
      this.recovered.released += 1;
    } else if (!needsNoConfirmation(reservation)) {
      await this.steps.confirm(at);
      this.recovered.confirmed += 1;
    }
  }

  private count(fate: 'abandoned'): Fate {
    this.recovered[fate] += 1;
    return fate;
  }
}

const COMMAND_ABANDONED_REASON = 'COMMAND_ABANDONED';

const ABANDONMENT = Fold.of(
  defineDecider({ events: [CommandAbandoned], initial: undefined, evolve: (state) => state }),
);

/** The runtime acts for whoever asked, says so, and names the reservation that made it act. */
function onBehalf(metadata: EventMetadata, causationId: string): Envelope {
  const { command, commandId, idempotencyKey, bodyHash, correlationId, effectiveOn, mode } = metadata;
  return {
    actor: RECOVERY_ACTOR,
    roles: [],
    command,
    commandId,
    key: idempotencyKey,
    bodyHash,
    correlationId,
    causationId,
    effectiveOn,
    mode,
  };
}
