import { addDays } from '@tramo/kernel';
import { foldedHouse } from '../support/folded-house';
import { disagreements } from '../support/money-agrees';
import { AGREEMENT, bob, PROGRAMME, today, TrancheWorld, year } from './tranche-world';

const programme = `/api/v1/programmes/${PROGRAMME}`;
const agreement = `${programme}/agreements/${AGREEMENT}`;
const agree = async () => disagreements(await foldedHouse(world.server.system.log));

let world: TrancheWorld;
beforeEach(async () => {
  world = await TrancheWorld.open();
});
afterEach(() => world.server.stop());

interface Commitments {
  readonly items: readonly { readonly id: string; readonly open: { readonly amount: string } }[];
}

test('what a closed year has accrued and a tranche then gives back lapses, and the agreement can be closed', async () => {
  await world.walk(1, 'approved');
  await world.accepted('fina', `${programme}/budgets/${year}/closings`, {});
  await world.accepted('fina', world.path(1, 'cancellations'), { reason: 'withdrawn' });
  expect(await world.read<Commitments>(`${programme}/budgets/${year}/commitments`)).toMatchObject({
    items: [{ id: `${AGREEMENT}:${year}`, open: bob('0.00') }],
  });

  // Nothing new is accrued in it: nobody asks, reviews and signs for nothing.
  await world.accepted('olga', world.path(1, 'requests'), {
    documents: [{ name: 'request.pdf', sha256: 'b'.repeat(64) }],
  });
  await world.accepted('dora', world.path(1, 'reviews'), { opinion: 'complete' });
  const refused = await world.refused('fina', world.path(1, 'signatures'), {});
  expect([refused.code, ...refused.also]).toContain('COMMITMENT_SHORT');

  await world.accepted('fina', world.path(1, 'rejections'), { reason: 'the year is over' });
  await world.accepted('fina', `${agreement}/commitments/${year}/releases`, { reason: 'the year is over' });
  await world.accepted('carla', `${agreement}/closings`, {});
  expect(await agree()).toEqual([]);
});

test('nobody who may commit by hand takes the name of what an agreement commits', async () => {
  const line = { source: 'AIF', component: 'B.1' };
  const byHand = { line, amount: bob('1'), reference: 'memo 1' };
  const commitments = `${programme}/budgets/${year}/commitments`;
  const another = { ...agreementOf('c-1'), tranches: [{ tranche: 1, amount: bob('70'), budgetYear: year }] };
  await world.accepted('olga', `${programme}/agreements`, another);
  await world.accepted('fina', commitments, { ...byHand, id: `c-1-${year}` });
  const taking = await world.post('fina', commitments, { ...byHand, id: `c-1:${year}` });
  expect(taking.status).toBe(400);
  await world.accepted('fina', `${programme}/agreements/c-1/commitments`, { budgetYear: year });
  expect(await agree()).toEqual([]);
});

test('nor that of what an agreement reserves of the lender', async () => {
  const reserved = {
    share: 'uep',
    category: '2(a)',
    reservationId: 'c-1',
    amount: { amount: '1', currency: 'USD' },
  };
  await world.accepted('fina', '/api/v1/financing/8735-bo/reservations', reserved);
  const another = { ...agreementOf('c-1'), tranches: [{ tranche: 1, amount: bob('70'), budgetYear: year }] };
  await world.accepted('olga', `${programme}/agreements`, another);
  await world.accepted('fina', '/api/v1/financing/8735-bo/reservations/c-1/releases', { reason: 'mine' });
  expect(await agree()).toEqual([]);
});

const agreementOf = (code: string) => ({
  agreement: code,
  reference: 'Convenio 18',
  organisation: { code: 'ORG-12', name: 'Papas de Betanzos' },
  line: { source: 'AIF', component: 'B.1' },
  lender: { financing: '8735-bo', currency: 'USD' },
  credit: bob('70'),
  startsOn: today,
  endsOn: addDays(today, 300),
  payee: 'org-12-main',
});
