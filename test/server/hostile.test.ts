import { connect } from 'node:net';
import { key, startServer, type TestServer } from './support';

describe('what the network sends', () => {
  let server: TestServer;
  let port: number;
  beforeAll(async () => {
    server = await startServer({ TRAMO_BODY_LIMIT_KB: '64' });
    port = Number(new URL(server.url).port);
  });
  afterAll(() => server.stop());

  /** Bytes as they are, for what no client would send; the answer until the server hangs up or goes quiet. */
  const raw = (bytes: string | Buffer): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      let answer = '';
      socket.setTimeout(1_500, () => socket.destroy());
      socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
      socket.on('close', () => resolve(answer));
      socket.on('error', (error: NodeJS.ErrnoException) =>
        /ECONNRESET|EPIPE/.test(error.code ?? '') ? resolve(answer) : reject(error),
      );
      socket.write(bytes);
    });

  const authorised = (): string =>
    `Host: x\r\nAuthorization: Bearer ${server.token}\r\nConnection: close\r\n`;

  it.each([
    ['not HTTP at all', 'HELLO\r\n\r\n', 400],
    ['a header with no name', 'GET / HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n', 400],
    ['a header with a line break smuggled in', 'GET / HTTP/1.1\r\nHost: x\r\nA: b\nC\r\n\r\n', 400],
    ['headers without end', `GET / HTTP/1.1\r\nHost: x\r\nA: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab', 400],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    ['an address that is not one', 'GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 400],
  ])('is answered as a problem when it is %s', async (_what, bytes, status) => {
    const answer = await raw(bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toMatch(/content-type: application\/problem\+json/i);
    expect(answer).toContain('"correlationId"');
  });

  it.each(['/api/v1/streams/a%00/events', '/api/v1/ledger?after=%00'])(
    'is refused where it names what no database can be asked for: %s',
    async (path) => {
      const { status, body } = await server.call(path);
      expect([status, body['code'], body['errors']]).toEqual([
        400,
        'REQUEST_INVALID',
        [{ field: 'url', message: 'must not contain NUL' }],
      ]);
    },
  );

  it.each([
    '/../../../etc/passwd',
    '/..%2f..%2fetc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '//health/live',
    '/status.css/../../package.json',
    '/assets/index.html',
    '/status.js%00.html',
    '/HEALTH/LIVE',
    '/api/v1/ledger/',
    '/api/v1/./ledger',
    '/api//v1/ledger',
    '/api/v1/ledger;x=1',
    '/data/bootstrap-token',
  ])('finds nothing under %s', async (path) => {
    const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1.1 (404|400) /);
    expect(answer).toMatch(/application\/problem\+json/);
  });

  it.each([
    ['no JSON', 'application/json', '{', 400, 'BODY_MALFORMED'],
    ['nothing', 'application/json', '', 400, 'BODY_MALFORMED'],
    ['a name twice', 'application/json', '{"keeper":"ana","keeper":"eva"}', 400, 'BODY_MALFORMED'],
    ['a list', 'application/json', '[]', 400, 'REQUEST_INVALID'],
    ['null', 'application/json', 'null', 400, 'REQUEST_INVALID'],
    ['text', 'text/plain', 'keeper=ana', 415, 'NOT_JSON'],
    ['a form', 'application/x-www-form-urlencoded', 'keeper=ana', 415, 'NOT_JSON'],
    ['too much', 'application/json', JSON.stringify({ keeper: 'a'.repeat(70_000) }), 413, 'BODY_TOO_LARGE'],
    ['half a character', 'application/json', '{"keeper":"\\ud800"}', 400, undefined],
    ['a number for a name', 'application/json', '{"keeper":7}', 400, 'REQUEST_INVALID'],
    ['an object for a name', 'application/json', '{"keeper":{"toString":"x"}}', 400, 'REQUEST_INVALID'],
    [
      'a constructor',
      'application/json',
      '{"keeper":"ana","constructor":{"prototype":{"x":1}}}',
      400,
      'BODY_MALFORMED',
    ],
  ])('refuses a body that is %s', async (_what, type, body, status, code) => {
    const answer = await server.call('/api/v1/tills', {
      method: 'POST',
      body,
      headers: { ...key(), 'content-type': type },
    });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    if (code) expect(answer.body['code']).toBe(code);
  });

  it('refuses bytes that are not UTF-8', async () => {
    const body = Buffer.from([0x7b, 0x22, 0x6b, 0xff, 0x22, 0x3a, 0x31, 0x7d]);
    const head = `POST /api/v1/tills HTTP/1.1\r\n${authorised()}Idempotency-Key: k\r\n`;
    const answer = await raw(
      Buffer.concat([
        Buffer.from(`${head}Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`),
        body,
      ]),
    );
    expect(answer).toMatch(/^HTTP\/1.1 400 .*not UTF-8/s);
  });

  it('refuses two keys', async () => {
    const head = `POST /api/v1/tills HTTP/1.1\r\n${authorised()}Idempotency-Key: a\r\nIdempotency-Key: b\r\n`;
    const answer = await raw(
      `${head}Content-Type: application/json\r\nContent-Length: 16\r\n\r\n{"keeper":"ana"}`,
    );
    expect(answer).toContain('IDEMPOTENCY_KEY_MALFORMED');
  });

  it('turns a stranger away before the body has arrived', async () => {
    const answer = await raw(
      'POST /api/v1/tills HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{',
    );
    expect(answer).toMatch(/^HTTP\/1.1 401 /);
  });

  it.each(['', 'a b', 'x'.repeat(129), '<script>', 'a,b', '$(id)'])(
    'does not take over the correlation id %j',
    async (id) => {
      const { headers } = await server.call('/health/live', { headers: { 'x-correlation-id': id } });
      expect(headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
    },
  );

  it('answers what a stream is called, whatever it is called', async () => {
    const name = `ñandú/%/..?#${'x'.repeat(200)}`;
    const answer = await server.call(`/api/v1/streams/${encodeURIComponent(name)}/events`);
    expect(answer).toMatchObject({ status: 200, body: { events: [], atEnd: true } });
    const reserved = await server.call(`/api/v1/streams/${encodeURIComponent('$all')}/events`);
    expect(reserved.status).toBeLessThan(500);
  });

  it('sends every page and answer with the headers that keep it harmless', async () => {
    for (const path of ['/', '/status.js', '/health/ready', '/api/v1/ledger', '/nowhere']) {
      const { headers } = await server.call(path, { token: null });
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('content-security-policy')).not.toContain('unsafe');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-correlation-id')).toBeTruthy();
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('is still well afterwards', async () => {
    expect(await server.call('/health/ready')).toMatchObject({ status: 200, body: { status: 'ready' } });
  });
});
