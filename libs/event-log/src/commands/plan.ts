import { canonicalJson, derivedId, invariant } from '@tramo/kernel';
import type { DomainEvent } from '@tramo/kernel';
import type { JsonObject, RecordedReservation } from '../port';
import { claimReservation, claimStream } from './claims';
import type { Attempt } from './request';
import type { AnyConsequence, AnyReservation, AnySpec } from './spec';

/** One reservation of one attempt, as it will be asked for. */
export interface PlannedReservation {
  readonly id: string;
  readonly name: string;
  readonly stream: string;
  readonly ask: JsonObject;
  readonly reservation: AnyReservation;
}

/** The name under which claims are stored; the names of a spec's own reservations are plain words. */
const CLAIM = '#claim';
export const isReservationName = (name: string): boolean => /^[A-Za-z]\w*$/.test(name);

type Asked = Omit<PlannedReservation, 'id'>;

/**
 * All that an attempt takes elsewhere before it decides, in the order in which it is taken. `intended` is what it
 * means to write, of a command that tries first.
 */
export function planOf(
  spec: AnySpec,
  attempt: Attempt,
  state: unknown,
  intended: readonly DomainEvent[],
): readonly PlannedReservation[] {
  return askedBy(spec, attempt, state, intended).map((asked, index) => ({
    ...asked,
    id: derivedId(attempt.commandId, `${asked.name}/${index}`),
  }));
}

/** Whether it would take something else by now. */
export function isOtherPlan(
  planned: readonly PlannedReservation[],
  spec: AnySpec,
  attempt: Attempt,
  state: unknown,
  intended: readonly DomainEvent[],
): boolean {
  const now = askedBy(spec, attempt, state, intended);
  return now.length !== planned.length || now.some((asked, index) => !isSameAsk(asked, planned[index]!));
}

const isSameAsk = (one: Asked, other: Asked): boolean =>
  one.name === other.name &&
  one.stream === other.stream &&
  // Made by the same code, they mostly read alike to the letter.
  (JSON.stringify(one.ask) === JSON.stringify(other.ask) ||
    canonicalJson(one.ask) === canonicalJson(other.ask));

function askedBy(
  spec: AnySpec,
  attempt: Attempt,
  state: unknown,
  intended: readonly DomainEvent[],
): readonly Asked[] {
  const body = attempt.body as never;
  const claims = (spec.claims?.(body, state) ?? []).map((claim) => ({
    name: CLAIM,
    stream: claimStream(claim),
    ask: { ...claim },
    reservation: claimReservation,
  }));
  const reserves = Object.entries<AnyReservation>(spec.reserves ?? {}).flatMap(([name, reservation]) =>
    reservation
      .plan(body, state, intended as never)
      .map(({ stream, ask }) => ({ name, stream, ask, reservation })),
  );
  return [...claims, ...reserves];
}

/** What the events of an accepted command bring about elsewhere. */
export function followsOf(
  spec: AnySpec,
  attempt: Attempt,
  state: unknown,
  written: readonly DomainEvent[],
): readonly Required<RecordedReservation>[] {
  const body = attempt.body as never;
  return Object.entries<AnyConsequence>(spec.follows ?? {}).flatMap(([name, consequence]) =>
    consequence.plan(body, state, written as never).map(({ stream, ask }, index) => ({
      id: derivedId(attempt.commandId, `${name}/${index}`),
      name,
      stream,
      ask,
    })),
  );
}

/** How to bring about what an earlier program may have recorded under this name. */
export function consequenceNamed(spec: AnySpec | undefined, name: string): AnyConsequence {
  const found = (spec?.follows as Readonly<Record<string, AnyConsequence>> | undefined)?.[name];
  invariant(found, `some command of this program knows what follows as "${name}"`);
  return found;
}

/** Whether the accepted command is its confirmation: it stands as it was made. */
export const needsNoConfirmation = ({ confirm }: AnyReservation): boolean => confirm === undefined;

/** How to finish or undo a reservation that was made under this name, perhaps by an earlier program. */
export function reservationNamed(spec: AnySpec | undefined, name: string): AnyReservation {
  const reserves = spec?.reserves as Readonly<Record<string, AnyReservation>> | undefined;
  const found = name === CLAIM ? claimReservation : reserves?.[name];
  invariant(found, `some command of this program knows how to finish a reservation "${name}"`);
  return found;
}
