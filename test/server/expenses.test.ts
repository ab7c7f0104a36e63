import { ReturnBalance, SignAgreement, CommitInstalment } from '@tramo/agreements';
import { addDays } from '@tramo/kernel';
import { AGREEMENT, bob, document, PROGRAMME, today, TrancheWorld, year } from './tranche-world';

let world: TrancheWorld;
const programme = `/api/v1/programmes/${PROGRAMME}`;
const agreement = `${programme}/agreements/${AGREEMENT}`;
const expenses = `${agreement}/expenses`;

beforeAll(async () => {
  world = await TrancheWorld.open();
  await world.walk(1, 'confirmed');
});
afterAll(() => world.server.stop());

const report = (expense: string, more: object = {}) => ({
  expense,
  tranche: 1,
  spentOn: today,
  supplier: 'Ferretería Sucre',
  invoice: { taxId: '1020', type: 'factura', number: expense, total: bob('1000') },
  document: [document],
  net: bob('870'),
  tax: bob('130'),
  subsidy: bob('700'),
  contributions: [{ party: 'ORG-12', kind: 'cash', amount: bob('300') }],
  concept: 'tools',
  ...more,
});

interface Figures {
  readonly items: readonly { readonly values: Readonly<Record<string, { amount: string } | null>> }[];
}
const measures = ['accrued', 'paid', 'justified', 'available'];
async function budget(): Promise<readonly (string | null)[]> {
  const query = `groupBy=budgetYear&measures=${measures.join(',')}`;
  const { items } = await world.read<Figures>(`${programme}/execution?${query}`);
  return measures.map((measure) => items[0]?.values[measure]?.amount ?? null);
}
const cash = async (): Promise<string> =>
  (await world.read<{ balance: { amount: string } }>(`${programme}/bank-accounts/operativa`)).balance.amount;

/** In the lender's currency: 4,000 BOB were 583.09 USD, of which 700 BOB give 102.04 back. */
async function category(): Promise<readonly (string | undefined)[]> {
  const names = ['eligible', 'reserved'];
  const query = `groupBy=category&measures=${names.join(',')}&currency=USD`;
  const { items } = await world.read<Figures>(`${programme}/execution?${query}`);
  return names.map((name) => items[0]?.values[name]?.amount);
}

interface Ageing {
  readonly items: readonly { readonly days: number; readonly unjustified: object; readonly owed: object }[];
}
const ageing = async (more = ''): Promise<Ageing['items']> =>
  (await world.read<Ageing>(`${programme}/advances/ageing${more}`)).items;

test('an expense is reported, observed, remedied and accepted, and the budget says so', async () => {
  await world.accepted('olga', expenses, report('E-1', { net: bob('900'), tax: bob('100') }));
  await world.accepted('vera', `${expenses}/E-1/observations`, { reason: 'the tax is another' });
  expect(await world.read(`${programme}/expenses?overdueOn=${addDays(today, 31)}`)).toMatchObject({
    items: [{ expense: 'E-1', state: 'observed', dueOn: addDays(today, 30) }],
  });
  expect(await world.read(`${programme}/expenses?overdueOn=${addDays(today, 30)}`)).toMatchObject({
    items: [],
  });
  const { expense: _expense, tranche: _tranche, ...remedy } = report('E-1');
  await world.accepted('olga', `${expenses}/E-1/remedies`, { ...remedy, answer: 'as the invoice has it' });
  await world.accepted('vera', `${expenses}/E-1/acceptances`, {});
  expect(await world.read(`${expenses}/E-1`)).toMatchObject({
    state: 'accepted',
    net: bob('870.00'),
    subsidy: bob('700.00'),
    reportedBy: 'olga',
    reviewedBy: 'vera',
    residue: null,
  });
  expect(await budget()).toEqual(['4000.00', '4000.00', '700.00', '3000.00']);
  expect(await ageing()).toMatchObject([
    { days: 0, unjustified: bob('3300.00'), owed: bob('0.00'), upTo30: bob('3300.00'), over180: bob('0.00') },
  ]);
  expect(await ageing(`?on=${addDays(today, 200)}`)).toMatchObject([{ days: 200, over180: bob('3300.00') }]);
  expect(await ageing(`?on=${addDays(today, -1)}`)).toEqual([]);
});

