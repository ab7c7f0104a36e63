import type { LocalDate } from '@tramo/kernel';
import type { Position } from './position';

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** Something a decision relied on that rests in another stream, so that the decision can be replayed. */
export interface RecordedFact {
  readonly name: string;
  readonly stream: string;
  /** The last revision that was folded; -1 when the stream did not exist. */
  readonly revision: number;
  readonly value: JsonValue;
}

/** Ties a step of reserve → confirm → release to the command that began it. */
export interface ReservationMark {
  /** One attempt of one command at one reservation. */
  readonly id: string;
  /** Which of the command's reservations. */
  readonly name: string;
  /** A claim is a reservation that needs no confirmation: the accepted command is its confirmation. */
  readonly step: 'reserve' | 'claim' | 'confirm' | 'release';
  /** The stream the command itself decides on. */
  readonly forStream: string;
}

/** A reservation that an accepted command rests on, and where it was made; or what follows from it elsewhere. */
export interface RecordedReservation {
  readonly id: string;
  readonly name: string;
  readonly stream: string;
  /** Of what follows: what is to be done there, now that the command is accepted. */
  readonly ask?: JsonObject;
}

/** A broken rule that did not refuse, kept beside the event it concerns: history broke it, or policy lets it pass. */
export interface RecordedFinding {
  readonly code: string;
  readonly message: string;
  readonly values: JsonObject;
  /** What would have satisfied the rule, when that is known. */
  readonly cure?: string;
  /** The field of the command to which the rule applies, when it is one. */
  readonly field?: string;
}

/** Who did it, why, and when it counts. */
export interface EventMetadata {
  readonly actor: string;
  readonly roles: readonly string[];
  /** The name of the command, `ApproveTranche`. */
  readonly command: string;
  /** One attempt at executing it. */
  readonly commandId: string;
  readonly idempotencyKey: string;
  /** SHA-256 of what was asked, and by whom: the command's name, its canonical body, actor, mode and chosen date. */
  readonly bodyHash: string;
  readonly correlationId: string;
  readonly causationId: string | null;
  readonly effectiveOn: LocalDate;
  readonly mode: 'live' | 'history';
  /** On the first event of a command only. */
  readonly facts?: readonly RecordedFact[];
  /** On the first event of a command only: what history broke, and what policy lets pass with a finding. */
  readonly findings?: readonly RecordedFinding[];
  /** On the first event of a command only: what it had reserved elsewhere before it decided. */
  readonly reservations?: readonly RecordedReservation[];
  /** On the events of a step of a reservation, in the stream that was reserved on. */
  readonly reservation?: ReservationMark;
}

/** An event on its way into the log. */
export interface NewEvent {
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: JsonObject;
  readonly metadata: EventMetadata;
}

/** An event as it rests in the log. */
export interface RecordedEvent extends NewEvent {
  readonly stream: string;
  /** Counted from 0 within the stream, without gaps. */
  readonly revision: number;
  readonly position: Position;
  /** When the log learned it, ISO 8601 in UTC with milliseconds. */
  readonly recordedAt: string;
}

/** The largest event, data and metadata as stored; and the largest append, all its events together. */
export const MAX_EVENT_BYTES = 64 * 1024;
export const MAX_APPEND_BYTES = 768 * 1024;
