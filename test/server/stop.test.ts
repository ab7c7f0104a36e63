import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { inDirectory, startBuilt, stopBuilt } from './built';
import { key, startServer } from './support';

describe('the stop', () => {
  it('finishes the commands under way, turns new ones away, and keeps what it answered', () =>
    inDirectory(async (directory) => {
      const server = await startServer({}, directory);
      const token = await server.tokenOf('tom', 'treasurer');
      const opened = await server.call('/api/v1/tills', { headers: key(), body: { keeper: 'ana' } });
      const till = String(opened.body['stream']);
      const statuses: number[] = [];
      const positions: string[] = [];
      const codes = new Set<unknown>();
      let stopped = false;
      const client = async (): Promise<void> => {
        while (!stopped) {
          try {
            const answer = await server.call(`/api/v1/tills/${till}/coins`, {
              token,
              headers: { ...key(), connection: 'close' },
              body: { amountMinor: 1 },
            });
            statuses.push(answer.status);
            if (answer.status === 201) positions.push(String(answer.body['position']));
            if (answer.status === 503) {
              codes.add(answer.body['code']);
              expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
            }
          } catch {
            return; // Nobody listens any more.
          }
        }
      };
      const clients = Array.from({ length: 8 }, client);
      while (positions.length < 50) await wait(5);
      await server.stop().finally(() => (stopped = true));
      await Promise.all(clients);
      expect(new Set(statuses)).toEqual(new Set(codes.size > 0 ? [201, 503] : [201]));
      for (const code of codes) expect(code).toBe('SHUTTING_DOWN');

      const again = await startServer({}, directory);
      const { body } = await again.call(`/api/v1/events?stream=${till}&type=TestCoinsPutIn&limit=1000`);
      const kept = (body['events'] as { position: string }[]).map(({ position }) => position);
      expect(kept).toEqual(expect.arrayContaining(positions));
      await again.stop();
    }));

  it('answers 503 while one command is still under way, and the probes go on answering', async () => {
    const server = await startServer({ TRAMO_AFTER_WAIT_MS: '1500' });
    const { body } = await server.call('/api/v1/ledger');
    const slow = server.call(`/api/v1/tills/x?after=${String(body['ledgerId'])}:9`);
    await wait(100);
    const stopping = server.stop();
    await wait(50);
    const refused = await server.call('/api/v1/ledger');
    expect(refused).toMatchObject({ status: 503, body: { code: 'SHUTTING_DOWN' } });
    expect(refused.headers.get('retry-after')).toBe('5');
    expect(await server.call('/health/ready')).toMatchObject({ status: 503, body: { status: 'stopping' } });
    expect((await server.call('/health/live')).status).toBe(200);
    expect((await slow).body).toMatchObject({ code: 'VIEWS_BEHIND' });
    await stopping;
  });

  it('gives up on what takes longer than it may', async () => {
    const server = await startServer({ TRAMO_AFTER_WAIT_MS: '60000', TRAMO_SHUTDOWN_SECONDS: '1' });
    const { body } = await server.call('/api/v1/ledger');
    const endless = server.call(`/api/v1/tills/x?after=${String(body['ledgerId'])}:9`).catch(() => 'cut off');
    await wait(100);
    const begunMs = performance.now();
    await server.stop();
    expect(performance.now() - begunMs).toBeLessThan(15_000);
    expect(await endless).toBe('cut off');
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('follows %s, says so and takes the announcement back', (signal) =>
    inDirectory(async (directory) => {
      const server = await startBuilt(directory);
      expect(existsSync(join(directory, 'server.json'))).toBe(true);
      server.child.kill(signal);
      const { code, stdout, stderr } = await server.ended;
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/"msg":"stopping".*"msg":"stopped"/s);
      expect(existsSync(join(directory, 'server.json'))).toBe(false);
    }),
  );

  it('comes at once with the second signal', () =>
    inDirectory(async (directory) => {
      const server = await startBuilt(directory, { TRAMO_SHUTDOWN_SECONDS: '600' });
      // A body that never ends keeps the first stop waiting.
      const endless = fetch(`${server.url}/api/v1/tokens`, {
        method: 'POST',
        headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
        body: new ReadableStream({ start: (stream) => stream.enqueue(Buffer.from('{')) }),
        duplex: 'half',
      }).catch(() => undefined);
      await wait(300);
      server.child.kill('SIGTERM');
      await wait(300);
      expect(server.child.exitCode).toBeNull();
      server.child.kill('SIGTERM');
      expect((await server.ended).code).toBe(130);
      await endless;
    }));

  it('leaves everything as it was after a kill', () =>
    inDirectory(async (directory) => {
      const first = await startBuilt(directory);
      const headers = { authorization: `Bearer ${first.token}`, 'content-type': 'application/json' };
      const issued = await fetch(`${first.url}/api/v1/tokens`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ person: randomUUID(), roles: ['auditor'], label: 'kept' }),
      });
      const { token } = (await issued.json()) as { token: string };
      first.child.kill('SIGKILL');
      await first.ended;
      const second = await startBuilt(directory);
      const answer = await fetch(`${second.url}/api/v1/events`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect(answer.status).toBe(200);
      await stopBuilt(second);
    }));
});
