import { RECOVERY_ACTOR, type EventLogReader, type RecordedEvent } from '@tramo/event-log';
import type { LocalDate } from '@tramo/kernel';
import { isCorrelationOfImport } from '../import-id';
import type { Subject } from '../templates/subjects';
import type { Broken } from './place';

/** What somebody has done on a stream themselves, and no import has brought. */
interface LiveAct {
  readonly by: string;
  readonly on: LocalDate;
}

interface Looked {
  /** Of the last event that was looked at; -1 where there is none. */
  readonly revision: number;
  readonly first: LiveAct | undefined;
}

const UNSEEN: Looked = { revision: -1, first: undefined };

/** Where history ends and life begins: on each stream with the first act of a person. */
export class Life {
  private readonly streams = new Map<string, Looked>();

  constructor(private readonly log: Pick<EventLogReader, 'read'>) {}

  /** As the log holds it now. */
  async look(stream: string): Promise<Looked> {
    let { revision, first } = this.streams.get(stream) ?? UNSEEN;
    for await (const page of this.log.read(stream, { from: revision + 1 })) {
      for (const event of page) {
        revision = event.revision;
        if (!first && isLive(event)) first = { by: event.metadata.actor, on: event.metadata.effectiveOn };
      }
    }
    const looked = { revision, first };
    this.streams.set(stream, looked);
    return looked;
  }

  /** As the log held it when it was first looked at: what a trial adds is history. */
  async atFirst(stream: string): Promise<Looked> {
    return this.streams.get(stream) ?? this.look(stream);
  }
}

const isLive = ({ metadata: { actor, mode, correlationId } }: RecordedEvent): boolean =>
  actor !== RECOVERY_ACTOR && !(mode === 'history' && isCorrelationOfImport(correlationId));

/** History is not brought into what people live with: nobody is said to have signed what others decide on by now. */
export const liveAlready = ({ name, column }: Subject, { by, on }: LiveAct): Broken => ({
  code: 'LIVE_ALREADY',
  message: `${name} is lived with: ${by} has acted on it on ${on}, and history ends where life begins`,
  cure: 'take the row out, and do it by the command: whoever signs, signs themselves',
  field: undefined,
  column,
});

/** What a row has begun is not carried on over what somebody else has done to it. */
export const rowBrokenOff = (stream: string, { by }: LiveAct): Broken => ({
  code: 'ROW_BROKEN_OFF',
  message: `the row was begun, and then ${by} acted on ${stream}: from here on it was not carried out`,
  cure: 'do what is left of the row by the command',
  field: undefined,
});
