import { foldedHouse } from '../support/folded-house';
import { disagreements } from '../support/money-agrees';
import { AGREEMENT, bob, document, PROGRAMME, today, TrancheWorld } from './tranche-world';

let world: TrancheWorld;

beforeAll(async () => {
  world = await TrancheWorld.open();
});
afterAll(() => world.server.stop());

const ofAgreement = `/api/v1/programmes/${PROGRAMME}/agreements/${AGREEMENT}`;
const expense = (id: string, ...more: readonly string[]) => [ofAgreement, 'expenses', id, ...more].join('/');
const agree = async () => disagreements(await foldedHouse(world.server.system.log));

/** Reported of a tranche and accepted: so much subsidy beside as much of the counterpart as it takes. */
async function spent(id: string, tranche: number, subsidy: string, counterpart: string): Promise<void> {
  const total = bob(String(Number(subsidy) + Number(counterpart)));
  await world.accepted('olga', `${ofAgreement}/expenses`, {
    expense: id,
    tranche,
    spentOn: today,
    supplier: 'Ferretería Sucre',
    invoice: { taxId: '1020', type: 'factura', number: id, total },
    document: [document],
    net: total,
    subsidy: bob(subsidy),
    contributions: [{ party: 'ORG-12', kind: 'cash', amount: bob(counterpart) }],
    concept: 'tools',
  });
  await world.accepted('dora', expense(id, 'acceptances'), {});
}

interface Tranche {
  readonly state: string;
  readonly payment: string | null;
}
interface Owing {
  readonly items: readonly { readonly owed: unknown }[];
}

test('a tranche of which nothing is left to pay arrives without a payment, and what was owed is owed no more', async () => {
  await world.walk(1, 'confirmed');
  await spent('e-1', 1, '3000', '1285');
  await spent('e-2', 1, '1000', '429');
  await world.accepted('super', `${ofAgreement}/certificates`, {
    certificate: 'c-1',
    tranche: 2,
    milestone: 'sown',
    percentage: '40',
    observedOn: today,
    evidence: [document],
  });
  await world.walk(2, 'approved');
  await world.accepted('dora', expense('e-1', 'rulings'), { reason: 'of another year' });
  const setOff = { way: 'offset', against: 2, reference: 'memo 3' };
  await world.accepted('tito', expense('e-1', 'settlements'), { ...setOff, amount: bob('2999.99') });

  // One cent is left: that is paid, and nothing is confirmed without it.
  expect(await world.refused('tito', world.path(2, 'offset-confirmations'), {})).toMatchObject({
    code: 'OFFSET_INCOMPLETE',
  });
  await world.accepted('tito', expense('e-1', 'settlements'), setOff);
  expect(await world.refused('tito', expense('e-1', 'settlements'), setOff)).toMatchObject({
    code: 'EXPENSE_NOT_INELIGIBLE',
  });
  expect(await world.refused('tito', world.path(2, 'orders'), { payer: 'operativa' })).toMatchObject({
    code: 'NOTHING_TO_PAY',
  });
  const inbox = `/api/v1/programmes/${PROGRAMME}/inbox`;
  expect(await world.read(inbox, 'tito')).toMatchObject({
    items: [{ tranche: 2, act: 'confirm-offset', setOff: bob('3000.00') }],
  });

  await world.accepted('tito', world.path(2, 'offset-confirmations'), {});
  expect(await world.read<Tranche>(world.path(2))).toMatchObject({
    state: 'confirmed',
    toPay: bob('0.00'),
    payment: null,
    turn: { wait: 'justification', owner: 'organisation' },
  });
  expect(await world.read<Owing>(`/api/v1/programmes/${PROGRAMME}/ineligibles`)).toMatchObject({
    items: [{ owed: bob('0.00') }],
  });
  const payments = await world.read<{ items: readonly object[] }>(`/api/v1/programmes/${PROGRAMME}/payments`);
  expect(payments.items).toMatchObject([{ tranche: 1 }]);
  expect(await agree()).toEqual([]);

  // What it brought is to be justified like any other money, and then it is closed.
  await spent('e-3', 2, '3000', '1285');
  await world.accepted('dora', world.path(2, 'closings'), {});
  expect(await agree()).toEqual([]);
});
