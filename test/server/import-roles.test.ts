import { house } from '../../apps/server/src/house';
import { templates } from '../../apps/server/src/import/templates';
import { importersOf, IMPORTERS } from '../../apps/server/src/import/templates/who-imports';
import { allianceTables } from '../published/alliance-tables';
import { par2Tables } from '../published/par2-tables';
import { importTables, send, type Tables } from './import-support';
import { startServer, type TestServer } from './support';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({}, undefined, house);
});
afterAll(() => server.stop());

async function asked(role: (typeof IMPORTERS)[number], tables: Tables) {
  const token = await server.tokenOf(`a-${role}`, role);
  const files = await send(server, token, tables);
  return server.call('/api/v1/imports', { token, body: { files, dryRun: true } });
}

test('whoever moves no money live imports none, and is told before anything is tried', async () => {
  const tables = {
    'rates.csv': par2Tables['rates.csv']!,
    'inscriptions.csv': par2Tables['inscriptions.csv']!,
    'transfers.csv': allianceTables['transfers.csv']!,
  };
  const administrator = await asked('administrator', tables);
  expect([administrator.status, administrator.body]).toMatchObject([
    403,
    {
      code: 'ROLE_MISSING',
      values: { allowed: ['finance-specialist'], files: ['inscriptions.csv', 'transfers.csv'] },
      detail: expect.stringMatching(
        /administrator does not import inscriptions\.csv, transfers\.csv: .*tramo token issue .*TRAMO_TOKEN/,
      ) as string,
    },
  ]);
  expect(await asked('coordinator', tables)).toMatchObject({
    status: 403,
    body: { values: { files: ['transfers.csv'] } },
  });
  const { 'transfers.csv': _, ...others } = tables;
  expect((await asked('coordinator', others)).status).toBe(202);
});

test('the rest is imported by whoever configures', async () => {
  const token = await server.tokenOf('carla', 'administrator');
  const tables = { 'rates.csv': par2Tables['rates.csv']! };
  expect(await importTables(server, token, tables)).toMatchObject({ state: 'imported', by: 'carla' });
});

const P = '/api/v1/programmes/{programme}';
const A = `${P}/agreements/{agreement}`;
/** By which routes people do live what a row of a table says. */
const LIVE: Readonly<Record<string, readonly string[]>> = {
  programmes: ['/api/v1/programmes'],
  entities: [`${P}/entities`],
  'code-levels': [`${P}/budget-code-schemes`],
  financing: ['/api/v1/financing'],
  shares: ['/api/v1/financing/{financing}/shares'],
  categories: ['/api/v1/financing/{financing}/categories'],
  classifiers: [`${P}/classifiers/{classifier}`],
  crosswalk: [`${P}/crosswalks`],
  rates: ['/api/v1/rates'],
  indices: ['/api/v1/indices'],
  'index-values': ['/api/v1/indices/{index}/values'],
  accounts: [`${P}/bank-accounts`, `${P}/bank-accounts/{bankAccount}/verifications`],
  budgets: [`${P}/budgets`],
  allocations: ['/api/v1/financing/{financing}/allocations'],
  'prior-executions': ['/api/v1/financing/{financing}/prior-executions'],
  'category-plans': ['/api/v1/financing/{financing}/plans'],
  plans: [`${P}/budgets/{year}/plans`],
  inscriptions: [`${P}/budgets/{year}/inscriptions`],
  receipts: [`${P}/bank-accounts/{bankAccount}/receipts`],
  conversions: [`${P}/bank-accounts/{bankAccount}/conversions`],
  commitments: [`${P}/budgets/{year}/commitments`],
  instalments: [`${A}/commitments`],
  deposits: [`${A}/deposits`, `${A}/deposits/{deposit}/verifications`],
  certificates: [`${A}/certificates`],
  expenses: [`${A}/expenses`, `${A}/expenses/{expense}/acceptances`],
  'appropriation-transfers': [`${P}/budgets/{year}/transfers`],
  reductions: [`${P}/budgets/{year}/reductions`],
  figures: [`${P}/figures`],
  spending: [`${A}/spendings`],
  'cost-allocations': [`${A}/cost-allocations`],
};
/** For finance specialists alone, whoever does them live: rows of theirs say that others signed. */
const SAYS_WHO_SIGNED = ['agreements', 'transfers'];

test('the line is drawn where the live routes draw it', async () => {
  const token = await server.tokenOf('ana', 'auditor');
  const { body } = await server.call('/api/v1/openapi.json', { token });
  const paths = body['paths'] as Readonly<Record<string, { post?: { 'x-roles'?: readonly string[] } }>>;
  const known = [...Object.keys(LIVE), ...SAYS_WHO_SIGNED];
  expect(templates.map(({ kind }) => kind).filter((kind) => !known.includes(kind))).toEqual([]);
  for (const [kind, routes] of Object.entries(LIVE)) {
    const mayLive = routes.map((path) => [path, paths[path]?.post?.['x-roles'] ?? 'no such route']);
    const may = IMPORTERS.filter(
      (role) => role === 'finance-specialist' || mayLive.every(([, roles]) => roles?.includes(role)),
    );
    expect([kind, mayLive, importersOf(kind)]).toEqual([kind, mayLive, may]);
  }
  for (const kind of SAYS_WHO_SIGNED) expect(importersOf(kind)).toEqual(['finance-specialist']);
});
