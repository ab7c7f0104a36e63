import { CommitInstalment, SignAgreement } from '@tramo/agreements';
import { addDays } from '@tramo/kernel';
import { AGREEMENT, bob, document, PROGRAMME, today, TrancheWorld, year } from './tranche-world';

let world: TrancheWorld;
const programme = `/api/v1/programmes/${PROGRAMME}`;
const expenses = `${programme}/agreements/${AGREEMENT}/expenses`;
const other = `${programme}/agreements/b-1/tranches/1`;

interface Page {
  readonly conditions: readonly {
    readonly condition: string;
    readonly result: string;
    readonly why: string;
  }[];
}
const condition = async (name: string, more = '') =>
  (await world.read<Page>(`${other}/approval${more}`, 'mario')).conditions.find(
    (one) => one.condition === name,
  );

beforeAll(async () => {
  world = await TrancheWorld.open();
  await world.walk(1, 'confirmed');
  const of = { programme: PROGRAMME, agreement: 'b-1' };
  await world.act(
    SignAgreement,
    {
      ...of,
      reference: `Convenio 18/${year}`,
      organisation: { code: 'ORG-12', name: 'Papas de Betanzos' },
      line: { source: 'AIF', component: 'B.1' },
      lender: { financing: '8735-bo', currency: 'USD' },
      credit: bob('700'),
      startsOn: today,
      endsOn: addDays(today, 400),
      tranches: [{ tranche: 1, amount: bob('700'), budgetYear: year }],
      payee: 'org-12-main',
    },
    'olga',
  );
  await world.act(CommitInstalment, { ...of, budgetYear: year }, 'fina');
  await world.accepted('olga', `${other}/requests`, { documents: [document] });
  await world.accepted('dora', `${other}/reviews`, { opinion: 'complete' });
});
afterAll(() => world.server.stop());

test('what an organisation owes under one agreement keeps money of another back, until it is made good', async () => {
  expect(await condition('good-standing')).toMatchObject({ result: 'pass' });
  await world.accepted('fina', `${other}/signatures`, {});
  await world.accepted('olga', expenses, {
    expense: 'E-1',
    tranche: 1,
    spentOn: today,
    supplier: 'Ferretería Sucre',
    invoice: { taxId: '1020', type: 'factura', number: '7', total: bob('1000') },
    document: [document],
    net: bob('1000'),
    subsidy: bob('1000'),
    contributions: [],
    concept: 'tools',
  });
  await world.accepted('vera', `${expenses}/E-1/rulings`, { reason: 'not of the plan' });
  expect(await condition('good-standing')).toMatchObject({
    result: 'fail',
    why: `1000.00 BOB that was ruled ineligible under agreement ${AGREEMENT} has not been made good`,
  });
  expect(await world.refused('mario', `${other}/signatures`, {})).toMatchObject({
    code: 'ORGANISATION_NOT_IN_GOOD_STANDING',
  });
  const settle = (amount: string) => ({
    way: 'to-project',
    account: 'operativa',
    amount: bob(amount),
    reference: 'slip 4',
  });
  await world.accepted('tito', `${expenses}/E-1/settlements`, settle('400'));
  expect(await condition('good-standing')).toMatchObject({ result: 'fail' });
  await world.accepted('tito', `${expenses}/E-1/settlements`, settle('600'));
  expect(await condition('good-standing')).toMatchObject({ result: 'pass' });
  await world.accepted('mario', `${other}/signatures`, {});
  // As whoever signed saw it, before and after.
  expect(await condition('good-standing', '?asSeenAt=1')).toMatchObject({ result: 'pass' });
  expect(await condition('good-standing', '?asSeenAt=2')).toMatchObject({ result: 'pass' });
});
