import { Money } from '@tramo/kernel';
import { csvField } from './cell';
import { CsvTable } from './csv-table';
import { tableName } from './table-name';
import { rowsOf } from './table-rows';
import { wantedForm } from './wanted-form';

const csv = (...items: readonly unknown[]): string => {
  const table = new CsvTable();
  table.addAll(items);
  return table.toString();
};

describe('a table for a spreadsheet', () => {
  it('has the columns that any item has, in the order in which they came', () => {
    expect(csv({ a: 1, b: { c: 'x', d: null } }, { b: { c: 'y', e: true }, z: 0 })).toBe(
      '\uFEFFa,b.c,b.d,b.e,z\r\n1,x,,,\r\n,y,,true,0\r\n',
    );
  });

  it('writes money as amount and currency, and has no third column where it was absent', () => {
    expect(csv({ was: null, sum: Money.of('-5.1', 'BOB') }, { was: Money.of('7', 'CLP'), sum: null })).toBe(
      '\uFEFFwas.amount,was.currency,sum.amount,sum.currency\r\n,,-5.10,BOB\r\n7,CLP,,\r\n',
    );
  });

  it('tells absent, empty and zero apart', () => {
    expect(csv({ absent: null, undefined, empty: '', zero: 0, none: '0.00' })).toBe(
      '\uFEFFabsent,undefined,empty,zero,none\r\n,,"",0,0.00\r\n',
    );
  });

  it('keeps what is a list in an item as JSON', () => {
    expect(csv({ also: [{ code: 'A' }, 'b'] })).toBe('\uFEFFalso\r\n"[{""code"":""A""},""b""]"\r\n');
  });

  it('takes items that are no objects, and no items at all', () => {
    expect(csv('x', 2)).toBe('\uFEFFvalue\r\nx\r\n2\r\n');
    expect(csv()).toBe('\uFEFF\r\n');
  });
});

describe('the rows of an item', () => {
  it('are its own list, each with what else it says', () => {
    expect(rowsOf({ a: 1, lines: [{ b: 2 }, { b: 3 }], c: 4 }, 'lines')).toEqual([
      { a: 1, c: 4, line: { b: 2 } },
      { a: 1, c: 4, line: { b: 3 } },
    ]);
  });

  it('are the item itself where it has no such list', () => {
    expect(rowsOf({ a: 1, lines: [] }, 'lines')).toEqual([{ a: 1 }]);
    expect(rowsOf({ lines: [1] }, undefined)).toEqual([{ lines: [1] }]);
    expect(rowsOf('x', 'lines')).toEqual(['x']);
  });
});

describe('a field', () => {
  it.each([
    ['a,b', '"a,b"'],
    ['say "no"', '"say ""no"""'],
    ['two\r\nlines', '"two\r\nlines"'],
    ['=HYPERLINK("http://x")', '"\'=HYPERLINK(""http://x"")"'],
    ['+591 2 2200000', "'+591 2 2200000"],
    ['-x', "'-x"],
    ['@sum', "'@sum"],
    ['\ttab', "'\ttab"],
    ['＝1+1', "'＝1+1"],
    ['-12.00', '-12.00'],
    ['-1e5', "'-1e5"],
    ['2(a)', '2(a)'],
  ])('of %j is %j', (text, field) => {
    expect(csvField(text)).toBe(field);
  });
});

describe('the form that is wanted', () => {
  it.each([
    [undefined, undefined, 'json', false],
    [undefined, '*/*', 'json', false],
    [undefined, 'text/csv', 'csv', true],
    [undefined, 'text/csv, */*;q=0.1', 'csv', false],
    [undefined, 'application/json, text/csv;q=0.5', 'json', false],
    [undefined, 'text/csv;q=0', 'json', false],
    ['json', 'text/csv', 'json', false],
    ['csv', 'application/json', 'csv', true],
  ])('with format=%s and accept %s is %s', (format, accept, form, insists) => {
    expect(wantedForm(format, accept)).toEqual({ form, insists });
  });

  it.each(['xml', ['csv', 'csv'], ''])('cannot be %j', (format) => {
    expect(() => wantedForm(format, undefined)).toThrow('must be json or csv');
  });
});

it.each([
  ['/api/v1/programmes/par2/journal?format=csv', 'programmes-par2-journal.csv'],
  ['/api/v1/accounts/900.1/statement', 'accounts-900.1-statement.csv'],
  ['/api/v1/x/%22%0d%0aSet-Cookie:%20a/..%2f..', 'x-Set-Cookie-a.csv'],
  ['/', 'table.csv'],
])('the table of %s is called %s', (url, name) => {
  expect(tableName(url)).toBe(name);
});
