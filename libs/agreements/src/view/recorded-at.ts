import type { LocalDate } from '@tramo/kernel';

/** Where and when an event was recorded, as rows need it. */
export interface RecordedAt {
  readonly effectiveOn: LocalDate;
  readonly recordedAt: string;
  readonly revision: number;
  readonly ordinal: number;
}
