import { writePosition } from '@tramo/event-log';
import { house } from '../../apps/server/src/house';
import { facts, FINANCING, PROGRAMME } from '../published/par2';
import { par2Tables } from '../published/par2-tables';
import { importTables, told } from './import-support';
import { startServer, type TestServer } from './support';

interface Row {
  readonly kind: string;
  readonly group: Readonly<Record<string, string | null>>;
  readonly values: Readonly<Record<string, { readonly amount: string } | null>>;
}

describe('PAR II from tables', () => {
  let server: TestServer;
  let ana: string;

  beforeAll(async () => {
    server = await startServer({ TRAMO_LOG_LEVEL: 'error' }, undefined, house);
    ana = await server.tokenOf('ana', 'finance-specialist');
  });
  afterAll(() => server.stop());

  const head = async (): Promise<string> => {
    const position = await server.system.log.head();
    return position ? writePosition(position) : 'nothing';
  };
  const shown = ({ kind, group, values }: Row): string =>
    [
      kind,
      Object.values(group).at(-1) ?? '-',
      ...Object.values(values).map((value) => value?.amount.replace(/\.00$/, '') ?? 'absent'),
    ].join(' ');
  const execution = async (query: Readonly<Record<string, string>>): Promise<readonly Row[]> => {
    const search = new URLSearchParams({ ...query, after: await head() });
    const path = `/api/v1/programmes/${PROGRAMME}/execution?${search}`;
    const { body } = await server.call(path, { token: ana });
    return body['items'] as readonly Row[];
  };

  it('is tried out first, and nothing is written', async () => {
    const tried = await importTables(server, ana, par2Tables, { dryRun: true });
    expect(told(tried)).toEqual([]);
    expect(tried).toMatchObject({ state: 'tried', message: null, findings: [] });
    expect(await head()).toBe('nothing');
  });

  it('is imported, and prints the published tables', async () => {
    const imported = await importTables(server, ana, par2Tables);
    expect(told(imported)).toEqual([]);
    expect(imported).toMatchObject({ state: 'imported', refused: 0, findings: [], by: 'ana' });
    const categories = await execution({
      groupBy: 'category',
      measures: 'programmedByCategory',
      financing: FINANCING,
      budgetYear: '2022',
      currency: 'USD',
    });
    expect(categories.map(shown)).toEqual([
      ...facts.categories_usd_2022.rows.map(({ code, usd }) => `group ${code} ${usd}`),
      `total - ${facts.categories_usd_2022.printed_total + 1}`,
    ]);
    const [producers] = await execution({
      groupBy: 'component',
      component: 'B.1',
      source: 'AIF',
      budgetYear: '2022',
      measures: 'programmed,inscribed,toInscribe',
    });
    expect(shown(producers!)).toBe('group B.1 151062203 89608345 61453858');
    const components = await execution({
      groupBy: 'component:1,component,source',
      measures: 'programmed',
      budgetYear: '2022',
    });
    expect(shown(components.at(-1)!)).toBe(`total - ${facts.components_bs_2022.grand_total.total}`);
  });
});
