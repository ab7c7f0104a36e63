import { addDays, type LocalDate } from '@tramo/kernel';
import { workingDays } from './working-days';

const date = (text: string): LocalDate => text as LocalDate;
const monday = date('2022-03-28');
const friday = date('2022-04-01');

test.each([
  ['the same day', monday, monday, 0],
  ['a day later', monday, date('2022-03-29'), 1],
  ['the same week', monday, friday, 4],
  ['over a weekend', friday, date('2022-04-04'), 1],
  ['into a weekend', friday, date('2022-04-03'), 0],
  ['within a weekend', date('2022-04-02'), date('2022-04-03'), 0],
  ['from a weekend on', date('2022-04-02'), date('2022-04-05'), 2],
  ['two weeks', monday, date('2022-04-11'), 10],
  ['over a year’s end', date('2021-12-31'), date('2022-01-03'), 1],
  ['before 1970', date('1969-12-26'), date('1970-01-02'), 5],
  ['backwards', friday, monday, 0],
])('%s', (_what, from, to, days) => {
  expect(workingDays(from, to)).toBe(days);
});

test('leaves out holidays of the period that are no weekend, each once', () => {
  const holidays = ['2022-03-29', '2022-03-29', '2022-04-02', '2022-03-28', '2022-04-05'].map(date);
  expect(workingDays(monday, date('2022-04-04'), holidays)).toBe(4);
});

test('counts as one does on the calendar', () => {
  const start = date('2021-11-17');
  let counted = 0;
  for (let day = 1; day <= 800; day += 1) {
    const to = addDays(start, day);
    if (![0, 6].includes(new Date(to).getUTCDay())) counted += 1;
    expect([to, workingDays(start, to)]).toEqual([to, counted]);
  }
});
