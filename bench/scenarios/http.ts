import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { loadHttp } from '../lib/http-load';
import type { ServerEnded, ServerReady } from '../lib/http-server';
import { transferBody } from '../lib/room';
import { perSecond, type Measure, type Scenario } from '../scenario';

const CONNECTIONS = 64;
/** What a server has to have seen before it is as quick as it will be. */
const WARM_UP = 5_000;

/** A request for the command, or for the constant; both carry the same bytes. */
const overHttp =
  (route: 'transfers' | 'constant'): Measure =>
  async ({ events, directory }) => {
    const server = fork(join(__dirname, '..', 'lib', 'http-server.ts'), [directory]);
    const [{ url, token }] = (await once(server, 'message')) as [ServerReady];
    const { host } = new URL(url);
    const request = (index: number): string => {
      const { stream, ...rest } = transferBody(index);
      const body = JSON.stringify(rest);
      return (
        `POST /api/v1/bench/${route}/${stream} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\n` +
        `Idempotency-Key: bench-key-${index}\r\nContent-Type: application/json\r\n` +
        `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
      );
    };
    const load = { url, connections: CONNECTIONS };
    await loadHttp({ ...load, requests: WARM_UP, request: (index) => request(events + index) });
    const started = process.hrtime.bigint();
    await loadHttp({ ...load, requests: events, request });
    const value = perSecond(events, started);
    server.send('end');
    const [{ memoryMb }] = (await once(server, 'message')) as [ServerEnded];
    await once(server, 'exit');
    return { value, memoryMb };
  };

export const httpScenarios: readonly Scenario[] = [
  {
    name: 'http',
    unit: 'commands/s',
    reference: 'the same server answering a constant',
    sizes: [10_000, 100_000],
    candidate: overHttp('transfers'),
    baseline: overHttp('constant'),
  },
];
