import type { LocalDate } from '@tramo/kernel';
import * as form from './form';

const point = { decimal: 'point', today: '2022-03-31' as LocalDate } as const;
const comma = { ...point, decimal: 'comma' } as const;

test.each([
  ['1254211.00', '1254211.00'],
  ['-3', '-3'],
  ['0.5', '0.5'],
  ['1.254.211,00', undefined],
  ['1,254,211.00', undefined],
  ['1254211,00', undefined],
  ['007', undefined],
  ['1e6', undefined],
  ['+1', undefined],
  ['=1+1', undefined],
  ['', undefined],
])('with a point, %s is %s', (text, value) => {
  const read = form.decimal.read(text, point);
  expect(read instanceof form.Malformed ? undefined : read).toBe(value);
});

test.each([
  ['1.254.211,00', '1254211.00'],
  ['1254211,5', '1254211.5'],
  ['-1.000', '-1000'],
  ['12', '12'],
  ['1254211.00', undefined],
  ['12.34', undefined],
  ['1.25.211,00', undefined],
  ['1,254,211', undefined],
])('with a comma, %s is %s', (text, value) => {
  const read = form.decimal.read(text, comma);
  expect(read instanceof form.Malformed ? undefined : read).toBe(value);
});

it('tells whoever forgot to say so that the file has commas', () => {
  expect(form.decimal.read('1.254.211,00', point)).toMatchObject({
    cure: expect.stringContaining('decimal=comma') as string,
  });
});

test.each([
  [form.name, 'PAR2'],
  [form.code, ' A'],
  [form.code, 'a;b'],
  [form.date, '2022-02-30'],
  [form.date, '31/03/2022'],
  [form.year, '22'],
  [form.currency, 'Bs'],
  [form.percent, '100.1'],
  [form.percent, '-1'],
  [form.integer(1, 9), '10'],
  [form.integer(1, 9), '1.0'],
  [form.oneOf('cash', 'in-kind'), 'Cash'],
  [form.listOf(form.person), 'ana b;c'],
  [form.person, 'Ana'],
  [form.evidence, 'acta.pdf'],
  [form.zone, 'America/La Paz'],
  [form.country, 'Bolivia'],
  [form.text(3), 'four'],
  [form.text(9), 'two\nlines'],
] as const)('%j does not take %j', (taken, text) => {
  expect((taken as form.Form<unknown>).read(text, point)).toBeInstanceOf(form.Malformed);
});

it('takes no day that has not come, where something counts on it', () => {
  expect(form.pastDate.read('2022-03-31', point)).toBe('2022-03-31');
  expect(form.pastDate.read('2022-04-01', point)).toMatchObject({ code: 'DATE_IN_FUTURE' });
  expect(form.date.read('2022-04-01', point)).toBe('2022-04-01');
});

it('takes several in one cell', () => {
  expect(form.listOf(form.person).read('ana  bruno', point)).toEqual(['ana', 'bruno']);
});
