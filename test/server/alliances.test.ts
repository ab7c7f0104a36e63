import { signsAlliance } from '@tramo/agreements';
import { decides, LedgerCommand, type CommandContext } from '@tramo/event-log';
import { rolesDecider, rolesStream } from '@tramo/identity';
import { accept, type LocalDate } from '@tramo/kernel';
import { house } from '../../apps/server/src/house';
import { key, startServer, type Answer, type TestServer } from './support';

let server: TestServer;
let made = 0;
let last = '';
const tokens: Record<string, string> = {};

const alliances = '/api/v1/programmes/par2/alliances';
const hash = 'c'.repeat(64);
const bob = (amount: string) => ({ amount, currency: 'BOB' });
const ASPECTS = ['financial', 'social', 'environmental', 'productive', 'administrative'];

type Signing = { readonly agreement: string; readonly alliance: string; readonly other: string | null };

/** Stands for the signing of an agreement, on a stream of its own: what it asks of alliances is all that is tried here. */
class Sign extends LedgerCommand<Signing> {}
const SignHandler = decides(Sign, {
  decider: rolesDecider,
  stream: ({ agreement }) => rolesStream(agreement),
  triesFirst: true,
  reserves: {
    alliance: signsAlliance(({ alliance, agreement }: Signing) => ({ alliance, agreement, by: 'rosa' })),
    other: signsAlliance(({ other, agreement }: Signing) =>
      other === null ? undefined : { alliance: other, agreement, by: 'rosa' },
    ),
  },
  decide: (_state, { agreement: programme }, { actor: by, effectiveOn: from }) =>
    accept([
      {
        type: 'PersonEngaged',
        data: { programme, person: 'signer', employer: 'UEP', hiredBy: null, from, by },
      },
    ]),
});

async function sign(agreement: string, alliance: string, other: string | null = null): Promise<void> {
  const context: CommandContext = {
    actor: 'rosa',
    roles: [],
    idempotencyKey: `sign-${(made += 1)}`,
    correlationId: 'a test',
    effectiveOn: '2022-05-02' as LocalDate,
    mode: 'live',
  };
  const handler = new SignHandler(server.system.commands);
  last = (await handler.execute(new Sign({ agreement, alliance, other }, context))).position;
}

const post = (path: string, body: object, person = 'ana'): Promise<Answer> =>
  server.call(path, {
    token: tokens[person]!,
    body: { effectiveOn: '2022-03-31', ...body },
    headers: key(`key-${(made += 1)}`),
  });

async function accepted(path: string, body: object, person = 'ana'): Promise<Answer['body']> {
  const answer = await post(path, body, person);
  expect([path, answer.status, answer.body]).toEqual([path, 201, expect.anything()]);
  last = answer.body['position'] as string;
  return answer.body;
}

const read = async <Shape>(path: string): Promise<Shape> => {
  const answer = await server.call(`${path}${path.includes('?') ? '&' : '?'}after=${last}`);
  expect([path, answer.status, answer.body]).toEqual([path, 200, expect.anything()]);
  return answer.body as Shape;
};
const head = async (): Promise<unknown> => (await server.call('/api/v1/ledger')).body['head'];

interface Alliance {
  readonly [field: string]: unknown;
  readonly alliance: string;
  readonly revision: number;
  readonly steps: readonly Readonly<Record<string, unknown>>[];
  readonly timeline: readonly Readonly<Record<string, unknown>>[];
  readonly opinions: readonly Readonly<Record<string, unknown>>[];
}
const one = (alliance: string): Promise<Alliance> => read(`${alliances}/${alliance}`);
const listed = async (query = ''): Promise<readonly string[]> =>
  (await read<{ items: Alliance[] }>(`${alliances}${query}`)).items.map(({ alliance }) => alliance);

