import { toEpochDay, type LocalDate } from '@tramo/kernel';

const DAYS = 7;
const WORKING_DAYS = 5;

/**
 * Mondays to Fridays after one date, up to and with another, less holidays: what was begun on a Friday and done on
 * Monday took one day, and what was done the same day took none.
 */
export function workingDays(from: LocalDate, to: LocalDate, holidays: readonly LocalDate[] = []): number {
  if (to <= from) return 0;
  const free = new Set(holidays.filter((day) => from < day && day <= to && isWorkingDay(day)));
  return workingDaysUntil(to) - workingDaysUntil(from) - free.size;
}

/** The first day of 1970 was a Thursday; counted here from the Monday before it. */
const fromMonday = (date: LocalDate): number => toEpochDay(date) + 3;
const weekday = (day: number): number => ((day % DAYS) + DAYS) % DAYS;

const isWorkingDay = (date: LocalDate): boolean => weekday(fromMonday(date)) < WORKING_DAYS;

function workingDaysUntil(date: LocalDate): number {
  const day = fromMonday(date);
  return Math.floor(day / DAYS) * WORKING_DAYS + Math.min(weekday(day) + 1, WORKING_DAYS);
}
