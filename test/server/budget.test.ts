import { localDateIn } from '@tramo/kernel';
import { house } from '../../apps/server/src/house';
import { key, startServer, type Answer, type TestServer } from './support';

let server: TestServer;
let ana: string;
let eva: string;
let made = 0;

const bob = (amount: string) => ({ amount, currency: 'BOB' });
const usd = (amount: string) => ({ amount, currency: 'USD' });
const law = { type: 'Ley', number: '1413', date: '2021-12-17' };
const b1 = { source: 'credit', component: 'B.1' };
const b4 = { source: 'credit', component: 'B.4' };
const budget = '/api/v1/programmes/par2/budgets';

beforeAll(async () => {
  server = await startServer({}, undefined, house);
  ana = await server.tokenOf('ana', 'finance-specialist');
  eva = await server.tokenOf('eva', 'finance-specialist');
  await openProgramme();
});
afterAll(() => server.stop());

const post = (path: string, body: object, token = eva): Promise<Answer> =>
  server.call(path, {
    token,
    body: { effectiveOn: '2022-03-31', ...body },
    headers: key(`key-${(made += 1)}`),
  });

async function accepted(path: string, body: object, token = eva): Promise<Answer['body']> {
  const answer = await post(path, body, token);
  expect([path, answer.status, answer.body]).toEqual([path, 201, expect.anything()]);
  last = answer.body['position'] as string;
  return answer.body;
}

let last = '';
const read = async <Shape>(path: string): Promise<Shape> => {
  const answer = await server.call(`${path}${path.includes('?') ? '&' : '?'}after=${last}`);
  expect([path, answer.status, answer.body]).toEqual([path, 200, expect.anything()]);
  return answer.body as Shape;
};
const head = async (): Promise<unknown> => (await server.call('/api/v1/ledger')).body['head'];

interface Line {
  readonly id: string;
  readonly [measure: string]: unknown;
}
const lineOf = async (component: string, year = '2022'): Promise<Line> =>
  (await read<{ items: Line[] }>(`${budget}/${year}/lines?component=${component}`)).items[0]!;

/** As `par2` has it: a credit in dollars, books in bolivianos, and producers who owe a counterpart. */
async function openProgramme(): Promise<void> {
  await accepted('/api/v1/programmes', {
    programme: 'par2',
    name: 'PAR II',
    country: 'BO',
    agency: 'EMPODERAR',
    zone: 'America/La_Paz',
    bookCurrency: 'BOB',
    displayUnit: 1,
    unit: { code: 'uep', name: 'Unidad ejecutora' },
    effectiveOn: '2021-01-01',
  });
  const before = { effectiveOn: '2021-01-01' };
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
    specialAccounts: [],
  });
  await accepted('/api/v1/financing/8735-bo/shares', {
    ...before,
    executor: 'uep',
    purpose: 'project',
    amount: usd('85000'),
  });
  await accepted('/api/v1/financing/8735-bo/categories', {
    ...before,
    categories: [
      { code: '2(a)', name: 'Subprojects', percentage: '100', eligibleAt: 'transfer' },
      { code: '2(b)', name: 'Assistance', percentage: '100', eligibleAt: 'expense' },
    ],
  });
  await accepted('/api/v1/financing/8735-bo/allocations', {
    ...before,
    share: 'uep',
    category: '2(a)',
    amount: usd('1000'),
  });
  const validFrom = '2021-01-01';
  await accepted('/api/v1/programmes/par2/classifiers/source', {
    ...before,
    entries: [
      { code: 'credit', name: 'Crédito', validFrom, sourceKind: 'lender', financing: '8735-bo' },
      { code: 'producers', name: 'Productores', validFrom, sourceKind: 'counterpart' },
    ],
  });
  await accepted('/api/v1/programmes/par2/classifiers/component', {
    ...before,
    entries: ['B.1', 'B.4', 'B.9'].map((code) => ({ code, name: code, validFrom })),
  });
  await accepted('/api/v1/programmes/par2/classifiers/component/supersessions', {
    ...before,
    code: 'B.9',
    validTo: '2021-12-31',
    by: ['B.1'],
    reason: 'merged',
  });
  await accepted('/api/v1/programmes/par2/crosswalks', {
    ...before,
    financing: '8735-bo',
    validFrom,
    entries: [
      { component: 'B.1', category: '2(a)' },
      { component: 'B.4', category: '2(a)' },
    ],
    proof: 'annex 2',
  });
  await accepted('/api/v1/programmes/par2/months/closings', { month: '2022-01' });
}

