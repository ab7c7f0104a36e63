import { CertifyProgress } from '@tramo/agreements';
import { AGREEMENT, bob, document, PROGRAMME, today, TrancheWorld, year } from './tranche-world';

let world: TrancheWorld;

beforeEach(async () => {
  world = await TrancheWorld.open();
});
afterEach(() => world.server.stop());

interface Figures {
  readonly items: readonly { readonly values: Readonly<Record<string, { amount: string } | null>> }[];
}
const measures = ['committed', 'accrued', 'paid', 'justified'];

async function budget(): Promise<readonly (string | null)[]> {
  const query = `groupBy=budgetYear&measures=${measures.join(',')}`;
  const { items } = await world.read<Figures>(`/api/v1/programmes/${PROGRAMME}/execution?${query}`);
  return measures.map((measure) => items[0]?.values[measure]?.amount ?? null);
}

interface Balance {
  readonly balance: { readonly amount: string };
  readonly held: { readonly amount: string };
  readonly verified: unknown;
}
const cash = async (): Promise<readonly string[]> => {
  const { balance, held } = await world.read<Balance>(
    `/api/v1/programmes/${PROGRAMME}/bank-accounts/operativa`,
  );
  return [balance.amount, held.amount];
};

interface Tranche {
  readonly state: string;
  readonly payment: string | null;
  readonly turn: object | null;
  readonly steps: readonly { readonly state: string }[];
}
const tranche = (number: number): Promise<Tranche> => world.read(world.path(number));

