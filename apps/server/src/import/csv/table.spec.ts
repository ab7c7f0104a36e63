import { isRow, readTable } from './table';

const columns = [
  { name: 'code', required: true },
  { name: 'name', required: true },
  { name: 'parent', required: false },
];

/** Rows as their line and cells, problems as where and which. */
function read(content: string | Uint8Array): unknown[] {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return [...readTable(bytes, columns)].map((one) =>
    isRow(one) ? [one.line, one.cells] : [one.line, one.code, one.column].filter((part) => part !== null),
  );
}

const A1 = { code: 'A.1', name: 'one' };

test.each<[what: string, content: string | Uint8Array, rows: unknown[]]>([
  ['commas', 'code,name\nA.1,one\n', [[2, A1]]],
  ['semicolons, told by the header', 'code;name\nA.1;one\n', [[2, A1]]],
  ['Windows line ends', 'code,name\r\nA.1,one\r\n', [[2, A1]]],
  [
    'old line ends',
    'code,name\rA.1,one\rA.2,two',
    [
      [2, A1],
      [3, { code: 'A.2', name: 'two' }],
    ],
  ],
  ['a byte order mark', '\ufeffcode,name\nA.1,one\n', [[2, A1]]],
  ['no line end at the end', 'code,name\nA.1,one', [[2, A1]]],
  ['columns in another order and case', 'Name, CODE \none,A.1\n', [[2, A1]]],
  ['cells that are empty', 'code,name,parent\nA.1,one,\n', [[2, A1]]],
  ['a quoted separator and quote', 'code,name\nA.1,"a, ""b"""\n', [[2, { code: 'A.1', name: 'a, "b"' }]]],
  [
    'a quoted line break, after which lines are counted on',
    'code,name\nA.1,"a\r\nb\nc"\nA.2,two\n',
    [
      [2, { code: 'A.1', name: 'a\r\nb\nc' }],
      [5, { code: 'A.2', name: 'two' }],
    ],
  ],
  ['blank lines and rows of nothing', 'code,name\n\nA.1,one\n,\n  \n', [[3, A1]]],
  ['a header and nothing else', 'code,name\n', []],
  [
    'letters of any language',
    'code,name\nA.1,Ñandú 日本 🧾\n',
    [[2, { code: 'A.1', name: 'Ñandú 日本 🧾' }]],
  ],

  ['nothing at all', '', [[1, 'FILE_EMPTY']]],
  ['a byte order mark and nothing else', '\ufeff', [[1, 'FILE_EMPTY']]],
  ['Latin-1', Buffer.from('code,name\nA.1,one\nA.2,Potos\u00ed\n', 'latin1'), [[3, 'FILE_NOT_UTF8']]],
  ['UTF-16', Buffer.from('\ufeffcode,name\n', 'utf16le'), [[1, 'FILE_NOT_UTF8']]],
  [
    'a quote that is never closed',
    'code,name\nA.1,one\nA.2,"two\nA.3,three\n',
    [
      [2, A1],
      [3, 'QUOTE_NOT_CLOSED'],
    ],
  ],
  [
    'quotes where no cell begins or ends',
    'code,name\nA.2,5" pipe\nA.3,"x"y\nA.1,one\n',
    [
      [2, 'QUOTE_IN_CELL'],
      [3, 'QUOTE_IN_CELL'],
      [4, A1],
    ],
  ],
  [
    'too many cells and too few',
    'code,name\nA.2,two,2\nA.3\nA.1,one\n',
    [
      [2, 'CELLS_MISCOUNTED'],
      [3, 'CELLS_MISCOUNTED'],
      [4, A1],
    ],
  ],
  [
    'a column that is not known, beside rows that are',
    'code,name,nmae\nA.1,one,\n',
    [
      [1, 'COLUMN_UNKNOWN', 'nmae'],
      [2, A1],
    ],
  ],
  ['a column twice', 'code,name,code\nA.1,one,A.1\n', [[1, 'COLUMN_TWICE', 'code']]],
  ['a column that is missing', 'code,parent\nA.1,\n', [[1, 'COLUMN_MISSING', 'name']]],
  ['the other separator', 'code;name\nA.1,one\n', [[2, 'CELLS_MISCOUNTED']]],
])('reads %s', (_what, content, rows) => {
  expect(read(content)).toEqual(rows);
});

it('says which column was meant', () => {
  const [problem] = [...readTable(Buffer.from('code,name,parnet\n'), columns)];
  expect(problem).toMatchObject({ value: 'parnet', cure: 'call it parent' });
});