test('an invoice is never reported beyond its total, and is free again when a report is withdrawn', async () => {
  const shared = { taxId: '1020', type: 'factura', number: 'I-9', total: bob('1000') };
  await world.accepted('olga', expenses, report('E-2', { invoice: shared }));
  expect(
    await world.refused('olga', expenses, report('E-3', { invoice: { ...shared, number: 'i-9' } })),
  ).toEqual({
    code: 'INVOICE_EXCEEDED',
    also: [],
  });
  const other = { ...shared, total: bob('2000') };
  expect(await world.refused('olga', expenses, report('E-3', { invoice: other }))).toMatchObject({
    code: 'INVOICE_TOTAL_DISAGREES',
  });
  await world.accepted('olga', `${expenses}/E-2/withdrawals`, { reason: 'another invoice' });
  await world.accepted('olga', expenses, report('E-3', { invoice: shared }));
  expect(await world.read(`${programme}/invoices?number=I-9`)).toMatchObject({
    items: [
      { total: bob('1000.00'), free: bob('0.00'), holders: [{ expense: 'E-3', amount: bob('1000.00') }] },
    ],
    next: null,
  });
  const note = { ...shared, creditNote: 'NC-1', amount: bob('10'), issuedOn: today, reason: 'broken' };
  const { total: _total, ...body } = note;
  expect(await world.refused('vera', `${programme}/credit-notes`, body)).toMatchObject({
    code: 'INVOICE_EXCEEDED',
  });
});

test('what is ineligible comes back to the project, where it is available again', async () => {
  await world.accepted('vera', `${expenses}/E-1/rulings`, { reason: 'not in the plan' });
  expect(await budget()).toEqual(['4000.00', '4000.00', '0.00', '3000.00']);
  const before = await cash();
  const settle = { way: 'to-project', account: 'operativa', reference: 'deposit 12' };
  expect(
    await world.refused('tito', `${expenses}/E-1/settlements`, { ...settle, account: 'org-12-main' }),
  ).toEqual({ code: 'NOT_OF_ACCOUNT_KIND', also: [] });
  await world.accepted('tito', `${expenses}/E-1/settlements`, { ...settle, amount: bob('200') });
  await world.accepted('tito', `${expenses}/E-1/settlements`, settle);
  expect([before, await cash()]).toEqual(['5000.00', '5700.00']);
  expect(await budget()).toEqual(['3300.00', '3300.00', '0.00', '3700.00']);
  expect(await world.read(`${programme}/ineligibles`)).toMatchObject({
    items: [
      {
        expense: 'E-1',
        wasAccepted: true,
        amount: bob('700.00'),
        owed: bob('0.00'),
        settlements: [{ amount: bob('200.00') }, { amount: bob('500.00'), way: 'to-project' }],
      },
    ],
  });
  expect(await category()).toEqual(['481.05', '437.32']);
});

test('what is left of a tranche comes back as well, once', async () => {
  const body = { amount: bob('100'), account: 'operativa', reference: 'deposit 13' };
  const key = { idempotencyKey: 'give-back' };
  const of = { programme: PROGRAMME, agreement: AGREEMENT, tranche: 1 };
  await world.act(ReturnBalance, { ...of, ...body }, 'tito', key);
  await world.act(ReturnBalance, { ...of, ...body }, 'tito', key);
  expect(await cash()).toBe('5800.00');
  expect(
    await world.refused('tito', world.path(1, 'refunds'), { ...body, amount: bob('3000') }),
  ).toMatchObject({
    code: 'RETURN_EXCEEDS_BALANCE',
  });
});

test('producers pledge to their fund, and repay it', async () => {
  const pledges = `${agreement}/revolving-pledges`;
  await world.accepted('olga', pledges, { pledge: 'P-1', amount: bob('500'), dueOn: addDays(today, 90) });
  const repayment = { amount: bob('200'), account: 'org-12-main', reference: 'recibo 4' };
  await world.accepted('olga', `${pledges}/P-1/repayments`, repayment);
  expect(
    await world.refused('olga', `${pledges}/P-1/repayments`, { ...repayment, amount: bob('301') }),
  ).toEqual({
    code: 'REPAYMENT_EXCEEDS_PLEDGE',
    also: [],
  });
  expect(await world.read(`${programme}/revolving-pledges?open=true`)).toMatchObject({
    items: [{ pledge: 'P-1', open: bob('300.00') }],
    next: null,
  });
  expect(await world.read(`${programme}/revolving-pledges?open=false`)).toMatchObject({ items: [] });
});

