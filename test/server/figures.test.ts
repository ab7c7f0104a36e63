import { house } from '../../apps/server/src/house';
import { key, startServer, type Answer, type TestServer } from './support';

const PROGRAMME = {
  programme: 'alianzas',
  name: 'Programa de Alianzas Productivas',
  country: 'CL',
  agency: 'INDAP',
  zone: 'America/Santiago',
  bookCurrency: 'CLP',
  displayUnit: 1000,
  unit: { code: 'INDAP', name: 'División de Fomento' },
};
const maule = {
  figure: 'beneficiaries',
  year: '2021',
  region: 'Maule',
  value: '1707',
  unit: 'usuarios',
  source: 'monitoreo 2021',
};
const declared = {
  figure: 'coverage',
  year: '2021',
  value: '0',
  unit: 'percent',
  source: 'monitoreo 2021',
  declared: true,
};

describe('figures that are no money, over HTTP', () => {
  let server: TestServer;
  let ana: string;
  let last = '';

  beforeAll(async () => {
    server = await startServer({}, undefined, house);
    ana = await server.tokenOf('ana', 'coordinator');
    await send('programmes', PROGRAMME);
    await send('programmes/alianzas/classifiers/region', {
      entries: [{ code: 'Maule', name: 'Maule', validFrom: '2007-01-01' }],
    });
  });
  afterAll(() => server.stop());

  const send = async (path: string, body: object, token = ana): Promise<Answer> => {
    const answer = await server.call(`/api/v1/${path}`, {
      token,
      headers: key(),
      body: { effectiveOn: '2021-12-31', ...body },
    });
    if (answer.status === 201) last = answer.body['position'] as string;
    return answer;
  };
  const record = (...figures: readonly object[]): Promise<Answer> =>
    send('programmes/alianzas/figures', { figures });
  const read = async (query = ''): Promise<readonly Record<string, unknown>[]> => {
    const { body } = await server.call(`/api/v1/programmes/alianzas/figures?after=${last}${query}`);
    return body['items'] as Record<string, unknown>[];
  };

  it('are recorded, superseded and read, each with its event', async () => {
    expect((await record({ ...maule, value: '1700' }, declared)).status).toBe(201);
    expect((await record(maule)).status).toBe(201);
    const [beneficiaries, coverage, ...more] = await read();
    expect([beneficiaries, coverage, more]).toMatchObject([
      { ...maule, component: null, budgetCode: null, declared: false, recordedBy: 'ana' },
      { ...declared, region: null },
      [],
    ]);
    const { body } = await server.call(beneficiaries!['event'] as string);
    expect(body['events']).toMatchObject([
      { type: 'FigureRecorded', data: { value: '1707', supersedes: { value: '1700' } } },
    ]);
    expect(await read('&declared=true')).toMatchObject([{ figure: 'coverage' }]);
    expect(await read('&region=Maule')).toMatchObject([{ figure: 'beneficiaries' }]);
  });

  it.each([
    [400, 'a sign', { ...maule, value: '-1' }],
    [400, 'a year that is none', { ...maule, year: '21' }],
    [422, 'CODE_UNKNOWN', { ...maule, region: 'Atacama' }],
    [409, 'FIGURE_UNCHANGED', maule],
  ])('refuse with %p %s', async (expected, code, figure) => {
    const before = await read();
    const { status, body } = await record(figure);
    expect(status).toBe(expected);
    if (expected !== 400) expect(body).toMatchObject({ code, cure: expect.any(String) as unknown });
    expect(await read()).toEqual(before);
  });

  it('are of a programme that there is, and recorded by those who keep them', async () => {
    const elsewhere = await send('programmes/nowhere/figures', { figures: [declared] });
    expect([elsewhere.status, elsewhere.body['code']]).toEqual([404, 'PROGRAMME_UNKNOWN']);
    expect((await server.call('/api/v1/programmes/nowhere/figures')).status).toBe(404);
    const eva = await server.tokenOf('eva', 'auditor');
    const refused = await send('programmes/alianzas/figures', { figures: [declared] }, eva);
    expect(refused.status).toBe(403);
  });
});
