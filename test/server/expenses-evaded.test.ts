import { CommitInstalment, SignAgreement } from '@tramo/agreements';
import { addDays } from '@tramo/kernel';
import { foldedHouse } from '../support/folded-house';
import { disagreements } from '../support/money-agrees';
import { AGREEMENT, bob, document, PROGRAMME, today, TrancheWorld, year } from './tranche-world';

let world: TrancheWorld;
const programme = `/api/v1/programmes/${PROGRAMME}`;
const agreement = `${programme}/agreements/${AGREEMENT}`;
const expenses = `${agreement}/expenses`;
const accounts = `${programme}/bank-accounts`;
const agree = async () => disagreements(await foldedHouse(world.server.system.log));

beforeEach(async () => {
  world = await TrancheWorld.open();
});
afterEach(() => world.server.stop());

const shared = { taxId: '1020', type: 'factura', number: '000778', total: bob('100') };
const report = (expense: string, more: object = {}) => ({
  expense,
  tranche: 1,
  spentOn: today,
  supplier: 'Ferretería Sucre',
  invoice: { ...shared, number: expense },
  document: [document],
  net: bob('100'),
  subsidy: bob('100'),
  concept: 'tools',
  ...more,
});

interface Balance {
  readonly balance: unknown;
}
const balanceOf = async (account: string): Promise<unknown> =>
  (await world.read<Balance>(`${accounts}/${account}`)).balance;

/** An operating account of the fund, and one of another programme, each with money on it. */
async function otherAccounts(): Promise<void> {
  await world.accepted('carla', '/api/v1/programmes', {
    programme: 'other',
    name: 'Another',
    country: 'BO',
    agency: 'EMPODERAR',
    zone: 'America/La_Paz',
    bookCurrency: 'BOB',
    displayUnit: 1,
    unit: { code: 'uep', name: 'Unidad ejecutora' },
  });
  await world.accepted('carla', `${programme}/entities`, { code: 'fps', name: 'Fondo', kind: 'fund' });
  const others = '/api/v1/programmes/other/bank-accounts';
  const operating = { kind: 'operating', bank: 'Banco Unión' };
  await world.accepted('carla', others, { ...operating, account: 'op-other', number: '9' });
  await world.accepted('carla', accounts, { ...operating, account: 'fps-op', entity: 'fps', number: '10' });
  const receipt = { receipt: 'T-1', kind: 'treasury', amount: bob('9000'), reference: 'C31 2' };
  await world.accepted('tito', `${others}/op-other/receipts`, receipt);
  await world.accepted('tito', `${accounts}/fps-op/receipts`, receipt);
}

describe('an invoice all of which is reported', () => {
  beforeEach(async () => {
    await world.walk(1, 'confirmed');
    await world.accepted('olga', expenses, report('V-1', { invoice: shared }));
  });

  test('is not reported again in another spelling', async () => {
    const spellings = [
      { number: '778' },
      { number: '000-778' },
      { number: '000778.' },
      { number: 'N° 000778' },
      { number: '000\u200B778' },
      { type: 'FACT' },
      { type: 'facturá' },
      { taxId: '01020' },
      { taxId: '10-20' },
    ];
    for (const spelt of spellings) {
      const again = report('V-2', { invoice: { ...shared, ...spelt } });
      const { code, also } = await world.refused('olga', expenses, again);
      expect([spelt, code, also]).toEqual([spelt, 'INVOICE_EXCEEDED', []]);
    }
  });

  test('is one in the list, and takes its credit note, as it was first spelt', async () => {
    await world.accepted('olga', `${expenses}/V-1/withdrawals`, { reason: 'in parts' });
    const half = { net: bob('50'), subsidy: bob('50') };
    await world.accepted('olga', expenses, report('V-2', { ...half, invoice: { ...shared, number: '778' } }));
    await world.accepted(
      'olga',
      expenses,
      report('V-3', { ...half, invoice: { ...shared, number: 'Nº 0778' } }),
    );
    expect(await world.read(`${programme}/invoices`)).toMatchObject({
      items: [{ number: '000778', total: bob('100.00'), held: bob('100.00') }],
    });
    const note = { creditNote: 'NC-1', amount: bob('10'), issuedOn: today, reason: 'broken' };
    const { total: _total, ...key } = shared;
    const notes = `${programme}/credit-notes`;
    expect(await world.refused('vera', notes, { ...key, ...note, number: '778' })).toMatchObject({
      code: 'INVOICE_UNKNOWN',
    });
    await world.accepted('olga', `${expenses}/V-3/withdrawals`, { reason: 'twice' });
    await world.accepted('vera', notes, { ...key, ...note });
    expect(await agree()).toEqual([]);
  });
});

