import { setTimeout as pause } from 'node:timers/promises';
import { EventTooLarge, LogError, OutcomeUnknown } from '../port';
import type { EventLogReader, Position, RecordedReservation } from '../port';
import type { AcceptedIndex } from './accepted-index';
import { answerOf, eventsOfKey } from './answer';
import type { CommandAnswer } from './command';
import { Deciding, envelopeOf } from './deciding';
import type { Decided } from './deciding';
import { Fold } from './decider';
import { CommandRefused, TryAgain } from './errors';
import type { Lanes } from './lanes';
import { consequenceNamed, needsNoConfirmation, planOf, reservationNamed } from './plan';
import type { PlannedReservation } from './plan';
import { attemptAt, keyReused } from './request';
import type { Attempt, CommandRequest } from './request';
import type { Settlement } from './settlement';
import type { AnySpec } from './spec';
import type { ReservationAt, ReservationSteps } from './steps';
import type { StreamCache } from './stream-cache';
import { Turns } from './turns';

export interface Carried {
  readonly answer: CommandAnswer;
  readonly repeated: boolean;
}

const ATTEMPTS_MAX = 5;

export interface AttemptsOptions {
  readonly now: () => string;
  readonly report: (error: unknown, what: string) => void;
}

/** Carries requests out: reserve, decide, confirm, or give back what was reserved. */
export class Attempts {
  /** Attempts under way in this process; recovery leaves them alone. */
  readonly underway = new Set<string>();
  /** By the stream that decides. */
  private readonly turns = new Turns();

  constructor(
    private readonly log: EventLogReader,
    private readonly cache: StreamCache,
    private readonly lanes: Lanes,
    private readonly steps: ReservationSteps,
    private readonly settlement: Settlement,
    private readonly index: AcceptedIndex,
    private readonly options: AttemptsOptions,
  ) {}

  async carryOut(request: CommandRequest, spec: AnySpec): Promise<Carried> {
    if (!spec.reserves && !spec.claims && !spec.follows) {
      const attempt = attemptAt(request);
      return this.conclude(attempt, spec, await this.decide(attempt, spec, []));
    }
    // Whoever comes second is told how things stand then, and not what the first is taking elsewhere.
    return this.turns.take(request.stream, () => this.reserveUntilDecided(request, spec));
  }

  private async reserveUntilDecided(request: CommandRequest, spec: AnySpec): Promise<Carried> {
    for (let tries = 1; ; tries++) {
      const carried = await this.reserveAndDecide(attemptAt(request), spec, tries);
      if (carried) return carried;
      // Another replica is at the same request, or at the same streams: let it come first.
      await pause(Math.random() * 10 * 2 ** tries);
    }
  }

  private async decide(
    attempt: Attempt,
    spec: AnySpec,
    planned: readonly PlannedReservation[],
  ): Promise<Decided> {
    const { stream, command, key, bodyHash } = attempt;
    const work = new Deciding(attempt, spec, planned, this.cache, this.options.now);
    const decided = await this.lanes.submit(stream, work);
    if (decided.kind === 'accepted') {
      this.index.add(key, { stream, command, bodyHash }, decided.written.position);
    }
    return decided;
  }

  /** Nothing when another attempt has to be made. */
  private async reserveAndDecide(
    attempt: Attempt,
    spec: AnySpec,
    tries: number,
  ): Promise<Carried | undefined> {
    this.underway.add(attempt.commandId);
    const taken: ReservationAt[] = [];
    try {
      const planned = await (spec.triesFirst ? this.tryOut(attempt, spec) : this.plan(attempt, spec));
      let decided: Decided;
      try {
        for (const one of planned) {
          const at = await this.reserve(one, attempt);
          if (!at) break;
          taken.push(at);
        }
        decided = await this.decide(attempt, spec, planned);
      } catch (error) {
        if (isKnownToHaveFailed(error)) await this.giveBack(taken, error);
        if (error instanceof TryAgain && error.reason === 'abandoned' && tries < ATTEMPTS_MAX)
          return undefined;
        throw error;
      }
      if (decided.kind !== 'accepted') await this.giveBack(taken, decided.kind);
      if (decided.kind === 'replan' && tries < ATTEMPTS_MAX) return undefined;
      return await this.conclude(attempt, spec, decided);
    } finally {
      this.underway.delete(attempt.commandId);
    }
  }

  /** What it would reserve; throws the refusal that the stream as it is now would answer. */
  private async tryOut(attempt: Attempt, spec: AnySpec): Promise<readonly PlannedReservation[]> {
    const trial = new Deciding(attempt, spec, 'try', this.cache, this.options.now);
    const tried = await this.lanes.submit(attempt.stream, trial);
    // What is accepted already is only answered again, or refused.
    if (tried.kind !== 'tried') return [];
    const { planned } = tried;
    for (const stream of new Set(planned.map((one) => one.stream))) {
      const here = planned.filter((one) => one.stream === stream);
      await this.steps.tryOut(here.map((one) => [reservationAt(one, attempt), one.ask] as const));
    }
    return planned;
  }

