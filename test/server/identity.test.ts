import { house } from '../../apps/server/src/house';
import { addDays, localDateIn } from '@tramo/kernel';
import { key, startServer, type Answer, type TestServer } from './support';

describe('policies and people', () => {
  let server: TestServer;
  const tokens: Record<string, string> = {};
  beforeAll(async () => {
    server = await startServer({}, undefined, house);
    for (const person of ['ana', 'ben', 'eva']) {
      const issued = await server.system.tokens.issue({
        person,
        roles: ['coordinator'],
        label: 'for a test',
      });
      tokens[person] = issued.token;
    }
    for (const programme of ['par2', 'juntos', 'indap', 'paap']) await open(programme);
  });
  afterAll(() => server.stop());

  async function open(programme: string): Promise<void> {
    const unit = { code: 'unit', name: 'Unidad ejecutora' };
    const of = { country: 'BO', agency: 'EMPODERAR', zone: 'UTC', bookCurrency: 'BOB', displayUnit: 1 };
    const body = { programme, name: programme, ...of, unit };
    const { status } = await server.call('/api/v1/programmes', { headers: key(), body });
    expect(status).toBe(201);
  }

  const post = (as: string, path: string, body: object): Promise<Answer> =>
    server.call(`/api/v1/programmes/${path}`, { headers: key(), body, token: tokens[as]! });
  const get = (path: string): Promise<Answer> => server.call(`/api/v1/programmes/${path}`);
  const getAfter = async (command: Answer, path: string): Promise<Answer> => {
    expect(command.body).toMatchObject({ position: expect.any(String) });
    return get(`${path}${path.includes('?') ? '&' : '?'}after=${String(command.body['position'])}`);
  };
  // People act today, whatever date they name.
  const on = localDateIn('UTC', new Date());
  const tomorrow = addDays(on, 1);
  const yesterday = addDays(on, -1);
  const policy = (changed: object = {}) => ({
    changes: [
      { kind: 'threshold', name: 'no-objection', money: { amount: '100000.00', currency: 'USD' } },
      { kind: 'parameter', name: 'certificate-days', value: '45' },
      { kind: 'conflict', acts: ['pre-committed', 'committed'], scope: 'act', by: 'person', force: 'refuse' },
      {
        kind: 'rate-regime',
        act: 'inscription',
        regime: 'official',
        side: 'buy',
        dateRule: 'same-day',
        days: 0,
        rounding: 'half-up',
      },
      { kind: 'country-rule', name: 'commitments-at-year-end', choice: 'kept' },
    ],
    effectiveFrom: tomorrow,
    reason: 'the manual of 2022',
    effectiveOn: on,
    ...changed,
  });

  it('take two people, and count from their day on', async () => {
    const proposed = await post('ana', 'par2/policy/proposals', policy());
    expect(proposed).toMatchObject({ status: 201, body: { stream: 'policy-par2' } });
    const open = await getAfter(proposed, 'par2/policy/proposals?state=open');
    expect(open.body['items']).toMatchObject([{ proposal: 1, proposedBy: 'ana', version: null }]);

    const backdated = { effectiveOn: yesterday };
    expect(await post('ana', 'par2/policy/proposals/1/seconds', backdated)).toMatchObject({
      status: 403,
      body: { code: 'SAME_PERSON', values: { proposedBy: 'ana', secondedBy: 'ana' } },
    });
    const adopted = await post('ben', 'par2/policy/proposals/1/seconds', { effectiveOn: on });
    const after = await getAfter(adopted, `par2/policy?on=${tomorrow}`);
    expect(after.body).toMatchObject({ programme: 'par2', on: tomorrow, version: 1, versions: [1] });
    expect(after.body['thresholds']).toContainEqual({
      name: 'no-objection',
      money: { amount: '100000.00', currency: 'USD' },
    });
    expect(after.body['parameters']).toContainEqual({ name: 'certificate-days', unit: 'days', value: '45' });
    expect(after.body['conflicts']).toContainEqual({
      acts: ['pre-committed', 'committed'],
      scope: 'act',
      by: 'person',
      force: 'refuse',
    });
    expect(after.body['rateRegimes']).toMatchObject([
      { act: 'inscription', dateRule: 'same-day' },
      { act: null, dateRule: 'latest-within', days: 7 },
    ]);
    const before = await get(`par2/policy?on=${on}`);
    expect(before.body).toMatchObject({ version: 0, versions: [] });
    expect(before.body['parameters']).toContainEqual({ name: 'certificate-days', unit: 'days', value: '60' });
    expect((await get('par2/policy/versions')).body['items']).toMatchObject([
      { version: 1, proposal: 1, adoptedOn: on, proposedBy: 'ana', secondedBy: 'ben' },
    ]);
    expect(await post('eva', 'par2/policy/proposals/1/seconds', {})).toMatchObject({
      status: 409,
      body: { code: 'PROPOSAL_SETTLED' },
    });
  });

  it('can be taken back while they are proposals', async () => {
    await post('ana', 'juntos/policy/proposals', policy());
    const withdrawn = await post('eva', 'juntos/policy/proposals/1/withdrawals', { reason: 'too early' });
    const { body } = await getAfter(withdrawn, 'juntos/policy/proposals');
    expect(body['items']).toMatchObject([{ state: 'withdrawn', settledBy: 'eva', withdrawal: 'too early' }]);
    expect((await get('juntos/policy')).body).toMatchObject({ version: 0 });
  });

  it('are not seconded by whom the proposer hired', async () => {
    const engaged = await post('eva', 'indap/people', {
      person: 'ben',
      employer: 'INDAP',
      hiredBy: 'ana',
      from: '2022-01-10',
    });
    expect((await getAfter(engaged, `indap/people?on=${on}`)).body['items']).toEqual([
      { person: 'ben', employer: 'INDAP', hiredBy: 'ana', from: '2022-01-10', until: null },
    ]);
    await post('ana', 'indap/policy/proposals', policy());
    expect(await post('ben', 'indap/policy/proposals/1/seconds', { effectiveOn: on })).toMatchObject({
      status: 403,
      body: {
        code: 'DUTY_CONFLICT',
        values: {
          act: 'seconded-policy',
          pastAct: 'proposed-policy',
          pastPerson: 'ana',
          why: 'ana hired ben',
        },
      },
    });
    const ended = await post('eva', 'indap/people/ben/ends', { until: yesterday });
    expect((await getAfter(ended, 'indap/people')).body['items']).toMatchObject([{ until: yesterday }]);
    expect((await get(`indap/people?on=${on}`)).body['items']).toEqual([]);
    expect(await post('ben', 'indap/policy/proposals/1/seconds', { effectiveOn: on })).toMatchObject({
      status: 201,
    });
  });

  const one = (change: object) => policy({ changes: [change] });
  it.each<[string, number, string, object]>([
    ['a kind that there is not', 400, 'REQUEST_INVALID', one({ kind: 'mood', name: 'good' })],
    ['a misspelt name', 400, 'REQUEST_INVALID', one({ kind: 'parameter', name: 'days', value: '1' })],
    [
      'a field of another kind',
      400,
      'REQUEST_INVALID',
      one({ kind: 'parameter', name: 'observation-days', value: '1', act: 'x' }),
    ],
    [
      'half a day',
      422,
      'PARAMETER_MALFORMED',
      one({ kind: 'parameter', name: 'observation-days', value: '0.5' }),
    ],
    [
      'too many decimals',
      400,
      'AMOUNT_MALFORMED',
      one({ kind: 'threshold', name: 'no-objection', money: { amount: '1.005', currency: 'USD' } }),
    ],
    [
      'an amount of nothing',
      422,
      'AMOUNT_NOT_POSITIVE',
      one({ kind: 'threshold', name: 'no-objection', money: { amount: '0', currency: 'USD' } }),
    ],
    ['a day that is over', 422, 'POLICY_RETROACTIVE', policy({ effectiveFrom: yesterday })],
    ['nothing', 400, 'REQUEST_INVALID', policy({ changes: [] })],
  ])('do not say %s', async (_what, status, code, body) => {
    expect(await post('ana', 'paap/policy/proposals', body)).toMatchObject({ status, body: { code } });
    expect((await get('paap/policy/proposals')).body).toEqual({ items: [] });
  });

  it('answer for what is not there', async () => {
    expect(await post('ana', 'paap/policy/proposals/7/seconds', {})).toMatchObject({
      status: 404,
      body: { code: 'NO_SUCH_PROPOSAL' },
    });
    expect(await post('ana', 'paap/people/ben/ends', { until: on })).toMatchObject({ status: 404 });
    expect((await get('No%20Such/policy')).status).toBe(400);
    expect((await post('ana', 'paap/policy/proposals/first/seconds', {})).status).toBe(400);
  });

  it('are written down by somebody else', async () => {
    const own = { person: 'ana', employer: 'unit', from: '2022-01-01' };
    expect(await post('ana', 'paap/people', own)).toMatchObject({
      status: 403,
      body: { code: 'OWN_ENGAGEMENT' },
    });
  });
});
