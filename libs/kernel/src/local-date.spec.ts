import fc from 'fast-check';
import {
  addDays,
  addMonths,
  compareDates,
  DateMalformed,
  daysBetween,
  firstDayOfMonth,
  fromEpochDay,
  isLocalDate,
  lastDayOfMonth,
  localDateIn,
  monthOf,
  parseLocalDate,
  toEpochDay,
  yearOf,
  ZoneUnknown,
  type LocalDate,
} from './local-date';

const on = parseLocalDate;
const FIRST = on('0001-01-01');
const LAST = on('9999-12-31');
const epochDay = fc.integer({ min: toEpochDay(FIRST), max: toEpochDay(LAST) });
const anyDate = epochDay.map(fromEpochDay);

describe('dates', () => {
  it.each(['2022-03-31', '2000-02-29', '2024-02-29', '0001-01-01', '9999-12-31'])('accepts %s', (text) => {
    expect(isLocalDate(text)).toBe(true);
  });

  it.each([
    '2022-02-29',
    '1900-02-29',
    '2022-04-31',
    '2022-13-01',
    '2022-00-10',
    '2022-01-00',
    '2022-01-32',
    '0000-01-01',
    '22-01-01',
    '2022-1-1',
    '20220101',
    '2022-01-01T00:00',
    '2022-01-01\n',
    ' 2022-01-01',
    '-2022-01-01',
    '',
    20220101,
    null,
    undefined,
    new Date(0),
  ])('refuses %p', (value) => {
    expect(isLocalDate(value)).toBe(false);
    expect(() => on(value as string)).toThrow(DateMalformed);
  });

  it('orders dates as text', () => {
    fc.assert(
      fc.property(anyDate, anyDate, (a, b) => {
        expect(compareDates(a, b)).toBe(Math.sign(toEpochDay(a) - toEpochDay(b)));
      }),
    );
    expect([on('2022-10-01'), on('2022-09-30'), on('0999-12-31')].toSorted(compareDates)[0]).toBe(
      '0999-12-31',
    );
  });

  it('numbers days as the platform does, from 1970-01-01', () => {
    expect(toEpochDay(on('1970-01-01'))).toBe(0);
    expect(toEpochDay(on('1969-12-31'))).toBe(-1);
    fc.assert(
      fc.property(epochDay, (day) => {
        const date = fromEpochDay(day);
        expect(isLocalDate(date)).toBe(true);
        expect(toEpochDay(date)).toBe(day);
        expect(toEpochDay(date) * 86_400_000).toBe(Date.parse(`${date}T00:00:00Z`));
      }),
    );
  });

  it('counts days over leap years and centuries', () => {
    expect(addDays(on('2024-02-28'), 1)).toBe('2024-02-29');
    expect(addDays(on('2023-02-28'), 1)).toBe('2023-03-01');
    expect(addDays(on('2022-01-01'), -1)).toBe('2021-12-31');
    expect(daysBetween(on('2020-01-01'), on('2022-01-01'))).toBe(731);
    expect(daysBetween(on('2022-01-01'), on('2020-01-01'))).toBe(-731);
  });

  it.each([
    ['2022-01-31', 1, '2022-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2022-03-31', -1, '2022-02-28'],
    ['2022-03-31', -4, '2021-11-30'],
    ['2022-11-15', 2, '2023-01-15'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', -48, '2020-02-29'],
    ['2022-05-05', 0, '2022-05-05'],
  ])('%s and %i months is %s', (from, months, to) => {
    expect(addMonths(on(from), months)).toBe(to);
  });

  it('knows its parts and its month', () => {
    const date = on('2024-02-15');
    expect([yearOf(date), monthOf(date)]).toEqual([2024, 2]);
    expect([firstDayOfMonth(date), lastDayOfMonth(date)]).toEqual(['2024-02-01', '2024-02-29']);
    fc.assert(
      fc.property(
        anyDate.filter((each) => each < '9999-12-01'),
        (each) => {
          expect(addDays(lastDayOfMonth(each), 1)).toBe(firstDayOfMonth(addMonths(each, 1)));
        },
      ),
    );
  });

  it('ends where the calendar of four digits ends', () => {
    expect(() => addDays(LAST, 1)).toThrow(DateMalformed);
    expect(() => addDays(FIRST, -1)).toThrow(DateMalformed);
    expect(() => addMonths(LAST, 1)).toThrow(DateMalformed);
    expect(() => addMonths(FIRST, -1)).toThrow(DateMalformed);
    expect(() => addDays(FIRST, 0.5)).toThrow(DateMalformed);
    expect(() => addMonths(FIRST, 0.5)).toThrow(DateMalformed);
    expect(() => fromEpochDay(NaN)).toThrow(DateMalformed);
  });
});

describe('the date in a zone', () => {
  const at = (zone: string, instant: string): LocalDate => localDateIn(zone, new Date(instant));

  it.each([
    ['America/La_Paz', '2022-12-31T03:59:59.999Z', '2022-12-30'],
    ['America/La_Paz', '2022-12-31T04:00:00.000Z', '2022-12-31'],
    // Santiago is on summer time in December, so its year ends an hour before that of La Paz.
    ['America/Santiago', '2022-12-31T02:59:59.999Z', '2022-12-30'],
    ['America/Santiago', '2022-12-31T03:00:00.000Z', '2022-12-31'],
    // In July both are four hours behind.
    ['America/Santiago', '2022-07-01T03:59:59.999Z', '2022-06-30'],
    ['America/Santiago', '2022-07-01T04:00:00.000Z', '2022-07-01'],
    // The night that skipped from 24:00 to 01:00, a week late that year, and the one that had 23:00 twice.
    ['America/Santiago', '2022-09-11T03:59:59.999Z', '2022-09-10'],
    ['America/Santiago', '2022-09-11T04:00:00.000Z', '2022-09-11'],
    ['America/Santiago', '2022-04-03T02:30:00.000Z', '2022-04-02'],
    ['America/Santiago', '2022-04-03T03:30:00.000Z', '2022-04-02'],
    ['America/Santiago', '2022-04-03T04:00:00.000Z', '2022-04-03'],
    ['America/Bogota', '2022-01-01T04:59:59.999Z', '2021-12-31'],
    ['UTC', '0099-03-01T00:00:00.000Z', '0099-03-01'],
  ])('%s at %s is %s', (zone, instant, date) => {
    expect(at(zone, instant)).toBe(date);
  });

  it('agrees with UTC on every day, before and after 1582', () => {
    fc.assert(
      fc.property(epochDay, fc.integer({ min: 0, max: 86_399_999 }), (day, timeMs) => {
        expect(localDateIn('UTC', new Date(day * 86_400_000 + timeMs))).toBe(fromEpochDay(day));
      }),
    );
  });

  it.each(['0000-12-31T23:59:59.999Z', '+010000-01-01T00:00:00.000Z', 'no instant'])(
    'refuses %s',
    (instant) => {
      expect(() => at('UTC', instant)).toThrow(DateMalformed);
    },
  );

  it('does not guess at a zone', () => {
    expect(() => at('America/Lapaz', '2022-01-01T00:00:00Z')).toThrow(ZoneUnknown);
    expect(() => at('', '2022-01-01T00:00:00Z')).toThrow(ZoneUnknown);
  });
});
