import { CommandBus } from '@nestjs/cqrs';
import { contextOf } from '../../apps/server/src/demonstration/act';
import { demonstrate } from '../../apps/server/src/demonstration/demonstrate';
import { demonstration } from '../../apps/server/src/demonstration/demonstration';
import facts from '../../apps/server/src/demonstration/par2.json';
import { house } from '../../apps/server/src/house';
import { key, startServer, type TestServer } from './support';

jest.setTimeout(180_000);

interface Items {
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly next?: string | null;
}
interface Report {
  readonly items: readonly {
    readonly kind: string;
    readonly group: Readonly<Record<string, string | null>>;
    readonly values: Readonly<Record<string, { readonly amount: string } | null>>;
  }[];
}

const PROGRAMME = '/api/v1/programmes/par2-2022';

describe('the demonstration', () => {
  let server: TestServer;
  let head: string;
  beforeAll(async () => {
    server = await startServer({}, undefined, house);
    await demonstrate(server.app.get(CommandBus));
    head = await headOf();
  });
  afterAll(() => server.stop());

  const headOf = async (): Promise<string> => (await server.call('/api/v1/ledger')).body['head'] as string;
  const read = async <Shape>(path: string): Promise<Shape> => {
    const after = `${path.includes('?') ? '&' : '?'}after=${head}`;
    const answer = await server.call(`${PROGRAMME}${path}${after}`);
    expect([path, answer.status, answer.body]).toEqual([path, 200, expect.anything()]);
    return answer.body as unknown as Shape;
  };
  const all = async (path: string): Promise<Items['items']> => {
    const items: Readonly<Record<string, unknown>>[] = [];
    for (let cursor = ''; ;) {
      const page = await read<Items>(`${path}${path.includes('?') ? '&' : '?'}limit=100${cursor}`);
      items.push(...page.items);
      if (!page.next) return items;
      cursor = `&cursor=${encodeURIComponent(page.next)}`;
    }
  };
  const totals = async (groupBy: string): Promise<Readonly<Record<string, string | undefined>>> => {
    const { items } = await read<Report>(
      `/execution?groupBy=${groupBy}&measures=current,committed,accrued,paid,justified`,
    );
    const { values } = items.find(({ kind }) => kind === 'total')!;
    return Object.fromEntries(Object.entries(values).map(([measure, value]) => [measure, value?.amount]));
  };

  it('says that it is one', async () => {
    expect(await read('')).toMatchObject({ demonstration: true, bookCurrency: 'BOB' });
  });

  it('has some sixty alliances in nine departments, at every stage of their life', async () => {
    const alliances = await all('/alliances');
    expect(alliances.length).toBeGreaterThanOrEqual(58);
    expect(
      new Set(alliances.map(({ organisation }) => (organisation as { region: string }).region)).size,
    ).toBe(9);
    const states = new Set(alliances.map(({ state }) => state));
    for (const state of [
      'requested',
      'assessed',
      'declined',
      'planned',
      'prioritised',
      'signed',
      'investing',
      'operating',
      'concluded',
    ]) {
      expect(states).toContain(state);
    }
    const agreements = new Set((await all('/agreements')).map(({ standing }) => standing));
    for (const standing of ['in-force', 'suspended', 'terminated', 'closed']) {
      expect(agreements).toContain(standing);
    }
  });

  it('has tranches at every step, one that bounced, some that wait long, and one agreement not funded yet', async () => {
    const tranches = await all('/tranches');
    const states = new Set(tranches.map(({ state }) => state));
    for (const state of ['requested', 'reviewed', 'approved', 'ordered', 'sent', 'bounced', 'confirmed']) {
      expect(states).toContain(state);
    }
    expect(tranches.filter(({ state }) => state === 'bounced')).toHaveLength(1);
    const waiting = tranches.filter(({ turn }) => turn !== null);
    const late = waiting.filter(({ turn }) => (turn as { workingDays: number }).workingDays > 20);
    expect(late.length).toBeGreaterThan(2);
    const funding = (await all('/agreements')).filter(({ standing }) => standing === 'in-force');
    expect(new Set(funding.map((one) => one['funding']))).toEqual(new Set(['funded', 'unfunded']));
    const expenses = new Set((await all('/expenses')).map(({ state }) => state));
    for (const state of ['reported', 'observed', 'accepted', 'ineligible']) expect(expenses).toContain(state);
  });

  it('is PAR II as it was printed: categories, components, inscription and rates', async () => {
    const { categories_usd_2022: categories, components_bs_2022: components, inscriptions } = facts;
    const planned = await read<Report>('/execution?groupBy=component&measures=programmed,inscribed');
    for (const { sub } of components.components) {
      for (const { code, aif, cp } of sub) {
        const row = planned.items.find(({ group }) => group['component'] === code);
        expect([code, row?.values['programmed']?.amount]).toEqual([code, `${aif + (cp ?? 0)}.00`]);
      }
    }
    expect(JSON.stringify(planned.items)).toContain(`"${inscriptions.inscribed_bs}.00"`);
    const credit = await read<Report>(
      '/execution?groupBy=category&measures=programmedByCategory&financing=aif-par2-2022&budgetYear=2022&currency=USD',
    );
    expect(
      credit.items.flatMap(({ kind, group, values }) =>
        kind === 'group' ? [[group['category'], values['programmedByCategory']?.amount]] : [],
      ),
    ).toEqual(categories.rows.map(({ code, usd }) => [code, `${usd}.00`]));
    const rates = await server.call(`/api/v1/rates?base=USD&quote=BOB&limit=100&after=${head}`);
    const { items } = rates.body as unknown as Items;
    expect(new Set(items.map(({ value }) => value))).toEqual(new Set([facts.bs_per_usd]));
    expect(items).toHaveLength(53);
  });

  it('breaks no rule; what policy only watches is found', async () => {
    const findings = await all('/findings');
    expect(new Set(findings.map(({ code }) => code))).toEqual(new Set(['DUTY_CONFLICT']));
    for (const { values } of findings) expect(values).toMatchObject({ force: 'finding' });
    expect(findings.length).toBeLessThan(12);
  });

  it('adds up to the same, however it is grouped', async () => {
    const whole = await totals('entity');
    for (const groupBy of ['region', 'component', 'agreement', 'category,component', 'region,agreement']) {
      expect([groupBy, await totals(groupBy)]).toEqual([groupBy, whole]);
    }
    expect(whole).toMatchObject({ current: '89608345.00' });
    expect(Number(whole['paid'])).toBeGreaterThan(10_000_000);
  });

  it('does nothing when it is asked for again', async () => {
    await demonstrate(server.app.get(CommandBus));
    expect(await headOf()).toBe(head);
    const told = (): string =>
      JSON.stringify(demonstration().map((act, at) => act.command(contextOf(act, at))));
    expect(told()).toBe(told());
    expect(told()).not.toMatch(/\d{4}-\d\d-\d\dT/);
  });

  it('is refused beside people’s own money', async () => {
    const other = await startServer({}, undefined, house);
    try {
      const opened = await other.call('/api/v1/indices', {
        body: { index: 'ipc', name: 'IPC', period: 'month', country: 'BO' },
        headers: key(),
      });
      expect(opened.status).toBeLessThan(500);
      await other.call('/api/v1/programmes', {
        body: {
          programme: 'own',
          name: 'Own',
          country: 'BO',
          agency: 'A',
          zone: 'America/La_Paz',
          bookCurrency: 'BOB',
          displayUnit: 1,
          unit: { code: 'U', name: 'Unit' },
        },
        headers: key(),
      });
      expect(await other.call('/api/v1/operations/demonstration', { method: 'POST' })).toMatchObject({
        status: 409,
        body: { code: 'LEDGER_IN_USE' },
      });
    } finally {
      await other.stop();
    }
  });
});
