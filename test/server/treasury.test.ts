import { house } from '../../apps/server/src/house';
import { key, startServer, type Answer, type TestServer } from './support';

let server: TestServer;
let coordinator: string;
let treasurer: string;
let ana: string;
let eva: string;
let made = 0;
let last = '';

const bob = (amount: string) => ({ amount, currency: 'BOB' });
const usd = (amount: string) => ({ amount, currency: 'USD' });
const accounts = '/api/v1/programmes/par2/bank-accounts';
const before = { effectiveOn: '2021-01-01' };

beforeAll(async () => {
  server = await startServer({}, undefined, house);
  coordinator = await server.tokenOf('carla', 'coordinator', 'administrator', 'finance-specialist');
  treasurer = await server.tokenOf('tito', 'treasurer');
  ana = await server.tokenOf('ana', 'fiduciary-analyst');
  eva = await server.tokenOf('eva', 'disbursement-analyst');
  await openProgramme();
});
afterAll(() => server.stop());

const post = (path: string, body: object, token = coordinator): Promise<Answer> =>
  server.call(path, {
    token,
    body: { effectiveOn: '2022-03-31', ...body },
    headers: key(`key-${(made += 1)}`),
  });

async function accepted(path: string, body: object, token = coordinator): Promise<Answer['body']> {
  const answer = await post(path, body, token);
  expect([path, answer.status, answer.body]).toEqual([path, 201, expect.anything()]);
  last = answer.body['position'] as string;
  return answer.body;
}

const read = async <Shape>(path: string): Promise<Shape> => {
  const answer = await server.call(`${path}${path.includes('?') ? '&' : '?'}after=${last}`);
  expect([path, answer.status, answer.body]).toEqual([path, 200, expect.anything()]);
  return answer.body as Shape;
};
const head = async (): Promise<unknown> => (await server.call('/api/v1/ledger')).body['head'];

/** As `par2` has it: a credit in dollars with a special account, books in bolivianos at 6.86. */
async function openProgramme(): Promise<void> {
  await accepted('/api/v1/programmes', {
    ...before,
    programme: 'par2',
    name: 'PAR II',
    country: 'BO',
    agency: 'EMPODERAR',
    zone: 'America/La_Paz',
    bookCurrency: 'BOB',
    displayUnit: 1,
    unit: { code: 'uep', name: 'Unidad ejecutora' },
  });
  await accepted('/api/v1/financing', {
    ...before,
    financing: '8735-bo',
    programme: 'par2',
    lender: 'BIRF',
    number: '8735-BO',
    amount: usd('100000'),
    closingDate: '2023-12-31',
    graceEnd: '2024-04-30',
    withdrawals: ['advance'],
    specialAccounts: [{ code: 'CE-1', name: 'Cuenta especial', ceiling: usd('5000') }],
  });
  await accepted('/api/v1/rates', {
    rates: [
      {
        base: 'USD',
        quote: 'BOB',
        regime: 'official',
        side: 'buy',
        date: '2022-03-31',
        value: '6.86',
        source: 'BCB',
      },
    ],
  });
  await accepted('/api/v1/programmes/par2/months/closings', { month: '2022-01' });
}

const special = {
  account: 'especial',
  kind: 'special',
  financing: '8735-bo',
  specialAccount: 'CE-1',
  bank: 'BCB',
  number: '1-001',
};
const operating = { account: 'operativa', kind: 'operating', bank: 'Banco Unión', number: '1-002' };
const payee = {
  account: 'asoproq-1',
  kind: 'organisation',
  holder: 'ASOPROQ',
  bank: 'Banco Unión',
  number: '1-777',
};

