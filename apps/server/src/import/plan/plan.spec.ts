import type { LocalDate } from '@tramo/kernel';
import { allianceTables } from '../../../../../test/published/alliance-tables';
import { csv, par2Tables } from '../../../../../test/published/par2-tables';
import { planOf, type Plan } from './plan';

const reading = { decimal: 'point', today: '2024-01-01' as LocalDate } as const;

const planned = (tables: Readonly<Record<string, string>>): Promise<Plan> =>
  planOf(
    Object.entries(tables).map(([name, text]) => ({
      name,
      sha256: 'a'.repeat(64),
      content: () => Promise.resolve(Buffer.from(text)),
    })),
    reading,
  );

async function told(name: string, text: string): Promise<readonly string[]> {
  const { problems } = await planned({ [name]: text });
  for (const { cure } of problems) expect(cure).toEqual(expect.any(String));
  return problems.map(({ file, line, column, value, code }) =>
    [`${file}:${line}`, column ?? '-', value ?? '-', code].join(' '),
  );
}

/** A published table, with other words in the one row that begins so. */
function changed(name: string, row: number, from: string, to: string): string {
  const lines = allianceTables[name]!.split('\n');
  expect(lines[row]).toContain(from);
  lines[row] = lines[row]!.replace(from, to);
  return lines.join('\n');
}

test('nothing is wrong with the published tables', async () => {
  expect((await planned({ ...par2Tables, ...allianceTables })).problems).toEqual([]);
});

test.each([
  ['credit', '700000.00', '999999.00', '999999.00'],
  ['organisation', ',APQ,', ',ORG-99,', 'ORG-99'],
  ['source', ',AIF,', ',NOPE,', 'NOPE'],
  ['reference', 'convenio 7/2022', 'convenio 8/2022', 'convenio 8/2022'],
  ['ends_on', '2023-06-30', '2001-01-01', '2001-01-01'],
  ['by', ',zoe,', ',eva,', 'eva'],
  ['on', '2022-02-10', '2022-02-11', '2022-02-11'],
])(
  'a later row of an agreement that says another %s contradicts the first',
  async (column, from, to, value) => {
    const text = changed('agreements.csv', 2, from, to);
    expect(await told('agreements.csv', text)).toEqual([
      `agreements.csv:3 ${column} ${value} ROWS_CONTRADICT`,
    ]);
    const [{ message, cure } = { message: '', cure: '' }] = (await planned({ 'agreements.csv': text }))
      .problems;
    expect(message).toMatch(/on line 2/);
    expect(cure).toBe(`write ${column} alike on lines 2 and 3`);
  },
);

test('a row that is empty where the first is not contradicts it too', async () => {
  expect(await told('agreements.csv', changed('agreements.csv', 2, ',200000.00,', ',,'))).toEqual([
    'agreements.csv:3 promised_cash - ROWS_CONTRADICT',
  ]);
});

test('rows of one financing agreement say the same of it', async () => {
  const row = {
    financing: 'f-9',
    programme: 'par2',
    lender: 'BIRF',
    number: '1',
    amount: '1000',
    currency: 'USD',
    closing_date: '2030-01-01',
    grace_end: '2030-02-01',
    withdrawals: 'advance',
    special_account: 'CE-1',
    special_account_ceiling: '10',
    on: '2022-01-03',
  };
  const second = { ...row, special_account: 'CE-2', special_account_ceiling: '20' };
  expect(await told('financing.csv', csv([row, second]))).toEqual([]);
  expect(await told('financing.csv', csv([row, { ...second, lender: 'AFD' }]))).toEqual([
    'financing.csv:3 lender AFD ROWS_CONTRADICT',
  ]);
  expect(await told('financing.csv', csv([row, { ...second, number: '2' }]))).toEqual([
    'financing.csv:3 number 2 ROWS_CONTRADICT',
  ]);
  expect(await told('financing.csv', csv([{ ...row, special_account: null }]))).toEqual([
    'financing.csv:2 special_account - CELL_EMPTY',
  ]);
});

test.each([
  ['expenses.csv', 'APQ,', ',', 'counterpart_party'],
  ['transfers.csv', ',operativa-1,', ',,', 'payer'],
  ['transfers.csv', ',2022-03-14,', ',,', 'sent_on'],
  ['transfers.csv', ',2022-03-10,', ',,', 'approved_on'],
  ['deposits.csv', ',2022-02-18,', ',,', 'verified_on'],
  ['accounts.csv', ',gina hugo,', ',,', 'verified_by'],
  ['agreements.csv', ',APQ,', ',,', 'organisation'],
])('in %s a row without what others of its cells need is bad (%#)', async (name, from, to, column) => {
  const rows = await told(name, changed(name, 1, from, to).split('\n').slice(0, 2).join('\n'));
  expect(rows).toEqual([`${name}:2 ${column} - CELL_EMPTY`]);
});

test('an amount without its currency is told at the currency', async () => {
  const row = {
    programme: 'par2',
    agreement: 'a-17',
    tranche: 1,
    amount: '5',
    currency: null,
    requested_on: '2022-03-01',
  };
  expect(await told('transfers.csv', csv([row]))).toEqual(['transfers.csv:2 currency - CELL_EMPTY']);
});

test('a decimal too many is told with a cure', async () => {
  expect(await told('deposits.csv', changed('deposits.csv', 1, '200000.00', '200000.001'))).toEqual([
    'deposits.csv:2 amount 200000.001 AMOUNT_MALFORMED',
  ]);
});

test('more bad rows than can be handed on at once are all told', async () => {
  const text = `base,quote,regime,side,date,value,source\n${'USD,BOB,official,buy,2022-01-03,6.86,BCB,more\n'.repeat(200_000)}`;
  expect((await planned({ 'rates.csv': text })).problems).toHaveLength(200_000);
});

test.each([
  ['header', (many: string) => many],
  ['row', (many: string) => `base,quote,regime,side,date,value,source\n${many}`],
])('a %s of very many cells is refused before it is looked through', async (_what, write) => {
  const many = Array.from({ length: 300_000 }, (_, index) => `column ${index}`).join(',');
  const begunMs = Date.now();
  const rows = await told('rates.csv', write(many));
  expect(rows).toEqual([expect.stringMatching(/^rates\.csv:[12] - - COLUMNS_TOO_MANY$/)]);
  expect(Date.now() - begunMs).toBeLessThan(5_000);
});

test('as many columns as may be are looked through one by one', async () => {
  const many = Array.from({ length: 1_000 }, (_, index) => `column ${index}`).join(',');
  expect((await planned({ 'rates.csv': many })).problems).toHaveLength(1_007);
});
