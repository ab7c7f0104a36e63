import { AGREEMENT, bob, document, PROGRAMME, today, TrancheWorld, type Person } from './tranche-world';

/** What must never pass, each with its own code, the values that were compared, what cures it, and nothing written. */
let world: TrancheWorld;
const ofAgreement = `/api/v1/programmes/${PROGRAMME}/agreements/${AGREEMENT}`;

beforeAll(async () => {
  world = await TrancheWorld.open();
  await world.walk(1, 'confirmed');
});
afterAll(() => world.server.stop());

interface Refused {
  readonly code: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly cure: string;
  readonly field?: string;
}

async function refusal(person: Person, path: string, body: object): Promise<Refused> {
  const before = await world.head();
  const { status, body: told } = await world.post(person, path, body);
  expect([path, status >= 400, status < 500]).toEqual([path, true, true]);
  expect(await world.head()).toBe(before);
  return told as unknown as Refused;
}

const deposit = (amount: string) => ({
  deposit: 'd-9',
  party: 'ORG-12',
  kind: 'cash',
  amount: bob(amount),
  account: 'org-12-main',
  depositedOn: today,
});
const expense = (id: string, net: string, more: object = {}) => ({
  expense: id,
  tranche: 1,
  spentOn: today,
  supplier: 'Ferretería Sucre',
  invoice: { taxId: '1020', type: 'factura', number: 'F-1', total: bob('5000') },
  document: [document],
  net: bob(net),
  subsidy: bob(net),
  concept: 'tools',
  ...more,
});
const certificate = (more: object = {}) => ({
  certificate: 'c-9',
  tranche: 2,
  milestone: 'sown',
  percentage: '40',
  observedOn: today,
  evidence: [document],
  ...more,
});

test.each(['0', '-1', '-0.01'])('an amount of %s', async (amount) => {
  expect(await refusal('olga', `${ofAgreement}/deposits`, deposit(amount))).toMatchObject({
    code: 'AMOUNT_NOT_POSITIVE',
    values: { amount: { currency: 'BOB' } },
    cure: expect.stringMatching(/\w/),
  });
  expect(await refusal('olga', `${ofAgreement}/expenses`, expense('e-9', amount))).toMatchObject({
    code: 'AMOUNT_NOT_POSITIVE',
    cure: expect.stringMatching(/\w/),
  });
});

test('a percentage over a hundred', async () => {
  expect(
    await refusal('super', `${ofAgreement}/certificates`, certificate({ percentage: '100.01' })),
  ).toMatchObject({
    code: 'PERCENTAGE_OUT_OF_RANGE',
    values: { percentage: '100.01' },
    cure: expect.stringContaining('100'),
    field: 'percentage',
  });
});

test('a certificate by whoever asked for the money, as the policy of every programme has it from the start', async () => {
  // Olga asked for the first tranche, and would ask for the second.
  const asked = await refusal('olga', `${ofAgreement}/certificates`, certificate());
  expect(asked).toMatchObject({ code: 'ROLE_MISSING' });
  const supervising = await world.server.tokenOf('olga', 'field-supervisor');
  await world.accepted('olga', world.path(2, 'requests'), { documents: [document] });
  const before = await world.head();
  const answer = await world.server.call(`${ofAgreement}/certificates`, {
    token: supervising,
    headers: { 'idempotency-key': 'requester-certifies' },
    body: certificate(),
  });
  expect(answer.body).toMatchObject({
    code: 'DUTY_CONFLICT',
    values: { act: 'certified' },
    cure: expect.stringMatching(/\w/),
  });
  expect(await world.head()).toBe(before);
});

test('an expense over its tranche', async () => {
  expect(await refusal('olga', `${ofAgreement}/expenses`, expense('e-1', '4000.01'))).toMatchObject({
    code: 'EXPENSE_EXCEEDS_TRANCHE',
    values: { shortfall: bob('0.01') },
    cure: expect.stringMatching(/\w/),
  });
});

test('an invoice beyond its total', async () => {
  await world.accepted('olga', `${ofAgreement}/expenses`, {
    ...expense('e-2', '100'),
    invoice: { taxId: '1020', type: 'factura', number: 'F-2', total: bob('150') },
  });
  expect(
    await refusal('olga', `${ofAgreement}/expenses`, {
      ...expense('e-3', '50.01'),
      invoice: { taxId: '1020', type: 'factura', number: 'F-2', total: bob('150') },
    }),
  ).toMatchObject({
    code: 'INVOICE_EXCEEDED',
    values: { shortfall: bob('0.01') },
    cure: expect.stringMatching(/\w/),
  });
});

test('a payment confirmed twice', async () => {
  expect(await refusal('tito', world.path(1, 'confirmations'), { reference: 'bank 78' })).toMatchObject({
    code: 'PAYMENT_CONFIRMED_ALREADY',
    values: { tranche: 1 },
    cure: expect.stringMatching(/\w/),
  });
});

describe('of a tranche that is still to go', () => {
  let fresh: TrancheWorld;
  const refusedThere = async (person: Person, path: string, body: object): Promise<Refused> => {
    const before = await fresh.head();
    const { body: told } = await fresh.post(person, path, body);
    expect(await fresh.head()).toBe(before);
    return told as unknown as Refused;
  };
  beforeAll(async () => {
    fresh = await TrancheWorld.open();
  });
  afterAll(() => fresh.server.stop());

  test('one out of turn', async () => {
    expect(await refusedThere('olga', fresh.path(2, 'requests'), { documents: [document] })).toMatchObject({
      code: 'TRANCHE_OUT_OF_TURN',
      values: { tranche: 2 },
      cure: expect.stringContaining('1'),
    });
  });

  test('a second signature by the same person, and a payee whose account has changed since', async () => {
    await fresh.walk(1, 'reviewed');
    await fresh.accepted('fina', fresh.path(1, 'signatures'), {});
    expect(await refusedThere('fina', fresh.path(1, 'signatures'), {})).toMatchObject({
      code: 'SIGNED_ALREADY',
      values: { tranche: 1, person: 'fina', on: today },
      cure: expect.stringMatching(/\w/),
    });
    await fresh.accepted('mario', fresh.path(1, 'signatures'), {});
    const account = `/api/v1/programmes/${PROGRAMME}/bank-accounts/org-12-main/changes`;
    await fresh.accepted('carla', account, {
      bank: 'Banco Unión',
      number: '1-778',
      reason: 'digits swapped',
    });
    await fresh.verifyPayee();
    expect(await refusedThere('tito', fresh.path(1, 'orders'), { payer: 'operativa' })).toMatchObject({
      code: 'PAYEE_CHANGED_SINCE_SIGNATURE',
      values: { signedFor: { number: '1-777' }, now: { number: '1-778' } },
      cure: expect.stringMatching(/\w/),
    });
  });
});
