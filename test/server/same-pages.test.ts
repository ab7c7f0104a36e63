import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CommandBus } from '@nestjs/cqrs';
import { contextOf, day, type Act } from '../../apps/server/src/demonstration/act';
import { Life, type Stage } from '../../apps/server/src/demonstration/life';
import { FINANCING, opening, PROGRAMME, year } from '../../apps/server/src/demonstration/programme';
import { house } from '../../apps/server/src/house';
import { runOnPostgres, temporaryDirectory, testPostgres } from '../support/stores';
import { importTables } from './import-support';
import { startServer, type TestServer } from './support';

/** So many ways to live that every page has something to show. */
const STAGES: readonly Stage[] = ['third-tranche', 'ineligible', 'tranche-bounced', 'tranche-signed-once'];

const acts: readonly Act[] = [
  ...opening,
  ...year,
  ...STAGES.flatMap((stage, index) => new Life(index + 1, day('2022-01-17'), stage).lived()),
].filter(({ on }) => on <= '2022-12-31');

const programme = `/api/v1/programmes/${PROGRAMME}`;
/** Asked with what they cannot do without, below. */
const NEEDING_MORE = ['/execution/evidence', '/monitoring', '/reconciliation'];

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>;
}
type Rows = readonly Readonly<Record<string, string | number>>[];

describe('the pages of a year, with views and state on PostgreSQL and on SQLite', () => {
  const directory = temporaryDirectory();
  const database = `tramo_${randomUUID().replaceAll('-', '')}`;
  const onPostgres = join(directory.path, 'postgres');
  const onSqlite = join(directory.path, 'sqlite');
  const running = new Set<TestServer>();
  let postgres: TestServer;
  let sqlite: TestServer;
  let head: string;

  beforeAll(async () => {
    await runOnPostgres(`create database ${database}`);
    const views = new URL(testPostgres());
    views.pathname = `/${database}`;
    const variables = { TRAMO_VIEWS: views.href };
    const first = await started(variables, onPostgres);
    await enact(first);
    head = (await first.call('/api/v1/ledger')).body['head'] as string;
    running.delete(first);
    await first.stop();
    mkdirSync(onSqlite);
    cpSync(join(onPostgres, 'ledger.db'), join(onSqlite, 'ledger.db'));
    [postgres, sqlite] = await Promise.all([started(variables, onPostgres), started({}, onSqlite)]);
  }, 120_000);
  afterAll(async () => {
    await Promise.all([...running].map((server) => server.stop()));
    directory.discard();
    await runOnPostgres(`drop database ${database} with (force)`);
  });

  async function started(variables: Readonly<Record<string, string>>, dataDir: string): Promise<TestServer> {
    const server = await startServer(variables, dataDir, house);
    running.add(server);
    return server;
  }

  async function enact(server: TestServer): Promise<void> {
    const bus = server.app.get(CommandBus);
    const inOrder = acts.map((act, index) => ({ act, index })).sort(byDay);
    for (const [number, { act }] of inOrder.entries()) await bus.execute(act.command(contextOf(act, number)));
    const token = await server.tokenOf('carla', 'administrator');
    const indices =
      'index,name,country,frequency,base_period,source,on\nipc-cl,IPC,CL,monthly,2018-12,INE,2022-01-03\n';
    expect(await importTables(server, token, { 'indices.csv': indices })).toMatchObject({ badRows: [] });
  }

  async function page(server: TestServer, path: string): Promise<readonly [number, string]> {
    const url = `${server.url}${path}${path.includes('?') ? '&' : '?'}after=${head}`;
    const response = await fetch(url, { headers: { authorization: `Bearer ${server.token}` } });
    return [response.status, await response.text()];
  }

  async function same(path: string): Promise<string> {
    const [one, other] = await Promise.all([page(postgres, path), page(sqlite, path)]);
    expect([path, ...one]).toEqual([path, ...other]);
    expect([path, one[0]]).toEqual([path, 200]);
    return one[1];
  }

  const rows = async (path: string): Promise<Rows> =>
    (JSON.parse(await same(`${programme}/${path}`)) as { items: Rows }).items;

  it('are the same byte for byte: every list of the programme, as it is and as a table', async () => {
    const { paths } = (await postgres.call('/api/v1/openapi.json')).body as unknown as Document;
    const of = '/api/v1/programmes/{programme}';
    const lists = Object.entries(paths).flatMap(([path, methods]) => {
      const rest = path.slice(of.length);
      const isList = path.startsWith(of) && 'get' in methods && !rest.includes('{');
      return isList && !NEEDING_MORE.includes(rest) ? [`${programme}${rest}`] : [];
    });
    expect(lists.length).toBeGreaterThan(25);
    for (const list of lists) await same(list);
    for (const list of ['agreements', 'alliances', 'payments', 'tranches', 'expenses', 'advances/ageing']) {
      await same(`${programme}/${list}?format=csv`);
    }
    await same(`${programme}/execution?groupBy=component,region&measures=current,committed,paid,justified`);
    await same(`${programme}/execution/evidence?measure=paid`);
    await same(`${programme}/reconciliation?budgetYear=2022&financing=${FINANCING}&on=2022-12-30`);
    await same('/api/v1/findings');
  });

  it('and what each alliance, agreement, tranche and account opens to', async () => {
    const alliances = await rows('alliances');
    expect(alliances).toHaveLength(STAGES.length);
    for (const { alliance } of alliances) {
      await same(`${programme}/alliances/${alliance}`);
      await same(`${programme}/alliances/${alliance}/file`);
    }
    for (const { agreement } of await rows('agreements')) {
      const at = `${programme}/agreements/${agreement}`;
      for (const part of ['', '/certificates', '/counterpart', '/deposits']) await same(`${at}${part}`);
    }
    const tranches = await rows('tranches');
    expect(tranches.length).toBeGreaterThan(5);
    for (const { agreement, tranche } of tranches) {
      const at = `${programme}/agreements/${agreement}/tranches/${tranche}`;
      await same(at);
      await same(`${at}/approval`);
      await same(`${at}/approval?asSeenAt=1`);
    }
    for (const { account } of await rows('bank-accounts')) {
      await same(`${programme}/bank-accounts/${account}/movements`);
    }
  });

  it('page by page, from where the page before ended', async () => {
    for (const list of ['expenses', 'agreements', 'alliances', 'payments', 'tranches', 'findings']) {
      const whole = await rows(list);
      const found: Rows[number][] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page = await same(
          `${programme}/${list}?limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
        );
        const { items, next } = JSON.parse(page) as { items: Rows; next: string | null };
        found.push(...items);
        cursor = next;
      }
      expect([list, found]).toEqual([list, whole]);
    }
  });

  it('and the imports, which state and log tell together', async () => {
    const { items } = JSON.parse(await same('/api/v1/imports')) as { items: Rows };
    expect(items).toMatchObject([{ state: 'imported' }]);
  });
});

interface Placed {
  readonly act: Act;
  readonly index: number;
}
const byDay = (a: Placed, b: Placed): number =>
  a.act.on === b.act.on ? a.index - b.index : a.act.on < b.act.on ? -1 : 1;