const request = (alliance: string, more = {}, organisation = {}) => ({
  alliance,
  organisation: {
    code: `ORG-${alliance}`,
    name: `Asociación Ñuqanchik ${alliance}`,
    producers: 40,
    women: 22,
    ...organisation,
  },
  product: 'papa',
  model: 1,
  evaluator: 'unit',
  ...more,
});
const plan = { total: bob('1000'), credit: bob('700'), counterpart: bob('300'), evidence: hash };
const opinion = (aspect: string, more = {}) => ({
  aspect,
  opinion: 'favourable',
  text: 'it holds',
  evidence: hash,
  ...more,
});

async function planned(alliance: string): Promise<void> {
  await accepted(alliances, { ...request(alliance), effectiveOn: '2022-03-01' });
  await accepted(`${alliances}/${alliance}/assessments`, {
    result: 'viable',
    text: 'there is a buyer',
    effectiveOn: '2022-03-07',
  });
  await accepted(`${alliances}/${alliance}/plans`, { ...plan, effectiveOn: '2022-03-21' }, 'luz');
}

async function prioritised(alliance: string): Promise<void> {
  await planned(alliance);
  for (const aspect of ASPECTS) {
    await accepted(`${alliances}/${alliance}/opinions`, opinion(aspect), 'eva');
  }
  await accepted(`${alliances}/${alliance}/prioritisations`, {
    act: 'Acta 4/2022',
    rank: 3,
    score: '87.5',
    effectiveOn: '2022-04-14',
  });
}

beforeAll(async () => {
  server = await startServer({}, undefined, house);
  tokens['ana'] = await server.tokenOf('ana', 'coordinator', 'alliance-officer');
  tokens['luz'] = await server.tokenOf('luz', 'alliance-officer');
  tokens['paz'] = await server.tokenOf('paz', 'fiduciary-analyst');
  tokens['eva'] = await server.tokenOf('eva', 'finance-specialist');
  tokens['max'] = await server.tokenOf('max', 'treasurer');
  await accepted('/api/v1/programmes', {
    programme: 'par2',
    name: 'PAR II',
    country: 'BO',
    agency: 'EMPODERAR',
    zone: 'America/La_Paz',
    bookCurrency: 'BOB',
    displayUnit: 1,
    unit: { code: 'uep', name: 'Unidad ejecutora' },
    effectiveOn: '2021-01-01',
  });
  await accepted('/api/v1/programmes/par2/classifiers/region', {
    entries: ['Potosí', 'Oruro'].map((code) => ({ code, name: code, validFrom: '2021-01-01' })),
    effectiveOn: '2021-01-01',
  });
  await accepted('/api/v1/programmes/par2/months/closings', { month: '2022-01' });
  for (const person of ['luz', 'paz']) {
    await accepted('/api/v1/programmes/par2/people', { person, employer: 'Agro SRL', from: '2021-01-01' });
  }
});
afterAll(() => server.stop());

