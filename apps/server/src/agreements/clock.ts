import { workingDays } from '@tramo/agreements';
import { localDateIn, type LocalDate } from '@tramo/kernel';
import { holidaysOf, oneProgramme, type ProgrammesTables } from '@tramo/programmes';
import type { SqlStore } from '@tramo/stores';
import { problems } from '../http/problems';

/** How long something takes where a programme is: what still lasts is counted up to today. */
export interface Clock {
  readonly today: LocalDate;
  /** Mondays to Fridays from one day to another, or to today, less the programme's holidays. */
  days(from: LocalDate, to?: LocalDate | null): number;
}

export async function clockOf(views: SqlStore<ProgrammesTables>, programme: string): Promise<Clock> {
  const row = await oneProgramme(views.db, programme);
  if (!row) throw problems.noSuch('programme', programme);
  const today = localDateIn(row.zone, new Date());
  const holidays = (await holidaysOf(views.db, programme)).map(({ date }) => date);
  return { today, days: (from, to) => workingDays(from, to ?? today, holidays) };
}