test('a unit spends under an agreement of its own, from an account, and shares costs out', async () => {
  const of = { programme: PROGRAMME, agreement: 'adm-1' };
  await world.act(
    SignAgreement,
    {
      ...of,
      kind: 'administration',
      reference: 'POA',
      organisation: null,
      line: { source: 'AIF', component: 'B.1' },
      lender: { financing: '8735-bo', currency: 'USD' },
      credit: bob('1000'),
      startsOn: today,
      endsOn: addDays(today, 300),
      tranches: [{ tranche: 1, amount: bob('1000'), budgetYear: year }],
      promised: [],
    },
    'olga',
  );
  await world.act(CommitInstalment, { ...of, budgetYear: year }, 'fina');
  const spendings = `${programme}/agreements/adm-1/spendings`;
  const spend = {
    spending: 'S-1',
    budgetYear: year,
    amount: bob('686'),
    concept: 'rent',
    payer: 'operativa',
  };
  const before = await cash();
  await world.accepted('fina', spendings, { ...spend, derived: ['region'] });
  expect([before, await cash()]).toEqual(['5800.00', '5114.00']);
  expect(await world.refused('fina', spendings, { ...spend, spending: 'S-2' })).toMatchObject({
    code: 'COMMITMENT_SHORT',
  });
  expect(await world.read(`${programme}/spendings?budgetYear=${year}`)).toMatchObject({
    items: [{ spending: 'S-1', amount: bob('686.00'), payer: 'operativa', derived: ['region'] }],
  });
  const allocate = {
    allocation: 'C-1',
    budgetYear: year,
    driver: 'hours',
    version: '1',
    lines: [{ line: { source: 'AIF', component: 'B.1' }, amount: bob('100') }],
  };
  const allocations = `${programme}/agreements/adm-1/cost-allocations`;
  expect(await world.refused('fina', allocations, allocate)).toMatchObject({ code: 'ALLOCATED_TO_ITSELF' });
  await world.accepted('fina', allocations, {
    ...allocate,
    lines: [{ line: { source: 'AIF' }, amount: bob('100') }],
  });
  expect(await world.read(`${programme}/cost-allocations`)).toMatchObject({
    items: [{ allocation: 'C-1', driver: 'hours', amount: bob('100.00'), from: { component: 'B.1' } }],
  });
});

const without = (field: string) => ({ ...report('E-9'), [field]: undefined });

test.each<[what: string, code: string, person: 'olga' | 'vera', path: string, body: object]>([
  ['a zero amount', 'AMOUNT_NOT_POSITIVE', 'olga', '', report('E-9', { net: bob('0') })],
  [
    'another currency',
    'CURRENCY_NOT_OF_AGREEMENT',
    'olga',
    '',
    report('E-9', { net: { amount: '1', currency: 'USD' } }),
  ],
  ['too many decimals', 'AMOUNT_MALFORMED', 'olga', '', report('E-9', { net: bob('0.001') })],
  ['sums that disagree', 'EXPENSE_DOES_NOT_ADD_UP', 'olga', '', report('E-9', { tax: bob('131') })],
  [
    'what the tranche cannot pay',
    'EXPENSE_EXCEEDS_TRANCHE',
    'olga',
    '',
    report('E-9', { net: bob('6870'), subsidy: bob('6700') }),
  ],
  ['a day that has not come', 'SPENT_IN_FUTURE', 'olga', '', report('E-9', { spentOn: addDays(today, 1) })],
  ['a tranche that was not paid', 'TRANCHE_UNKNOWN', 'olga', '', report('E-9', { tranche: 2 })],
  ['an id that is taken', 'EXPENSE_EXISTS', 'olga', '', report('E-1')],
  ['no document', 'REQUEST_INVALID', 'olga', '', report('E-9', { document: [] })],
  ['no invoice', 'REQUEST_INVALID', 'olga', '', without('invoice')],
  ['who may not report', 'ROLE_MISSING', 'vera', '', report('E-9')],
  ['an expense that is not there', 'EXPENSE_UNKNOWN', 'vera', '/E-9/acceptances', {}],
  ['what was ruled out', 'EXPENSE_NOT_REPORTED', 'vera', '/E-1/acceptances', {}],
  ['a stale revision', 'STALE_REVISION', 'vera', '/E-3/acceptances', { expectedRevision: 1 }],
])('refuses %s, and writes nothing: %s', async (_what, code, person, path, body) => {
  expect(await world.refused(person, `${expenses}${path}`, body)).toMatchObject({ code });
});

test('lists in pages, by agreement, state and words', async () => {
  const first = await world.read<{ items: readonly object[]; next: string }>(`${programme}/expenses?limit=1`);
  expect(first.items).toMatchObject([{ expense: 'E-1', state: 'settled' }]);
  const cursor = encodeURIComponent(first.next);
  expect(await world.read(`${programme}/expenses?cursor=${cursor}`)).toMatchObject({
    items: [
      { expense: 'E-2', state: 'withdrawn' },
      { expense: 'E-3', state: 'reported' },
    ],
    next: null,
  });
  const found = async (query: string) =>
    (await world.read<{ items: readonly { expense: string }[] }>(`${programme}/expenses?${query}`)).items.map(
      ({ expense }) => expense,
    );
  expect(await found('state=settled')).toEqual(['E-1']);
  expect(await found('state=ineligible')).toEqual([]);
  expect(await found(`agreement=${AGREEMENT}&tranche=1&state=reported`)).toEqual(['E-3']);
  expect(await found('search=ferreteria%20tools&taxId=1020')).toEqual(['E-1', 'E-2', 'E-3']);
});