describe('an alliance', () => {
  beforeAll(() => prioritised('al-1'));

  it('shows its plan, its committee and whose turn it is', async () => {
    const { turn, ...rest } = await one('al-1');
    expect(rest).toMatchObject({
      programme: 'par2',
      alliance: 'al-1',
      state: 'prioritised',
      requestedOn: '2022-03-01',
      lastOn: '2022-04-14',
      organisation: { code: 'ORG-al-1', taxId: null, region: null, producers: 40, women: 22 },
      ally: null,
      model: 1,
      evaluator: 'unit',
      seasonDeadline: null,
      plan: {
        plan: 1,
        total: bob('1000.00'),
        credit: bob('700.00'),
        counterpart: bob('300.00'),
        evidence: hash,
      },
      prioritisation: { act: 'Acta 4/2022', rank: 3, score: '87.5' },
      agreement: null,
      revision: 8,
    });
    expect(turn).toMatchObject({ step: 'signature', owner: 'unit', since: '2022-04-14' });
    expect((turn as { workingDays: number }).workingDays).toBeGreaterThan(500);
  });

  it('shows its five opinions, with for whom they work who gave them', async () => {
    const { opinions } = await one('al-1');
    expect(opinions.map(({ aspect }) => aspect)).toEqual(ASPECTS);
    const [first] = opinions;
    expect(first).toMatchObject({ opinion: 'favourable', by: 'eva', employer: null, text: 'it holds' });
    const { body } = await server.call(first!['link'] as string);
    expect(body).toMatchObject({ events: [{ type: 'OpinionGiven', data: { aspect: 'financial' } }] });
  });

  it('shows the working days of every step and whose they were', async () => {
    const { steps } = await one('al-1');
    expect(
      steps.map(({ step, owner, startedOn, endedOn, workingDays }) => [
        step,
        owner,
        startedOn,
        endedOn,
        endedOn && workingDays,
      ]),
    ).toEqual([
      ['assessment', 'unit', '2022-03-01', '2022-03-07', 4],
      ['plan', 'organisation', '2022-03-07', '2022-03-21', 10],
      ['opinions', 'unit', '2022-03-21', '2022-03-31', 8],
      ['prioritisation', 'committee', '2022-03-31', '2022-04-14', 10],
      ['signature', 'unit', '2022-04-14', null, null],
    ]);
  });

  it('is signed with its agreement, and lives to its end', async () => {
    await sign('a-1', 'al-1');
    expect(await one('al-1')).toMatchObject({ state: 'signed', agreement: 'a-1' });
    const on = (effectiveOn: string) => ({ effectiveOn });
    await accepted(`${alliances}/al-1/investment-starts`, on('2022-05-16'));
    await accepted(`${alliances}/al-1/suspensions`, { reason: 'flood', ...on('2022-06-01') });
    expect(await one('al-1')).toMatchObject({
      state: 'suspended',
      turn: { step: 'suspension', owner: 'unit' },
    });
    await accepted(`${alliances}/al-1/resumptions`, { reason: 'the water has gone', ...on('2022-06-15') });
    await accepted(`${alliances}/al-1/operation-starts`, on('2022-08-01'));
    await accepted(`${alliances}/al-1/conclusions`, { reference: 'Acta 9/2022', ...on('2022-12-15') });
    const { steps, timeline, ...rest } = await one('al-1');
    expect(rest).toMatchObject({ state: 'concluded', turn: null, agreement: 'a-1', lastOn: '2022-12-15' });
    expect(steps.slice(5).map(({ step, endedOn }) => [step, endedOn])).toEqual([
      ['start', '2022-05-16'],
      ['investment', '2022-06-01'],
      ['suspension', '2022-06-15'],
      ['investment', '2022-08-01'],
      ['operation', '2022-12-15'],
    ]);
    expect(timeline.map(({ event, remark }) => [event, remark])).toEqual([
      ['AllianceRequested', null],
      ['OpportunityAssessed', 'viable: there is a buyer'],
      ['PlanFormulated', null],
      ...ASPECTS.map((aspect) => ['OpinionGiven', `${aspect}, favourable: it holds`]),
      ['AlliancePrioritised', 'Acta 4/2022'],
      ['AllianceSigned', 'a-1'],
      ['InvestmentBegun', null],
      ['AllianceSuspended', 'flood'],
      ['AllianceResumed', 'the water has gone'],
      ['OperationBegun', null],
      ['AllianceConcluded', 'Acta 9/2022'],
    ]);
  });

  it('is not signed where another of the same signing is not ripe, and is left as it was', async () => {
    await prioritised('al-2');
    await planned('al-3');
    await expect(sign('a-2', 'al-2', 'al-3')).rejects.toThrow(
      'ALLIANCE_NOT_PRIORITISED: alliance al-3 is planned',
    );
    last = (await head()) as string;
    expect(await one('al-2')).toMatchObject({
      state: 'prioritised',
      agreement: null,
      turn: { step: 'signature' },
    });
    // Both were asked before anything was written on either.
    const { timeline } = await one('al-2');
    expect(timeline.at(-1)).toMatchObject({ event: 'AlliancePrioritised' });
    expect((await one('al-3')).timeline).toHaveLength(3);
    await sign('a-3', 'al-2');
    expect(await one('al-2')).toMatchObject({ state: 'signed', agreement: 'a-3' });
    await accepted(`${alliances}/al-2/terminations`, { reason: 'the buyer left', effectiveOn: '2022-06-01' });
    expect(await one('al-2')).toMatchObject({ state: 'terminated', turn: null });
    await accepted(`${alliances}/al-3/refusals`, { reason: 'no water', effectiveOn: '2022-06-01' });
    expect(await one('al-3')).toMatchObject({ state: 'declined', turn: null });
  });

  it('has its plan formulated anew when an opinion is against it', async () => {
    await planned('al-4');
    for (const aspect of ASPECTS) {
      await accepted(`${alliances}/al-4/opinions`, opinion(aspect, { opinion: 'unfavourable' }), 'eva');
    }
    expect(await one('al-4')).toMatchObject({ turn: { step: 'revision', owner: 'organisation' } });
    await accepted(`${alliances}/al-4/plans`, { ...plan, effectiveOn: '2022-04-04' }, 'luz');
    const { opinions, ...rest } = await one('al-4');
    expect(rest).toMatchObject({ plan: { plan: 2 }, turn: { step: 'opinions', owner: 'unit' } });
    expect(opinions).toEqual([]);
  });
});