test('two tranches live their whole lives, and the first payment of one comes back', async () => {
  await world.walk(1, 'approved');
  expect(await budget()).toEqual(['7000.00', '4000.00', null, null]);
  await world.accepted('tito', world.path(1, 'orders'), { payer: 'operativa' });
  expect(await cash()).toEqual(['9000.00', '4000.00']);
  await world.accepted('tito', world.path(1, 'sendings'), { reference: 'file 9' });
  await world.accepted('tito', world.path(1, 'bounces'), { reason: 'no such account' });
  expect(await cash()).toEqual(['9000.00', '0.00']);
  expect(await books('1210', '2150', '2160', '1190')).toEqual([
    '4000.00 0.00',
    '0.00 0.00',
    '0.00 4000.00',
    '0.00 0.00',
  ]);
  expect(await tranche(1)).toMatchObject({
    state: 'bounced',
    turn: { wait: 'new-account', owner: 'organisation', workingDays: 0 },
  });

  // The account has lost its verification: two people look at what was changed.
  expect(await world.refused('tito', world.path(1, 'orders'), { payer: 'operativa' })).toEqual({
    code: 'PAYEE_NOT_VERIFIED',
    also: [],
  });
  const account = `/api/v1/programmes/${PROGRAMME}/bank-accounts/org-12-main/changes`;
  await world.accepted('carla', account, { bank: 'Banco Unión', number: '1-778', reason: 'digits swapped' });
  await world.verifyPayee();
  // It was signed for another number: it is signed anew, for this one.
  expect(await world.refused('tito', world.path(1, 'orders'), { payer: 'operativa' })).toEqual({
    code: 'PAYEE_CHANGED_SINCE_SIGNATURE',
    also: [],
  });
  await world.accepted('fina', world.path(1, 'cancellations'), { reason: 'the account has changed' });
  expect(await books('1210', '2150', '2160')).toEqual(['0.00 0.00', '0.00 0.00', '0.00 0.00']);
  await world.walk(1, 'approved');
  await world.accepted('tito', world.path(1, 'orders'), { payer: 'operativa' });
  expect(await tranche(1)).toMatchObject({ payment: `${AGREEMENT}-1-2` });
  await world.accepted('tito', world.path(1, 'sendings'), { reference: 'file 10' });
  await world.accepted('tito', world.path(1, 'confirmations'), { reference: 'bank 77' });
  expect(await cash()).toEqual(['5000.00', '0.00']);
  expect(await budget()).toEqual(['7000.00', '4000.00', '4000.00', null]);
  expect(await world.refused('tito', world.path(1, 'confirmations'), { reference: 'again' })).toMatchObject({
    code: 'PAYMENT_CONFIRMED_ALREADY',
  });

  // The second waits for progress and for what became of the first.
  await world.accepted('olga', world.path(2, 'requests'), { documents: [document] });
  await world.accepted('dora', world.path(2, 'reviews'), { opinion: 'waits' });
  expect(await world.refused('fina', world.path(2, 'signatures'), {})).toEqual({
    code: 'CERTIFICATE_MISSING',
    also: ['EARLIER_TRANCHE_UNJUSTIFIED'],
  });
  await certified();
  await waived();
  await world.accepted('fina', world.path(2, 'signatures'), {});
  expect(await world.refused('fina', world.path(2, 'signatures'), {})).toEqual({
    code: 'SIGNED_ALREADY',
    also: [],
  });
  await world.accepted('mario', world.path(2, 'signatures'), {});
  await world.accepted('tito', world.path(2, 'orders'), { payer: 'operativa' });
  await world.accepted('tito', world.path(2, 'sendings'), { reference: 'file 11' });
  await world.accepted('tito', world.path(2, 'confirmations'), { reference: 'bank 78' });
  expect(await budget()).toEqual(['7000.00', '7000.00', '7000.00', null]);
  expect(await cash()).toEqual(['2000.00', '0.00']);
  const second = await tranche(2);
  expect(second.steps.map(({ state }) => state)).toEqual([
    'requested',
    'reviewed',
    'approved',
    'ordered',
    'sent',
    'confirmed',
  ]);
  expect(second).toMatchObject({
    signatures: 2,
    signaturesNeeded: 2,
    programmeDays: 0,
    budgetYear: year,
    waivers: [{ waiver: 'w-1', condition: 'earlier-justified', grantedBy: 'mario' }],
    signaturesGiven: [
      { by: 'fina', counts: true },
      { by: 'mario', counts: true },
    ],
  });
  expect(await world.read(`/api/v1/programmes/${PROGRAMME}/tranches?state=confirmed`)).toMatchObject({
    items: [{ tranche: 1 }, { tranche: 2 }],
    next: null,
  });
  // All of it is to be justified; nothing is owed, on its way or come back.
  expect(await books('1210', '2150', '2160', '1190', '1120')).toEqual([
    '7000.00 0.00',
    '0.00 0.00',
    '0.00 0.00',
    '0.00 0.00',
    '2000.00 0.00',
  ]);
  expect(await world.refused('dora', world.path(2, 'closings'), {})).toMatchObject({
    code: 'TRANCHE_UNJUSTIFIED',
  });
});

const certified = (): Promise<unknown> =>
  world.act(
    CertifyProgress,
    {
      programme: PROGRAMME,
      agreement: AGREEMENT,
      certificate: 'c-1',
      tranche: 2,
      percentage: '45',
      observedOn: today,
      evidence: [document],
    },
    'super',
  );

async function waived(): Promise<void> {
  const waiver = {
    waiver: 'w-1',
    condition: 'earlier-justified',
    legalAct: 'Resolution 8',
    reason: 'the harvest does not wait',
    expiresOn: today,
  };
  await world.accepted('fina', world.path(2, 'waivers'), waiver);
  expect(await world.refused('fina', world.path(2, 'waivers', 'w-1', 'grants'), {})).toMatchObject({
    code: 'SAME_PERSON',
  });
  await world.accepted('mario', world.path(2, 'waivers', 'w-1', 'grants'), {});
}

interface TrialBalance {
  readonly balanced: boolean;
  readonly items: readonly {
    readonly account: string;
    readonly debit: { readonly amount: string };
    readonly credit: { readonly amount: string };
  }[];
}

