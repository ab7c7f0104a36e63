import { writePosition } from '@tramo/event-log';
import { house } from '../../apps/server/src/house';
import { facts, FINANCING, PROGRAMME } from '../published/par2';
import { allianceTables } from '../published/alliance-tables';
import { par2Tables } from '../published/par2-tables';
import type { ImportAnswer } from '../../apps/server/src/import/imports.dto';
import { begin, importTables, told, type Asked, type Tables } from './import-support';
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
    server = await startServer({}, undefined, house);
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

  it('changes nothing when it is imported again, by the same person or another, alone or among others', async () => {
    const before = await head();
    const bruno = await server.tokenOf('bruno', 'coordinator');
    const same = await importTables(server, ana, par2Tables);
    expect(same.state).toBe('unchanged');
    expect(same.message).toMatch(/^everything was there already: ana imported it on \d{4}-\d\d-\d\d$/);
    const other = await importTables(server, bruno, par2Tables);
    expect([other.state, other.by, other.message]).toEqual(['unchanged', 'ana', same.message]);
    const some = await importTables(server, bruno, {
      'rates_again.csv': par2Tables['rates.csv']!,
      'plans.csv': par2Tables['plans.csv']!,
    });
    expect([some.state, some.message]).toEqual([
      'unchanged',
      expect.stringMatching(/^everything was there already: imported by ana on /),
    ]);
    expect(await head()).toBe(before);
  });

  it('leaves what was brought alone, and carries out what is new beside it', async () => {
    const rates =
      'base,quote,regime,side,date,value,source\nUSD,BOB,official,sell,2022-01-03,6.96,Banco Central de Bolivia\n';
    const bruno = await server.tokenOf('bruno', 'coordinator');
    const imported = await importTables(server, bruno, { ...par2Tables, 'rates_sell.csv': rates });
    expect(imported).toMatchObject({ state: 'imported', rows: 1, commands: 1, by: 'bruno' });
    expect(imported.files.filter(({ already }) => !already).map(({ name }) => name)).toEqual([
      'rates_sell.csv',
    ]);
    const { body } = await server.call(`/api/v1/imports?limit=1&after=${await head()}`, { token: ana });
    expect(body).toMatchObject({
      items: [{ id: imported.id, state: 'imported', by: 'bruno', rows: expect.any(Number) as number }],
      next: expect.any(String) as string,
    });
    const { body: next } = await server.call(`/api/v1/imports?cursor=${String(body['next'])}`, {
      token: ana,
    });
    expect(next).toMatchObject({ items: [{ by: 'ana' }], next: null });
  });
});

