import { addDays, localDateIn } from '@tramo/kernel';
import type { Role } from '../../apps/server/src/auth/actor';
import { house } from '../../apps/server/src/house';
import { key, startServer, type Answer, type TestServer } from './support';

/** A canal of Bs 100,000 in the books of the fund: a fifth is the municipality's, the rest of a category in dollars. */
const today = localDateIn('America/La_Paz', new Date());
const year = today.slice(0, 4);
const bob = (amount: string) => ({ amount, currency: 'BOB' });
const usd = (amount: string) => ({ amount, currency: 'USD' });
const evidence = [{ name: 'sheet.pdf', sha256: 'a'.repeat(64) }];
const programme = '/api/v1/programmes/par2';
const canal = `${programme}/works/canal-1`;

const PEOPLE = {
  carla: ['coordinator', 'administrator'],
  fina: ['finance-specialist'],
  mario: ['manager'],
  olga: ['alliance-officer'],
  dora: ['disbursement-analyst'],
  tito: ['treasurer'],
  super: ['field-supervisor'],
  dino: ['field-supervisor', 'manager'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;
type Person = keyof typeof PEOPLE;

let server: TestServer;
let made = 0;
let last = '';
const tokens: Partial<Record<Person, string>> = {};

const post = (person: Person, path: string, body: object): Promise<Answer> =>
  server.call(path, { token: tokens[person]!, body, headers: key(`key-${(made += 1)}`) });

async function accepted(person: Person, path: string, body: object): Promise<void> {
  const answer = await post(person, path, body);
  expect([path, answer.status, answer.body]).toEqual([path, 201, expect.anything()]);
  last = answer.body['position'] as string;
}

const head = async (): Promise<unknown> => (await server.call('/api/v1/ledger')).body['head'];

/** Refused by this rule, and nothing written, here or on any other stream. */
async function refused(
  person: Person,
  path: string,
  body: object,
  ...codes: readonly string[]
): Promise<void> {
  const before = await head();
  const answer = await post(person, path, body);
  const also = (answer.body['also'] ?? []) as readonly { code: string }[];
  expect([path, answer.body['code'], ...also.map(({ code }) => code)]).toEqual([path, ...codes]);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(await head()).toBe(before);
}

async function read<Shape>(path: string): Promise<Shape> {
  const answer = await server.call(`${path}${path.includes('?') ? '&' : '?'}after=${last}`);
  expect([path, answer.status, answer.body]).toEqual([path, 200, expect.anything()]);
  return answer.body as Shape;
}

interface Work {
  readonly state: string;
  readonly progress: string;
  readonly money: Readonly<Record<string, { readonly amount: string }>>;
  readonly sheets: readonly Readonly<Record<string, unknown>>[];
  readonly deposits: readonly Readonly<Record<string, unknown>>[];
  readonly payments: readonly Readonly<Record<string, unknown>>[];
  readonly addenda: readonly Readonly<Record<string, unknown>>[];
}
const one = (): Promise<Work> => read(canal);
const money = async (...names: readonly string[]): Promise<readonly unknown[]> => {
  const { money: all } = await one();
  return names.map((name) => all[name]?.amount);
};

interface Balance {
  readonly account: string;
  readonly debit: { readonly amount: string };
  readonly credit: { readonly amount: string };
}

async function fundsBooks(...accounts: readonly string[]): Promise<readonly unknown[]> {
  const { items } = await read<{ items: readonly Balance[] }>(`${programme}/trial-balance?entity=fps`);
  return accounts.map((code) => {
    const found = items.find(({ account }) => account === code);
    if (!found) return '0.00';
    return found.credit.amount === '0.00' ? found.debit.amount : `-${found.credit.amount}`;
  });
}

/** What the treasury says is in the fund's two accounts. */
async function cash(): Promise<readonly unknown[]> {
  const balanceOf = async (account: string): Promise<string> => {
    const path = `${programme}/bank-accounts/${account}`;
    return (await read<{ balance: { amount: string } }>(path)).balance.amount;
  };
  return [await balanceOf('fps-op'), await balanceOf('fps-collection')];
}

interface Line {
  readonly [measure: string]: { readonly amount: string };
}
async function budgetLine(...measures: readonly string[]): Promise<readonly unknown[]> {
  const { items } = await read<{ items: readonly Line[] }>(`${programme}/budgets/${year}/lines`);
  return measures.map((measure) => items[0]?.[measure]?.amount);
}

const CATEGORY = { free: '971', reserved: '972', eligible: '973' } as const;
const category = (...stations: readonly (keyof typeof CATEGORY)[]): Promise<readonly unknown[]> =>
  fundsBooks(...stations.map((station) => CATEGORY[station]));

const line = { source: 'AIF', component: 'C.1', entity: 'fps' };
const valid = { validFrom: `${year}-01-01` };

beforeAll(async () => {
  server = await startServer({}, undefined, house);
  for (const [person, roles] of Object.entries(PEOPLE)) {
    tokens[person as Person] = await server.tokenOf(person, ...roles);
  }
  await accepted('carla', '/api/v1/programmes', {
    programme: 'par2',
    name: 'PAR II',
    country: 'BO',
    agency: 'EMPODERAR',
    zone: 'America/La_Paz',
    bookCurrency: 'BOB',
    displayUnit: 1,
    unit: { code: 'uep', name: 'Unidad ejecutora' },
  });
  await accepted('carla', `${programme}/entities`, { code: 'fps', name: 'FPS', kind: 'fund' });
  await accepted('carla', '/api/v1/financing', {
    financing: '8735-bo',
    programme: 'par2',
    lender: 'BIRF',
    number: '8735-BO',
    amount: usd('100000'),
    closingDate: addDays(today, 900),
    graceEnd: addDays(today, 1000),
    withdrawals: ['advance'],
    specialAccounts: [],
  });
  const financing = '/api/v1/financing/8735-bo';
  await accepted('carla', `${financing}/shares`, { executor: 'fps', purpose: 'works', amount: usd('50000') });
  await accepted('carla', `${financing}/categories`, {
    categories: [{ code: '3', name: 'Municipal works', percentage: '80', eligibleAt: 'transfer' }],
  });
  await accepted('carla', `${financing}/allocations`, { share: 'fps', category: '3', amount: usd('20000') });
  await accepted('carla', `${programme}/classifiers/source`, {
    entries: [{ code: 'AIF', name: 'BIRF', sourceKind: 'lender', financing: '8735-bo', ...valid }],
  });
  await accepted('carla', `${programme}/classifiers/component`, {
    entries: [{ code: 'C.1', name: 'Infrastructure', ...valid }],
  });
  await accepted('carla', `${programme}/crosswalks`, {
    financing: '8735-bo',
    ...valid,
    entries: [{ component: 'C.1', category: '3' }],
    proof: 'one to one',
  });
  await accepted('carla', '/api/v1/rates', {
    rates: [
      {
        base: 'USD',
        quote: 'BOB',
        regime: 'official',
        side: 'buy',
        value: '6.86',
        source: 'BCB',
        date: today,
      },
    ],
  });
  await accepted('fina', `${programme}/budgets`, { year });
  await accepted('fina', `${programme}/budgets/${year}/plans`, { lines: [{ line, amount: bob('90000') }] });
  await accepted('fina', `${programme}/budgets/${year}/inscriptions`, {
    kind: 'initial',
    legalAct: { type: 'ley', number: 'PGE', date: `${year}-01-01` },
    lines: [{ line, amount: bob('80000') }],
  });
  await accepted('carla', `${programme}/bank-accounts`, {
    account: 'fps-op',
    kind: 'operating',
    entity: 'fps',
    bank: 'Banco Unión',
    number: '2-001',
  });
  await accepted('carla', `${programme}/bank-accounts`, {
    account: 'fps-collection',
    kind: 'collection',
    entity: 'fps',
    bank: 'Banco Unión',
    number: '2-002',
  });
  await accepted('tito', `${programme}/bank-accounts/fps-op/receipts`, {
    receipt: 'T-1',
    kind: 'treasury',
    amount: bob('90000'),
    reference: 'C31 1',
  });
});
afterAll(() => server.stop());

const terms = {
  reference: `Convenio FPS 9/${year}`,
  contractor: 'Constructora Sucre',
  line,
  lender: { financing: '8735-bo', currency: 'USD' },
  advancePercentage: '20',
  retentionPercentage: '7',
  startsOn: today,
  endsOn: addDays(today, 300),
};
const sheet = { gross: bob('50000'), measuredUntil: today, evidence };
const paying = { payer: 'fps-op', reference: 'transfer 7' };

test('begins with a letter of intent and a design whose shares are the whole', async () => {
  await refused('olga', `${canal}/designs`, design(), 'WORK_UNKNOWN');
  await accepted('olga', `${programme}/works`, {
    work: 'canal-1',
    name: 'Canal Tarapaya',
    municipality: { code: 'GAM-BETANZOS', name: 'GAM Betanzos' },
    reference: `Carta 3/${year}`,
  });
  expect(await one()).toMatchObject({ state: 'intended', money: null, sheets: [], deposits: [] });
  await refused('olga', `${canal}/designs`, design('21'), 'SHARES_DO_NOT_ADD_UP');
  await refused('fina', `${canal}/agreements`, terms, 'DESIGN_NOT_APPROVED');
  await accepted('olga', `${canal}/designs`, design());
  expect(await money('amount', 'municipal')).toEqual(['100000.00', '0.00']);
});

const design = (municipalPercentage = '20') => ({
  designer: 'dino',
  amount: bob('100000'),
  municipalPercentage,
  lenderPercentage: '80',
  evidence,
});

test("is signed with the fund: the lender's share is reserved, and the year committed", async () => {
  await refused('fina', `${canal}/agreements`, { ...terms, line: { ...line, entity: 'uep' } }, 'NOT_A_FUND');
  await accepted('fina', `${canal}/agreements`, terms);
  expect(await category('reserved', 'free')).toEqual(['11661.81', '8338.19']);
  const tooMuch = { budgetYear: year, amount: bob('80000.01') };
  await refused('fina', `${canal}/commitments`, tooMuch, 'COMMITMENT_EXCEEDS_SHARE');
  await accepted('fina', `${canal}/commitments`, { budgetYear: year, amount: bob('80000') });
  expect(await budgetLine('committed', 'available')).toEqual(['80000.00', '0.00']);
});

test('advances nothing of the municipality that no bank line shows', async () => {
  const advance = { amount: bob('20000'), ...paying };
  await refused(
    'tito',
    `${canal}/advances`,
    advance,
    'ADVANCE_NOT_REQUESTED',
    'MUNICIPAL_SHARE_NOT_VERIFIED',
  );
  await accepted('fina', `${canal}/advance-requests`, {
    amount: bob('20000'),
    reason: 'the contractor begins',
  });
  await refused('tito', `${canal}/advances`, advance, 'MUNICIPAL_SHARE_NOT_VERIFIED');
  const deposit = {
    deposit: 'D-1',
    account: 'fps-collection',
    amount: bob('20000'),
    depositedOn: today,
    reference: 'boleta 7',
  };
  const nowhere = { ...deposit, account: null };
  await refused('olga', `${canal}/deposits`, nowhere, 'COLLECTION_ACCOUNT_MISSING');
  await accepted('olga', `${canal}/deposits`, deposit);
  await refused('olga', `${canal}/deposits`, deposit, 'DEPOSIT_EXISTS');
  expect(await cash()).toEqual(['90000.00', '20000.00']);
  await accepted('dora', `${canal}/deposits/D-1/verifications`, { shownBy: 'statement 2, line 4' });
  await accepted('tito', `${canal}/advances`, advance);
  expect(await cash()).toEqual(await fundsBooks('1120', '1130'));
  expect(await fundsBooks('1220', '1130', '1120', '2300')).toEqual([
    '20000.00',
    '16000.00',
    '74000.00',
    '-20000.00',
  ]);
  expect(await money('deposited', 'verified', 'advanced', 'unamortised')).toEqual([
    '20000.00',
    '20000.00',
    '20000.00',
    '20000.00',
  ]);
});

test('pays the first sheet: measured, approved and paid by three', async () => {
  const first = { ...sheet, sheet: 1, progress: '48.5' };
  await refused('dino', `${canal}/sheets`, first, 'DUTY_CONFLICT');
  await accepted('super', `${canal}/sheets`, first);
  await refused('dino', `${canal}/sheets/1/approvals`, {}, 'DUTY_CONFLICT');
  await accepted('mario', `${canal}/sheets/1/returns`, { reason: 'a volume is missing' });
  await accepted('super', `${canal}/sheets`, first);
  await accepted('mario', `${canal}/sheets/1/approvals`, {});
  expect(await budgetLine('accrued', 'committed')).toEqual(['40000.00', '80000.00']);
  expect(await fundsBooks('5300', '1220', '2200', '2150')).toEqual([
    '50000.00',
    '10000.00',
    '-3500.00',
    '-36500.00',
  ]);
  await accepted('tito', `${canal}/sheets/1/payments`, paying);
  await refused('tito', `${canal}/sheets/1/payments`, paying, 'SHEET_NOT_AT_STEP');
  expect(await budgetLine('paid', 'accrued')).toEqual(['40000.00', '40000.00']);
  expect(await category('eligible')).toEqual(['5830.90']);
  expect(await fundsBooks('2150', '2300', '4300', '1130', '1120')).toEqual([
    '0.00',
    '-10000.00',
    '-10000.00',
    '8700.00',
    '44800.00',
  ]);
  expect((await one()).sheets).toMatchObject([
    { sheet: 1, state: 'paid', certifiedBy: 'super', approvedBy: 'mario', paidBy: 'tito', reason: null },
  ]);
});

test('takes back what the bank gives back, and pays it again', async () => {
  const back = { reason: 'the account is closed' };
  const before = [await cash(), await fundsBooks('2300', '4300'), await category('eligible')];
  await refused('tito', `${canal}/payments/none/bounces`, back, 'WORK_PAYMENT_UNKNOWN');
  await refused('tito', `${canal}/payments/canal-1-payment-1/bounces`, back, 'ADVANCE_AMORTISED');
  await accepted('tito', `${canal}/payments/canal-1-payment-2/bounces`, back);
  expect(await cash()).toEqual(['74000.00', '16000.00']);
  expect(await fundsBooks('2160', '2150', '2300', '4300')).toEqual([
    '-36500.00',
    '0.00',
    '-20000.00',
    '0.00',
  ]);
  expect(await budgetLine('paid', 'accrued')).toEqual(['0.00', '40000.00']);
  expect(await category('eligible', 'reserved')).toEqual(['0.00', '11661.81']);
  expect(await money('used', 'paid')).toEqual(['0.00', '0.00']);
  expect(await one()).toMatchObject({
    sheets: [{ sheet: 1, state: 'approved', paidBy: null }],
    payments: [
      { payment: 'canal-1-payment-1', of: 'advance', bouncedOn: null },
      { payment: 'canal-1-payment-2', of: 'sheet', sheet: 1, bouncedOn: today, reason: back.reason },
    ],
  });
  await refused('tito', `${canal}/payments/canal-1-payment-2/bounces`, back, 'WORK_PAYMENT_BOUNCED_ALREADY');
  await accepted('tito', `${canal}/sheets/1/payments`, paying);
  expect([await cash(), await fundsBooks('2300', '4300'), await category('eligible')]).toEqual(before);
  expect(await fundsBooks('2160', '2150')).toEqual(['0.00', '0.00']);
});

test('is agreed on anew, as far as nothing of it is done', async () => {
  const addendum = { addendum: 'A-1', reference: 'Adenda 1', reason: 'another culvert' };
  const addenda = `${canal}/addenda`;
  await refused(
    'fina',
    addenda,
    { ...addendum, amount: bob('50000') },
    'AMOUNT_BELOW_MEASURED',
    'COMMITTED_BEYOND_AGREED',
  );
  await refused('fina', addenda, addendum, 'ADDENDUM_CHANGES_NOTHING');
  await accepted('fina', addenda, { ...addendum, amount: bob('110000'), endsOn: addDays(today, 320) });
  expect(await money('amount', 'municipal', 'lender')).toEqual(['110000.00', '22000.00', '88000.00']);
  // Of the dollars that were reserved, what is paid is eligible by now.
  expect(await category('reserved', 'eligible', 'free')).toEqual(['6997.09', '5830.90', '7172.01']);
  await accepted('fina', addenda, { ...addendum, addendum: 'A-2', amount: bob('100000') });
  expect(await category('reserved', 'eligible', 'free')).toEqual(['5830.91', '5830.90', '8338.19']);
  expect(await one()).toMatchObject({
    endsOn: addDays(today, 320),
    addenda: [
      { addendum: 'A-1', amount: bob('110000.00') },
      { addendum: 'A-2', amount: bob('100000.00') },
    ],
  });
});

test('is suspended and resumed, with nothing done between', async () => {
  await accepted('carla', `${canal}/suspensions`, { reason: 'the river took the access road' });
  await refused('super', `${canal}/sheets`, { ...sheet, sheet: 2, progress: '100' }, 'WORK_SUSPENDED');
  expect(await one()).toMatchObject({ state: 'suspended', stopped: 'the river took the access road' });
  await accepted('carla', `${canal}/resumptions`, { reason: 'the road is open' });
  expect(await one()).toMatchObject({ state: 'signed', stopped: null });
});

test('is accepted when all is measured and paid, and what was retained is released', async () => {
  const final = { kind: 'final', ...paying };
  await refused('tito', `${canal}/acceptances`, final, 'WORK_UNSETTLED', 'WORK_UNSETTLED');
  const second = { ...sheet, sheet: 2, progress: '100' };
  const early = { ...second, measuredUntil: addDays(today, -1) };
  await refused('super', `${canal}/sheets`, early, 'WORK_STEP_TOO_EARLY');
  await refused('super', `${canal}/sheets`, { ...second, gross: bob('50001') }, 'CONTRACT_EXCEEDED');
  await accepted('super', `${canal}/sheets`, second);
  await accepted('fina', `${canal}/sheets/2/approvals`, {});
  await accepted('tito', `${canal}/sheets/2/payments`, paying);
  await accepted('tito', `${canal}/acceptances`, {
    kind: 'provisional',
    reference: 'Acta 11',
    payer: 'fps-op',
  });
  expect(await money('retained', 'released', 'held')).toEqual(['7000.00', '0.00', '7000.00']);
  await accepted('tito', `${canal}/acceptances`, final);
  await accepted('tito', `${canal}/payments/canal-1-payment-6/bounces`, { reason: 'the account is closed' });
  expect(await money('held')).toEqual(['7000.00']);
  expect(await fundsBooks('2200')).toEqual(['-7000.00']);
  await accepted('tito', `${canal}/retention-releases`, { ...paying, amount: bob('2000') });
  await accepted('tito', `${canal}/retention-releases`, paying);
  await refused('tito', `${canal}/retention-releases`, paying, 'NOTHING_RETAINED');
  expect(await cash()).toEqual(await fundsBooks('1120', '1130'));
  expect(await one()).toMatchObject({ state: 'accepted', progress: '100' });
  expect(await money('measured', 'used', 'paid', 'unamortised', 'held')).toEqual([
    '100000.00',
    '20000.00',
    '80000.00',
    '0.00',
    '0.00',
  ]);
  expect(await fundsBooks('1220', '2200', '2150', '2300', '1130', '1120', '5300', '4300')).toEqual([
    '0.00',
    '0.00',
    '0.00',
    '0.00',
    '0.00',
    '10000.00',
    '100000.00',
    '-20000.00',
  ]);
  expect(await category('reserved', 'eligible', 'free')).toEqual(['0.00', '11661.80', '8338.20']);
  await refused('super', `${canal}/sheets`, { ...second, sheet: 3 }, 'WORK_HAS_ENDED', 'CONTRACT_EXCEEDED');
});

test('gives its category and its budget back when it is terminated', async () => {
  const bridge = `${programme}/works/bridge-1`;
  await accepted('olga', `${programme}/works`, {
    work: 'bridge-1',
    name: 'Puente',
    municipality: { code: 'GAM-BETANZOS', name: 'GAM Betanzos' },
    reference: `Carta 4/${year}`,
  });
  await accepted('olga', `${bridge}/designs`, { ...design(), amount: bob('10000') });
  await accepted('fina', `${bridge}/agreements`, { ...terms, reference: `Convenio FPS 10/${year}` });
  expect(await category('reserved', 'free')).toEqual(['1166.18', '7172.02']);
  await accepted('fina', `${programme}/budgets/${year}/inscriptions`, {
    kind: 'additional',
    legalAct: { type: 'ley', number: 'PGE 2', date: `${year}-01-01` },
    lines: [{ line, amount: bob('8000') }],
  });
  await accepted('fina', `${bridge}/commitments`, { budgetYear: year, amount: bob('8000') });
  await accepted('carla', `${bridge}/terminations`, { reason: 'the municipality withdraws' });
  expect(await category('reserved', 'free')).toEqual(['0.00', '8338.20']);
  await accepted('fina', `${bridge}/commitments/releases`, { budgetYear: year, reason: 'terminated' });
  expect(await budgetLine('committed', 'available')).toEqual(['80000.00', '8000.00']);
});

test('leaves nothing open when it is terminated half way', async () => {
  const dam = `${programme}/works/dam-1`;
  const before = await fundsBooks('1120', '1130', '5300', '4300');
  await accepted('olga', `${programme}/works`, {
    work: 'dam-1',
    name: 'Presa',
    municipality: { code: 'GAM-BETANZOS', name: 'GAM Betanzos' },
    reference: `Carta 5/${year}`,
  });
  await accepted('olga', `${dam}/designs`, { ...design(), amount: bob('10000') });
  await accepted('fina', `${dam}/agreements`, { ...terms, reference: `Convenio FPS 11/${year}` });
  await accepted('fina', `${dam}/commitments`, { budgetYear: year, amount: bob('8000') });
  const deposit = { account: 'fps-collection', depositedOn: today, reference: 'boleta' };
  await accepted('olga', `${dam}/deposits`, { ...deposit, deposit: 'D-1', amount: bob('1500') });
  await accepted('dora', `${dam}/deposits`, { ...deposit, deposit: 'D-2', amount: bob('300') });
  await refused(
    'dora',
    `${dam}/deposits/D-2/verifications`,
    { shownBy: 'statement 9, line 2' },
    'SAME_PERSON',
  );
  // The line has shown what was paid in for another work.
  const elsewhere = { shownBy: 'Statement 2 line 04' };
  await refused('dora', `${dam}/deposits/D-1/verifications`, elsewhere, 'ALREADY_CLAIMED');
  await accepted('dora', `${dam}/deposits/D-1/verifications`, { shownBy: 'statement 9, line 1' });
  await accepted('fina', `${dam}/advance-requests`, { amount: bob('2000'), reason: 'begins' });
  const nobody = { amount: bob('2000'), reference: 'transfer 8' };
  await refused('tito', `${dam}/advances`, nobody, 'PAYER_MISSING');
  await accepted('tito', `${dam}/advances`, { ...nobody, payer: 'fps-op' });
  await accepted('super', `${dam}/sheets`, { ...sheet, sheet: 1, progress: '40', gross: bob('4000') });
  await accepted('mario', `${dam}/sheets/1/approvals`, {});
  await accepted('tito', `${dam}/sheets/1/payments`, paying);
  const sameLine = { shownBy: 'statement 9, line 1' };
  await refused('tito', `${dam}/deposits/D-2/verifications`, sameLine, 'BANK_LINE_SHOWS_ANOTHER');
  const wrong = { reason: 'the cheque was not paid' };
  await refused('dora', `${dam}/deposits/D-1/reversals`, wrong, 'MUNICIPAL_DEPOSIT_IN_USE');
  await accepted('dora', `${dam}/deposits/D-2/reversals`, wrong);
  await refused('dora', `${dam}/deposits/D-2/reversals`, wrong, 'DEPOSIT_REVERSED_ALREADY');
  const kept = { from: 'retention', reference: 'Resolución 4' };
  await refused('tito', `${dam}/advance-returns`, kept, 'WORK_NOT_TERMINATED');
  await refused('tito', `${dam}/municipal-returns`, { reference: 'transfer 9' }, 'MUNICIPAL_FUNDS_NEEDED');
  await accepted('carla', `${dam}/terminations`, { reason: 'the contractor has left' });
  await refused('tito', `${dam}/retention-releases`, paying, 'WORK_UNSETTLED');
  await accepted('tito', `${dam}/advance-returns`, { ...kept, amount: bob('100') });
  const paidBack = { from: 'contractor', reference: 'boleta de garantía' };
  await refused(
    'tito',
    `${dam}/advance-returns`,
    paidBack,
    'REFUND_ACCOUNT_MISSING',
    'COLLECTION_ACCOUNT_MISSING',
  );
  const into = { account: 'fps-op', collection: 'fps-collection' };
  await accepted('tito', `${dam}/advance-returns`, { ...paidBack, ...into });
  await refused('tito', `${dam}/advance-returns`, { ...paidBack, ...into }, 'NOTHING_ADVANCED');
  await accepted('tito', `${dam}/retention-releases`, paying);
  await accepted('tito', `${dam}/municipal-returns`, { reference: 'transfer 10' });
  await accepted('fina', `${dam}/commitments/releases`, { budgetYear: year, reason: 'terminated' });
  expect(await fundsBooks('1220', '2200', '2150', '2160', '2300', '981', '982', '983', '972')).toEqual(
    Array.from({ length: 9 }, () => '0.00'),
  );
  expect(before).toEqual(['10000.00', '0.00', '100000.00', '-20000.00']);
  expect(await fundsBooks('1120', '1130', '5300', '4300')).toEqual([
    '6800.00',
    '0.00',
    '104000.00',
    '-20800.00',
  ]);
  expect(await cash()).toEqual(await fundsBooks('1120', '1130'));
  const left = await read<Work>(dam);
  expect(left.money).toMatchObject({
    deposited: { amount: '800.00' },
    unamortised: { amount: '0.00' },
    held: { amount: '0.00' },
  });
  expect(left.deposits).toMatchObject([{ deposit: 'D-1' }, { reversedOn: today, reason: wrong.reason }]);
  // As if it had never been given back: what the bank returns of it is there again, and goes again.
  const sent = left.payments.find(({ of }) => of === 'municipality')!['payment'];
  await accepted('tito', `${dam}/payments/${String(sent)}/bounces`, { reason: 'wrong account' });
  expect(await fundsBooks('1130', '2300', '983')).toEqual(['700.00', '-700.00', '700.00']);
  await accepted('tito', `${dam}/municipal-returns`, { reference: 'transfer 11' });
  expect(await fundsBooks('1130', '2300', '983', '981')).toEqual(['0.00', '0.00', '0.00', '0.00']);
});

test('is found by where it stands and whose it is', async () => {
  const listed = async (query: string) =>
    (await read<{ items: { work: string }[] }>(`${programme}/works${query}`)).items.map(({ work }) => work);
  expect(await listed('?state=accepted&municipality=GAM-BETANZOS&fund=fps')).toEqual(['canal-1']);
  expect(await listed('?state=signed')).toEqual([]);
  expect((await server.call(`${programme}/works/none`)).body).toMatchObject({ code: 'NO_SUCH_WORK' });
  expect((await server.call('/api/v1/programmes/none/works')).status).toBe(404);
});
