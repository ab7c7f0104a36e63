import { house } from '../../apps/server/src/house';
import { key, startServer, type Answer, type TestServer } from './support';

let server: TestServer;
const tokens: Record<string, string> = {};
let made = 0;
let last = '';

const PEOPLE = {
  adam: ['administrator', 'coordinator'],
  olga: ['alliance-officer'],
  fina: ['finance-specialist'],
  dora: ['disbursement-analyst'],
  tito: ['treasurer'],
  sara: ['field-supervisor'],
  aldo: ['auditor'],
} as const;
type Person = keyof typeof PEOPLE;

const bob = (amount: string) => ({ amount, currency: 'BOB' });
const usd = (amount: string) => ({ amount, currency: 'USD' });
const file = { name: 'sheet.pdf', sha256: 'a'.repeat(64) };
const programme = '/api/v1/programmes/par2';
const agreements = `${programme}/agreements`;
const a17 = `${agreements}/a-17`;

beforeAll(async () => {
  server = await startServer({}, undefined, house);
  for (const [person, roles] of Object.entries(PEOPLE))
    tokens[person] = await server.tokenOf(person, ...roles);
  await found();
});
afterAll(() => server.stop());

const post = (person: Person, path: string, body: object): Promise<Answer> =>
  server.call(path, {
    token: tokens[person]!,
    body: { effectiveOn: '2022-03-31', ...body },
    headers: key(`key-${(made += 1)}`),
  });

async function accepted(person: Person, path: string, body: object): Promise<Answer['body']> {
  const answer = await post(person, path, body);
  const { code, detail } = answer.body;
  expect({ path, status: answer.status, code, detail }).toEqual({ path, status: 201 });
  last = answer.body['position'] as string;
  return answer.body;
}

async function refused(person: Person, path: string, body: object): Promise<Record<string, unknown>> {
  const before = await head();
  const { status, body: problem } = await post(person, path, body);
  expect([path, status >= 400, status < 500]).toEqual([path, true, true]);
  expect(await head()).toEqual(before);
  return problem;
}

const head = async (): Promise<unknown> => (await server.call('/api/v1/ledger')).body['head'];

async function read<Shape>(path: string): Promise<Shape> {
  const answer = await server.call(`${path}${path.includes('?') ? '&' : '?'}after=${last}`);
  expect([path, answer.status, answer.body]).toEqual([path, 200, expect.anything()]);
  return answer.body as Shape;
}

