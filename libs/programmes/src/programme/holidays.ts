import { decides, LedgerCommand } from '@tramo/event-log';
import { accept, Rejection, type LocalDate } from '@tramo/kernel';
import { programmeStream } from '../codes';
import { programme } from './programme.state';
import { programmeUnknown } from './rules-of-programme';

export type EnterHolidaysBody = {
  readonly programme: string;
  readonly holidays: readonly { readonly date: LocalDate; readonly name: string }[];
};
export type WithdrawHolidayBody = {
  readonly programme: string;
  readonly date: LocalDate;
  readonly reason: string;
};

/** Days on which nobody works where the programme is: no clock counts them. */
export class EnterHolidays extends LedgerCommand<EnterHolidaysBody> {}

export const HOLIDAYS_MAX = 500;

export const EnterHolidaysHandler = decides(EnterHolidays, {
  decider: programme,
  stream: (body) => programmeStream(body.programme),
  decide: ({ opened, holidays }, { programme: of, holidays: asked }, { actor: by }) => {
    if (!opened) return programmeUnknown(of);
    const taken = asked.findIndex(
      ({ date }, index) => holidays.has(date) || asked.findIndex((one) => one.date === date) < index,
    );
    if (taken >= 0) return enteredAlready(of, asked[taken]!.date, `holidays.${taken}.date`);
    const [first, ...others] = asked.map(({ date, name }) => ({
      type: 'HolidayEntered' as const,
      data: { programme: of, date, name, by },
    }));
    return first ? accept([first, ...others]) : noHolidays(of);
  },
});

/** One that is none, or not there. */
export class WithdrawHoliday extends LedgerCommand<WithdrawHolidayBody> {}

export const WithdrawHolidayHandler = decides(WithdrawHoliday, {
  decider: programme,
  stream: (body) => programmeStream(body.programme),
  decide: ({ opened, holidays }, { programme: of, date, reason }, { actor: by }) => {
    if (!opened) return programmeUnknown(of);
    if (!holidays.has(date)) return holidayUnknown(of, date);
    return accept([{ type: 'HolidayWithdrawn', data: { programme: of, date, reason, by } }]);
  },
});

const enteredAlready = (of: string, date: LocalDate, field: string): Rejection =>
  new Rejection({
    code: 'HOLIDAY_ENTERED_ALREADY',
    category: 'conflict',
    message: `${date} is a holiday already`,
    values: { programme: of, date },
    cure: 'leave it out, or withdraw it first where it has the wrong name',
    field,
  });

const holidayUnknown = (of: string, date: LocalDate): Rejection =>
  new Rejection({
    code: 'HOLIDAY_UNKNOWN',
    category: 'missing',
    message: `${date} is no holiday of ${of}`,
    values: { programme: of, date },
    cure: 'name a day of the list of its holidays',
    field: 'date',
  });

const noHolidays = (of: string): Rejection =>
  new Rejection({
    code: 'NO_HOLIDAYS',
    message: 'no day is named',
    values: { programme: of },
    cure: 'name at least one day',
    field: 'holidays',
  });
