import type { Decision, DomainEvent, LocalDate } from '@tramo/kernel';
import type { JsonObject, JsonValue } from '../port';
import type { CommandContext } from './command';
import { Fold } from './decider';
import type { StreamDecider } from './decider';

/** What a decision may look at beside its stream's state and the command's body. */
export interface DecisionContext<Facts = unknown> {
  readonly actor: string;
  readonly roles: readonly string[];
  readonly mode: CommandContext['mode'];
  readonly effectiveOn: LocalDate;
  /** The day on which the actor acts: policies and duties are those of this day. */
  readonly actedOn: LocalDate;
  /** ISO 8601 in UTC; never earlier than the stream's last event. */
  readonly now: string;
  /** The stream decided on; for a creation, the one about to be opened. */
  readonly stream: string;
  readonly facts: Facts;
}

/**
 * A fold of another stream that a decision relies on. `select` cuts out of it what is relied on; that, and
 * nothing else, is what `decide` sees and what is recorded beside the decision.
 */
export interface Fact<Body, State, Value extends JsonValue> {
  readonly fold: Fold;
  stream(body: Body, state: State, asked: AskedOn): string;
  select(state: unknown, body: Body, asked: AskedOn, own: State): Value;
  /** What is selected depends on the command's own stream, and is selected anew when that has moved. */
  readonly byOwnState?: true;
}

/** What a fact may depend on beside the body: which rate, which month, which policy in force. */
export type AskedOn = Pick<DecisionContext, 'effectiveOn' | 'actedOn'>;

export function fact<Body, State, FactState, Event extends DomainEvent, Value extends JsonValue>(
  decider: StreamDecider<FactState, Event>,
  stream: (body: Body, state: State, asked: AskedOn) => string,
  select: (state: FactState, body: Body, asked: AskedOn) => Value,
): Fact<Body, State, Value> {
  return {
    fold: Fold.of(decider),
    stream,
    select: (state, body, asked) => select(state as FactState, body, asked),
  };
}

/** A fact that the command's own stream says more exactly than the body: the line of an agreement, its account. */
export function factByOwnState<Body, State, FactState, Event extends DomainEvent, Value extends JsonValue>(
  decider: StreamDecider<FactState, Event>,
  stream: (body: Body, state: State, asked: AskedOn) => string,
  select: (state: FactState, body: Body, own: State, asked: AskedOn) => Value,
): Fact<Body, State, Value> {
  return {
    fold: Fold.of(decider),
    stream,
    select: (state, body, asked, own) => select(state as FactState, body, own, asked),
    byOwnState: true,
  };
}

/** What a command asks of another stream before it decides, worked out from its body and its own stream. */
export interface ReservationPlan<Ask extends JsonObject = JsonObject> {
  readonly stream: string;
  readonly ask: Ask;
}

export interface ReservationContext extends Omit<DecisionContext, 'facts' | 'stream' | 'actedOn'> {
  /** One attempt of one command at one reservation: what `confirm` and `release` will name. */
  readonly reservationId: string;
  /** The stream the command itself decides on. */
  readonly forStream: string;
}

/** A part of the decision that another stream makes: taken first, then confirmed or given back. */
export interface Reservation<Body, State> {
  readonly fold: Fold;
  /**
   * Several when the command needs several of the kind; none when it needs none this time. `intended` is what the
   * command means to write, where it tries first: what is asked elsewhere then follows from its own events.
   */
  plan(body: Body, state: State, intended: readonly never[]): readonly ReservationPlan[];
  reserve(state: unknown, ask: JsonObject, context: ReservationContext): Decision<DomainEvent>;
  /** Absent when the reservation stands as it was made: the accepted command confirms it. */
  readonly confirm?: (state: unknown, reservationId: string) => Decision<DomainEvent>;
  release(state: unknown, reservationId: string, reason: string): Decision<DomainEvent>;
}

/**
 * What an accepted command brings about on another stream. What gives (an amount that is available again) is given so
 * and never reserved: nobody can have spent it when the command turns out not to be.
 */
export interface Consequence<Body, State> {
  readonly fold: Fold;
  plan(body: Body, state: State, written: readonly never[]): readonly ReservationPlan[];
  /** The command stands: whatever is broken here is a finding. */
  follow(state: unknown, ask: JsonObject, context: ReservationContext): Decision<DomainEvent>;
}

