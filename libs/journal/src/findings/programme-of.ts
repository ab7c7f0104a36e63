import type { RecordedEvent } from '@tramo/event-log';

/** Streams whose names hold the programme's: those of a year say it before the year. */
const OF_PROGRAMME = /^(?:programme|policy|roles)-([a-z0-9][a-z0-9-]{0,39})$/;
const OF_YEAR = /^budget-([a-z0-9][a-z0-9-]{0,39})-\d{4}$/;

/** The programme an event is about; null where it is about none, as a rate is. */
export function programmeOf({ stream, data }: Pick<RecordedEvent, 'stream' | 'data'>): string | null {
  const { programme } = data;
  if (typeof programme === 'string') return programme;
  return OF_PROGRAMME.exec(stream)?.[1] ?? OF_YEAR.exec(stream)?.[1] ?? null;
}
