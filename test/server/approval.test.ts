import { agreementStream, DepositCounterpart } from '@tramo/agreements';
import { addDays } from '@tramo/kernel';
import {
  AGREEMENT,
  bob,
  document,
  PROGRAMME,
  today,
  TrancheWorld,
  usd,
  year,
  type Person,
} from './tranche-world';

let world: TrancheWorld;

beforeAll(async () => {
  world = await TrancheWorld.open();
});
afterAll(() => world.server.stop());

interface Page {
  readonly conditions: readonly { readonly condition: string; readonly result: string }[];
  readonly budget: { readonly evidence: { readonly revision: number } };
}

const accounts = `/api/v1/programmes/${PROGRAMME}/bank-accounts`;
const advance = (receipt: string, amount: string, effectiveOn: string) =>
  world.accepted('tito', `${accounts}/especial/receipts`, {
    receipt,
    kind: 'lender-advance',
    amount: usd(amount),
    reference: `withdrawal ${receipt}`,
    effectiveOn,
  });
const page = (person: 'fina' | 'mario' | 'olga', query = ''): Promise<Page> =>
  world.read<Page>(`${world.path(1, 'approval')}${query}`, person);

/** The page takes no position: it is read from the streams themselves. */
const results = ({ conditions }: Page): Readonly<Record<string, string>> =>
  Object.fromEntries(conditions.map(({ condition, result }) => [condition, result]));

