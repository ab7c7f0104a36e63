import { addDays } from '@tramo/kernel';
import { foldedHouse } from '../support/folded-house';
import { disagreements } from '../support/money-agrees';
import { key } from './support';
import { AGREEMENT, bob, document, PROGRAMME, today, TrancheWorld, year } from './tranche-world';

let world: TrancheWorld;

beforeEach(async () => {
  world = await TrancheWorld.open();
});
afterEach(() => world.server.stop());

const ofAgreement = `/api/v1/programmes/${PROGRAMME}/agreements/${AGREEMENT}`;
const agree = async () => disagreements(await foldedHouse(world.server.system.log));

test('what rounds to nothing in the lender’s currency arrives all the same, and is eligible for nothing', async () => {
  const cent = { documents: [document], amount: bob('0.01') };
  await world.accepted('olga', world.path(1, 'requests'), cent);
  await world.accepted('dora', world.path(1, 'reviews'), { opinion: 'complete' });
  await world.accepted('fina', world.path(1, 'signatures'), {});
  await world.accepted('mario', world.path(1, 'signatures'), {});
  await world.accepted('tito', world.path(1, 'orders'), { payer: 'operativa' });
  await world.accepted('tito', world.path(1, 'sendings'), { reference: 'file 9' });
  await world.accepted('tito', world.path(1, 'confirmations'), { reference: 'bank 77' });
  expect(await agree()).toEqual([]);
  await world.accepted('tito', world.path(1, 'bounces'), { reason: 'no such account' });
  expect(await agree()).toEqual([]);
});

/** Reported of the first tranche and accepted: so much subsidy beside as much of the counterpart as it takes. */
async function spent(id: string, subsidy: string, counterpart: string): Promise<void> {
  const total = bob(String(Number(subsidy) + Number(counterpart)));
  await world.accepted('olga', `${ofAgreement}/expenses`, {
    expense: id,
    tranche: 1,
    spentOn: today,
    supplier: 'Ferretería Sucre',
    invoice: { taxId: '1020', type: 'factura', number: id, total },
    document: [document],
    net: total,
    subsidy: bob(subsidy),
    contributions: [{ party: 'ORG-12', kind: 'cash', amount: bob(counterpart) }],
    concept: 'tools',
  });
  await world.accepted('dora', `${ofAgreement}/expenses/${id}/acceptances`, {});
}

/** Both tranches approved, and a thousand of the first, which was ruled out, set off against the second. */
async function toOffset(): Promise<void> {
  await world.walk(1, 'confirmed');
  await spent('e-1', '3000', '1285');
  await spent('e-2', '1000', '429');
  await world.accepted('super', `${ofAgreement}/certificates`, {
    certificate: 'c-1',
    tranche: 2,
    milestone: 'sown',
    percentage: '40',
    observedOn: today,
    evidence: [document],
  });
  await world.walk(2, 'approved');
  await world.accepted('dora', `${ofAgreement}/expenses/e-2/rulings`, { reason: 'of another year' });
  await world.accepted('tito', `${ofAgreement}/expenses/e-2/settlements`, {
    way: 'offset',
    against: 2,
    reference: 'memo 3',
  });
}

test.each(['approved', 'ordered', 'given back'])(
  'an agreement that ends with a tranche set off in part, and %s, comes to its close',
  async (step) => {
    await toOffset();
    if (step !== 'approved') {
      await world.accepted('tito', world.path(2, 'orders'), { payer: 'operativa' });
    }
    if (step === 'given back') {
      await world.accepted('tito', world.path(2, 'sendings'), { reference: 'file 10' });
      await world.accepted('tito', world.path(2, 'confirmations'), { reference: 'bank 78' });
      await world.accepted('tito', world.path(2, 'bounces'), { reason: 'no such account' });
    }
    await world.accepted('carla', `${ofAgreement}/terminations`, { reason: 'the board left' });

    const closing = await world.post('carla', `${ofAgreement}/closings`, {});
    expect(closing.body).toMatchObject({
      code: 'AGREEMENT_UNSETTLED',
      cure: 'cancel tranche 2, or pay it',
    });
    await world.accepted('fina', world.path(2, 'cancellations'), { reason: 'the agreement has ended' });
    expect(await agree()).toEqual([]);
    expect(await world.read(world.path(2))).toMatchObject({
      state: 'approved',
      amount: bob('1000.00'),
      setOff: bob('1000.00'),
      toPay: bob('0.00'),
    });
    expect(await world.refused('fina', world.path(2, 'cancellations'), { reason: 'again' })).toMatchObject({
      code: 'TRANCHE_SET_OFF',
    });
    await world.accepted('tito', world.path(2, 'offset-confirmations'), {});
    await world.accepted('tito', world.path(2, 'refunds'), {
      amount: bob('1000'),
      account: 'operativa',
      reference: 'slip 4',
    });
    await world.accepted('fina', `${ofAgreement}/commitments/${year}/releases`, { reason: 'it has ended' });
    await world.accepted('carla', `${ofAgreement}/closings`, {});
    expect(await agree()).toEqual([]);
  },
);