describe('bank accounts', () => {
  beforeAll(async () => {
    await accepted(accounts, special);
    await accepted(accounts, operating);
    await accepted(accounts, payee);
    await accepted(
      `${accounts}/especial/receipts`,
      {
        receipt: 'A-1',
        kind: 'lender-advance',
        amount: usd('3000'),
        reference: 'SWIFT 1',
      },
      treasurer,
    );
    await accepted(
      `${accounts}/operativa/receipts`,
      {
        receipt: 'T-1',
        kind: 'treasury',
        amount: bob('500'),
        reference: 'C31 1',
      },
      treasurer,
    );
    await accepted(
      `${accounts}/operativa/conversions`,
      {
        from: 'especial',
        lot: 'L-1',
        sold: usd('1000'),
        received: bob('6850'),
        reference: 'nota 1',
      },
      treasurer,
    );
    await accepted(
      `${accounts}/operativa/receipts`,
      {
        receipt: 'X-1',
        kind: 'unidentified',
        amount: bob('7'),
        reference: 'depósito',
      },
      treasurer,
    );
    await accepted(`${accounts}/operativa/receipts/X-1/reversals`, { reason: 'not ours' }, treasurer);
  });

  test('show what is in them', async () => {
    expect(await read(accounts)).toMatchObject({
      items: [
        { account: 'asoproq-1', entity: 'ASOPROQ', currency: 'BOB', balance: bob('0.00'), ceiling: null },
        { account: 'especial', currency: 'USD', ceiling: usd('5000.00'), balance: usd('2000.00') },
        { account: 'operativa', entity: 'uep', holder: 'uep', balance: bob('7350.00'), held: bob('0.00') },
      ],
      next: null,
    });
    expect(await read(`${accounts}?kind=special&limit=1`)).toMatchObject({
      items: [{ account: 'especial' }],
    });
    const first = await read<{ next: string }>(`${accounts}?limit=1`);
    expect(await read(`${accounts}?limit=1&cursor=${first.next}`)).toMatchObject({
      items: [{ account: 'especial' }],
    });
  });

  test('list what moved them, and the lots that it came in', async () => {
    const { items } = await read<{ items: object[] }>(`${accounts}/operativa/movements`);
    expect(items).toMatchObject([
      { kind: 'treasury', amount: bob('500.00'), lot: 'T-1', reference: 'C31 1', by: 'tito' },
      { kind: 'conversion', amount: bob('6850.00'), lot: 'L-1' },
      { kind: 'unidentified', amount: bob('7.00'), lot: 'X-1' },
      { kind: 'reversal', amount: bob('-7.00'), lot: 'X-1', reference: 'not ours' },
    ]);
    const page = await read<{ next: string }>(`${accounts}/operativa/movements?limit=3`);
    expect(await read(`${accounts}/operativa/movements?limit=3&cursor=${page.next}`)).toMatchObject({
      items: [{ kind: 'reversal' }],
      next: null,
    });
    expect(await read(`${accounts}/especial/movements?kind=sale`)).toMatchObject({
      items: [{ amount: usd('-1000.00'), lot: 'L-1' }],
    });
    expect(await read('/api/v1/programmes/par2/lots?account=operativa&open=true')).toMatchObject({
      items: [
        { lot: 'T-1', kind: 'treasury', open: bob('500.00'), rate: null },
        {
          lot: 'L-1',
          kind: 'conversion',
          open: bob('6850.00'),
          from: 'especial',
          sold: usd('1000.00'),
          rate: { base: 'USD', quote: 'BOB', regime: 'bank', side: 'buy', value: '6.85', source: 'nota 1' },
        },
      ],
    });
    const lots = await read<{ next: string }>('/api/v1/programmes/par2/lots?limit=1');
    expect(await read(`/api/v1/programmes/par2/lots?limit=1&cursor=${lots.next}`)).toMatchObject({
      items: [{ account: 'operativa', lot: 'T-1' }],
    });
  });

  test('stand in the books: the currency position comes to nothing, the difference to its own account', async () => {
    interface Balance {
      readonly account: string;
      readonly debit: { readonly amount: string };
      readonly credit: { readonly amount: string };
    }
    const { items } = await read<{ items: Balance[] }>('/api/v1/programmes/par2/trial-balance?face=book');
    expect(items.map(({ account, debit, credit }) => [account, debit.amount, credit.amount])).toEqual([
      ['1110', '13720.00', '0.00'],
      ['1120', '7350.00', '0.00'],
      ['1900', '0.00', '0.00'],
      ['2100', '0.00', '20580.00'],
      ['2500', '0.00', '0.00'],
      ['4200', '0.00', '500.00'],
      ['6100', '10.00', '0.00'],
    ]);
  });

  test('are verified by two people who did not open them, and lose that when they change', async () => {
    const verifications = `${accounts}/asoproq-1/verifications`;
    const evidence = { evidence: 'certificate of the bank', evidenceHash: 'a'.repeat(64) };
    await accepted(verifications, evidence, ana);
    expect(await read(`${accounts}/asoproq-1`)).toMatchObject({
      verifiedOn: null,
      verifiedBy: [],
      checkedBy: 'ana',
      changedBy: 'carla',
    });
    expect(await post(verifications, evidence, ana)).toMatchObject({
      status: 403,
      body: { code: 'SAME_PERSON', values: { person: 'ana' } },
    });
    expect(await post(verifications, evidence, coordinator)).toMatchObject({
      status: 403,
      body: { code: 'DUTY_CONFLICT', values: { act: 'verified-account', pastAct: 'changed-account' } },
    });
    await accepted(verifications, evidence, eva);
    expect(await read(`${accounts}/asoproq-1`)).toMatchObject({
      verifiedOn: expect.any(String) as string,
      verifiedBy: ['ana', 'eva'],
      checkedBy: null,
    });
    expect(await read(`${accounts}?verified=true`)).toMatchObject({ items: [{ account: 'asoproq-1' }] });
    await accepted(`${accounts}/asoproq-1/changes`, { bank: 'Banco Unión', number: '1-778', reason: 'new' });
    expect(await read(`${accounts}/asoproq-1`)).toMatchObject({
      number: '1-778',
      verifiedOn: null,
      verifiedBy: [],
    });
    expect(
      await post(`${accounts}/asoproq-1/changes`, { bank: 'Banco Unión', number: '1-778', reason: 'new' }),
    ).toMatchObject({ status: 422, body: { code: 'ACCOUNT_UNCHANGED' } });
  });

  test('have no payments until one is ordered', async () => {
    expect(await read('/api/v1/programmes/par2/payments?state=sent')).toEqual({ items: [], next: null });
    expect(await server.call('/api/v1/programmes/par2/payments/P-1')).toMatchObject({
      status: 404,
      body: { code: 'NO_SUCH_PAYMENT' },
    });
    expect(await server.call(`${accounts}/nobody`)).toMatchObject({
      status: 404,
      body: { code: 'NO_SUCH_BANK_ACCOUNT' },
    });
    expect(await server.call(`${accounts}/operativa/movements?cursor=x`)).toMatchObject({ status: 400 });
  });
});