test('of two spellings that are reported at the same time one invoice comes, and no more of it than there is', async () => {
  await world.walk(1, 'confirmed');
  const spellings = ['778', '0778', '00778', '7-78', '7.78', 'N° 778', 'No. 778', '77 8'];
  const answers = await Promise.all(
    spellings.map((number, at) =>
      world.post(
        'olga',
        expenses,
        report(`V-${at}`, { net: bob('50'), subsidy: bob('50'), invoice: { ...shared, number } }),
      ),
    ),
  );
  const accepted = answers.filter(({ status }) => status === 201);
  expect(accepted.length).toBeGreaterThan(0);
  expect(accepted.length).toBeLessThanOrEqual(2);
  // What is written here stands after all that was written at the same time.
  await world.accepted('olga', expenses, report('E-9'));
  const { items } = await world.read<{ items: readonly { number: string; held: unknown }[] }>(
    `${programme}/invoices`,
  );
  const shown = items.filter(({ number }) => number !== 'E-9').map(({ held }) => held);
  expect(shown).toEqual([bob(`${accepted.length * 50}.00`)]);
  expect(await agree()).toEqual([]);
});

test('a report whose payment has come back is taken back, and its invoice is for others to report', async () => {
  await world.walk(1, 'confirmed');
  await world.accepted('olga', expenses, report('V-1', { invoice: shared }));
  await world.accepted('tito', world.path(1, 'bounces'), { reason: 'account closed' });
  expect(await world.refused('vera', `${expenses}/V-1/acceptances`, {})).toMatchObject({
    code: 'TRANCHE_NOT_PAID',
  });
  await world.accepted('fina', world.path(1, 'cancellations'), { reason: 'the board resigned' });
  await world.accepted('olga', `${expenses}/V-1/withdrawals`, { reason: 'nothing was paid' });
  expect(await world.read(`${programme}/invoices`)).toMatchObject({ items: [{ held: bob('0.00') }] });
  expect(await agree()).toEqual([]);
});

test('one expense makes another good as far as it goes, and no further', async () => {
  await world.walk(1, 'confirmed');
  const ineligible = { net: bob('2000'), subsidy: bob('2000'), invoice: { ...shared, total: bob('2000') } };
  await world.accepted('olga', expenses, report('E-1', ineligible));
  await world.accepted('vera', `${expenses}/E-1/rulings`, { reason: 'not in the plan' });
  const substitute = { net: bob('500'), subsidy: bob('500'), substitutes: 'E-1' };
  const invoice = { ...shared, number: '9', total: bob('500') };
  await world.accepted('olga', expenses, report('S-1', { ...substitute, invoice }));
  const settle = { way: 'substituted', substitute: 'S-1', amount: bob('500'), reference: 'memo 3' };
  await world.accepted('tito', `${expenses}/E-1/settlements`, settle);
  for (const amount of ['500', '0.01']) {
    const again = { ...settle, amount: bob(amount) };
    expect(await world.refused('tito', `${expenses}/E-1/settlements`, again)).toEqual({
      code: 'NOT_A_SUBSTITUTE',
      also: [],
    });
  }
  const withdrawn = await world.refused('olga', `${expenses}/S-1/withdrawals`, { reason: 'twice' });
  expect(withdrawn).toMatchObject({ code: 'SUBSTITUTE_IN_USE' });
  await world.accepted('vera', `${expenses}/S-1/acceptances`, {});
  expect(await world.read(`${programme}/ineligibles`)).toMatchObject({
    items: [{ expense: 'E-1', owed: bob('1500.00') }],
  });
  expect(await agree()).toEqual([]);
});