  private async plan(attempt: Attempt, spec: AnySpec): Promise<readonly PlannedReservation[]> {
    const fold = Fold.of(spec.decider);
    const memory = await this.cache.fresh(attempt.stream, [fold]);
    // What is accepted already is only answered again, or refused.
    if (memory.accepted(attempt.key) !== undefined) return [];
    return planOf(spec, attempt, memory.folds.get(fold), []);
  }

  /** Nothing when an earlier attempt turns out to have been accepted: then there is no more to reserve. */
  private async reserve(planned: PlannedReservation, attempt: Attempt): Promise<ReservationAt | undefined> {
    const at = reservationAt(planned, attempt);
    const { stream } = at;
    for (;;) {
      const leftBehind = await this.steps.reserve(at, planned.ask);
      if (!leftBehind) return at;
      const fate = await this.settlement.settle({ ...leftBehind, key: leftBehind.idempotencyKey }, [
        { id: leftBehind.id, name: leftBehind.name, follows: false, stream, revision: leftBehind.opened },
      ]);
      if (fate === 'accepted') return undefined;
    }
  }

  /** In reverse. What cannot be given back now, recovery gives back later. */
  private async giveBack(taken: readonly ReservationAt[], why: unknown): Promise<void> {
    const reason =
      why instanceof CommandRefused ? why.rejection.code : why instanceof Error ? why.name : String(why);
    for (const at of [...taken].reverse()) {
      try {
        await this.steps.release(at, reason);
      } catch (error) {
        this.options.report(error, `reservation ${at.id} on ${at.stream} is left to recovery`);
      }
    }
  }

  /** The final word: told only when what the command rests on elsewhere is confirmed. */
  private async conclude(attempt: Attempt, spec: AnySpec, decided: Decided): Promise<Carried> {
    switch (decided.kind) {
      case 'accepted': {
        const { written, events, reservations } = decided;
        const confirmed =
          reservations.length > 0 ? await this.confirm(attempt, attempt.commandId, spec, reservations) : [];
        const answer = answerOf(attempt.stream, written, [written.position, ...confirmed], events);
        return { answer, repeated: false };
      }
      case 'repeated': {
        const answer = await this.answerAgain(attempt, spec, decided.first);
        return { answer, repeated: true };
      }
      case 'replan':
      case 'tried':
        throw new TryAgain(
          'busy',
          `${attempt.stream} kept changing while ${attempt.command} was reserving; try again`,
        );
    }
  }

  private async answerAgain(attempt: Attempt, spec: AnySpec, first: number): Promise<CommandAnswer> {
    const { stream, key, bodyHash } = attempt;
    const events = await eventsOfKey(this.log, stream, first, key);
    const { metadata } = events[0];
    if (metadata.bodyHash !== bodyHash) throw new CommandRefused(keyReused(attempt, metadata));
    const confirmed = await this.confirm(attempt, metadata.commandId, spec, metadata.reservations ?? []);
    const { revision: last, position } = events.at(-1)!;
    return answerOf(stream, { first, last }, [position, ...confirmed], events);
  }

  private async confirm(
    attempt: Attempt,
    commandId: string,
    spec: AnySpec,
    reservations: readonly RecordedReservation[],
  ): Promise<readonly Position[]> {
    const envelope = { ...envelopeOf(attempt), commandId };
    const forStream = attempt.stream;
    const steps = reservations.flatMap(({ ask, ...one }) => {
      const at = { ...one, forStream, envelope };
      if (ask) return [this.steps.follow({ ...at, consequence: consequenceNamed(spec, one.name) }, ask)];
      const reservation = reservationNamed(spec, one.name);
      return needsNoConfirmation(reservation) ? [] : [this.steps.confirm({ ...at, reservation })];
    });
    const outcomes = await Promise.allSettled(steps);
    return outcomes.map((outcome) => {
      if (outcome.status === 'fulfilled') return outcome.value;
      throw new OutcomeUnknown(
        `${attempt.command} was accepted and its reservations are not all confirmed yet; ask again under the same key`,
        { cause: outcome.reason },
      );
    });
  }
}

const reservationAt = (
  { id, name, stream, reservation }: PlannedReservation,
  attempt: Attempt,
): ReservationAt => ({
  id,
  name,
  stream,
  forStream: attempt.stream,
  reservation,
  envelope: envelopeOf(attempt),
});

/** Only then may the attempt give back by itself: what may still come to rest is for recovery to fence first. */
const isKnownToHaveFailed = (error: unknown): boolean =>
  !(error instanceof LogError) || error instanceof EventTooLarge;