test('every number that a specialist needs, and the same page again as the signer saw it', async () => {
  await world.accepted('carla', accounts, {
    account: 'especial',
    kind: 'special',
    financing: '8735-bo',
    specialAccount: 'CE-1',
    bank: 'Banco Central',
    number: '1-001',
    effectiveOn: addDays(today, -12),
  });
  await world.publish(addDays(today, -12));
  await advance('A-1', '5000', addDays(today, -12));
  await advance('A-2', '300', today);
  await world.accepted('tito', `${accounts}/especial/receipts/A-2/reversals`, { reason: 'typed twice' });
  await world.walk(1, 'reviewed');
  await world.accepted('fina', world.path(1, 'signatures'), {});
  const seen = await page('mario');
  expect(seen).toMatchObject({
    actor: 'mario',
    on: today,
    tranche: {
      tranche: 1,
      of: 2,
      state: 'reviewed',
      turn: { wait: 'signature', owner: 'approvers' },
      amount: bob('4000.00'),
      inLendersCurrency: { amount: '583.09', currency: 'USD' },
      rate: { regime: 'official', side: 'buy', value: '6.86', date: today },
      daysInStep: 0,
      daysInAll: 0,
      evidence: { stream: agreementStream(AGREEMENT), revision: 6 },
    },
    agreement: {
      credit: { agreed: bob('7000.00'), before: bob('0.00'), this: bob('4000.00'), percent: '57.14' },
      counterpart: { agreed: bob('3000.00'), after: bob('1714.29') },
      total: { agreed: bob('10000.00'), after: bob('5714.29') },
    },
    counterpart: {
      required: bob('1714.29'),
      promised: bob('3000.00'),
      deposited: bob('3000.00'),
      verified: bob('3000.00'),
      used: bob('0.00'),
      shortfall: bob('0.00'),
      inCash: { required: bob('1714.29'), verified: bob('3000.00'), shortfall: bob('0.00') },
      inKind: { required: bob('0.00'), verified: bob('0.00'), shortfall: bob('0.00') },
    },
    progress: { milestone: null, certified: null, financial: '0.00' },
    earlier: { tranches: [] },
    bank: {
      account: { number: '1-777', verifiedBy: ['dora', 'vera'] },
      book: bob('3000.00'),
      statement: null,
      statementMissing: 'no statement yet',
    },
    budget: {
      budgetYear: year,
      line: {
        programmed: bob('20000.00'),
        inscribed: bob('10000.00'),
        modifications: bob('0.00'),
        current: bob('10000.00'),
        committed: bob('7000.00'),
        accrued: bob('0.00'),
        paid: bob('0.00'),
        available: bob('3000.00'),
        commitmentBefore: bob('7000.00'),
        commitmentAfter: bob('3000.00'),
        toInscribe: bob('10000.00'),
      },
    },
    category: {
      category: {
        allocation: { amount: '9000.00', currency: 'USD' },
        reservedHere: { amount: '1020.41', currency: 'USD' },
        freeBefore: { amount: '7979.59', currency: 'USD' },
        freeAfter: { amount: '7979.59', currency: 'USD' },
      },
    },
    signatures: { given: [{ by: 'fina' }], needed: 2, conflicts: [], waivers: [], policyVersion: 0 },
    specialAccounts: [
      {
        account: 'especial',
        balance: usd('5000.00'),
        held: usd('0.00'),
        ceiling: usd('8000.00'),
        undocumented: usd('5000.00'),
        undocumentedSince: addDays(today, -12),
        undocumentedDays: 12,
        evidence: { stream: 'account-especial', revision: 3 },
      },
    ],
    season: { deadline: null, daysLeft: null, late: false },
    clock: { daysMax: 5, overdue: false, evidence: { stream: `programme-${PROGRAMME}` } },
    changed: [],
    seen: null,
  });
  expect(Object.values(results(seen))).not.toContain('fail');
  expect(await page('olga')).toMatchObject({
    signatures: { conflicts: [expect.any(String), expect.any(String)] },
  });

  const { events } = await world.accepted('mario', world.path(1, 'signatures'), {});
  const after = await page('mario');
  expect(after).toMatchObject({ budget: { line: { accrued: bob('4000.00') } } });

  await advance('A-3', '1000', today);
  expect(await page('mario')).toMatchObject({ specialAccounts: [{ undocumented: usd('6000.00') }] });

  // What came after changes what is so, and not what was seen.
  await world.act(
    DepositCounterpart,
    {
      programme: PROGRAMME,
      agreement: AGREEMENT,
      deposit: 'd-2',
      party: 'ORG-12',
      kind: 'cash',
      amount: bob('10'),
      account: 'org-12-main',
      depositedOn: today,
    },
    'olga',
  );
  const replayed = { round: 1, counts: true, signature: 2, by: 'mario' };
  expect(await page('fina', '?asSeenAt=2')).toEqual({ ...seen, seen: expect.objectContaining(replayed) });
  const [signed] = events as readonly { readonly revision: number }[];
  const stored = await world.server.call(
    `/api/v1/streams/${agreementStream(AGREEMENT)}/events?from=${signed!.revision}&limit=1`,
  );
  expect(stored.body).toMatchObject({ events: [{ data: { evaluation: { conditions: seen.conditions } } }] });
  expect(await page('fina', '?asSeenAt=1')).toMatchObject({ actor: 'fina', signatures: { given: [] } });
});

test('what there is none of is said', async () => {
  const ask = (path: string) => world.server.call(path);
  expect(await ask(`${world.path(1, 'approval')}?asSeenAt=9`)).toMatchObject({
    status: 404,
    body: { code: 'NO_SUCH_SIGNATURE' },
  });
  expect(await ask(`${world.path(1, 'approval')}?asSeenAt=x`)).toMatchObject({ status: 400 });
  expect(await ask(`${world.path(1, 'approval')}?asSeenAtPosition=x`)).toMatchObject({ status: 400 });
  expect(await ask(world.path(9, 'signatures'))).toMatchObject({ status: 404 });
  const none = { code: 'NO_SUCH_TRANCHE', values: { agreement: AGREEMENT, tranche: 9 } };
  expect(await ask(world.path(9, 'approval'))).toMatchObject({
    status: 404,
    body: { ...none, detail: `agreement ${AGREEMENT} has no tranche 9` },
  });
  expect(await ask(world.path(9))).toMatchObject({
    status: 404,
    body: { ...none, detail: `no tranche 9 has been requested under agreement ${AGREEMENT}` },
  });
  const other = world.path(1, 'approval').replace(AGREEMENT, 'a-99');
  expect(await ask(other)).toMatchObject({ status: 404, body: { code: 'NO_SUCH_AGREEMENT' } });
});

