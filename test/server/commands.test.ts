import { localDateIn } from '@tramo/kernel';
import { key, startServer, type Answer, type TestServer } from './support';

describe('the way of a command', () => {
  let server: TestServer;
  let treasurer: string;
  beforeAll(async () => {
    server = await startServer({ TRAMO_ZONE: 'America/La_Paz' });
    treasurer = await server.tokenOf('tom', 'treasurer');
  });
  afterAll(() => server.stop());

  const open = async (): Promise<string> => {
    const answer = await server.call('/api/v1/tills', { headers: key(), body: { keeper: 'ana' } });
    return String(answer.body['stream']);
  };
  const putIn = (till: string, amountMinor: number, options = {}): Promise<Answer> =>
    server.call(`/api/v1/tills/${till}/coins`, {
      token: treasurer,
      headers: key(),
      body: { amountMinor },
      ...options,
    });

  it('ends in the view, for whoever waits for its position', async () => {
    const till = await open();
    const put = await putIn(till, 250);
    expect(put.status).toBe(201);
    expect(put.body).toMatchObject({
      stream: till,
      revision: 1,
      events: [{ type: 'TestCoinsPutIn', revision: 1 }],
    });
    const read = await server.call(`/api/v1/tills/${till}?after=${String(put.body['position'])}`);
    expect(read).toMatchObject({ status: 200, body: { till, heldMinor: 250 } });
  });

  it('answers a broken rule with what was compared and what would satisfy it', async () => {
    const till = await open();
    await putIn(till, 900);
    expect((await putIn(till, 200)).body).toEqual({
      type: 'urn:tramo:problem:TILL_FULL',
      title: 'A rule does not hold',
      status: 422,
      detail: 'a till holds at most 1000; put in at most 100',
      code: 'TILL_FULL',
      rule: 'a till holds at most 1000',
      values: { heldMinor: 900, mostMinor: 1000 },
      cure: 'put in at most 100',
      correlationId: expect.any(String),
    });
  });

  it('names every broken rule at once, and says 403 when the first is about who asks', async () => {
    const till = await open();
    const answer = await putIn(till, 2_000, { token: server.token });
    expect(answer).toMatchObject({
      status: 403,
      body: { code: 'NOT_A_TREASURER', also: [{ code: 'TILL_FULL', cure: 'put in at most 1000' }] },
    });
  });

  it('answers 404 for what does not exist', async () => {
    expect(await putIn('till-none', 1)).toMatchObject({ status: 404, body: { code: 'NO_SUCH_TILL' } });
  });

  it('has one effect however often it is sent', async () => {
    const till = await open();
    const headers = key();
    const answers = await Promise.all(Array.from({ length: 8 }, () => putIn(till, 100, { headers })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    const { body } = await server.call(`/api/v1/streams/${till}/events`);
    expect(body['events']).toHaveLength(2);
  });

  it('is a conflict when its key stands for something else', async () => {
    const till = await open();
    const headers = key();
    await putIn(till, 100, { headers });
    const answer = await putIn(till, 101, { headers });
    expect(answer).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
  });

  it.each([
    ['none', {}],
    ['an empty one', { 'idempotency-key': '' }],
  ])('is not taken with no key: %s', async (_what, headers: Record<string, string>) => {
    const answer = await server.call('/api/v1/tills', { headers, body: { keeper: 'ana' } });
    expect(answer).toMatchObject({ status: 400, body: { code: 'IDEMPOTENCY_KEY_MISSING' } });
  });

  it.each(['two words', 'x'.repeat(256), 'a, b', 'ñandú'])('is not taken with the key %j', async (value) => {
    const answer = await server.call('/api/v1/tills', { headers: key(value), body: { keeper: 'ana' } });
    expect(answer).toMatchObject({ status: 400, body: { code: 'IDEMPOTENCY_KEY_MALFORMED' } });
  });

  it('names every field that is malformed, and every one that it does not know', async () => {
    const body = { keeper: '', effectiveOn: '2022-02-30', admin: true };
    const answer = await server.call('/api/v1/tills', { headers: key(), body });
    expect(answer).toMatchObject({
      status: 400,
      body: {
        code: 'REQUEST_INVALID',
        errors: expect.arrayContaining([
          { field: 'keeper', message: expect.any(String) },
          { field: 'effectiveOn', message: 'must be a date such as 2022-03-31' },
          { field: 'admin', message: 'is not a field of this request' },
        ]),
      },
    });
  });

  it('counts on the date it names, otherwise on today in the zone of the house', async () => {
    const dateOf = async (body: object): Promise<unknown> => {
      const { body: opened } = await server.call('/api/v1/tills', { headers: key(), body });
      const { body: page } = await server.call(`/api/v1/streams/${String(opened['stream'])}/events`);
      return (page['events'] as { metadata: { effectiveOn: string } }[])[0]!.metadata.effectiveOn;
    };
    expect(await dateOf({ keeper: 'ana', effectiveOn: '2022-03-31' })).toBe('2022-03-31');
    const before = localDateIn('America/La_Paz', new Date());
    const today = await dateOf({ keeper: 'ana' });
    expect([before, localDateIn('America/La_Paz', new Date())]).toContain(today);
  });

  it('says nothing of our own mistakes but where to look them up', async () => {
    const answer = await server.call('/api/v1/tills/x/breaks');
    expect(answer.status).toBe(500);
    expect(answer.body).toMatchObject({ code: 'INTERNAL_ERROR' });
    expect(answer.headers.get('x-correlation-id')).toBe(answer.body['correlationId']);
    expect(JSON.stringify(answer.body)).not.toMatch(/hunter2|secret|postgres/);
  });

  it('waits for a position no longer than it may, and says how far the views are', async () => {
    const { body } = await server.call('/api/v1/ledger');
    const ahead = `${String(body['ledgerId'])}:999999`;
    const short = await startServer({ TRAMO_AFTER_WAIT_MS: '50' });
    try {
      const { body: other } = await short.call('/api/v1/ledger');
      const answer = await short.call(`/api/v1/tills/x?after=${String(other['ledgerId'])}:999999`);
      expect(answer).toMatchObject({
        status: 503,
        body: { code: 'VIEWS_BEHIND', values: { reason: 'timeout', lagMs: expect.any(Number) } },
      });
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await short.call(`/api/v1/tills/x?after=${ahead}`)).toMatchObject({
        status: 409,
        body: { code: 'POSITION_OF_ANOTHER_LEDGER' },
      });
    } finally {
      await short.stop();
    }
  });

  it.each(['1', 'x:1', '', 'a&after=b'])('refuses the position %j', async (after) => {
    expect((await server.call(`/api/v1/tills/x?after=${after}`)).status).toBe(400);
  });

  it('can be found again by an auditor: in order, in pages, by stream, type and correlation', async () => {
    const till = await open();
    const correlated = { ...key(), 'x-correlation-id': 'audit-1' };
    await putIn(till, 1);
    await putIn(till, 2, { headers: correlated });
    await putIn(till, 3);
    const find = async (query: string): Promise<readonly { data: unknown; position: string }[]> =>
      (await server.call(`/api/v1/events?${query}`)).body['events'] as never;
    expect((await find(`stream=${till}&type=TestCoinsPutIn`)).map(({ data }) => data)).toEqual([
      { amountMinor: 1 },
      { amountMinor: 2 },
      { amountMinor: 3 },
    ]);
    expect((await find('correlation=audit-1')).map(({ data }) => data)).toEqual([{ amountMinor: 2 }]);

    const all = (await find('limit=1000')).map(({ position }) => position);
    const paged: string[] = [];
    let after = '';
    for (;;) {
      const { body } = await server.call(`/api/v1/events?limit=2${after && `&after=${after}`}`);
      paged.push(...(body['events'] as { position: string }[]).map(({ position }) => position));
      if (body['atEnd']) break;
      after = String(body['next']);
    }
    expect(paged).toEqual(all);
    expect((await server.call(`/api/v1/streams/${till}/events?from=1&limit=2`)).body).toMatchObject({
      events: [{ revision: 1 }, { revision: 2 }],
      next: 3,
      atEnd: false,
    });
  });

  it.each(['limit=0', 'limit=1001', 'limit=ten', 'limit=1&limit=2', 'after=x', 'colour=red', 'stream='])(
    'cannot be looked for with %s',
    async (query) => {
      expect((await server.call(`/api/v1/events?${query}`)).status).toBe(400);
    },
  );
});
