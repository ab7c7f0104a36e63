import type { RecordedEvent } from '@tramo/event-log';
import { addDays, type LocalDate } from '@tramo/kernel';
import { streamOf, transfer } from '../payload';

const FIRST_MS = Date.UTC(2020, 0, 1);
const FIVE_YEARS_MS = 5 * 365.25 * 86_400_000;

/** An instant that far into the five years, from 0 to 1. */
export const instantAt = (share: number): string => new Date(FIRST_MS + FIVE_YEARS_MS * share).toISOString();
export const dateAt = (share: number): LocalDate => instantAt(share).slice(0, 10) as LocalDate;

/**
 * Transfers recorded evenly over five years. Most took effect within three weeks, one in a hundred up to a year and
 * more before.
 */
export function* recordedTransfers(events: number): Iterable<RecordedEvent> {
  for (let index = 0; index < events; index++) {
    const event = transfer(index);
    const recordedAt = instantAt(index / events);
    const daysBefore = index % 100 === 0 ? (index * 31) % 400 : (index * 7) % 21;
    const effectiveOn = addDays(recordedAt.slice(0, 10) as LocalDate, -daysBefore);
    yield {
      ...event,
      stream: streamOf(index),
      revision: 0,
      position: { ledgerId: 'bench', value: BigInt(index) },
      recordedAt,
      metadata: { ...event.metadata, effectiveOn },
    };
  }
}