/** Of some accounts, debits first; nothing where an account was never posted to. */
async function books(...accounts: readonly string[]): Promise<readonly string[]> {
  const { balanced, items } = await world.read<TrialBalance>(`/api/v1/programmes/${PROGRAMME}/trial-balance`);
  expect(balanced).toBe(true);
  return accounts.map((account) => {
    const line = items.find((one) => one.account === account);
    return line ? `${line.debit.amount} ${line.credit.amount}` : 'nothing';
  });
}

describe('what is refused leaves nothing behind', () => {
  test('before the request', async () => {
    const ask = (tranche: number, body: object) =>
      world.refused('olga', world.path(tranche, 'requests'), body);
    const documents = [document];
    expect(await ask(2, { documents })).toEqual({ code: 'TRANCHE_OUT_OF_TURN', also: [] });
    expect(await ask(3, { documents })).toMatchObject({ code: 'TRANCHE_UNKNOWN' });
    expect(await ask(1, { documents, amount: bob('0') })).toMatchObject({ code: 'AMOUNT_NOT_POSITIVE' });
    expect(await ask(1, { documents, amount: bob('-5') })).toMatchObject({ code: 'AMOUNT_NOT_POSITIVE' });
    expect(await ask(1, { documents, amount: bob('4000.01') })).toMatchObject({
      code: 'TRANCHE_EXCEEDS_INSTALMENT',
    });
    expect(await ask(1, { documents, amount: { amount: '1', currency: 'USD' } })).toMatchObject({
      code: 'CURRENCY_NOT_OF_AGREEMENT',
    });
    expect((await world.post('tito', world.path(1, 'requests'), { documents })).status).toBe(403);
    expect((await world.post('olga', world.path(1, 'requests'), { documents: [{ name: 'x' }] })).status).toBe(
      400,
    );
    expect((await world.post('olga', `${world.path(1)}x/requests`, { documents })).status).toBe(400);
  });

  test('on the way', async () => {
    await world.walk(1, 'requested');
    expect(await world.refused('fina', world.path(1, 'signatures'), {})).toMatchObject({
      code: 'TRANCHE_NOT_AT_STEP',
    });
    await world.accepted('dora', world.path(1, 'reviews'), { opinion: 'complete' });
    await world.accepted('fina', world.path(1, 'signatures'), {});
    await world.accepted('mario', world.path(1, 'signatures'), {});
    const change = `/api/v1/programmes/${PROGRAMME}/bank-accounts/org-12-main/changes`;
    await world.accepted('carla', change, { bank: 'Banco Unión', number: '6-666', reason: 'as they ask' });
    await world.verifyPayee();
    expect(await world.refused('tito', world.path(1, 'orders'), { payer: 'operativa' })).toEqual({
      code: 'PAYEE_CHANGED_SINCE_SIGNATURE',
      also: [],
    });
    expect(await world.refused('tito', world.path(1, 'orders'), { payer: 'nowhere' })).toMatchObject({
      code: 'ACCOUNT_UNKNOWN',
    });
    await world.accepted('fina', world.path(1, 'cancellations'), { reason: 'to be signed anew' });
    expect(await budget()).toEqual(['7000.00', '0.00', null, null]);
    await world.walk(1, 'ordered');
    await world.accepted('fina', world.path(1, 'cancellations'), { reason: 'not wanted' });
    expect(await cash()).toEqual(['9000.00', '0.00']);
    expect(await budget()).toEqual(['7000.00', '0.00', null, null]);
    await world.accepted('olga', world.path(1, 'requests'), { documents: [document] });
    await world.accepted('dora', world.path(1, 'returns'), { reason: 'no map' });
    expect(await tranche(1)).toMatchObject({ turn: { wait: 'correction', owner: 'organisation' } });
    expect(
      await world.refused('fina', world.path(1, 'waivers'), {
        waiver: 'w-2',
        condition: 'payee',
        legalAct: 'Resolution 9',
        reason: 'in a hurry',
        expiresOn: today,
      }),
    ).toMatchObject({ code: 'CONDITION_NOT_WAIVABLE' });
  });
});
