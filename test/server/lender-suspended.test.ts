import { today, TrancheWorld } from './tranche-world';

let world: TrancheWorld;

beforeAll(async () => {
  world = await TrancheWorld.open();
});
afterAll(() => world.server.stop());

const financing = '/api/v1/financing/8735-bo';
const letter = { document: 'AIF/2022/114', reason: 'the audit of 2021 is late' };
const suspend = { ...letter, suspendedOn: today };
const lift = { document: 'AIF/2022/140', reason: 'the audit was received', liftedOn: today };

interface Page {
  readonly conditions: readonly { readonly condition: string; readonly result: string }[];
}
const lender = async (query = '') =>
  (await world.read<Page>(`${world.path(1, 'approval')}${query}`, 'mario')).conditions.find(
    ({ condition }) => condition === 'lender',
  );

test('while the lender pays nothing out no tranche goes on, until a second person records that it pays again', async () => {
  await world.walk(1, 'reviewed');
  await world.accepted('fina', world.path(1, 'signatures'), {});
  expect(await world.refused('fina', `${financing}/suspension-liftings`, lift)).toMatchObject({
    code: 'FINANCING_NOT_SUSPENDED',
  });
  await world.accepted('fina', `${financing}/suspensions`, suspend);
  expect(await world.refused('mario', `${financing}/suspensions`, suspend)).toMatchObject({
    code: 'FINANCING_SUSPENDED_ALREADY',
  });
  expect((await world.post('olga', `${financing}/suspensions`, suspend)).status).toBe(403);

  const signing = await world.post('mario', world.path(1, 'signatures'), {});
  expect(signing).toMatchObject({
    status: 422,
    body: { code: 'LENDER_SUSPENDED', values: { ...letter, suspendedOn: today, recordedBy: 'fina' } },
  });
  expect(await world.read(world.path(1, 'approval'), 'mario')).toMatchObject({
    category: { category: { suspension: { ...letter, suspendedOn: today, by: 'fina' } } },
    changed: [{ condition: 'lender', was: 'pass', is: 'fail' }],
  });
  // Who signed before saw that the lender paid.
  expect(await lender('?asSeenAt=1')).toMatchObject({ result: 'pass' });
  const waiver = {
    waiver: 'w-1',
    condition: 'lender',
    legalAct: 'R 1',
    reason: 'urgent',
    expiresOn: today,
  };
  expect(await world.refused('fina', world.path(1, 'waivers'), waiver)).toMatchObject({
    code: 'CONDITION_NOT_WAIVABLE',
  });

  expect(await world.refused('fina', `${financing}/suspension-liftings`, lift)).toMatchObject({
    code: 'SAME_PERSON',
  });
  await world.accepted('mario', `${financing}/suspension-liftings`, lift);
  expect(await world.read(`${financing}/suspensions`)).toEqual({
    items: [
      {
        number: 1,
        suspendedOn: today,
        ...letter,
        suspendedBy: 'fina',
        recordedOn: today,
        liftedOn: today,
        liftDocument: lift.document,
        liftReason: lift.reason,
        liftedBy: 'mario',
      },
    ],
  });
  await world.accepted('mario', world.path(1, 'signatures'), {});
  expect(await lender('?asSeenAt=2')).toMatchObject({ result: 'pass' });
  // What is ordered already waits too: the money has not left.
  await world.accepted('tito', world.path(1, 'orders'), { payer: 'operativa' });
  await world.accepted('fina', `${financing}/suspensions`, suspend);
  expect(await world.refused('tito', world.path(1, 'sendings'), { reference: 'file 9' })).toMatchObject({
    code: 'LENDER_SUSPENDED',
  });
});
