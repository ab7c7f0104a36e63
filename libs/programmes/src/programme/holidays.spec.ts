import { given } from '../../../../test/support/decider-kit';
import { EnterHolidaysHandler, WithdrawHolidayHandler } from './holidays';
import { date, opened } from './programme.testing';

const day = { date: date('2022-08-06'), name: 'Día de la Patria' };
const entered = {
  type: 'HolidayEntered' as const,
  data: { programme: 'par2', ...day, by: 'ana' },
};
const withdrawn = {
  type: 'HolidayWithdrawn' as const,
  data: { programme: 'par2', date: day.date, reason: 'moved', by: 'ana' },
};
const body = { programme: 'par2', holidays: [day] };
const withdraw = { programme: 'par2', date: day.date, reason: 'moved' };
const ana = { actor: 'ana' };

describe('the holidays of a programme', () => {
  it('are entered each once', () => {
    given(EnterHolidaysHandler, opened).when(body, ana).thenAccepted(entered);
    given(EnterHolidaysHandler, opened, entered).when(body, ana).thenRefused('HOLIDAY_ENTERED_ALREADY');
    const [twice] = given(EnterHolidaysHandler, opened)
      .when({ ...body, holidays: [day, day] }, ana)
      .thenRefused('HOLIDAY_ENTERED_ALREADY');
    expect(twice!.field).toBe('holidays.1.date');
    given(EnterHolidaysHandler, opened)
      .when({ ...body, holidays: [] }, ana)
      .thenRefused('NO_HOLIDAYS');
    given(EnterHolidaysHandler).when(body, ana).thenRefused('PROGRAMME_UNKNOWN');
  });

  it('are withdrawn, and can be entered again', () => {
    given(WithdrawHolidayHandler, opened, entered).when(withdraw, ana).thenAccepted(withdrawn);
    given(WithdrawHolidayHandler, opened).when(withdraw, ana).thenRefused('HOLIDAY_UNKNOWN');
    given(EnterHolidaysHandler, opened, entered, withdrawn).when(body, ana).thenAccepted(entered);
  });
});