/** A credit in dollars, books in bolivianos, a budget year with Bs 5,000 on its line, and an account of producers. */
async function found(): Promise<void> {
  const then = { effectiveOn: '2021-01-01' };
  const validFrom = '2021-01-01';
  await accepted('adam', '/api/v1/programmes', {
    ...then,
    programme: 'par2',
    name: 'PAR II',
    country: 'BO',
    agency: 'EMPODERAR',
    zone: 'America/La_Paz',
    bookCurrency: 'BOB',
    displayUnit: 1,
    unit: { code: 'uep', name: 'Unidad ejecutora' },
  });
  await accepted('adam', '/api/v1/financing', {
    ...then,
    financing: '8735-bo',
    programme: 'par2',
    lender: 'BIRF',
    number: '8735-BO',
    amount: usd('100000'),
    closingDate: '2023-12-31',
    graceEnd: '2024-04-30',
    withdrawals: ['advance'],
    specialAccounts: [],
  });
  const financing = '/api/v1/financing/8735-bo';
  await accepted('fina', `${financing}/shares`, {
    ...then,
    executor: 'uep',
    purpose: 'project',
    amount: usd('85000'),
  });
  await accepted('fina', `${financing}/categories`, {
    ...then,
    categories: [{ code: '2(a)', name: 'Subprojects', percentage: '100', eligibleAt: 'transfer' }],
  });
  await accepted('fina', `${financing}/allocations`, {
    ...then,
    share: 'uep',
    category: '2(a)',
    amount: usd('2000'),
  });
  await accepted('adam', `${programme}/classifiers/source`, {
    ...then,
    entries: [{ code: 'credit', name: 'Crédito', validFrom, sourceKind: 'lender', financing: '8735-bo' }],
  });
  await accepted('adam', `${programme}/classifiers/component`, {
    ...then,
    entries: [{ code: 'B.1', name: 'Subproyectos', validFrom }],
  });
  await accepted('adam', `${programme}/crosswalks`, {
    ...then,
    financing: '8735-bo',
    validFrom,
    entries: [{ component: 'B.1', category: '2(a)' }],
    proof: 'annex 2',
  });
  await accepted('fina', '/api/v1/rates', {
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
  await accepted('fina', `${programme}/budgets`, { year: '2022', effectiveOn: '2022-01-03' });
  const lines = [{ line: { source: 'credit', component: 'B.1' }, amount: bob('5000') }];
  const inJanuary = { effectiveOn: '2022-01-03' };
  await accepted('fina', `${programme}/budgets/2022/plans`, { lines, ...inJanuary });
  await accepted('fina', `${programme}/budgets/2022/inscriptions`, {
    legalAct: { type: 'Ley', number: '1413', date: '2021-12-17' },
    kind: 'initial',
    lines,
    ...inJanuary,
  });
  await accepted('adam', `${programme}/bank-accounts`, {
    account: 'org-12-main',
    kind: 'organisation',
    holder: 'org-12',
    bank: 'Unión',
    number: '100-1',
  });
}

const signing = (more = {}) => ({
  agreement: 'a-17',
  reference: 'Convenio 17/2022',
  organisation: { code: 'org-12', name: 'Papas de Betanzos' },
  line: { source: 'credit', component: 'B.1' },
  lender: { financing: '8735-bo', currency: 'USD' },
  credit: bob('7000'),
  startsOn: '2022-02-01',
  endsOn: '2023-06-30',
  tranches: [
    { tranche: 1, amount: bob('4000'), budgetYear: '2022' },
    { tranche: 2, amount: bob('3000'), budgetYear: '2023', milestone: 'roof', progress: '40' },
  ],
  counterpart: { rate: '30', base: 'total' },
  promised: [
    { party: 'org-12', kind: 'cash', amount: bob('2500') },
    { party: 'org-12', kind: 'in-kind', amount: bob('500') },
  ],
  ...more,
});

interface Amount {
  readonly amount: string;
}
interface Seen {
  readonly [field: string]: unknown;
}

describe('signing', () => {
  test.each<[string, object]>([
    ['INSTALMENTS_DISAGREE', { credit: bob('7001') }],
    ['COUNTERPART_BASE_MISSING', { counterpart: { rate: '30' } }],
    ['PERCENTAGE_OUT_OF_RANGE', { counterpart: { rate: '101', base: 'total' } }],
    ['COUNTERPART_SHORT', { promised: [] }],
    ['TRANCHES_OUT_OF_ORDER', { tranches: [{ tranche: 2, amount: bob('7000'), budgetYear: '2022' }] }],
    ['AMOUNT_NOT_POSITIVE', { credit: bob('-7000') }],
    ['AMOUNT_MALFORMED', { credit: bob('7000.001') }],
    ['CURRENCY_NOT_OF_AGREEMENT', { credit: usd('7000') }],
    ['CODE_UNKNOWN', { line: { source: 'credit', component: 'B.7' } }],
    ['PAST_CLOSING_DATE', { endsOn: '2023-12-30' }],
    ['LENDER_DISAGREES_WITH_SOURCE', { lender: null }],
    ['ALLIANCE_UNKNOWN', { alliance: 'nobody' }],
    ['ACCOUNT_UNKNOWN', { payee: 'nowhere' }],
    ['RATE_MISSING', { effectiveOn: '2022-03-01' }],
    [
      'CATEGORY_EXHAUSTED',
      {
        credit: bob('70000'),
        tranches: [{ tranche: 1, amount: bob('70000'), budgetYear: '2022' }],
        promised: [{ party: 'org-12', kind: 'cash', amount: bob('30000') }],
      },
    ],
  ])('is refused, and nothing is written: %s', async (code, more) => {
    const problem = await refused('olga', agreements, signing(more));
    expect(problem).toMatchObject({ code, detail: expect.any(String) });
  });

  test('is for those who sign', async () => {
    expect((await post('fina', agreements, signing())).status).toBe(403);
    expect((await server.call(`${agreements}/a-17`)).status).toBe(404);
  });

  test('reserves the lender’s category, and is not yet funded', async () => {
    await accepted('olga', agreements, signing());
    expect(await refused('olga', agreements, signing())).toMatchObject({ code: 'AGREEMENT_EXISTS' });
    expect(await read<Seen>(a17)).toMatchObject({
      standing: 'in-force',
      funding: 'unfunded',
      category: '2(a)',
      credit: bob('7000.00'),
      committed: bob('0.00'),
      reserved: usd('1020.41'),
      counterpart: { rate: '30', base: 'total', kinds: ['cash', 'in-kind'] },
      years: [
        { year: '2022', agreed: bob('4000.00'), committed: bob('0.00'), commitment: null },
        { year: '2023', agreed: bob('3000.00'), committed: bob('0.00'), commitment: null },
      ],
      instalments: [{ tranche: 1 }, { tranche: 2, milestone: 'roof', progress: '40' }],
      contributions: [
        { party: 'org-12', kind: 'cash', promised: bob('2500.00'), used: bob('0.00') },
        { party: 'org-12', kind: 'in-kind', promised: bob('500.00') },
      ],
      addenda: [],
      assets: null,
      timeline: '/api/v1/streams/agreement-a-17/events',
    });
    const { body } = await server.call('/api/v1/streams/agreement-a-17/events');
    const events = body['events'] as readonly { type: string }[];
    expect(events.map(({ type }) => type)).toEqual(['AgreementSigned']);
  });
});

describe('funding', () => {
  test('rests on the line of the year, as far as it is inscribed', async () => {
    await accepted('fina', `${a17}/commitments`, { budgetYear: '2022', amount: bob('1500') });
    const exceeded = { budgetYear: '2022', amount: bob('2500.01') };
    expect(await refused('fina', `${a17}/commitments`, exceeded)).toMatchObject({
      code: 'INSTALMENT_EXCEEDED',
    });
    await accepted('fina', `${a17}/commitments`, { budgetYear: '2022' });
    expect(await refused('fina', `${a17}/commitments`, { budgetYear: '2023' })).toMatchObject({
      code: 'BUDGET_NOT_OPENED',
    });
    const { items } = await read<{ items: Seen[] }>(`${programme}/budgets/2022/commitments?agreement=a-17`);
    expect(items).toMatchObject([{ id: 'a-17:2022', open: bob('4000.00') }]);
  });

  test('stops where the law has inscribed no more, and says what would cure it', async () => {
    const other = signing({
      agreement: 'a-18',
      credit: bob('1400'),
      tranches: [{ tranche: 1, amount: bob('1400'), budgetYear: '2022' }],
      promised: [{ party: 'org-12', kind: 'cash', amount: bob('600') }],
    });
    await accepted('olga', agreements, other);
    expect(await refused('fina', `${agreements}/a-18/commitments`, { budgetYear: '2022' })).toMatchObject({
      code: 'APPROPRIATION_EXCEEDED',
      cure: 'inscribe another 400.00 BOB on the line, or ask for at most 1000.00 BOB',
    });
  });

  test('is what the list is filtered by', async () => {
    const codes = async (query: string): Promise<unknown[]> =>
      (await read<{ items: Seen[] }>(`${agreements}?${query}`)).items.map(({ agreement }) => agreement);
    expect(await codes('')).toEqual(['a-17', 'a-18']);
    expect(await codes('funded=true')).toEqual(['a-17']);
    expect(await codes('funded=false')).toEqual(['a-18']);
    expect(await codes('funded=false&year=2023')).toEqual(['a-17']);
    expect(await codes('search=PAPAS%20betanzos')).toEqual(['a-17', 'a-18']);
    expect(await codes('search=quinua')).toEqual([]);
    expect(await codes('organisation=org-12&standing=in-force&limit=1')).toEqual(['a-17']);
    expect(await codes('cursor=a-17')).toEqual(['a-18']);
    expect(await codes('region=05')).toEqual([]);
    const table = await server.call(`${agreements}?format=csv`);
    expect(table.status).toBe(200);
  });

  test('is given back to the line', async () => {
    const release = (body: object) =>
      post('fina', `${a17}/commitments/2022/releases`, { reason: 'late', ...body });
    expect((await release({ amount: bob('4000.01') })).body['code']).toBe('RELEASE_BELOW_ACCRUED');
    await accepted('fina', `${a17}/commitments/2022/releases`, { reason: 'late', amount: bob('500') });
    const { items } = await read<{ items: Seen[] }>(`${programme}/budgets/2022/commitments?agreement=a-17`);
    expect(items).toMatchObject([{ open: bob('3500.00') }]);
    expect(await read<Seen>(a17)).toMatchObject({ committed: bob('3500.00'), funding: 'partly' });
    await accepted('fina', `${a17}/commitments`, { budgetYear: '2022' });
  });
});

describe('the counterpart', () => {
  const deposits = `${a17}/deposits`;
  const deposit = (id: string, amount: string, more = {}) => ({
    deposit: id,
    party: 'org-12',
    kind: 'cash',
    amount: bob(amount),
    account: 'org-12-main',
    depositedOn: '2022-03-30',
    evidence: [file],
    ...more,
  });

  test('is deposited by one and verified by another', async () => {
    await accepted('dora', deposits, deposit('D-1', '1000'));
    expect(await refused('dora', `${deposits}/D-1/verifications`, { shownBy: 'line 12' })).toMatchObject({
      code: 'SAME_PERSON',
    });
    await accepted('tito', `${deposits}/D-1/verifications`, { shownBy: 'line 12' });
    await accepted(
      'olga',
      deposits,
      deposit('D-2', '200', { kind: 'in-kind', account: null, description: 'work' }),
    );
    expect((await read<{ items: Seen[] }>(`${a17}/counterpart`)).items).toMatchObject([
      { kind: 'cash', deposited: bob('1000.00'), verified: bob('1000.00'), used: bob('0.00') },
      { kind: 'in-kind', promised: bob('500.00'), deposited: bob('200.00'), verified: bob('0.00') },
    ]);
  });

  test('may bounce, and then it was never verified', async () => {
    await accepted('dora', deposits, deposit('D-3', '300'));
    await accepted('tito', `${deposits}/D-3/verifications`, { shownBy: 'line 13' });
    await accepted('tito', `${deposits}/D-3/reversals`, { how: 'bounced', reason: 'no funds' });
    const { items } = await read<{ items: Seen[] }>(`${deposits}?state=reversed`);
    expect(items).toMatchObject([
      { deposit: 'D-3', how: 'bounced', reason: 'no funds', shownBy: 'line 13', evidence: [file] },
    ]);
    expect((await read<{ items: Seen[] }>(`${a17}/counterpart`)).items[0]).toMatchObject({
      verified: bob('1000.00'),
    });
  });

  test.each<[string, object]>([
    ['DEPOSIT_EXISTS', deposit('D-1', '1')],
    ['AMOUNT_NOT_POSITIVE', deposit('D-9', '0')],
    ['PARTY_UNKNOWN', deposit('D-9', '1', { party: 'nobody' })],
    ['DEPOSIT_INCOMPLETE', deposit('D-9', '1', { account: null })],
    ['DEPOSIT_NOT_YET_MADE', deposit('D-9', '1', { depositedOn: '2022-04-01' })],
    ['ACCOUNT_UNKNOWN', deposit('D-9', '1', { account: 'nowhere' })],
    ['REQUEST_INVALID', deposit('D-9', '1', { evidence: [{ name: 'x', sha256: 'x' }] })],
  ])('is refused, and nothing is written: %s', async (code, body) => {
    expect(await refused('dora', deposits, body)).toMatchObject({ code });
  });
});

describe('certificates', () => {
  const certificates = `${a17}/certificates`;
  const certify = (more = {}) => ({
    certificate: 'C-1',
    tranche: 2,
    percentage: '40',
    observedOn: '2022-03-30',
    evidence: [file],
    ...more,
  });

  test('are given by supervisors, and revoked', async () => {
    expect((await post('olga', certificates, certify())).status).toBe(403);
    await accepted('sara', certificates, certify());
    await accepted('adam', `${certificates}/C-1/revocations`, { reason: 'the roof came off' });
    await accepted('sara', certificates, certify({ certificate: 'C-2', milestone: ' Roof' }));
    expect((await read<{ items: Seen[] }>(`${certificates}?tranche=2`)).items).toMatchObject([
      { certificate: 'C-1', milestone: 'roof', by: 'sara', revokedBy: 'adam', reason: 'the roof came off' },
      { certificate: 'C-2', milestone: 'roof', revokedOn: null, evidence: [file] },
    ]);
  });

  test.each<[string, object]>([
    ['CERTIFICATE_EXISTS', certify()],
    ['MILESTONE_NOT_OF_TRANCHE', certify({ certificate: 'C-3', milestone: 'walls' })],
    ['TRANCHE_UNKNOWN', certify({ certificate: 'C-9', tranche: 9 })],
    ['PERCENTAGE_OUT_OF_RANGE', certify({ certificate: 'C-9', percentage: '101' })],
    ['NOT_YET_OBSERVED', certify({ certificate: 'C-9', observedOn: '2022-04-01' })],
    ['REQUEST_INVALID', certify({ certificate: 'C-9', evidence: [] })],
  ])('are refused, and nothing is written: %s', async (code, body) => {
    expect(await refused('sara', certificates, body)).toMatchObject({ code });
  });
});

describe('later', () => {
  test('an addendum changes amounts, and the category follows', async () => {
    const tranches = [
      { tranche: 1, amount: bob('4000'), budgetYear: '2022' },
      { tranche: 2, amount: bob('3686'), budgetYear: '2023', milestone: 'roof', progress: '40' },
    ];
    const promised = [
      { party: 'org-12', kind: 'cash', amount: bob('2800') },
      { party: 'org-12', kind: 'in-kind', amount: bob('500') },
    ];
    const addendum = { addendum: 'AD-1', reference: 'Adenda 1', reason: 'frost' };
    expect(await refused('olga', `${a17}/addenda`, { ...addendum, credit: bob('7686') })).toMatchObject({
      code: 'INSTALMENTS_DISAGREE',
    });
    await accepted('olga', `${a17}/addenda`, { ...addendum, credit: bob('7686'), tranches, promised });
    expect(await read<Seen>(a17)).toMatchObject({
      credit: bob('7686.00'),
      reserved: usd('1120.41'),
      years: [{ agreed: bob('4000.00') }, { agreed: bob('3686.00') }],
      addenda: [{ addendum: 'AD-1', credit: bob('7686.00'), by: 'olga' }],
      contributions: [{ promised: bob('2800.00') }, { promised: bob('500.00') }],
    });
  });

  test('the payee is an account of the organisation', async () => {
    expect(await refused('olga', `${a17}/payees`, { account: 'nowhere' })).toMatchObject({
      code: 'ACCOUNT_UNKNOWN',
    });
    await accepted('olga', `${a17}/payees`, { account: 'org-12-main' });
    expect(await read<Seen>(a17)).toMatchObject({ payee: 'org-12-main' });
  });

  test('it is suspended, resumed, terminated and closed', async () => {
    const reason = { reason: 'the board resigned' };
    await accepted('olga', `${a17}/suspensions`, reason);
    expect(await refused('fina', `${a17}/commitments`, { budgetYear: '2023' })).toMatchObject({
      code: 'AGREEMENT_NOT_IN_FORCE',
    });
    await accepted('adam', `${a17}/resumptions`, { reason: 'a new board' });
    await accepted('adam', `${a17}/terminations`, { reason: 'abandoned' });
    expect(await refused('adam', `${a17}/closings`, {})).toMatchObject({
      code: 'AGREEMENT_UNSETTLED',
      cure: 'release 4000.00 BOB of 2022',
    });
    await accepted('fina', `${a17}/commitments/2022/releases`, { reason: 'terminated' });
    const assets = [{ description: 'sprayer', quantity: '12', amount: null }];
    await accepted('adam', `${a17}/closings`, { assets });
    expect(await read<Seen>(a17)).toMatchObject({
      standing: 'closed',
      committed: bob('0.00'),
      reserved: usd('0.00'),
      assets,
    });
  });

  test('it leaves nothing in the memoranda but what was given', async () => {
    await accepted('adam', `${agreements}/a-18/closings`, {});
    const { items, balanced } = await read<{ items: readonly Seen[]; balanced: boolean }>(
      `${programme}/trial-balance`,
    );
    const left = items
      .map(({ account, debit, credit }) => [account, (debit as Amount).amount, (credit as Amount).amount])
      .filter(([, debit, credit]) => debit !== '0.00' || credit !== '0.00');
    // What was given stays given; the line and the category are whole again, and no year and nobody owes anything.
    expect(left).toEqual([
      ['110', '1000.00', '0.00'],
      ['120', '200.00', '0.00'],
      ['310', '0.00', '1000.00'],
      ['320', '0.00', '200.00'],
      ['900.1', '0.00', '5000.00'],
      ['910', '5000.00', '0.00'],
      ['904', '5000.00', '0.00'],
      ['905', '0.00', '5000.00'],
      ['970.1', '0.00', '2000.00'],
      ['971', '2000.00', '0.00'],
      ['980', '0.00', '1200.00'],
      ['982', '200.00', '0.00'],
      ['983', '1000.00', '0.00'],
    ]);
    expect(balanced).toBe(true);
  });
});