const advance = { receipt: 'A-2', kind: 'lender-advance', amount: usd('1'), reference: 'SWIFT 2' };
const treasury = { receipt: 'T-2', kind: 'treasury', amount: bob('1'), reference: 'C31 2' };
const conversion = {
  from: 'especial',
  lot: 'L-2',
  sold: usd('10'),
  received: bob('68.50'),
  reference: 'nota 2',
};

/** What is wrong, with what is asked and what is answered. */
const WRONG: readonly (readonly [string, string, object, number, string])[] = [
  ['an account that is there', '', special, 409, 'ACCOUNT_EXISTS'],
  ['a name with blanks', '', { ...operating, account: 'my account' }, 400, 'REQUEST_INVALID'],
  [
    'a number that is too long',
    '',
    { ...operating, account: 'o2', number: '1'.repeat(35) },
    400,
    'REQUEST_INVALID',
  ],
  ['a kind that there is not', '', { ...operating, account: 'o2', kind: 'savings' }, 400, 'REQUEST_INVALID'],
  [
    'an unknown special account',
    '',
    { ...special, account: 'e2', specialAccount: 'CE-9' },
    422,
    'SPECIAL_ACCOUNT_UNKNOWN',
  ],
  [
    'a special account under another number',
    '',
    { ...special, account: 'e2', number: '1-009' },
    409,
    'ALREADY_CLAIMED',
  ],
  ['an unknown credit', '', { ...special, account: 'e2', financing: '9999-bo' }, 404, 'FINANCING_UNKNOWN'],
  [
    'a special account of no credit',
    '',
    { ...special, account: 'e2', financing: null },
    422,
    'FIELD_NOT_OF_ACCOUNT_KIND',
  ],
  ['an unknown entity', '', { ...operating, account: 'o2', entity: 'nobody' }, 422, 'CODE_UNKNOWN'],
  [
    "a currency that is not the books'",
    '',
    { ...operating, account: 'o2', currency: 'USD' },
    422,
    'CURRENCY_NOT_OF_ACCOUNT',
  ],
  ['an account that is not there', '/nobody/receipts', advance, 404, 'ACCOUNT_UNKNOWN'],
  [
    'an amount of nothing',
    '/especial/receipts',
    { ...advance, amount: usd('0') },
    422,
    'AMOUNT_NOT_POSITIVE',
  ],
  [
    'an amount below zero',
    '/especial/receipts',
    { ...advance, amount: usd('-1') },
    422,
    'AMOUNT_NOT_POSITIVE',
  ],
  ['too many decimals', '/especial/receipts', { ...advance, amount: usd('1.001') }, 400, 'AMOUNT_MALFORMED'],
  [
    'another currency',
    '/especial/receipts',
    { ...advance, amount: bob('1') },
    422,
    'CURRENCY_NOT_OF_ACCOUNT',
  ],
  ['a receipt that is there', '/especial/receipts', { ...advance, receipt: 'A-1' }, 409, 'RECEIPT_EXISTS'],
  [
    'more than the ceiling',
    '/especial/receipts',
    { ...advance, amount: usd('3000.01') },
    422,
    'CEILING_EXCEEDED',
  ],
  [
    'an advance to an operating account',
    '/operativa/receipts',
    { ...advance, amount: bob('1') },
    422,
    'NOT_OF_ACCOUNT_KIND',
  ],
  ['a closed month', '/operativa/receipts', { ...treasury, effectiveOn: '2022-01-15' }, 422, 'MONTH_CLOSED'],
  ['no rate', '/especial/receipts', { ...advance, effectiveOn: '2022-02-15' }, 422, 'RATE_MISSING'],
  [
    'a correction of the future',
    '/especial/receipts',
    { ...advance, correctsOn: '2022-03-31' },
    422,
    'CORRECTS_THE_FUTURE',
  ],
  ['what was seen before', '/especial/receipts', { ...advance, expectedRevision: 0 }, 409, 'STALE_REVISION'],
  [
    'a receipt that is not there',
    '/operativa/receipts/T-9/reversals',
    { reason: 'x' },
    404,
    'RECEIPT_UNKNOWN',
  ],
  [
    'a receipt reversed before',
    '/operativa/receipts/X-1/reversals',
    { reason: 'x' },
    409,
    'RECEIPT_REVERSED_ALREADY',
  ],
  ['a receipt that is spent', '/especial/receipts/A-1/reversals', { reason: 'x' }, 422, 'CASH_EXCEEDED'],
  [
    'more dollars than there are',
    '/operativa/conversions',
    { ...conversion, sold: usd('2000.01') },
    422,
    'CASH_EXCEEDED',
  ],
  ['a lot that is there', '/operativa/conversions', { ...conversion, lot: 'L-1' }, 409, 'LOT_EXISTS'],
  [
    'a sale of bolivianos',
    '/operativa/conversions',
    { ...conversion, sold: bob('1') },
    422,
    'CURRENCY_NOT_OF_ACCOUNT',
  ],
  [
    'a sale into itself',
    '/especial/conversions',
    { ...conversion, from: 'especial' },
    422,
    'NOT_OF_ACCOUNT_KIND',
  ],
  [
    'a sale from no special account',
    '/operativa/conversions',
    { ...conversion, from: 'operativa' },
    422,
    'NOT_OF_ACCOUNT_KIND',
  ],
  [
    'a sale from nowhere',
    '/operativa/conversions',
    { ...conversion, from: 'nobody' },
    404,
    'ACCOUNT_UNKNOWN',
  ],
  ['closing with a balance', '/operativa/closings', { reason: 'x' }, 422, 'ACCOUNT_NOT_EMPTY'],
];

