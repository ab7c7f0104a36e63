import type { LocalDate } from './local-date';
import type { Rejection } from './rejection';

/** What a decider returns and a fold receives: a fact of the business, before it is recorded. */
export interface DomainEvent<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly data: Data;
  /** The date, in the programme's zone, on which it counts; the command's own date when absent. */
  readonly effectiveOn?: LocalDate;
}

/** How one stream's state grows out of its events. Pure: no clock, no I/O. */
export interface Decider<State, Event extends DomainEvent> {
  readonly initial: State;
  evolve(state: State, event: Event): State;
}

/** The state after these events, from the beginning or from a state they continue. */
export function fold<State, Event extends DomainEvent>(
  decider: Decider<State, Event>,
  events: Iterable<Event>,
  from: State = decider.initial,
): State {
  let state = from;
  for (const event of events) state = decider.evolve(state, event);
  return state;
}

/**
 * The events that follow from a command, and the rules it breaks on the way. Live, one broken rule refuses
 * the command; for imported history the events stand and every broken rule becomes a finding.
 */
export interface Acceptance<Event extends DomainEvent> {
  readonly events: readonly [Event, ...Event[]];
  readonly broken: readonly Rejection[];
  /** Rules that are broken and, by policy, do not refuse: findings in both modes. */
  readonly noted?: readonly Rejection[];
}

/** A bare `Rejection` refuses in both modes: the command makes no sense, whenever it happened. */
export type Decision<Event extends DomainEvent> = Acceptance<Event> | Rejection;

export const accept = <const Event extends DomainEvent>(
  events: readonly [Event, ...Event[]],
  broken: readonly Rejection[] = [],
  noted: readonly Rejection[] = [],
): Acceptance<Event> => ({ events, broken, ...(noted.length > 0 && { noted }) });