test('a payment is not sent on the word of who ordered it, nor from an account that has changed since', async () => {
  await world.walk(1, 'approved');
  const accounts = `/api/v1/programmes/${PROGRAMME}/bank-accounts`;
  const everything = ['treasurer', 'finance-specialist', 'disbursement-analyst', 'coordinator'] as const;
  let made = 0;
  const as = async (person: string, path: string, body: object) => {
    const token = await world.server.tokenOf(person, ...everything);
    return world.server.call(path, { token, body, headers: key(`as-${(made += 1)}`) });
  };
  expect(await as('u2', world.path(1, 'orders'), { payer: 'operativa' })).toMatchObject({ status: 201 });
  for (const person of ['u2', 'u3']) {
    const seen = { evidence: 'a certificate of the bank' };
    expect(await as(person, `${accounts}/org-12-main/verifications`, seen)).toMatchObject({ status: 201 });
  }
  const send = { reference: 'file 9' };
  expect(await as('u4', world.path(1, 'sendings'), send)).toMatchObject({
    status: 422,
    body: {
      code: 'PAYEE_NOT_VERIFIED',
      cure: 'have two people verify the account of whom none is u2, who ordered the payment',
    },
  });
  await world.verifyPayee();

  const change = { bank: 'Banco Unión', number: '1-003', reason: 'another branch' };
  expect(await as('u5', `${accounts}/operativa/changes`, change)).toMatchObject({ status: 201 });
  expect(await as('u4', world.path(1, 'sendings'), send)).toMatchObject({
    status: 409,
    body: { code: 'PAYER_CHANGED_SINCE_ORDER', values: { ordered: { number: '1-002' } } },
  });
  const back = { ...change, number: '1-002' };
  expect(await as('u5', `${accounts}/operativa/changes`, back)).toMatchObject({ status: 201 });
  expect(await as('u4', world.path(1, 'sendings'), send)).toMatchObject({ status: 201 });
});

/** Proposed by one person and seconded by another, in force from today. */
async function adopt(changes: readonly object[]): Promise<void> {
  const proposals = `/api/v1/programmes/${PROGRAMME}/policy/proposals`;
  const proposal = { effectiveFrom: today, reason: 'as the lender has it', changes };
  await world.accepted('carla', proposals, proposal);
  const token = await world.server.tokenOf('second', 'administrator');
  const seconded = await world.server.call(`${proposals}/1/seconds`, {
    token,
    body: {},
    headers: key('second'),
  });
  expect(seconded.status).toBe(201);
}

test('above a threshold in dollars the lender’s word and a third signature are needed, for as much as is paid', async () => {
  const inDollars = { amount: '100', currency: 'USD' };
  await adopt([
    { kind: 'threshold', name: 'no-objection', money: inDollars },
    { kind: 'threshold', name: 'additional-signature', money: inDollars },
  ]);
  const words = world.path(1, 'no-objections');
  const word = { reference: 'letter 5', givenOn: today, evidence: [document] };
  expect(await world.refused('fina', words, word)).toMatchObject({ code: 'TRANCHE_NOT_AT_STEP' });
  await world.walk(1, 'reviewed');
  expect(await world.refused('fina', world.path(1, 'signatures'), {})).toEqual({
    code: 'NO_OBJECTION_MISSING',
    also: [],
  });
  expect(await world.refused('fina', words, { ...word, givenOn: '1999-01-01' })).toMatchObject({
    code: 'GIVEN_BEFORE_AGREEMENT',
  });
  await world.accepted('fina', words, { ...word, amount: bob('3000') });
  expect(await world.refused('fina', world.path(1, 'signatures'), {})).toMatchObject({
    code: 'NO_OBJECTION_MISSING',
  });
  await world.accepted('fina', words, word);
  await world.accepted('fina', world.path(1, 'signatures'), {});
  await world.accepted('mario', world.path(1, 'signatures'), {});
  expect(await world.read(world.path(1))).toMatchObject({
    state: 'reviewed',
    signatures: 2,
    signaturesNeeded: 3,
  });
  const third = await world.server.tokenOf('third', 'manager');
  const signature = { token: third, body: {}, headers: key('third') };
  expect((await world.server.call(world.path(1, 'signatures'), signature)).status).toBe(201);
  await world.accepted('fina', world.path(1, 'cancellations'), { reason: 'not wanted' });

  // Another request takes another word.
  await world.walk(1, 'reviewed');
  expect(await world.refused('fina', world.path(1, 'signatures'), {})).toMatchObject({
    code: 'NO_OBJECTION_MISSING',
  });
});

test('no step counts from before the one that it rests on', async () => {
  const yesterday = { effectiveOn: addDays(today, -1) };
  const early = { code: 'BEFORE_LAST_STEP' };
  await world.walk(1, 'approved');
  const order = { payer: 'operativa' };
  expect(await world.refused('tito', world.path(1, 'orders'), { ...order, ...yesterday })).toMatchObject(
    early,
  );
  await world.accepted('tito', world.path(1, 'orders'), order);
  const send = { reference: 'file 9' };
  expect(await world.refused('tito', world.path(1, 'sendings'), { ...send, ...yesterday })).toMatchObject(
    early,
  );
  await world.accepted('tito', world.path(1, 'sendings'), send);
  const confirm = { reference: 'bank 77' };
  expect(
    await world.refused('tito', world.path(1, 'confirmations'), { ...confirm, ...yesterday }),
  ).toMatchObject({ code: expect.stringMatching(/BEFORE_LAST_STEP|RATE_MISSING/) });
  await world.accepted('tito', world.path(1, 'confirmations'), confirm);
});