describe('the list', () => {
  beforeAll(async () => {
    const ally = { ally: { name: 'Molino del Sur' } };
    await accepted(alliances, request('li-1', ally, { region: 'Potosí', municipality: 'Betanzos' }));
    await accepted(alliances, request('li-2', { product: 'quínoa 100%' }, { region: 'Oruro' }));
    await accepted(alliances, request('li-3', { evaluator: 'operating-agent' }, { region: 'Oruro' }));
  });

  it.each([
    ['?state=requested', ['li-1', 'li-2', 'li-3']],
    ['?state=requested&owner=operating-agent', ['li-3']],
    ['?region=Oruro', ['li-2', 'li-3']],
    ['?search=molino', ['li-1']],
    ['?search=QUINOA', ['li-2']],
    ['?search=nuqanchik%20li-2', ['li-2']],
    ['?search=100%25', ['li-2']],
    ['?search=li_9', []],
  ])('%s', async (query, expected) => {
    expect(await listed(query)).toEqual(expected);
  });

  it('comes in pages, and as a table', async () => {
    const page = await read<{ items: Alliance[]; next: string }>(`${alliances}?state=requested&limit=2`);
    expect([page.items.length, page.next]).toEqual([2, 'li-2']);
    expect(await listed(`?state=requested&limit=2&cursor=${page.next}`)).toEqual(['li-3']);
    const table = await server.call(`${alliances}?format=csv&search=molino`);
    expect(table.body['text']).toContain('Molino del Sur');
  });

  it('is of programmes and alliances that there are', async () => {
    const codes = async (path: string) => (await server.call(path)).body['code'];
    expect(await codes('/api/v1/programmes/par9/alliances')).toBe('NO_SUCH_PROGRAMME');
    expect(await codes(`${alliances}/al-99`)).toBe('NO_SUCH_ALLIANCE');
    expect(await codes(`${alliances}?state=lost`)).toBe('REQUEST_INVALID');
  });
});

