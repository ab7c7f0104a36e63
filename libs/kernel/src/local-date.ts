import { InvalidValue, shown } from './invalid-value';

/** A calendar date without a zone, `2022-03-31`, in the proleptic Gregorian calendar. Ordered as text is. */
export type LocalDate = string & { readonly __brand: 'LocalDate' };

export class DateMalformed extends InvalidValue {
  override readonly name = 'DateMalformed';
  readonly code = 'DATE_MALFORMED';
}

export class ZoneUnknown extends InvalidValue {
  override readonly name = 'ZoneUnknown';
  readonly code = 'ZONE_UNKNOWN';
}

const DAY_MS = 86_400_000;
const FORM = /^(?!0000)[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$/;
/** Where years stop having four digits, and dates being ordered as text. */
const EPOCH_DAY_MIN = -719_162;
const EPOCH_DAY_MAX = 2_932_896;

export function isLocalDate(value: unknown): value is LocalDate {
  if (typeof value !== 'string' || !FORM.test(value)) return false;
  const date = value as LocalDate;
  return dayOf(date) <= daysInMonth(yearOf(date), monthOf(date));
}

export function parseLocalDate(text: string): LocalDate {
  if (!isLocalDate(text)) throw new DateMalformed(`${shown(text)} is not a date such as "2022-03-31"`);
  return text;
}

export const yearOf = (date: LocalDate): number => Number(date.slice(0, 4));
/** 1 to 12. */
export const monthOf = (date: LocalDate): number => Number(date.slice(5, 7));
const dayOf = (date: LocalDate): number => Number(date.slice(8, 10));

export const compareDates = (a: LocalDate, b: LocalDate): -1 | 0 | 1 => (a === b ? 0 : a < b ? -1 : 1);

/** Days since 1970-01-01, negative before: the form in which dates are compared and indexed in bulk. */
export function toEpochDay(date: LocalDate): number {
  // Years are counted from March, so that the leap day is the last of its year and months need no table.
  const month = monthOf(date);
  const year = month < 3 ? yearOf(date) - 1 : yearOf(date);
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + dayOf(date) - 1;
  const leapDays = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
  return 365 * year + leapDays + dayOfYear - 719_468;
}

export function fromEpochDay(epochDay: number): LocalDate {
  if (!Number.isInteger(epochDay) || epochDay < EPOCH_DAY_MIN || epochDay > EPOCH_DAY_MAX) {
    throw new DateMalformed(`day ${epochDay} is not within the years 1 to 9999`);
  }
  return new Date(epochDay * DAY_MS).toISOString().slice(0, 10) as LocalDate;
}

export const addDays = (date: LocalDate, days: number): LocalDate => fromEpochDay(toEpochDay(date) + days);

/** Negative when `to` comes first. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => toEpochDay(to) - toEpochDay(from);

/** The same day of another month, or its last day where it is shorter: 31 January and a month is 28 February. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const monthIndex = yearOf(date) * 12 + (monthOf(date) - 1) + months;
  const year = Math.floor(monthIndex / 12);
  const month = (monthIndex % 12) + 1;
  return dateOf(year, month, Math.min(dayOf(date), daysInMonth(year, month)));
}

export const firstDayOfMonth = (date: LocalDate): LocalDate => dateOf(yearOf(date), monthOf(date), 1);

export const lastDayOfMonth = (date: LocalDate): LocalDate =>
  dateOf(yearOf(date), monthOf(date), daysInMonth(yearOf(date), monthOf(date)));

/** The date on the calendar of a zone (`America/La_Paz`) at an instant. */
export function localDateIn(zone: string, instant: Date): LocalDate {
  // The parts of a year before the first, or of no instant at all, would still look like a date.
  fromEpochDay(Math.floor(instant.getTime() / DAY_MS));
  const parts = new Map(
    calendarOf(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  return dateOf(Number(parts.get('year')), Number(parts.get('month')), Number(parts.get('day')));
}

function dateOf(year: number, month: number, day: number): LocalDate {
  const digits = (value: number, length: number): string => String(value).padStart(length, '0');
  return parseLocalDate(`${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Building one takes far longer than using it. There are as many as zones, of which a ledger sees a handful. */
const calendars = new Map<string, Intl.DateTimeFormat>();

function calendarOf(zone: string): Intl.DateTimeFormat {
  const known = calendars.get(zone);
  if (known) return known;
  const calendar = openCalendar(zone);
  calendars.set(zone, calendar);
  return calendar;
}

function openCalendar(zone: string): Intl.DateTimeFormat {
  try {
    // `gregory` is proleptic; `iso8601`, for all its name, still turns Julian before 1582 in Node 20.
    return new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
      timeZone: zone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
    });
  } catch (cause) {
    throw new ZoneUnknown(`${shown(zone)} is not a time zone such as "America/La_Paz"`, { cause });
  }
}