describe('what is wrong is refused, and nothing is written', () => {
  test.each(WRONG)('%s', async (_what, path, body, status, code) => {
    const token = /receipts|conversions/.test(path) ? treasurer : coordinator;
    const headBefore = await head();
    const answer = await post(`${accounts}${path}`, body, token);
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
    expect(await head()).toEqual(headBefore);
    if (status >= 404) {
      expect(answer.body).toMatchObject({
        values: expect.any(Object) as object,
        cure: expect.stringMatching(/./) as string,
      });
    }
  });

  test('what the amounts were and what would do is said', async () => {
    const { body } = await post(
      `${accounts}/operativa/conversions`,
      { ...conversion, sold: usd('2000.01') },
      treasurer,
    );
    expect(body).toMatchObject({
      values: {
        account: 'especial',
        balance: usd('2000.00'),
        held: usd('0.00'),
        free: usd('2000.00'),
        asked: usd('2000.01'),
        shortfall: usd('0.01'),
      },
      cure: 'bring another 0.01 USD to the account, or ask for at most 2000.00 USD',
    });
  });

  test('who has not the role may not', async () => {
    expect(await post(accounts, { ...operating, account: 'o2' }, treasurer)).toMatchObject({ status: 403 });
    expect(await post(`${accounts}/especial/receipts`, advance, coordinator)).toMatchObject({ status: 403 });
    expect(await post(`${accounts}/especial/verifications`, { evidence: 'x' }, treasurer)).toMatchObject({
      status: 403,
    });
  });
});

test('an account in which nothing is left is closed, and takes nothing more', async () => {
  await accepted(accounts, { ...operating, account: 'vieja' });
  await accepted(`${accounts}/vieja/closings`, { reason: 'merged' });
  expect(await read(`${accounts}/vieja`)).toMatchObject({ state: 'closed', closedOn: '2022-03-31' });
  const receipt = { receipt: 'T-1', kind: 'treasury', amount: bob('1'), reference: 'C31' };
  expect(await post(`${accounts}/vieja/receipts`, receipt, treasurer)).toMatchObject({
    status: 422,
    body: { code: 'ACCOUNT_CLOSED' },
  });
});
