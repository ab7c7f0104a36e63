import { house } from '../../apps/server/src/house';
import { key, startServer, type Answer, type TestServer } from './support';

describe('rates, conversions and indices', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({}, undefined, house);
  });
  afterAll(() => server.stop());

  const post = (path: string, body: object, token?: string): Promise<Answer> =>
    server.call(`/api/v1/${path}`, { headers: key(), body, ...(token && { token }) });
  const get = (path: string): Promise<Answer> => server.call(`/api/v1/${path}`);
  /** Reads what was written, and fails on what was not. */
  const getAfter = async (command: Answer, path: string): Promise<Answer> => {
    expect(command.body).toMatchObject({ position: expect.any(String) });
    return get(`${path}${path.includes('?') ? '&' : '?'}after=${String(command.body['position'])}`);
  };
  const rate = (changed: object = {}) => ({
    base: 'USD',
    quote: 'BOB',
    regime: 'official',
    side: 'buy',
    date: '2022-01-03',
    value: '6.86',
    source: 'Banco Central de Bolivia',
    ...changed,
  });

  it('are published once, superseded with a reason, and every reading stays', async () => {
    const eur = rate({ base: 'EUR', value: '7.76' });
    expect((await post('rates', { rates: [eur] })).body).toMatchObject({ stream: 'rates-EUR-BOB-2022' });
    expect(await post('rates', { rates: [eur] })).toMatchObject({
      status: 409,
      body: { code: 'RATE_ALREADY_PUBLISHED', cure: 'leave it out', field: 'rates.0' },
    });
    const corrected = await post('rates/supersessions', {
      rate: { ...eur, value: '7.67' },
      reason: 'misread',
    });
    const now = await getAfter(corrected, 'rates?base=EUR');
    const [{ knownFrom }] = now.body['items'] as [{ knownFrom: string }];
    const converted = async (recordedUpTo: number): Promise<unknown> => {
      const instant = new Date(recordedUpTo).toISOString();
      const asked = `conversions?amount=1&from=EUR&to=BOB&on=2022-01-03&recordedUpTo=${instant}`;
      return (await get(asked)).body['converted'];
    };
    expect(await converted(Date.parse(knownFrom))).toEqual({ amount: '7.67', currency: 'BOB' });
    expect(await converted(Date.parse(knownFrom) - 1)).toEqual({ amount: '7.76', currency: 'BOB' });
    expect(now.body).toMatchObject({ items: [{ value: '7.67', reading: 2, reason: 'misread' }], next: null });
    const ever = await get('rates?base=EUR&superseded=true');
    expect(ever.body['items']).toMatchObject([
      { value: '7.67', knownUntil: null },
      { value: '7.76', reading: 1, knownUntil: expect.any(String) },
    ]);
  });

  it('are listed in pages, and as a table', async () => {
    const days = ['2021-05-03', '2021-05-04', '2021-05-05'];
    const published = await post('rates', {
      rates: days.flatMap((date) => [
        rate({ base: 'CLF', quote: 'CLP', date }),
        rate({ base: 'CLF', quote: 'CLP', side: 'sell', date }),
      ]),
    });
    const listed = 'rates?base=CLF&from=2021-05-01&to=2021-05-31';
    const first = await getAfter(published, `${listed}&limit=4`);
    expect(first.body['items']).toMatchObject([
      { date: '2021-05-05', side: 'sell' },
      { date: '2021-05-05', side: 'buy' },
      { date: '2021-05-04' },
      { date: '2021-05-04' },
    ]);
    const rest = await get(`${listed}&cursor=${String(first.body['next'])}`);
    expect(rest.body).toMatchObject({ items: [{ date: '2021-05-03' }, { date: '2021-05-03' }], next: null });
    const { body, headers } = await get(`${listed}&format=csv`);
    expect(headers.get('content-type')).toContain('text/csv');
    expect(String(body['text']).trim().split('\n')).toHaveLength(7);
  });

  it('are taken 500 at once, and no more', async () => {
    const day = (index: number): string => new Date(Date.UTC(2020, 0, 1 + index)).toISOString().slice(0, 10);
    const rates = ['official', 'bank'].flatMap((regime) =>
      Array.from({ length: 250 }, (_nothing, index) => rate({ base: 'GBP', regime, date: day(index) })),
    );
    expect(await post('rates', { rates: [...rates, rate({ base: 'GBP', side: 'sell' })] })).toMatchObject({
      status: 400,
    });
    expect((await post('rates', { rates })).body['events']).toHaveLength(500);
  });

  it('convert both ways, naming rate, rounding and residue', async () => {
    const published = await post('rates', { rates: [rate()] });
    const there = 'conversions?amount=19387255&from=BOB&to=USD&on=2022-01-05&decimals=0';
    expect((await getAfter(published, there)).body).toEqual({
      original: { amount: '19387255.00', currency: 'BOB' },
      converted: { amount: '2826130.00', currency: 'USD' },
      rate: rate(),
      rounding: 'half-up',
      decimals: 0,
      residue: '3.2',
    });
    expect(
      (await get('conversions?amount=100.01&from=USD&to=BOB&on=2022-01-03&days=0&rounding=down')).body,
    ).toMatchObject({ converted: { amount: '686.06', currency: 'BOB' }, residue: '0.0086' });
  });

  it('say which rate is missing', async () => {
    const missing = 'conversions?amount=1&from=BOB&to=USD&regime=bank&side=sell&on=2022-02-01&days=3';
    expect(await get(missing)).toMatchObject({
      status: 422,
      body: {
        code: 'RATE_MISSING',
        values: { pair: 'USD/BOB', regime: 'bank', side: 'sell', date: '2022-02-01', days: 3 },
        cure: 'publish the bank sell rate of USD/BOB for 2022-02-01',
      },
    });
  });

  it('restate money in the prices of another period', async () => {
    const defined = await post('indices', {
      index: 'ipc-cl',
      name: 'Índice de precios al consumidor',
      country: 'CL',
      frequency: 'monthly',
      basePeriod: '2018',
      source: 'INE',
    });
    expect(defined.body).toMatchObject({ stream: 'index-ipc-cl' });
    const values = [
      { period: '2020-12', value: '107.23', source: 'INE' },
      { period: '2021-12', value: '115.41', source: 'INE, provisional' },
    ];
    await post('indices/ipc-cl/values', { values });
    const final = await post('indices/ipc-cl/supersessions', {
      period: '2021-12',
      value: '115.42',
      source: 'INE',
      reason: 'final',
    });
    const asked = 'indices/ipc-cl/restatement?amount=3100000&currency=CLP&from=2020-12';
    expect((await getAfter(final, `${asked}&to=2021-12`)).body).toEqual({
      index: 'ipc-cl',
      basePeriod: '2018',
      from: { period: '2020-12', value: '107.23', source: 'INE' },
      to: { period: '2021-12', value: '115.42', source: 'INE' },
      original: { amount: '3100000', currency: 'CLP' },
      restated: { amount: '3336771', currency: 'CLP' },
      factor: { numerator: '115.42', denominator: '107.23', decimal: '1.0763778793' },
      rounding: 'half-up',
      residue: '45.67',
    });
    expect(await get(`${asked}&to=2022-12`)).toMatchObject({
      status: 422,
      body: { code: 'INDEX_VALUE_MISSING', values: { index: 'ipc-cl', period: '2022-12' } },
    });
    expect((await get('indices')).body).toMatchObject({ items: [{ index: 'ipc-cl', frequency: 'monthly' }] });
    const listed = await get('indices/ipc-cl/values?superseded=true&limit=2');
    expect(listed.body['items']).toMatchObject([
      { value: '115.42', reading: 2 },
      { value: '115.41', reading: 1 },
    ]);
    const rest = await get(`indices/ipc-cl/values?cursor=${String(listed.body['next'])}`);
    expect(rest.body['items']).toMatchObject([{ period: '2020-12' }]);
    expect(await get('indices/none')).toMatchObject({ status: 404, body: { code: 'NO_SUCH_INDEX' } });
  });

  it.each<[string, number, string, string, object]>([
    ['a rate that is no number', 400, 'REQUEST_INVALID', 'rates', { rates: [rate({ value: '6,86' })] }],
    ['a rate of zero', 400, 'RATE_MALFORMED', 'rates', { rates: [rate({ value: '0.00' })] }],
    ['a pair of one currency', 400, 'RATE_MALFORMED', 'rates', { rates: [rate({ quote: 'USD' })] }],
    ['no rate at all', 400, 'REQUEST_INVALID', 'rates', { rates: [] }],
    [
      'rates of two years',
      422,
      'RATES_OF_SEVERAL_YEARS',
      'rates',
      { rates: [rate({ date: '2019-01-01' }), rate({ date: '2020-01-01' })] },
    ],
    [
      'a correction of what was never said',
      404,
      'RATE_NOT_PUBLISHED',
      'rates/supersessions',
      { rate: rate({ date: '1999-01-04' }), reason: 'misread' },
    ],
    [
      'values of an index nobody knows',
      404,
      'NO_SUCH_INDEX',
      'indices/none/values',
      { values: [{ period: '2021', value: '1', source: 'INE' }] },
    ],
  ])('refuse %s', async (_what, status, code, path, body) => {
    expect(await post(path, body)).toMatchObject({ status, body: { code } });
  });

  it.each([
    ['a conversion into itself', 'conversions?amount=1&from=USD&to=USD&on=2022-01-03'],
    ['a currency nobody keeps', 'conversions?amount=1&from=XXX&to=USD&on=2022-01-03'],
    ['decimals that the currency has not', 'conversions?amount=1&from=USD&to=CLP&on=2022-01-03&decimals=1'],
    ['an amount of too many decimals', 'conversions?amount=1.005&from=USD&to=BOB&on=2022-01-03'],
    ['a date that is none', 'conversions?amount=1&from=USD&to=BOB&on=2022-02-30'],
    ['a cursor that was never given', 'rates?cursor=x'],
    ['an index that cannot be', 'indices/No%20Such'],
  ])('do not answer %s', async (_what, path) => {
    expect((await get(path)).status).toBe(400);
  });

  it('are published by those who may', async () => {
    const token = await server.tokenOf('aud', 'auditor');
    expect(await post('rates', { rates: [rate()] }, token)).toMatchObject({
      status: 403,
      body: { code: 'ROLE_MISSING' },
    });
  });
});