describe('a budget year', () => {
  beforeAll(async () => {
    await accepted(budget, { year: '2022', effectiveOn: '2022-02-01' });
    await accepted(`${budget}/2022/plans`, {
      lines: [
        { line: b1, amount: bob('1000') },
        { line: b4, amount: bob('200') },
        { line: { source: 'producers', component: 'B.1' }, amount: bob('428.57') },
      ],
    });
    const asking = { request: 'R-1', reason: 'more producers', lines: [{ line: b1, amount: bob('600') }] };
    await accepted(`${budget}/2022/inscription-requests`, asking, ana);
    await accepted(`${budget}/2022/inscriptions`, {
      legalAct: law,
      kind: 'initial',
      request: 'R-1',
      lines: [
        { line: b1, amount: bob('500') },
        { line: b4, amount: bob('100') },
      ],
    });
    await accepted(`${budget}/2022/pre-commitments`, {
      id: 'P-1',
      line: b1,
      amount: bob('200'),
      reference: 'CDP 1',
    });
    await accepted(`${budget}/2022/commitments`, {
      id: 'C-1',
      line: b1,
      amount: bob('150'),
      preCommitment: 'P-1',
      agreement: 'A-17',
      reference: 'convenio 17',
    });
  });

  test('shows each line with what it has available, and still to inscribe', async () => {
    const line = await lineOf('B.1&source=credit');
    expect(line).toMatchObject({
      category: '2(a)',
      financing: '8735-bo',
      entity: 'uep',
      programmed: bob('1000.00'),
      requested: bob('100.00'),
      inscribed: bob('500.00'),
      modifications: bob('0.00'),
      current: bob('500.00'),
      preCommitted: bob('50.00'),
      committed: bob('150.00'),
      available: bob('300.00'),
      toInscribe: bob('500.00'),
    });
    expect(await read(`${budget}/2022/lines/${line.id}`)).toEqual(line);
  });

  test('lists its years, pre-commitments, commitments, requests and legal acts, in pages', async () => {
    expect(await read(budget)).toMatchObject({ items: [{ year: '2022', state: 'open', currency: 'BOB' }] });
    const { id } = await lineOf('B.1&source=credit');
    expect(await read(`${budget}/2022/pre-commitments?open=true`)).toMatchObject({
      items: [{ id: 'P-1', line: id, amount: bob('200.00'), open: bob('50.00') }],
      next: null,
    });
    expect(await read(`${budget}/2022/commitments?agreement=A-17`)).toMatchObject({
      items: [{ id: 'C-1', line: id, preCommitment: 'P-1', open: bob('150.00') }],
    });
    expect(await read(`${budget}/2022/inscription-requests`)).toMatchObject({
      items: [{ request: 'R-1', by: 'ana', open: bob('100.00'), lines: [{ line: id, open: bob('100.00') }] }],
    });
    const acts = await read<{ items: object[]; next: string }>(`${budget}/2022/legal-acts?limit=1`);
    expect(acts.items).toMatchObject([{ effect: 'initial', number: '1413', amount: bob('500.00') }]);
    expect(await read(`${budget}/2022/legal-acts?cursor=${acts.next}`)).toMatchObject({
      items: [{ amount: bob('100.00') }],
      next: null,
    });
    const lines = await read<{ items: Line[]; next: string }>(`${budget}/2022/lines?limit=2`);
    const rest = await read<{ items: Line[]; next: null }>(
      `${budget}/2022/lines?limit=2&cursor=${lines.next}`,
    );
    expect(new Set([...lines.items, ...rest.items].map(({ id: one }) => one)).size).toBe(3);
    expect(rest.next).toBeNull();
  });

  const lines = (amount: object, line: object = b1) => ({ lines: [{ line, amount }] });
  const transfer = (more: object) => ({ legalAct: law, from: b1, to: b4, amount: bob('1'), ...more });

  test.each<
    [what: string, code: string, path: string, body: object, values: object | null, who?: 'ana' | 'eva']
  >([
    ['a zero amount', 'AMOUNT_NOT_POSITIVE', '2022/plans', lines(bob('0')), { amount: bob('0.00') }],
    ['an amount below zero', 'AMOUNT_NOT_POSITIVE', '2022/plans', lines(bob('-1')), { amount: bob('-1.00') }],
    [
      'another currency',
      'CURRENCY_NOT_OF_BUDGET',
      '2022/plans',
      lines(usd('1')),
      { given: 'USD', currency: 'BOB' },
    ],
    ['too many decimals', 'AMOUNT_MALFORMED', '2022/plans', lines(bob('0.001')), null],
    [
      'an unknown code',
      'CODE_UNKNOWN',
      '2022/plans',
      lines(bob('1'), { ...b1, component: 'Z' }),
      { code: 'Z' },
    ],
    [
      'a superseded code',
      'CODE_SUPERSEDED',
      '2022/plans',
      lines(bob('1'), { ...b1, component: 'B.9' }),
      { code: 'B.9', supersededBy: ['B.1'] },
    ],
    [
      'a closed month',
      'MONTH_CLOSED',
      '2022/plans',
      { ...lines(bob('1')), effectiveOn: '2022-01-31' },
      { month: '2022-01' },
    ],
    [
      'a day that has not come',
      'DATE_IN_FUTURE',
      '2022/plans',
      { ...lines(bob('1')), effectiveOn: '9999-12-31' },
      { effectiveOn: '9999-12-31' },
    ],
    ['a year without a budget', 'BUDGET_NOT_OPENED', '2031/plans', lines(bob('1')), { year: '2031' }],
    ['a transfer to itself', 'TRANSFER_TO_ITSELF', '2022/transfers', transfer({ to: b1 }), {}],
    [
      'a transfer of more than there is',
      'APPROPRIATION_EXCEEDED',
      '2022/transfers',
      transfer({ amount: bob('301') }),
      { available: bob('300.00'), asked: bob('301.00'), shortfall: bob('1.00') },
    ],
    [
      'a reduction below what is committed',
      'REDUCTION_BELOW_COMMITTED',
      '2022/reductions',
      { legalAct: law, ...lines(bob('350')) },
      { available: bob('300.00'), shortfall: bob('50.00') },
    ],
    [
      'a plan below zero',
      'PLAN_EXCEEDED',
      '2022/plan-reductions',
      lines(bob('1000.01')),
      { programmed: bob('1000.00') },
    ],
    [
      'a request beyond the plan',
      'REQUEST_EXCEEDS_PLAN',
      '2022/inscription-requests',
      { request: 'R-2', reason: 'more', ...lines(bob('500')) },
      {
        programmed: bob('1000.00'),
        inscribed: bob('500.00'),
        requested: bob('600.00'),
        excess: bob('100.00'),
        roomInLine: bob('400.00'),
        roomInCategory: bob('0.00'),
      },
    ],
    [
      'an inscription beyond the plan',
      'INSCRIPTION_EXCEEDS_PLAN',
      '2022/inscriptions',
      { legalAct: law, kind: 'additional', ...lines(bob('501')) },
      { excess: bob('1.00') },
    ],
    [
      'an inscription by whoever asked for it',
      'DUTY_CONFLICT',
      '2022/inscriptions',
      { legalAct: law, kind: 'additional', request: 'R-1', ...lines(bob('1')) },
      { pastPerson: 'ana' },
      'ana',
    ],
    [
      'an inscription of counterpart',
      'COUNTERPART_NOT_APPROPRIATED',
      '2022/inscriptions',
      { legalAct: law, kind: 'initial', ...lines(bob('1'), { source: 'producers', component: 'B.1' }) },
      { source: 'producers' },
    ],
    [
      'a commitment beyond what is available',
      'APPROPRIATION_EXCEEDED',
      '2022/commitments',
      { id: 'C-2', line: b1, amount: bob('310'), reference: 'x' },
      { shortfall: bob('10.00') },
    ],
    [
      'a commitment beyond its pre-commitment',
      'PRE_COMMITMENT_EXCEEDED',
      '2022/commitments',
      { id: 'C-2', line: b1, amount: bob('60'), preCommitment: 'P-1', reference: 'x' },
      { open: bob('50.00'), shortfall: bob('10.00') },
    ],
    [
      'a commitment of a name that is taken',
      'COMMITMENT_EXISTS',
      '2022/commitments',
      { id: 'C-1', line: b1, amount: bob('1'), reference: 'x' },
      { id: 'C-1' },
    ],
    [
      'a stale revision',
      'STALE_REVISION',
      '2022/plans',
      { ...lines(bob('1')), expectedRevision: 0 },
      { expectedRevision: 0 },
    ],
    [
      'a correction of the future',
      'CORRECTS_THE_FUTURE',
      '2022/plans',
      { ...lines(bob('1')), correctsOn: '2022-04-01' },
      {},
    ],
  ])(
    '%s is refused, with what was compared, and writes nothing: %s',
    async (_what, code, path, body, values, who = 'eva') => {
      const before = await head();
      const answer = await post(`${budget}/${path}`, body, who === 'ana' ? ana : eva);
      expect(answer.body).toMatchObject({ code });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      if (values) {
        expect(answer.body['values']).toMatchObject(values);
        expect(answer.body['cure']).toEqual(expect.any(String));
      }
      expect(await head()).toEqual(before);
    },
  );

  test('takes no posting from who only reads, and none without a role', async () => {
    const auditor = await server.tokenOf('olga', 'auditor');
    const before = await head();
    expect(await post(`${budget}/2022/plans`, lines(bob('1')), auditor)).toMatchObject({ status: 403 });
    expect(await head()).toEqual(before);
  });

  test('gives the last money to one of two who race for it', async () => {
    const race = await Promise.all(
      ['C-8', 'C-9'].map((id) =>
        post(`${budget}/2022/commitments`, { id, line: b4, amount: bob('100'), reference: 'the last of it' }),
      ),
    );
    expect(race.map(({ status }) => status).sort()).toEqual([201, 422]);
    const lost = race.find(({ status }) => status === 422)!;
    expect(lost.body).toMatchObject({ code: 'APPROPRIATION_EXCEEDED', values: { available: bob('0.00') } });
    last = race.find(({ status }) => status === 201)!.body['position'] as string;
    expect(await lineOf('B.4')).toMatchObject({ committed: bob('100.00'), available: bob('0.00') });
  });

  test('posts what it does to the journal, which balances', async () => {
    const { items, balanced } = await read<{ items: { account: string }[]; balanced: boolean }>(
      '/api/v1/programmes/par2/trial-balance',
    );
    const accounts = items.map(({ account }) => account);
    expect(accounts).toEqual(
      expect.arrayContaining(['900.1', '904', '905', '906', '907', '910', '920', '930']),
    );
    expect(balanced).toBe(true);
  });
});

