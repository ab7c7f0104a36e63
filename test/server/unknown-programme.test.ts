import { house } from '../../apps/server/src/house';
import { ROLES } from '../../apps/server/src/auth/actor';
import { key, startServer, type Answer, type TestServer } from './support';

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

/** The document promises a route for each address; under a programme that is not there, none of them answers. */
describe('a programme that nobody has opened', () => {
  let server: TestServer;
  let everyRole: string;
  let paths: Document['paths'];

  beforeAll(async () => {
    server = await startServer({}, undefined, house);
    everyRole = await server.tokenOf('ana', ...ROLES);
    paths = ((await server.call('/api/v1/openapi.json')).body as unknown as Document).paths;
  });
  afterAll(() => server.stop());

  const routes = (method: 'get' | 'post'): readonly string[] =>
    Object.entries(paths).flatMap(([path, methods]) =>
      path.includes('{programme}') && method in methods ? [path] : [],
    );
  const addressOf = (route: string, programme: string): string =>
    route
      .replace('{programme}', programme)
      .replace('{classifier}', 'component')
      .replace('{year}', '2022')
      .replace('{month}', '2022-03')
      .replace('{date}', '2022-08-06')
      .replace(/\{\w+\}/g, '1');
  const head = async (): Promise<unknown> => (await server.call('/api/v1/ledger')).body['head'];
  const told = ({ status, body }: Answer): readonly unknown[] => [status, body['code']];

  it('is refused by every read, which names it', async () => {
    expect(routes('get').length).toBeGreaterThan(50);
    for (const route of routes('get')) {
      const answer = await server.call(addressOf(route, 'nobody-s'), { token: everyRole });
      expect([route, ...told(answer)]).toEqual([route, 404, 'NO_SUCH_PROGRAMME']);
      expect(answer.body['detail']).toContain('nobody-s');
    }
  });

  it('is refused as a table too', async () => {
    const answer = await server.call('/api/v1/programmes/nobody-s/agreements?format=csv');
    expect(told(answer)).toEqual([404, 'NO_SUCH_PROGRAMME']);
  });

  it('is refused by every command, and nothing is written', async () => {
    const before = await head();
    expect(routes('post').length).toBeGreaterThan(80);
    for (const route of routes('post')) {
      const answer = await server.call(addressOf(route, 'nobody-s'), {
        token: everyRole,
        headers: key(),
        body: {},
      });
      expect([route, ...told(answer)]).toEqual([route, 404, 'PROGRAMME_UNKNOWN']);
      expect(answer.body['values']).toEqual({ programme: 'nobody-s' });
    }
    expect(await head()).toEqual(before);
  });

  it('is no secret to be found out without the role for a command', async () => {
    const token = await server.tokenOf('eva', 'auditor');
    const answer = await server.call('/api/v1/programmes/nobody-s/entities', {
      token,
      headers: key(),
      body: {},
    });
    expect(told(answer)).toEqual([403, 'ROLE_MISSING']);
  });

  it('is malformed where no programme could be called so', async () => {
    for (const route of routes('get')) {
      const answer = await server.call(addressOf(route, 'PAR%20II'), { token: everyRole });
      expect([route, ...told(answer)]).toEqual([route, 400, 'REQUEST_INVALID']);
    }
  });

  it('is there as soon as it is opened, however far the views are', async () => {
    const programme = 'nobody-s';
    const opened = await server.call('/api/v1/programmes', {
      headers: key(),
      body: {
        programme,
        name: 'Somebody’s',
        country: 'BO',
        agency: 'EMPODERAR',
        zone: 'America/La_Paz',
        bookCurrency: 'BOB',
        displayUnit: 1,
        unit: { code: 'uep', name: 'Unidad ejecutora' },
      },
    });
    expect(opened.status).toBe(201);
    const at = `/api/v1/programmes/${programme}`;
    expect(await server.call(`${at}/bank-accounts`)).toMatchObject({ status: 200, body: { items: [] } });
    const after = String(opened.body['position']);
    expect((await server.call(`${at}/people?after=${after}`)).status).toBe(200);
    expect(await server.call(`${at}?after=${after}`)).toMatchObject({ status: 200, body: { programme } });
  });
});
