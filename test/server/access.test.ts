import type { FastifyInstance, RouteOptions } from 'fastify';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '../../apps/server/src/config/settings';
import { Traffic } from '../../apps/server/src/http/traffic';
import { createLogger } from '../../apps/server/src/logging/logger';
import { createApplication } from '../../apps/server/src/serve';
import { openSystem } from '../../apps/server/src/system';
import { key, startServer, tillRooms, type TestServer } from './support';

/** Whatever is not here is closed. A route that joins this list does so in plain sight. */
const OPEN = [
  'GET /',
  'GET /api/v1/openapi.json',
  'GET /health/live',
  'GET /health/ready',
  'GET /status.css',
  'GET /status.js',
  'GET /status.svg',
];

interface Route {
  readonly method: string;
  readonly url: string;
}

/** Every route that Fastify was told of, whoever told it. */
async function everyRoute(): Promise<readonly Route[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tramo-'));
  const settings = readSettings({ TRAMO_DATA: dataDir });
  const system = await openSystem(settings, tillRooms, createLogger('silent'));
  try {
    const app = await createApplication(system, tillRooms, new Traffic());
    const routes: Route[] = [];
    const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
    fastify.addHook('onRoute', ({ method, url }: RouteOptions) => {
      for (const one of [method].flat()) if (one !== 'HEAD') routes.push({ method: one, url });
    });
    await app.init();
    await fastify.ready();
    await app.close();
    return routes;
  } finally {
    await system.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

describe('who gets in', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.stop());

  it('is nobody without a token, on every route but the open ones', async () => {
    const routes = await everyRoute();
    expect(routes.length).toBeGreaterThan(15);
    const open: string[] = [];
    for (const { method, url } of routes) {
      const path = url.replace(/:\w+/g, 'x');
      const { status, body, headers } = await server.call(path, { method, token: null });
      if (status !== 401) {
        open.push(`${method} ${url}`);
        continue;
      }
      expect(body).toMatchObject({ code: 'NOT_AUTHENTICATED', status: 401 });
      expect(headers.get('www-authenticate')).toBe('Bearer realm="tramo"');
    }
    expect(open.sort()).toEqual(OPEN);
  });

  it.each([
    'Bearer',
    'Bearer ',
    'Bearer tramo_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    'Basic YWRtaW46YWRtaW4=',
    'tramo_x',
    "Bearer ' or 1=1 --",
    `Bearer ${'x'.repeat(4_000)}`,
    'Bearer a, Bearer b',
  ])('is not who shows %j', async (authorization) => {
    const answer = await server.call('/api/v1/ledger', { token: null, headers: { authorization } });
    expect(answer.status).toBe(401);
  });

  it('is not known by a token in the address', async () => {
    const answer = await server.call(`/api/v1/ledger?token=${server.token}&access_token=${server.token}`, {
      token: null,
    });
    expect(answer.status).toBe(401);
  });

  it('sees the ledger with any token, all events as auditor, operations as administrator only', async () => {
    const tokens = {
      manager: await server.tokenOf('mia', 'manager'),
      auditor: await server.tokenOf('aud', 'auditor'),
      administrator: server.token,
    };
    const statuses = async (path: string, method: string): Promise<number[]> => {
      const answers = [];
      for (const token of Object.values(tokens))
        answers.push((await server.call(path, { token, method })).status);
      return answers;
    };
    expect(await statuses('/api/v1/ledger', 'GET')).toEqual([200, 200, 200]);
    expect(await statuses('/metrics', 'GET')).toEqual([200, 200, 200]);
    expect(await statuses('/api/v1/events', 'GET')).toEqual([403, 200, 200]);
    expect(await statuses('/api/v1/streams/x/events', 'GET')).toEqual([200, 200, 200]);
    expect(await statuses('/api/v1/operations', 'GET')).toEqual([403, 403, 200]);
    expect(await statuses('/api/v1/tokens', 'GET')).toEqual([403, 403, 200]);
    const refused = await server.call('/api/v1/tokens', { token: tokens.auditor });
    expect(refused.body).toMatchObject({ code: 'ROLE_MISSING', values: { allowed: ['administrator'] } });
  });

  it('issues, lists and revokes tokens, and never shows one twice', async () => {
    const issued = await server.call('/api/v1/tokens', {
      body: { person: 'eva', roles: ['auditor'], label: 'reading', expiresInDays: 1 },
    });
    expect(issued.status).toBe(201);
    const token = String(issued.body['token']);
    expect((await server.call('/api/v1/events', { token })).status).toBe(200);
    const listed = await server.call('/api/v1/tokens');
    expect(JSON.stringify(listed.body)).not.toContain(token);
    expect(listed.body['tokens']).toContainEqual(
      expect.objectContaining({ id: issued.body['id'], person: 'eva', roles: ['auditor'], revokedAt: null }),
    );
    const path = `/api/v1/tokens/${String(issued.body['id'])}`;
    expect((await server.call(path, { method: 'DELETE' })).status).toBe(204);
    expect((await server.call('/api/v1/events', { token })).status).toBe(401);
    expect((await server.call(path, { method: 'DELETE' })).body).toMatchObject({ code: 'NO_SUCH_TOKEN' });
  });

  it('does not let a token be issued for a role that does not exist', async () => {
    const answer = await server.call('/api/v1/tokens', {
      body: { person: 'eva', roles: ['god'], label: 'x' },
    });
    expect(answer.body).toMatchObject({ status: 400, errors: [{ field: 'roles' }] });
  });

  it.each(['Eva', 'éva', 'ｅva', '.eva'])(
    'lets nobody be a second person by being written %p',
    async (person) => {
      const answer = await server.call('/api/v1/tokens', {
        body: { person, roles: ['auditor'], label: 'x' },
      });
      expect(answer.body).toMatchObject({ status: 400, errors: [{ field: 'person' }] });
    },
  );

  it('is written into the events it causes', async () => {
    const token = await server.tokenOf('tom', 'treasurer');
    const headers = { ...key(), 'x-correlation-id': 'from-the-caller:1' };
    const opened = await server.call('/api/v1/tills', { token, headers, body: { keeper: 'tom' } });
    const { body } = await server.call(`/api/v1/streams/${String(opened.body['stream'])}/events`);
    expect(body['events']).toMatchObject([
      { metadata: { actor: 'tom', roles: ['treasurer'], correlationId: 'from-the-caller:1' } },
    ]);
  });
});
