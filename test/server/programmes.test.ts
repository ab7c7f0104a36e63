import { readPosition } from '@tramo/event-log';
import type { SqlStore } from '@tramo/stores';
import { house } from '../../apps/server/src/house';
import { key, startServer, type Answer, type TestServer } from './support';

const PAR2 = {
  programme: 'par2',
  name: 'Proyecto de Alianzas Rurales II',
  country: 'BO',
  agency: 'EMPODERAR',
  zone: 'America/La_Paz',
  bookCurrency: 'BOB',
  displayUnit: 1,
  unit: { code: 'UCP', name: 'Unidad de Coordinación del Proyecto' },
};
const CREDIT = {
  financing: '8735-bo',
  programme: 'par2',
  lender: 'AIF',
  number: '8735-BO',
  amount: { amount: '100000000', currency: 'USD' },
  closingDate: '2023-12-31',
  graceEnd: '2024-04-30',
  withdrawals: ['advance', 'direct-payment'],
  specialAccounts: [
    { code: 'CE-1', name: 'Cuenta especial', ceiling: { amount: '8000000', currency: 'USD' } },
  ],
};
const usd = (amount: string) => ({ amount, currency: 'USD' });
const from = '2018-04-01';

describe('programmes over HTTP', () => {
  let server: TestServer;
  let ana: string;
  let rosa: string;
  let last = '';

  beforeAll(async () => {
    server = await startServer({}, undefined, house);
    ana = await server.tokenOf('ana', 'finance-specialist');
    rosa = await server.tokenOf('rosa', 'coordinator');
  });
  afterAll(() => server.stop());

  const send = async (path: string, body: object, token = ana): Promise<Answer> => {
    const answer = await server.call(`/api/v1/${path}`, {
      method: 'POST',
      token,
      headers: key(),
      body: { effectiveOn: '2022-01-03', ...body },
    });
    if (answer.status === 201) last = answer.body['position'] as string;
    return answer;
  };
  const accepted = async (path: string, body: object, token?: string): Promise<void> => {
    const answer = await send(path, body, token);
    expect([answer.status, answer.body['code']]).toEqual([201, undefined]);
  };
  const refused = async (path: string, body: object): Promise<readonly unknown[]> => {
    const { status, body: problem } = await send(path, body);
    return [status, problem['code'], problem['field']];
  };
  const read = async (path: string): Promise<Answer['body']> => {
    const { status, body } = await server.call(
      `/api/v1/${path}${path.includes('?') ? '&' : '?'}after=${last}`,
    );
    expect(status).toBe(200);
    return body;
  };
  const codes = (body: Answer['body']): unknown[] =>
    (body['items'] as { code: string }[]).map(({ code }) => code);

  it('opens a programme, once', async () => {
    await accepted('programmes', PAR2);
    expect(await refused('programmes', PAR2)).toEqual([409, 'PROGRAMME_EXISTS', 'programme']);
    expect(await read('programmes/par2')).toEqual({
      programme: 'par2',
      name: PAR2.name,
      country: 'BO',
      agency: 'EMPODERAR',
      zone: 'America/La_Paz',
      bookCurrency: 'BOB',
      displayUnit: 1,
      demonstration: false,
      executingUnit: 'UCP',
      openedOn: '2022-01-03',
      budgetCodeScheme: null,
    });
    expect((await read('programmes'))['items']).toHaveLength(1);
  });

  it.each([
    ['a zone that is none', { zone: 'America/Lapaz' }],
    ['a currency that is none', { bookCurrency: 'BOL' }],
    ['a code that no address could hold', { programme: 'PAR II' }],
    ['a name that no view could hold', { name: 'PAR\u0000II' }],
    ['a unit without a name', { unit: { code: 'UCP' } }],
  ])('refuses %s as malformed', async (_what, wrong) => {
    expect((await send('programmes', { ...PAR2, programme: 'other', ...wrong })).status).toBe(400);
  });

  it('registers entities and shows them in pages', async () => {
    await accepted('programmes/par2/entities', { code: 'FPS', name: 'Fondo', kind: 'fund' });
    expect(await refused('programmes/par2/entities', { code: 'FPS', name: 'x', kind: 'fund' })).toEqual([
      409,
      'CODE_TAKEN',
      'code',
    ]);
    const first = await read('programmes/par2/entities?limit=1');
    expect([codes(first), first['next']]).toEqual([['FPS'], 'FPS']);
    const second = await read('programmes/par2/entities?limit=1&cursor=FPS');
    expect([codes(second), second['next']]).toEqual([['UCP'], null]);
  });

  it('keeps classifiers that are dated, and supersedes instead of renaming', async () => {
    await accepted('programmes/par2/budget-code-schemes', {
      levels: [
        { key: 'partida', name: 'Partida' },
        { key: 'subpartida', name: 'Subpartida' },
      ],
      separator: '.',
    });
    await accepted('programmes/par2/classifiers/component', {
      entries: [
        { code: 'B', name: 'Implementación', validFrom: from },
        { code: 'B.1', name: 'Subproyectos', parent: 'B', validFrom: from },
        { code: 'B.x', name: 'Asistencia técnica regional', parent: 'B', validFrom: from },
      ],
    });
    await accepted('programmes/par2/classifiers/budgetCode', {
      entries: [{ code: '7', name: 'Transferencias', level: 'partida', validFrom: from }],
    });
    await accepted('programmes/par2/classifiers/source', {
      entries: [
        { code: 'AIF', name: 'Crédito', sourceKind: 'lender', financing: '8735-bo', validFrom: from },
      ],
    });
    await accepted('programmes/par2/classifiers/component/supersessions', {
      code: 'B.x',
      validTo: '2021-12-31',
      by: ['B.1'],
      reason: 'se unen',
    });
    expect(codes(await read('programmes/par2/classifiers/component'))).toEqual(['B', 'B.1', 'B.x']);
    expect(codes(await read('programmes/par2/classifiers/component?on=2022-01-01'))).toEqual(['B', 'B.1']);
    expect(codes(await read('programmes/par2/classifiers/component?on=2021-12-31'))).toHaveLength(3);
    const [component] = (await read('programmes/par2/classifiers/component?cursor=B.1'))['items'] as object[];
    expect(component).toMatchObject({ code: 'B.x', validTo: '2021-12-31', supersededBy: ['B.1'] });
  });

  it('takes five hundred entries in one command', async () => {
    const entries = Array.from({ length: 500 }, (_, index) => ({
      code: `R-${index}`,
      name: `Municipio número ${index} de un departamento con nombre largo`,
      validFrom: from,
    }));
    await accepted('programmes/par2/classifiers/region', { entries });
    expect((await read('programmes/par2/classifiers/region?limit=1000'))['items']).toHaveLength(500);
  });

  it('signs an agreement, shares it and allocates its categories within the shares', async () => {
    await accepted('financing', CREDIT);
    expect(await refused('financing', CREDIT)).toEqual([409, 'FINANCING_EXISTS', 'financing']);
    expect(await refused('financing', { ...CREDIT, financing: 'f2', programme: 'none' })).toEqual([
      404,
      'PROGRAMME_UNKNOWN',
      undefined,
    ]);
    await accepted('financing/8735-bo/shares', {
      executor: 'UCP',
      purpose: 'proyecto',
      amount: usd('84750000'),
    });
    await accepted('financing/8735-bo/shares', {
      executor: 'UCP',
      purpose: 'preparación',
      amount: usd('250000'),
    });
    await accepted('financing/8735-bo/shares', {
      executor: 'FPS',
      purpose: 'municipal',
      amount: usd('15000000'),
    });
    expect(
      await refused('financing/8735-bo/shares', { executor: 'FPS', purpose: 'más', amount: usd('0.01') }),
    ).toEqual([422, 'SHARES_EXCEED_FINANCING', 'amount']);
    const stranger = { executor: 'NADIE', purpose: 'x', amount: usd('1') };
    expect(await refused('financing/8735-bo/shares', stranger)).toEqual([422, 'CODE_UNKNOWN', 'executor']);
    await accepted('financing/8735-bo/categories', {
      categories: [
        { code: '2(a)', name: 'Subproyectos', percentage: '70', eligibleAt: 'expense' },
        { code: '3', name: 'Gestión', percentage: '100', eligibleAt: 'transfer' },
      ],
    });
    await accepted('financing/8735-bo/allocations', { share: 'UCP', amount: usd('85000000') });
    await accepted('financing/8735-bo/prior-executions', {
      share: 'UCP',
      amount: usd('58573486'),
      until: '2021-12-31',
    });
    await accepted('financing/8735-bo/reallocations', {
      share: 'UCP',
      to: '2(a)',
      amount: usd('22470729'),
      reason: 'POA 2022',
    });
    await accepted('financing/8735-bo/plans', {
      share: 'UCP',
      year: '2022',
      lines: [
        { category: '2(a)', amount: usd('22470729') },
        { category: '3', amount: usd('2826131') },
      ],
    });
    expect(
      await refused('financing/8735-bo/reallocations', {
        share: 'UCP',
        to: '3',
        amount: usd('3955785.01'),
        reason: 'x',
      }),
    ).toEqual([422, 'CATEGORY_FREE_EXCEEDED', 'amount']);
    expect(await read('financing/8735-bo')).toMatchObject({
      amount: usd('100000000.00'),
      specialAccounts: [{ code: 'CE-1', ceiling: usd('8000000.00') }],
      shares: [
        { executor: 'FPS', amount: usd('15000000.00') },
        { executor: 'UCP', purpose: 'preparación', amount: usd('250000.00') },
        { executor: 'UCP', purpose: 'proyecto', amount: usd('84750000.00') },
      ],
      categories: [{ code: '2(a)' }, { code: '3', eligibleAt: 'transfer' }],
    });
    expect((await read('programmes/par2/financing'))['items']).toHaveLength(1);
  });

  it("moves the lender's money through its cascade, share by share and category by category", async () => {
    await server.system.projector.waitFor(readPosition(last), { timeoutMs: 10_000 });
    const { db } = server.system.views as SqlStore<{
      journal_cell: Record<'account' | 'entity' | 'currency', string> & {
        category: string | null;
        minor: bigint;
      };
    }>;
    const cells = await db
      .selectFrom('journal_cell')
      .select(['account', 'category', 'minor'])
      .where('entity', '=', 'UCP')
      .execute();
    const balances = cells.map(({ account, category, minor }) => [account, category, Number(minor) / 100]);
    expect(balances).toHaveLength(10);
    expect(balances).toEqual(
      expect.arrayContaining([
        ['970.1', null, -85_000_000],
        ['970.2', null, 22_470_729],
        ['970.2', '2(a)', -22_470_729],
        ['971', null, 3_955_785],
        ['971', '2(a)', 22_470_729],
        ['974', null, 58_573_486],
        ['975', '2(a)', 22_470_729],
        ['976', '2(a)', -22_470_729],
        ['975', '3', 2_826_131],
        ['976', '3', -2_826_131],
      ]),
    );
  });

  it('adopts crosswalks, each from its date', async () => {
    const crosswalk = { financing: '8735-bo', proof: 'carta del 3 de enero' };
    await accepted('programmes/par2/crosswalks', {
      ...crosswalk,
      validFrom: from,
      entries: [{ component: 'B', category: '3' }],
    });
    await accepted('programmes/par2/crosswalks', {
      ...crosswalk,
      validFrom: '2022-01-01',
      entries: [{ component: 'B', category: '2(a)' }],
    });
    expect(
      await refused('programmes/par2/crosswalks', {
        ...crosswalk,
        validFrom: '2022-01-01',
        entries: [{ component: 'B', category: '9' }],
      }),
    ).toEqual([422, 'CODE_UNKNOWN', 'entries.0.category']);
    const on = async (date: string) => (await read(`programmes/par2/crosswalks?on=${date}`))['items'];
    expect(await on('2018-03-31')).toEqual([]);
    expect(await on('2021-12-31')).toEqual([{ financing: '8735-bo', component: 'B', category: '3' }]);
    expect(await on('2022-01-01')).toEqual([{ financing: '8735-bo', component: 'B', category: '2(a)' }]);
  });

  it('closes a month, and takes two people to reopen it', async () => {
    const month = 'programmes/par2/months';
    await accepted(`${month}/closings`, { month: '2022-01' });
    expect(await refused(`${month}/closings`, { month: '2022-01' })).toEqual([
      409,
      'MONTH_ALREADY_CLOSED',
      'month',
    ]);
    const allocation = { share: 'FPS', amount: usd('1') };
    expect(await refused('financing/8735-bo/allocations', allocation)).toEqual([
      422,
      'MONTH_CLOSED',
      'effectiveOn',
    ]);
    await accepted('financing/8735-bo/allocations', {
      ...allocation,
      effectiveOn: '2022-02-01',
      correctsOn: '2022-01-03',
    });
    await accepted(`${month}/2022-01/reopening-proposals`, { reason: 'faltó una planilla' });
    expect(await refused(`${month}/2022-01/reopenings`, {})).toEqual([403, 'SAME_PERSON', undefined]);
    await accepted(`${month}/2022-01/reopenings`, {}, rosa);
    expect((await read(month))['items']).toEqual([
      {
        month: '2022-01',
        state: 'open',
        closedBy: 'ana',
        proposedBy: 'ana',
        reason: 'faltó una planilla',
        secondedBy: 'rosa',
      },
    ]);
    await accepted('financing/8735-bo/allocations', allocation);
  });

  it.each([
    ['programmes/none', 'NO_SUCH_PROGRAMME'],
    ['programmes/none/entities', 'NO_SUCH_PROGRAMME'],
    ['programmes/none/classifiers/component', 'NO_SUCH_PROGRAMME'],
    ['programmes/none/crosswalks', 'NO_SUCH_PROGRAMME'],
    ['programmes/none/months', 'NO_SUCH_PROGRAMME'],
    ['programmes/none/financing', 'NO_SUCH_PROGRAMME'],
    ['programmes/par2/classifiers/colour', 'NO_SUCH_CLASSIFIER'],
    ['programmes/par2/crosswalks?financing=none', 'NO_SUCH_FINANCING'],
    ['financing/none', 'NO_SUCH_FINANCING'],
    ['financing/none/shares', 'NO_SUCH_FINANCING'],
  ])('answers %s with 404 %s', async (path, code) => {
    const { status, body } = await server.call(`/api/v1/${path}`);
    expect([status, body['code']]).toEqual([404, code]);
  });

  it.each([
    ['programmes/none/entities', { code: 'x', name: 'x', kind: 'unit' }, 'PROGRAMME_UNKNOWN'],
    ['programmes/none/months/closings', { month: '2022-01' }, 'PROGRAMME_UNKNOWN'],
    ['financing/none/allocations', { share: 'UCP', amount: usd('1') }, 'FINANCING_UNKNOWN'],
  ])('refuses %s, of which there is none', async (path, body, code) => {
    expect((await refused(path, body)).slice(0, 2)).toEqual([404, code]);
  });

  it('lets an auditor read, and not write', async () => {
    const auditor = await server.tokenOf('eva', 'auditor');
    const answer = await send('programmes', { ...PAR2, programme: 'other' }, auditor);
    expect([answer.status, answer.body['code']]).toEqual([403, 'ROLE_MISSING']);
    expect((await server.call('/api/v1/programmes/par2', { token: auditor })).status).toBe(200);
  });

  it('can be had as a spreadsheet', async () => {
    const { body } = await server.call('/api/v1/programmes/par2/entities?format=csv');
    expect(body['text']).toContain('UCP,Unidad de Coordinación del Proyecto,unit');
  });
});