describe('tables with mistakes', () => {
  let server: TestServer;
  let ana: string;

  beforeAll(async () => {
    server = await startServer({}, undefined, house);
    ana = await server.tokenOf('ana', 'finance-specialist');
  });
  afterAll(() => server.stop());

  const refused = async (tables: Tables, asked: Asked = {}): Promise<string[]> => {
    const before = await server.system.log.head();
    const answer = await importTables(server, ana, tables, asked);
    expect(answer.state).toBe('refused');
    expect(answer.badRowsCount).toBe(answer.badRows.length);
    for (const { message } of answer.badRows) expect(message).not.toBe('');
    expect(await server.system.log.head()).toEqual(before);
    return told(answer);
  };
  /** The tables of PAR II with other words in one of them. */
  const changed = (name: string, from: string, to: string): Tables => {
    const table = par2Tables[name]!;
    expect(table).toContain(from);
    return { ...par2Tables, [name]: table.replace(from, to) };
  };

  it('says while it goes on how far it is', async () => {
    const rows = 20_000;
    const day = (index: number): string =>
      new Date(Date.UTC(1950, 0, 1) + index * 86_400_000).toISOString().slice(0, 10);
    const rates = Array.from({ length: rows }, (_, at) => `USD,CLP,official,buy,${day(at)},700,BCCh`);
    const tables = { 'rates.csv': ['base,quote,regime,side,date,value,source', ...rates].join('\n') };
    const { id } = await begin(server, ana, tables);
    const seen: number[] = [];
    for (;;) {
      const { body } = await server.call(`/api/v1/imports/${id}`, { token: ana });
      const { state, progress } = body as unknown as ImportAnswer;
      if (progress) {
        expect(progress).toMatchObject({ total: rows });
        expect(progress.done).toBeLessThanOrEqual(rows);
        seen.push(progress.done);
      }
      if (state === 'imported') break;
      expect(['trying', 'importing']).toContain(state);
    }
    expect(seen.length).toBeGreaterThan(1);
    expect(Math.max(...seen)).toBeGreaterThan(0);
  });

  it('tells every cell that is malformed, in every file at once', async () => {
    const rates = [
      'base,quote,regime,side,date,value,source',
      'USD,BOB,official,buy,2022-01-03,"6,86",BCB',
      'USD,Bs,official,buy,2022-02-30,6.86,BCB',
      'USD,BOB,oficial,compra,2022-01-05,6.86,',
      'USD,BOB,official,buy,9999-01-05,6.86,BCB',
      'USD,BOB,official,buy,2022-01-06,6.86',
    ].join('\n');
    const budgets = 'programme,budget_year,on\nPAR2,22,2022-01-03\n';
    const latin = Buffer.from('programme,code,name,kind,on\npar2,X,Potos\u00ed,fund,2022-01-03\n', 'latin1');
    expect(
      await refused({
        'rates.csv': rates,
        'budgets.csv': budgets,
        'entities.csv': latin,
        'gifts.csv': 'a\n',
      }),
    ).toEqual([
      'rates.csv:2 value 6,86 CELL_MALFORMED',
      'rates.csv:3 quote Bs CELL_MALFORMED',
      'rates.csv:3 date 2022-02-30 CELL_MALFORMED',
      'rates.csv:4 regime oficial CELL_MALFORMED',
      'rates.csv:4 side compra CELL_MALFORMED',
      'rates.csv:4 source - CELL_EMPTY',
      'rates.csv:5 date 9999-01-05 DATE_IN_FUTURE',
      'rates.csv:6 - - CELLS_MISCOUNTED',
      'budgets.csv:2 programme PAR2 CELL_MALFORMED',
      'budgets.csv:2 budget_year 22 CELL_MALFORMED',
      'entities.csv:2 - - FILE_NOT_UTF8',
      'gifts.csv:1 - gifts.csv FILE_KIND_UNKNOWN',
    ]);
  });

  it('tells every row that a rule refuses, where it stands, and goes on after it', async () => {
    const plans = par2Tables['plans.csv']!.split('\n');
    // Zero, another currency and too many decimals, on three rows of one command.
    plans[2] = plans[2]!.replace('2155813', '0');
    plans[4] = plans[4]!.replace('BOB', 'CLP');
    plans[6] = plans[6]!.replace('64740944', '64740944.125');
    expect(await refused({ ...par2Tables, 'plans.csv': plans.join('\n') })).toEqual([
      'plans.csv:3 amount 0 AMOUNT_NOT_POSITIVE',
      'plans.csv:5 currency CLP CURRENCY_NOT_OF_BUDGET',
      'plans.csv:7 amount 64740944.125 AMOUNT_MALFORMED',
    ]);
  });

  it('tells codes that nobody has defined, for no history has them', async () => {
    expect(await refused(changed('plans.csv', 'A.1,1254211', 'A.l,1254211'))).toEqual([
      'plans.csv:2 component A.l CODE_UNKNOWN',
    ]);
  });

  it('tells what is defined twice, and the later of two', async () => {
    const rates = par2Tables['rates.csv']!;
    const again = rates + rates.split('\n')[1]! + '\n';
    expect(await refused({ 'rates.csv': again })).toEqual(['rates.csv:3 value 6.86 RATE_GIVEN_TWICE']);
    const classifiers = par2Tables['classifiers.csv']!;
    const last = classifiers.trimEnd().split('\n').at(-1)!;
    const line = classifiers.trimEnd().split('\n').length + 1;
    expect(await refused({ ...par2Tables, 'classifiers.csv': `${classifiers}${last}\n` })).toEqual([
      `classifiers.csv:${line} code C.3 CODE_TAKEN`,
    ]);
  });

  it('says once of each file that it waits for a row that is bad', async () => {
    const rows = await refused(changed('programmes.csv', 'BOB', 'Bs'));
    expect(rows[0]).toBe('programmes.csv:2 book_currency Bs CELL_MALFORMED');
    expect(rows.slice(1).map((row) => row.replace(/:\d+/, ''))).toEqual(
      Object.keys(par2Tables)
        .filter((name) => !['programmes.csv', 'rates.csv'].includes(name))
        .map((name) => `${name} - - ROW_DEPENDS_ON_BAD_ROW`),
    );
  });

  it('tells an expense that does not add up, for no history has it', async () => {
    const expenses = allianceTables['expenses.csv']!;
    expect(expenses).toContain(',350000.00,');
    const wrong = expenses.replace(',350000.00,', ',300000.00,');
    expect(await refused({ ...par2Tables, ...allianceTables, 'expenses.csv': wrong })).toEqual([
      'expenses.csv:2 subsidy 300000.00 EXPENSE_DOES_NOT_ADD_UP',
    ]);
  });

  it('keeps what history broke as findings, and says so before it is imported', async () => {
    const tables = changed('inscriptions.csv', '89608345', '189608345');
    const tried = await importTables(server, ana, tables, { dryRun: true });
    expect(tried).toMatchObject({
      state: 'tried',
      findings: [
        {
          code: 'INSCRIPTION_EXCEEDS_PLAN',
          count: 1,
          examples: [{ file: 'inscriptions.csv', line: 2, column: 'amount' }],
        },
      ],
    });
  });

  it('takes a comma before the decimals where that is said, and never otherwise', async () => {
    const withComma = changed('rates.csv', ',6.86,', ',"6,86",');
    const plans = par2Tables['plans.csv']!.replace(',1254211,', ',"1.254.211,00",');
    const tables = { ...withComma, 'plans.csv': plans };
    expect(await refused(tables)).toEqual(
      ['plans.csv:2 amount 1.254.211,00 CELL_MALFORMED', 'rates.csv:2 value 6,86 CELL_MALFORMED'].sort(
        (left, right) => order(tables, left) - order(tables, right),
      ),
    );
    const tried = await importTables(server, ana, tables, { dryRun: true, decimal: 'comma' });
    expect([told(tried), tried.state]).toEqual([[], 'tried']);
  });

  it('is for those who may, takes files on its own route only, and knows what it was sent', async () => {
    const nobody = await server.tokenOf('nora', 'auditor');
    const asked = { token: nobody, body: { files: [{ name: 'rates.csv', sha256: 'a'.repeat(64) }] } };
    expect((await server.call('/api/v1/imports', asked)).body['code']).toBe('ROLE_MISSING');
    expect((await server.call('/api/v1/imports', { ...asked, token: ana })).body['code']).toBe(
      'NO_SUCH_FILE',
    );
    const csv = { 'content-type': 'text/csv' };
    const elsewhere = { token: ana, body: 'a,b', headers: csv };
    expect((await server.call('/api/v1/rates', elsewhere)).status).toBe(415);
    expect((await server.call('/api/v1/imports/files?name=rates.txt', elsewhere)).status).toBe(400);
    const json = { token: ana, body: { rates: [] } };
    expect((await server.call('/api/v1/imports/files?name=rates.csv', json)).status).toBe(415);
    const large = { ...elsewhere, body: 'x'.repeat(64 * 1024 * 1024 + 1) };
    const tooLarge = await server.call('/api/v1/imports/files?name=rates.csv', large);
    expect([tooLarge.status, tooLarge.body['code']]).toEqual([413, 'BODY_TOO_LARGE']);
    expect((await server.call('/api/v1/imports/none', { token: ana })).body['code']).toBe('NO_SUCH_IMPORT');
    const template = await server.call('/api/v1/imports/templates/rates', { token: ana });
    expect(template.body['text']).toBe(
      'base,quote,regime,side,date,value,source\nUSD,BOB,official,buy,2022-01-03,6.86,Banco Central de Bolivia\n',
    );
    const unknown = await server.call('/api/v1/imports/templates/gifts', { token: ana });
    expect(unknown.body['code']).toBe('NO_SUCH_TEMPLATE');
  });
});

const order = (tables: Tables, row: string): number => Object.keys(tables).indexOf(row.split(':')[0]!);