interface ConsequenceSpec<
  Body,
  State,
  Resource,
  Event extends DomainEvent,
  Ask extends JsonObject,
  Written extends DomainEvent,
> {
  readonly decider: StreamDecider<Resource, Event>;
  plan(body: Body, state: State, written: readonly Written[]): readonly ReservationPlan<Ask>[];
  follow(state: Resource, ask: Ask, context: ReservationContext): Decision<Event>;
}

export const consequence = <
  Body,
  State,
  Resource,
  Event extends DomainEvent,
  Ask extends JsonObject,
  Written extends DomainEvent,
>(
  spec: ConsequenceSpec<Body, State, Resource, Event, Ask, Written>,
): Consequence<Body, State> => ({
  fold: Fold.of(spec.decider),
  plan: (body, state, written) => spec.plan(body, state, written),
  follow: (state, ask, context) => spec.follow(state as Resource, ask as Ask, context),
});

export type AnyConsequence = Consequence<never, unknown>;

export interface ReservationSpec<
  Body,
  State,
  Resource,
  Event extends DomainEvent,
  Ask extends JsonObject,
  Intended extends DomainEvent,
> {
  readonly decider: StreamDecider<Resource, Event>;
  plan(
    body: Body,
    state: State,
    intended: readonly Intended[],
  ): ReservationPlan<Ask> | readonly ReservationPlan<Ask>[] | undefined;
  reserve(state: Resource, ask: Ask, context: ReservationContext): Decision<Event>;
  /** Left out where the reservation stands as it was made. */
  readonly confirm?: (state: Resource, reservationId: string) => Decision<Event>;
  release(state: Resource, reservationId: string, reason: string): Decision<Event>;
}

export function reservation<
  Body,
  State,
  Resource,
  Event extends DomainEvent,
  Ask extends JsonObject,
  Intended extends DomainEvent,
>(spec: ReservationSpec<Body, State, Resource, Event, Ask, Intended>): Reservation<Body, State> {
  const { confirm } = spec;
  return {
    fold: Fold.of(spec.decider),
    plan: (body, state, intended) => {
      const plan = spec.plan(body, state, intended) ?? [];
      return Array.isArray(plan) ? (plan as readonly ReservationPlan[]) : [plan as ReservationPlan];
    },
    reserve: (state, ask, context) => spec.reserve(state as Resource, ask as Ask, context),
    ...(confirm && { confirm: (state: unknown, id: string) => confirm(state as Resource, id) }),
    release: (state, id, reason) => spec.release(state as Resource, id, reason),
  };
}

export type AnyReservation = Reservation<never, unknown>;

/** Something that only one may hold: the number of an invoice, a code. */
export interface Claim {
  readonly kind: string;
  readonly value: string;
}

export type FactsOf<Body, State, Facts> = {
  readonly [Name in keyof Facts]: Fact<Body, State, Facts[Name] & JsonValue>;
};

/** Where a command decides: on a stream it names, or on one it opens, whose id is derived from its key. */
export type Target<Body> =
  | { readonly stream: (body: Body) => string; readonly creates?: never }
  | { readonly creates: string; readonly stream?: never };

/** All that is particular to one command; the rest is the runtime's. `decide` is pure. */
export type CommandSpec<Body, State, Event extends DomainEvent, Facts> = Target<Body> & {
  readonly decider: StreamDecider<State, Event>;
  readonly facts?: FactsOf<Body, State, Facts>;
  /** Taken in this order. The names are stored, and must outlive the reservations made under them. */
  readonly reserves?: Readonly<Record<string, Reservation<Body, State>>>;
  readonly claims?: (body: Body, state: State) => readonly Claim[];
  /** What the accepted command brings about elsewhere, as its own events have it; named apart from what it reserves. */
  readonly follows?: Readonly<Record<string, Consequence<Body, State>>>;
  /**
   * Decides once without writing before anything is reserved, here and on every stream that is to be reserved on: a
   * refusal leaves nothing anywhere, not even something reserved and given back, and what is reserved can follow from
   * what will be written. It costs a second decision on each stream.
   */
  readonly triesFirst?: boolean;
  decide(state: State, body: Body, context: DecisionContext<Facts>): Decision<NoInfer<Event>>;
};

/** What all specs have in common once their types are forgotten. */
export type AnySpec = CommandSpec<never, unknown, DomainEvent, unknown>;