test('a tranche that is not requested yet can be looked at before', async () => {
  const waiting = await world.read<Page>(world.path(2, 'approval'));
  expect(results(waiting)).toMatchObject({ 'in-turn': 'fail', documents: 'fail', certificate: 'fail' });
  expect(waiting).toMatchObject({ tranche: { state: 'programmed', daysInStep: null }, changed: [] });
});

test('signatures to an earlier request are marked, and seen only where they are meant', async () => {
  interface Given {
    readonly items: readonly { readonly position: string; readonly by: string; readonly counts: boolean }[];
  }
  const again = await TrancheWorld.open();
  try {
    const read = <Shape>(more: string) => again.read<Shape>(`${again.path(1)}/${more}`);
    await again.walk(1, 'approved');
    await again.accepted('fina', again.path(1, 'cancellations'), { reason: 'for less' });
    const requests = { documents: [document], amount: bob('100') };
    await again.accepted('olga', again.path(1, 'requests'), requests);
    await again.accepted('dora', again.path(1, 'reviews'), { opinion: 'complete' });
    await again.accepted('fina', again.path(1, 'signatures'), {});
    const { items } = await read<Given>('signatures');
    expect(items).toMatchObject([
      { round: 1, counts: false, signature: 1, by: 'fina', amount: bob('4000.00') },
      { round: 1, counts: false, signature: 2, by: 'mario', amount: bob('4000.00') },
      { round: 2, counts: true, signature: 1, by: 'fina', amount: bob('100.00') },
    ]);
    const ofMario = items[1]!.position;
    expect(await read('approval?asSeenAt=1')).toMatchObject({
      tranche: { amount: bob('100.00') },
      seen: { round: 2, counts: true },
    });
    expect(await again.server.call(`${again.path(1)}/approval?asSeenAt=2`)).toMatchObject({ status: 404 });
    expect(await read(`approval?asSeenAtPosition=${ofMario}`)).toMatchObject({
      actor: 'mario',
      tranche: { amount: bob('4000.00') },
      seen: { round: 1, counts: false, signature: 2, by: 'mario' },
    });
  } finally {
    await again.server.stop();
  }
});

describe('the inbox', () => {
  interface Inbox {
    readonly items: readonly { readonly tranche: number; readonly act: string }[];
    readonly forbidden: readonly { readonly act: string; readonly why: readonly string[] }[];
  }
  const inbox = (person: Person) => world.read<Inbox>(`/api/v1/programmes/${PROGRAMME}/inbox`, person);

  test('is of who can act, and says why others of their role cannot', async () => {
    expect(await inbox('tito')).toMatchObject({ items: [{ tranche: 1, act: 'order' }], forbidden: [] });
    expect(await inbox('fina')).toEqual({ items: [], forbidden: [], next: null });
    await world.accepted('fina', world.path(1, 'cancellations'), { reason: 'once more' });
    await world.walk(1, 'requested');
    expect(await inbox('vera')).toMatchObject({ items: [{ tranche: 1, act: 'review' }] });
    expect(await inbox('super')).toMatchObject({ items: [] });
    await world.accepted('dora', world.path(1, 'reviews'), { opinion: 'complete' });
    await world.accepted('fina', world.path(1, 'signatures'), {});
    expect(await inbox('mario')).toMatchObject({ items: [{ act: 'sign' }], forbidden: [] });
    expect(await inbox('fina')).toMatchObject({
      items: [],
      forbidden: [{ act: 'sign', why: [expect.stringContaining('fina has signed tranche 1 already')] }],
    });
  });
});
