import { house } from '../../apps/server/src/house';
import {
  additionalInscription,
  credit,
  ground,
  inscription,
  plan,
  PROGRAMME,
  type Posted,
} from '../published/par2';
import { key, startServer, type Answer, type TestServer } from './support';

interface Row {
  readonly kind: string;
  readonly group: Readonly<Record<string, string | null>>;
  readonly names: Readonly<Record<string, string | null>>;
  readonly values: Readonly<Record<string, Readonly<Record<string, unknown>> | null>>;
}

const B1 = { source: 'AIF', component: 'B.1' };
const bs = (amount: string) => ({ amount, currency: 'BOB' });
const rate = (base: string, quote: string, date: string, value: string) => ({
  base,
  quote,
  regime: 'official',
  side: 'buy',
  date,
  value,
  source: 'central bank',
});

describe('reports over HTTP', () => {
  let server: TestServer;
  let token: string;
  let last: string;
  /** When everything was posted that a year's budget begins with. */
  let opened: string;

  beforeAll(async () => {
    server = await startServer({}, undefined, house);
    token = await server.tokenOf('ana', 'finance-specialist', 'coordinator', 'administrator');
    for (const posted of [...ground, ...credit, ...plan, inscription]) await accepted(posted);
    opened = new Date().toISOString();
    // Nothing of what follows is learned in the same millisecond.
    await new Promise((resolve) => setTimeout(resolve, 5));
    const budget = `programmes/${PROGRAMME}/budgets/2022`;
    const commitment = (id: string, amount: string) => ({
      id,
      line: B1,
      amount: bs(amount),
      reference: 'convenio',
    });
    await accepted({
      path: `${budget}/commitments`,
      body: { ...commitment('c-1', '1000'), effectiveOn: '2022-03-10' },
    });
    await accepted({
      path: `${budget}/commitments`,
      body: { ...commitment('c-2', '500'), effectiveOn: '2022-02-10' },
    });
    await accepted({ path: 'rates', body: { rates: [rate('USD', 'CLP', '2022-01-03', '850')] } });
    await accepted({ path: 'rates', body: { rates: [rate('USD', 'COP', '2022-01-03', '4000')] } });
    await accepted({
      path: 'indices',
      body: {
        index: 'ipc-bo',
        name: 'IPC',
        country: 'BO',
        frequency: 'yearly',
        basePeriod: '2016',
        source: 'INE',
      },
    });
    await accepted({
      path: 'indices/ipc-bo/values',
      body: {
        values: [
          { period: '2021', value: '104', source: 'INE' },
          { period: '2022', value: '106', source: 'INE' },
        ],
      },
    });
  });
  afterAll(() => server.stop());

  const post = ({ path, body }: Posted): Promise<Answer> =>
    server.call(`/api/v1/${path}`, { token, headers: key(), body: { effectiveOn: '2022-01-03', ...body } });
  const accepted = async (posted: Posted): Promise<void> => {
    const { status, body } = await post(posted);
    if (status !== 201) throw new Error(`${posted.path}: ${JSON.stringify(body)}`);
    last = body['position'] as string;
  };
  const get = (path: string, query: Readonly<Record<string, string>>): Promise<Answer> =>
    server.call(
      `/api/v1/programmes/${PROGRAMME}/${path}?${new URLSearchParams({ ...query, after: last }).toString()}`,
      {
        token,
      },
    );
  const rows = async (
    query: Readonly<Record<string, string>>,
    path = 'execution',
  ): Promise<readonly Row[]> => {
    const { status, body } = await get(path, query);
    expect([status, body['detail']]).toEqual([200, undefined]);
    return body['items'] as readonly Row[];
  };
  const committed = async (query: Readonly<Record<string, string>>): Promise<unknown> =>
    (await rows({ measures: 'committed', ...query }))[0]!.values['committed']?.['amount'];

  test('a figure at any instant on both axes', async () => {
    expect(await committed({})).toBe('1500.00');
    // The later commitment was learned first, the earlier one second.
    expect(await committed({ effectiveUpTo: '2022-02-28' })).toBe('500.00');
    expect(await committed({ effectiveUpTo: '2022-01-31' })).toBeUndefined();
    expect(await committed({ effectiveFrom: '2022-03-01' })).toBe('1000.00');
    expect(await committed({ recordedUpTo: opened })).toBeUndefined();
    expect(await committed({ recordedUpTo: '0001-01-01T00:00:00-12:00' })).toBeUndefined();
    expect(await committed({ recordedUpTo: new Date().toISOString(), effectiveUpTo: '2022-12-31' })).toBe(
      '1500.00',
    );
  });

  test('absent is not zero', async () => {
    const [line] = await rows({
      groupBy: 'component',
      component: 'A.1',
      measures: 'programmed,committed,available',
    });
    expect(line!.values).toMatchObject({ committed: null, available: null });
    const { body } = await get('execution', {
      measures: 'available,preCommitted',
      component: 'B.1',
      budgetYear: '2022',
    });
    expect((body['items'] as readonly Row[])[0]!.values).toMatchObject({
      available: { amount: '89606845.00' },
      preCommitted: null,
    });
  });

  test('two instants beside each other, and what changed', async () => {
    const [row] = await rows(
      { groupBy: 'component', component: 'B.1', measures: 'current,committed', beforeRecordedUpTo: opened },
      'execution/comparison',
    );
    expect(row!.values).toMatchObject({
      current: {
        before: { amount: '89608345.00' },
        after: { amount: '89608345.00' },
        change: { amount: '0.00' },
      },
      committed: { before: null, after: { amount: '1500.00' }, change: { amount: '1500.00' } },
    });
  });

  test('in any currency, through the dollar where nobody quotes the pair', async () => {
    const at = { basis: 'at-rate', rateDate: '2022-01-03', measures: 'committed' };
    const [inUsd] = await rows({ ...at, currency: 'USD' });
    expect(inUsd!.values['committed']).toMatchObject({
      amount: '218.66',
      conversions: [{ original: bs('1500.00'), residue: '-0.0076' }],
    });
    expect((await rows({ ...at, currency: 'CLP' }))[0]!.values['committed']).toMatchObject({
      amount: '185861',
    });
    expect((await rows({ ...at, currency: 'COP' }))[0]!.values['committed']).toMatchObject({
      amount: '874640.00',
    });
  });

  test('a rate that nobody published is a refusal that names it', async () => {
    const { status, body } = await get('execution', {
      basis: 'at-rate',
      currency: 'EUR',
      measures: 'committed',
      rateDate: '2022-06-30',
    });
    expect([status, body['code']]).toEqual([422, 'RATE_MISSING']);
    expect(body['values']).toMatchObject({
      pair: 'BOB/EUR',
      regime: 'official',
      side: 'buy',
      date: '2022-06-30',
    });
  });

  test('what was recorded in no such currency is left out, and said to be', async () => {
    const { body } = await get('execution', { measures: 'committed,allocated' });
    expect(body['basis']).toMatchObject({ kind: 'recorded', currency: 'BOB', leftOut: ['USD'] });
  });

  test('in the prices of another year, with index and factor', async () => {
    const [row] = await rows({ measures: 'committed', pricesOf: '2021', index: 'ipc-bo' });
    expect(row!.values['committed']).toMatchObject({
      amount: '1471.70',
      restatements: [{ index: 'ipc-bo', fromPeriod: '2022', toPeriod: '2021', factor: '0.9811320755' }],
    });
    const { status, body } = await get('execution', {
      measures: 'committed',
      pricesOf: '1999',
      index: 'ipc-bo',
    });
    expect([status, body['code']]).toEqual([422, 'INDEX_VALUE_MISSING']);
  });

  test('a tree from its roots, with everything under a code as a filter', async () => {
    const byRoot = await rows({
      groupBy: 'component:1',
      measures: 'programmed',
      source: 'AIF',
      component: 'C*',
    });
    expect(
      byRoot.map(({ kind, group, names }) => [kind, group['component:1'], names['component:1']]),
    ).toEqual([
      ['group', 'C', 'Gestión de Proyecto'],
      ['total', undefined, undefined],
    ]);
    expect(byRoot[0]!.values['programmed']).toMatchObject({ amount: '19387255.00' });
  });

  test('as a spreadsheet table', async () => {
    const answer = await get('execution', { groupBy: 'source', measures: 'programmed', format: 'csv' });
    expect(answer.headers.get('content-type')).toContain('text/csv');
    const [heading, first] = (answer.body['text'] as string).split('\r\n');
    expect(heading).toContain(
      'kind,group.source,names.source,values.programmed.amount,values.programmed.currency',
    );
    expect(first).toContain('group,AIF,AIF (Banco Mundial),181285887.00,BOB');
  });

  test.each([
    [{ groupBy: 'colour' }, 400, 'GROUPING_UNKNOWN'],
    [{ groupBy: 'component:partida' }, 400, 'GROUPING_UNKNOWN'],
    [{ measures: 'profit' }, 400, 'MEASURE_UNKNOWN'],
    [{ ratios: 'inscribed/profit' }, 400, 'MEASURE_UNKNOWN'],
    [{ recordedUpTo: '2022-03-31' }, 400, 'REQUEST_INVALID'],
    [{ effectiveUpTo: '2022-02-30' }, 400, 'REQUEST_INVALID'],
    [{ currency: 'XXX' }, 400, 'REQUEST_INVALID'],
    [{ pricesOf: '2021' }, 400, 'INDEX_NOT_NAMED'],
    [{ colour: 'red' }, 400, 'REQUEST_INVALID'],
  ])('what is not understood is said: %p', async (query, status, code) => {
    const answer = await get('execution', query);
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
  });

  test('a programme that is not there', async () => {
    const { status, body } = await server.call('/api/v1/programmes/par3/execution', { token });
    expect([status, body['code']]).toEqual([404, 'NO_SUCH_PROGRAMME']);
  });

  test('what was refused is in no figure', async () => {
    expect((await post(additionalInscription)).status).toBe(422);
    expect((await rows({ measures: 'requested' }))[0]!.values['requested']).toBeNull();
  });
});