describe('what is refused leaves nothing', () => {
  beforeAll(() => planned('no-1'));

  const at = (path: string) => `${alliances}/no-1/${path}`;
  const prioritise = { act: 'Acta 4/2022', rank: 3, score: '87.5' };

  it.each<[string, string, () => [string, object, string?]]>([
    ['one of its name', 'ALLIANCE_EXISTS', () => [alliances, request('no-1')]],
    ['no such region', 'CODE_UNKNOWN', () => [alliances, request('no-2', {}, { region: 'Beni' })]],
    ['a closed month', 'MONTH_CLOSED', () => [alliances, { ...request('no-2'), effectiveOn: '2022-01-31' }]],
    ['women and producers', 'WOMEN_EXCEED_PRODUCERS', () => [alliances, request('no-2', {}, { women: 41 })]],
    ['no such alliance', 'ALLIANCE_UNKNOWN', () => [`${alliances}/no-9/refusals`, { reason: 'none' }]],
    ['no role', 'ROLE_MISSING', () => [alliances, request('no-2'), 'max']],
    ['no role to suspend', 'ROLE_MISSING', () => [at('suspensions'), { reason: 'flood' }, 'luz']],
    ['out of turn', 'ALLIANCE_NOT_REQUESTED', () => [at('assessments'), { result: 'viable', text: 'again' }]],
    [
      'too early a date',
      'BEFORE_LAST_STEP',
      () => [at('suspensions'), { reason: 'x', effectiveOn: '2022-03-20' }],
    ],
    ['nothing asked for', 'AMOUNT_NOT_POSITIVE', () => [at('plans'), { ...plan, total: bob('0') }, 'luz']],
    ['less than nothing', 'AMOUNT_NOT_POSITIVE', () => [at('plans'), { ...plan, credit: bob('-1') }, 'luz']],
    ['a sum', 'PLAN_DOES_NOT_ADD_UP', () => [at('plans'), { ...plan, total: bob('999') }, 'luz']],
    ['decimals', 'AMOUNT_MALFORMED', () => [at('plans'), { ...plan, total: bob('1000.001') }, 'luz']],
    [
      'a currency',
      'CURRENCY_NOT_OF_PROGRAMME',
      () => [at('plans'), { ...plan, total: { amount: '1000', currency: 'USD' } }, 'luz'],
    ],
    ['the adviser', 'DUTY_CONFLICT', () => [at('opinions'), opinion('social'), 'luz']],
    ['the adviser’s colleague', 'DUTY_CONFLICT', () => [at('opinions'), opinion('social'), 'paz']],
    ['no opinions', 'OPINIONS_MISSING', () => [at('prioritisations'), prioritise]],
    ['a stale revision', 'STALE_REVISION', () => [at('refusals'), { reason: 'x', expectedRevision: 1 }]],
    ['not signed', 'ALLIANCE_NOT_SIGNED', () => [at('investment-starts'), {}]],
    ['not suspended', 'ALLIANCE_NOT_SUSPENDED', () => [at('resumptions'), { reason: 'x' }]],
  ])('%s', async (_what, code, made) => {
    const before = await head();
    const [path, body, person] = made();
    const { status, body: problem } = await post(path, body, person);
    expect({ code: problem['code'], status }).toEqual({ code, status: expect.any(Number) });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(problem['cure'] ?? problem['detail']).toEqual(expect.any(String));
    expect(await head()).toEqual(before);
  });

  it.each([
    ['a name', alliances, request('No 1')],
    ['a model', alliances, request('no-2', { model: 4 })],
    ['nobody', alliances, request('no-2', {}, { producers: 0, women: 0 })],
    ['a name of a person', alliances, request('no-2', {}, { president: 'Juana' })],
    ['a hash', `${alliances}/no-1/plans`, { ...plan, evidence: 'plan.pdf' }],
    ['an aspect', `${alliances}/no-1/opinions`, opinion('legal')],
    ['a score', `${alliances}/no-1/prioritisations`, { ...prioritise, score: '1e9' }],
    ['a rank', `${alliances}/no-1/prioritisations`, { ...prioritise, rank: 0 }],
    ['no reason', `${alliances}/no-1/refusals`, {}],
    ['an address', `${alliances}/No-1/refusals`, { reason: 'x' }],
  ])('%s that is malformed', async (_what, path, body) => {
    const { status, body: problem } = await post(path, body);
    expect([status, problem['code']]).toEqual([400, 'REQUEST_INVALID']);
  });

  it('with two rules broken says both, and the cures', async () => {
    const { body } = await post(`${alliances}/no-1/prioritisations`, {
      ...prioritise,
      effectiveOn: '2022-01-31',
    });
    expect(body).toMatchObject({
      code: 'MONTH_CLOSED',
      also: [{ code: 'BEFORE_LAST_STEP' }, { code: 'OPINIONS_MISSING', values: { missing: ASPECTS } }],
    });
  });
});
