import { key, startServer } from './support';

describe('what the server says of itself', () => {
  it('is ready, until a view stops at an event; commands go on', async () => {
    const server = await startServer();
    try {
      const token = await server.tokenOf('tom', 'treasurer');
      const opened = await server.call('/api/v1/tills', { headers: key(), body: { keeper: 'ana' } });
      const till = String(opened.body['stream']);
      const putIn = (amountMinor: number): ReturnType<typeof server.call> =>
        server.call(`/api/v1/tills/${till}/coins`, { token, headers: key(), body: { amountMinor } });
      await putIn(1);
      expect(await server.call('/health/ready')).toMatchObject({
        status: 200,
        body: {
          status: 'ready',
          engine: 'sqlite',
          checks: { log: { status: 'up' }, views: { status: 'up' } },
        },
      });

      const poison = await putIn(666);
      await server.call(`/api/v1/tills/${till}?after=${String(poison.body['position'])}`);
      const sick = await server.call('/health/ready', { token: null });
      expect(sick.status).toBe(503);
      expect(sick.body).toMatchObject({
        status: 'not-ready',
        checks: { log: { status: 'up' }, views: { status: 'down', reason: 'stopped: fragile' } },
        projections: expect.arrayContaining([
          expect.objectContaining({ name: 'tills', state: 'active', behind: false }),
          expect.objectContaining({
            name: 'fragile',
            state: 'stopped',
            fault: expect.objectContaining({
              eventType: 'TestCoinsPutIn',
              reason: expect.stringContaining('666 is not a sum'),
            }),
          }),
        ]),
      });

      expect((await putIn(2)).status).toBe(201);
      const metrics = String((await server.call('/metrics')).body['text']);
      expect(metrics).toContain('tramo_projection_stopped{projection="fragile"} 1');
      expect(metrics).toContain('tramo_commands_total{outcome="accepted"} 4');
      expect(metrics).toMatch(/tramo_append_seconds_count [1-9]/);
      expect(metrics).toMatch(
        /tramo_http_request_seconds_count\{method="POST",route="\/api\/v1\/tills\/:till\/coins",status="201"\} 3/,
      );
    } finally {
      await server.stop();
    }
  });

  it('counts refusals by their code', async () => {
    const server = await startServer();
    try {
      await server.call('/api/v1/tills/nope/coins', { headers: key(), body: { amountMinor: 1 } });
      const metrics = String((await server.call('/metrics')).body['text']);
      expect(metrics).toContain('tramo_commands_total{outcome="NO_SUCH_TILL"} 1');
    } finally {
      await server.stop();
    }
  });
});

describe('long work on the running server', () => {
  it('rebuilds, verifies and backs up while it serves, one at a time', async () => {
    const server = await startServer();
    try {
      const opened = await server.call('/api/v1/tills', { headers: key(), body: { keeper: 'ana' } });
      const ended = async (path: string, body: object): Promise<Record<string, unknown>> => {
        let answer = await server.call(`/api/v1/operations/${path}`, { body });
        expect(answer.status).toBe(202);
        while (answer.body['state'] === 'running') {
          await new Promise((resolve) => setTimeout(resolve, 20));
          answer = await server.call(`/api/v1/operations/${String(answer.body['id'])}`);
        }
        return answer.body;
      };
      expect(await ended('rebuild', {})).toMatchObject({ state: 'succeeded', result: { events: 1 } });
      expect(await ended('verify-log', {})).toMatchObject({
        state: 'succeeded',
        result: { events: 1, findingsCount: 0 },
      });
      expect(await ended('backup', { name: 'monday' })).toMatchObject({
        state: 'succeeded',
        result: { head: opened.body['position'] },
      });
      expect(await ended('backup', { name: 'monday' })).toMatchObject({
        state: 'failed',
        failure: expect.stringContaining('already there'),
      });
      expect(await ended('rebuild', { projections: ['nope'] })).toMatchObject({ state: 'failed' });
      for (const name of ['../out', '.hidden', 'a/b', '', 'x'.repeat(101)]) {
        expect((await server.call('/api/v1/operations/backup', { body: { name } })).status).toBe(400);
      }
      let finish = (): void => undefined;
      const work = new Promise<void>((resolve) => (finish = resolve));
      server.system.operations.start('verify-log', () => work.then(() => ({})));
      expect(await server.call('/api/v1/operations/rebuild', { body: {} })).toMatchObject({ status: 409 });
      finish();
      await server.system.operations.settled();
      expect(await ended('rebuild', {})).toMatchObject({ state: 'succeeded' });
      expect((await server.call('/api/v1/operations/none')).body).toMatchObject({
        code: 'NO_SUCH_OPERATION',
      });
    } finally {
      await server.stop();
    }
  });
});