test('a unit spends from no account of another programme or of the fund', async () => {
  await otherAccounts();
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
  const spend = { spending: 'S-1', budgetYear: year, amount: bob('100'), concept: 'rent' };
  for (const payer of ['op-other', 'fps-op', 'org-12-main']) {
    expect(await world.refused('fina', spendings, { ...spend, payer })).toEqual({
      code: 'PAYER_NOT_OF_AGREEMENT',
      also: [],
    });
  }
  expect(await world.refused('fina', spendings, { ...spend, payer: 'nowhere' })).toMatchObject({
    code: 'ACCOUNT_UNKNOWN',
  });
  await world.accepted('fina', spendings, { ...spend, payer: 'operativa' });
  expect([await balanceOf('operativa'), await balanceOf('fps-op')]).toEqual([bob('8900.00'), bob('9000.00')]);
  expect(await agree()).toEqual([]);
});

test('what comes back comes to the books that paid, and to the organisation that it is of', async () => {
  await otherAccounts();
  const theirs = { kind: 'organisation', holder: 'ORG-12', bank: 'Banco Unión' };
  await world.accepted('carla', '/api/v1/programmes/other/bank-accounts', {
    ...theirs,
    account: 'org-12-other',
    number: '11',
  });
  await world.accepted('carla', accounts, { ...theirs, account: 'org-12-old', number: '12' });
  await world.accepted('carla', `${accounts}/org-12-old/closings`, { reason: 'moved' });
  await world.walk(1, 'confirmed');
  const refund = { amount: bob('100'), account: 'fps-op', reference: 'deposit 13' };
  expect(await world.refused('tito', world.path(1, 'refunds'), refund)).toEqual({
    code: 'ACCOUNT_NOT_OF_ENTITY',
    also: [],
  });
  await world.accepted('tito', world.path(1, 'refunds'), { ...refund, account: 'operativa' });

  await world.accepted('olga', expenses, report('E-1', { invoice: shared }));
  await world.accepted('vera', `${expenses}/E-1/rulings`, { reason: 'not in the plan' });
  const settle = (way: string, account: string) =>
    world.refused('tito', `${expenses}/E-1/settlements`, { way, account, reference: 'deposit 14' });
  expect(await settle('to-project', 'fps-op')).toEqual({ code: 'ACCOUNT_NOT_OF_ENTITY', also: [] });
  expect(await settle('to-account', 'org-12-other')).toEqual({ code: 'ACCOUNT_UNKNOWN', also: [] });
  expect(await settle('to-account', 'org-12-old')).toEqual({ code: 'ACCOUNT_CLOSED', also: [] });

  const pledges = `${agreement}/revolving-pledges`;
  await world.accepted('olga', pledges, { pledge: 'P-1', amount: bob('500'), dueOn: addDays(today, 90) });
  const repay = (account: string) =>
    world.refused('olga', `${pledges}/P-1/repayments`, {
      amount: bob('100'),
      account,
      reference: 'recibo 4',
    });
  expect(await repay('nowhere')).toEqual({ code: 'ACCOUNT_UNKNOWN', also: [] });
  expect(await repay('operativa')).toEqual({ code: 'ACCOUNT_NOT_OF_ORGANISATION', also: [] });
  expect(await repay('org-12-old')).toEqual({ code: 'ACCOUNT_CLOSED', also: [] });
  expect(await balanceOf('fps-op')).toEqual(bob('9000.00'));
  expect(await agree()).toEqual([]);
});