describe('the lender’s category', () => {
  const reservations = '/api/v1/financing/8735-bo/reservations';
  const reserve = (amount: object, reservationId = 'A-17') => ({
    reservationId,
    share: 'uep',
    category: '2(a)',
    amount,
    agreement: reservationId,
  });

  test('is reserved in dollars, or in bolivianos at the rate of the day', async () => {
    const before = await head();
    expect(await post(reservations, reserve(bob('686')))).toMatchObject({
      status: 422,
      body: {
        code: 'RATE_MISSING',
        values: { pair: 'USD/BOB', regime: 'official', side: 'buy', date: '2022-03-31' },
      },
    });
    expect(await head()).toEqual(before);
    await accepted('/api/v1/rates', {
      rates: [
        {
          base: 'USD',
          quote: 'BOB',
          regime: 'official',
          side: 'buy',
          date: '2022-03-30',
          value: '6.86',
          source: 'BCB',
        },
      ],
    });
    await accepted(reservations, reserve(bob('686')));
    expect(await post(reservations, reserve(usd('901'), 'A-18'))).toMatchObject({
      status: 422,
      body: {
        code: 'CATEGORY_EXHAUSTED',
        values: { free: usd('900.00'), asked: usd('901.00'), shortfall: usd('1.00') },
      },
    });
    await accepted(`${reservations}/A-17/releases`, { reason: 'addendum' });
    await accepted(reservations, reserve(usd('1000'), 'A-18'));
  });
});

