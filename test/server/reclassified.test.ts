import { foldedHouse } from '../support/folded-house';
import { disagreements } from '../support/money-agrees';
import { AGREEMENT, bob, document, PROGRAMME, today, TrancheWorld, year } from './tranche-world';

/** An agreement whose line the crosswalk leads to another category, from one day to the next, goes on. */
let world: TrancheWorld;

const programme = `/api/v1/programmes/${PROGRAMME}`;
const agreement = `${programme}/agreements/${AGREEMENT}`;
const nextYear = String(Number(year) + 1);
const line = { source: 'AIF', component: 'B.1' };

beforeAll(async () => {
  world = await TrancheWorld.open();
});
afterAll(() => world.server.stop());

const agrees = async (): Promise<void> =>
  expect(disagreements(await foldedHouse(world.server.system.log))).toEqual([]);

interface Commitments {
  readonly items: readonly { readonly id: string; readonly line: string }[];
}
interface Lines {
  readonly items: readonly { readonly id: string; readonly category: string; readonly committed: object }[];
}
const lines = (of = year): Promise<Lines> => world.read(`${programme}/budgets/${of}/lines`);

async function reclassify(of: string): Promise<void> {
  const from = { entity: 'uep', ...line, financing: '8735-bo', category: '2(a)' };
  await world.accepted('fina', `${programme}/budgets/${of}/reclassifications`, {
    from,
    to: line,
    reason: 'the annex says 2(b)',
    crosswalk: 'crosswalk 2',
  });
}

test('before: one tranche is paid, and of what is committed for the other a part is given back', async () => {
  await world.walk(1, 'confirmed');
  const release = { amount: bob('1000'), reason: 'late' };
  await world.accepted('fina', `${agreement}/commitments/${year}/releases`, release);
  await agrees();
});

test('the crosswalk is corrected, and the line moves with everything on it', async () => {
  await world.accepted('carla', '/api/v1/financing/8735-bo/categories', {
    categories: [{ code: '2(b)', name: 'Assistance', percentage: '100', eligibleAt: 'transfer' }],
  });
  await world.accepted('carla', `${programme}/crosswalks`, {
    financing: '8735-bo',
    validFrom: today,
    entries: [{ component: 'B.1', category: '2(b)' }],
    proof: 'annex 2, corrected',
  });
  await reclassify(year);
  const { items } = await lines();
  expect(items).toMatchObject([
    { category: '2(a)', committed: bob('0.00') },
    { category: '2(b)', committed: bob('6000.00') },
  ]);
  const held = await world.read<Commitments>(`${programme}/budgets/${year}/commitments`);
  expect(held.items).toMatchObject([{ id: `${AGREEMENT}:${year}`, line: items[1]!.id }]);
  await agrees();
});

test('an addendum spreads what is left over two years', async () => {
  await world.accepted('olga', `${agreement}/addenda`, {
    addendum: 'ad-1',
    reference: 'Adenda 1',
    reason: 'a part is sown next year',
    tranches: [
      { tranche: 1, amount: bob('4000'), budgetYear: year },
      { tranche: 2, amount: bob('2500'), budgetYear: year, milestone: 'sown', progress: '40' },
      { tranche: 3, amount: bob('500'), budgetYear: nextYear },
    ],
  });
  await agrees();
});

test('more is committed for it where its line rests now, and the approver sees that line', async () => {
  await world.accepted('fina', `${agreement}/commitments`, { budgetYear: year });
  expect((await lines()).items).toMatchObject([
    { category: '2(a)', committed: bob('0.00') },
    { category: '2(b)', committed: bob('6500.00') },
  ]);
  expect(await world.read(world.path(2, 'approval'))).toMatchObject({
    budget: { line: { committed: bob('6500.00'), paid: bob('4000.00'), current: bob('10000.00') } },
  });
  await agrees();
});

test('what was paid is justified, and the second tranche is paid and justified', async () => {
  await justify(1, '4000', '1715');
  await world.accepted('super', `${agreement}/certificates`, {
    certificate: 'c-1',
    tranche: 2,
    percentage: '45',
    observedOn: today,
    evidence: [document],
  });
  await world.walk(2, 'confirmed');
  await justify(2, '2500', '1071');
  expect((await lines()).items).toMatchObject([
    { category: '2(a)', justified: bob('0.00') },
    { category: '2(b)', committed: bob('6500.00'), paid: bob('6500.00'), justified: bob('6500.00') },
  ]);
  await agrees();
});

async function justify(tranche: number, subsidy: string, own: string): Promise<void> {
  const net = bob(String(Number(subsidy) + Number(own)));
  const expense = `E-${tranche}`;
  await world.accepted('olga', `${agreement}/expenses`, {
    expense,
    tranche,
    spentOn: today,
    supplier: 'Semillas SRL',
    concept: 'seed',
    invoice: { taxId: '1023', type: 'invoice', number: String(tranche), total: net },
    document: [document],
    net,
    subsidy: bob(subsidy),
    contributions: [{ party: 'ORG-12', kind: 'cash', amount: bob(own) }],
  });
  await world.accepted('vera', `${agreement}/expenses/${expense}/acceptances`, {});
}

test('the next year knows the corrected line alone, and takes its part on that', async () => {
  const amounts = { lines: [{ line, amount: bob('500') }] };
  const legalAct = { type: 'ley', number: 'PGE 2', date: today };
  const budgets = `${programme}/budgets`;
  await world.accepted('fina', budgets, { year: nextYear });
  await world.accepted('fina', `${budgets}/${nextYear}/plans`, amounts);
  await world.accepted('fina', `${budgets}/${nextYear}/inscriptions`, {
    kind: 'initial',
    legalAct,
    ...amounts,
  });
  await world.accepted('fina', `${agreement}/commitments`, { budgetYear: nextYear });
  expect((await lines(nextYear)).items).toMatchObject([{ category: '2(b)', committed: bob('500.00') }]);
  await agrees();
});

test('and it is closed', async () => {
  const release = { reason: 'not needed' };
  await world.accepted('fina', `${agreement}/commitments/${nextYear}/releases`, release);
  for (const number of [1, 2]) await world.accepted('fina', world.path(number, 'closings'), {});
  await world.accepted('carla', `${agreement}/closings`, {});
  expect(await world.read(agreement)).toMatchObject({ standing: 'closed' });
  await agrees();
});
