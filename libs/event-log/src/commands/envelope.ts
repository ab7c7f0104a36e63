import { Rejection, derivedId, invariant } from '@tramo/kernel';
import type { Decision, DomainEvent } from '@tramo/kernel';
import type { EventMetadata, JsonObject, NewEvent, RecordedFinding, ReservationMark } from '../port';
import type { CommandContext } from './command';
import type { Fold } from './decider';
import { CommandRefused } from './errors';

/** What the events of one step of one attempt have in common. */
export interface Envelope {
  readonly actor: string;
  readonly roles: readonly string[];
  readonly command: string;
  readonly commandId: string;
  readonly key: string;
  readonly bodyHash: string;
  readonly correlationId: string;
  readonly causationId: string | null;
  readonly effectiveOn: CommandContext['effectiveOn'];
  readonly mode: CommandContext['mode'];
  readonly reservation?: ReservationMark;
}

/** What only the first event of a command carries. */
export type FirstOnly = Pick<EventMetadata, 'facts' | 'findings' | 'reservations'>;

/**
 * Ids are derived from the attempt, not from the key alone: another attempt under the same key may decide
 * otherwise, and a store that takes a known id for a repetition would drop its events and answer success.
 * The same attempt sent twice is the same events.
 */
const eventId = (envelope: Envelope, stream: string, index: number): string =>
  derivedId(
    envelope.reservation?.id ?? envelope.commandId,
    `${stream}/${envelope.reservation?.step ?? 'decide'}/${index}`,
  );

/** Live, the rules that a decision breaks refuse it; in history they are findings. Throws the refusal. */
export function acceptedEvents(
  decision: Decision<DomainEvent>,
  mode: CommandContext['mode'],
):
  | { readonly events: readonly DomainEvent[]; readonly findings: readonly RecordedFinding[] }
  | CommandRefused {
  if (decision instanceof Rejection) return new CommandRefused(decision);
  const { events, broken, noted = [] } = decision;
  invariant((events as readonly DomainEvent[]).length > 0, 'an accepted decision has at least one event');
  const [first, ...also] = broken;
  if (first && mode === 'live') return new CommandRefused(first, also);
  return { events, findings: [...broken, ...noted].map(toFinding) };
}

const toFinding = ({ code, message, values, cure, field }: Rejection): RecordedFinding => ({
  code,
  message,
  // Values are whatever the rule compared; what is kept of them is what they say in JSON.
  values: JSON.parse(JSON.stringify(values)) as JsonObject,
  ...(cure !== undefined && { cure }),
  ...(field !== undefined && { field }),
});

/** The events as they go into the log. A wrong shape is our mistake, and never gets there. */
export function enveloped(
  stream: string,
  events: readonly DomainEvent[],
  fold: Fold,
  envelope: Envelope,
  first: FirstOnly,
): NewEvent[] {
  return events.map((event, index) => {
    const definition = fold.definition(event.type);
    invariant(definition, `${event.type} is among the events of the decider of ${stream}`);
    definition.check(event.data);
    const metadata: EventMetadata = {
      actor: envelope.actor,
      roles: envelope.roles,
      command: envelope.command,
      commandId: envelope.commandId,
      idempotencyKey: envelope.key,
      bodyHash: envelope.bodyHash,
      correlationId: envelope.correlationId,
      causationId: envelope.causationId,
      effectiveOn: event.effectiveOn ?? envelope.effectiveOn,
      mode: envelope.mode,
      ...(index === 0 ? first : undefined),
      ...(envelope.reservation ? { reservation: envelope.reservation } : undefined),
    };
    return {
      id: eventId(envelope, stream, index),
      type: event.type,
      schemaVersion: definition.version,
      data: event.data as JsonObject,
      metadata,
    };
  });
}