describe('from one year to the next', () => {
  test('what is available is carried, and what is left lapses', async () => {
    await accepted(budget, { year: '2023' });
    const from = { entity: 'uep', ...b1, financing: '8735-bo', category: '2(a)' };
    const carry = (amount: string, more = {}) => ({
      legalAct: law,
      lines: [{ from, amount: bob(amount), ...more }],
    });
    const before = await head();
    expect(await post(`${budget}/2023/carry-forwards`, carry('300.01'))).toMatchObject({
      status: 422,
      body: { code: 'APPROPRIATION_EXCEEDED', values: { shortfall: bob('0.01') } },
    });
    expect(await head()).toEqual(before);
    await accepted(`${budget}/2023/carry-forwards`, carry('250'));
    expect(await lineOf('B.1&source=credit')).toMatchObject({
      available: bob('50.00'),
      carried: bob('-250.00'),
    });
    expect(await lineOf('B.1', '2023')).toMatchObject({ available: bob('250.00'), carried: bob('250.00') });

    // What the later year refuses leaves nothing in the earlier one.
    const headBefore = await server.system.log.head();
    const refused = await post(
      `${budget}/2023/carry-forwards`,
      carry('10', { line: { ...b1, component: 'Z' } }),
    );
    expect(refused.body).toMatchObject({ code: 'CODE_UNKNOWN' });
    expect(await server.system.log.head()).toEqual(headBefore);
    await accepted(`${budget}/2022/closings`, {});
    expect(await lineOf('B.1&source=credit')).toMatchObject({
      available: bob('0.00'),
      preCommitted: bob('0.00'),
      committed: bob('0.00'),
      lapsed: bob('-250.00'),
      current: bob('0.00'),
    });
    expect(await read(`${budget}/2022`)).toMatchObject({
      state: 'closed',
      committedAtClose: 'lapse',
      stillToLapse: 0,
    });
    expect(await post(`${budget}/2022/plans`, { lines: [{ line: b1, amount: bob('1') }] })).toMatchObject({
      status: 422,
      body: { code: 'YEAR_CLOSED', values: { year: '2022' }, cure: expect.any(String) },
    });
    expect(await post(`${budget}/2023/carry-forwards`, carry('1'))).toMatchObject({
      body: { code: 'YEAR_CLOSED' },
    });
  });

  test('a corrected crosswalk moves a line with everything on it', async () => {
    await accepted('/api/v1/programmes/par2/crosswalks', {
      financing: '8735-bo',
      validFrom: '2022-03-01',
      entries: [{ component: 'B.1', category: '2(b)' }],
      proof: 'annex 2, corrected',
    });
    await accepted(`${budget}/2023/commitments`, {
      id: 'C-1',
      line: { ...b1 },
      amount: bob('100'),
      reference: 'before',
      effectiveOn: '2022-02-28',
    });
    await accepted(`${budget}/2023/reclassifications`, {
      from: { entity: 'uep', ...b1, financing: '8735-bo', category: '2(a)' },
      to: b1,
      reason: 'the annex says 2(b)',
      crosswalk: 'crosswalk 2',
    });
    const { items } = await read<{ items: Line[] }>(`${budget}/2023/lines?component=B.1`);
    expect(items).toMatchObject([
      { category: '2(a)', current: bob('0.00'), committed: bob('0.00') },
      { category: '2(b)', available: bob('150.00'), committed: bob('100.00'), reclassified: bob('250.00') },
    ]);
    expect(await read(`${budget}/2023/commitments`)).toMatchObject({
      items: [{ id: 'C-1', line: items[1]!.id }],
    });
  });
});

test('a country that knows no plan inscribes without one', async () => {
  const on = localDateIn('America/La_Paz', new Date());
  const inscription = { kind: 'additional', legalAct: law, lines: [{ line: b4, amount: bob('70') }] };
  const path = `${budget}/2023/inscriptions`;
  expect(await post(path, inscription)).toMatchObject({
    status: 422,
    body: { code: 'INSCRIPTION_EXCEEDS_PLAN', values: { programmed: bob('0.00'), excess: bob('70.00') } },
  });
  const policy = '/api/v1/programmes/par2/policy/proposals';
  const changes = [{ kind: 'country-rule', name: 'plan-before-inscription', choice: 'not-demanded' }];
  const proposal = { changes, reason: 'the budget law alone', effectiveFrom: on, effectiveOn: on };
  await accepted(policy, proposal, await server.tokenOf('pia', 'administrator'));
  await accepted(`${policy}/1/seconds`, { effectiveOn: on }, await server.tokenOf('quim', 'coordinator'));
  await accepted(path, inscription);
  expect(await lineOf('B.4', '2023')).toMatchObject({ programmed: bob('0.00'), available: bob('70.00') });
});
