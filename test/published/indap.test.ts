import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { house } from '../../apps/server/src/house';
import { importTables } from '../server/import-support';
import { key, startServer, type Answer, type TestServer } from '../server/support';
import indap from './facts/indap.json';
import second from './facts/second.json';
import { codeOf, type Form } from './form';
import { postingsOf } from './indap';

interface Amount {
  readonly amount: string;
  readonly currency: string;
  readonly displayed: string;
  readonly events: string | null;
}
interface CodeRow {
  readonly kind: string;
  readonly code: string | null;
  readonly executed: Amount;
}
interface Share {
  readonly percent: string;
  readonly precisely: string;
}
interface Counted {
  readonly value: string;
  readonly event: string;
}
interface PerBeneficiary {
  readonly year: string;
  readonly nominal: string | null;
  readonly constant: { readonly value: string; readonly factor: string } | null;
  readonly declared:
    (Counted & Readonly<Record<'impliedFactor' | 'least' | 'most' | 'explanation', string | null>>) | null;
}
interface Report {
  readonly levels: readonly CodeRow[];
  readonly codes: readonly CodeRow[];
  readonly components: readonly (CodeRow & {
    readonly component: string;
    readonly production: Counted | null;
  })[];
  readonly regions: readonly (CodeRow & {
    readonly region: string;
    readonly beneficiaries: Counted | null;
    readonly perBeneficiary: string | null;
  })[];
  readonly administrative: readonly CodeRow[];
  readonly summary: Readonly<Record<string, Amount | null>> & { readonly agrees: boolean };
  readonly budget: Readonly<
    Record<'initial' | 'final' | 'change' | 'executed' | 'components' | 'beyondFinal', Amount | null>
  > &
    Readonly<Record<'ofFinal' | 'componentsOfFinal', Share>>;
  readonly perBeneficiary: readonly PerBeneficiary[];
  readonly coverage: readonly {
    readonly year: string;
    readonly coverage: Share;
    readonly declared: Counted;
  }[];
  readonly flags: readonly {
    readonly flag: string;
    readonly about: string | null;
    readonly values: object;
  }[];
}

const collator = new Intl.Collator('es', { numeric: true });
const inOrder = <Row>(rows: readonly Row[], codeOfRow: (row: Row) => string): readonly Row[] =>
  [...rows].sort((a, b) => collator.compare(codeOfRow(a), codeOfRow(b)));

describe('the published tables of the Chilean monitoring form', () => {
  let server: TestServer;
  let tokens: Readonly<Record<'rosa' | 'ana' | 'tito', string>>;
  let last: string;

  beforeAll(async () => {
    server = await startServer({}, undefined, house);
    tokens = {
      rosa: await server.tokenOf('rosa', 'coordinator'),
      ana: await server.tokenOf('ana', 'finance-specialist'),
      tito: await server.tokenOf('tito', 'treasurer'),
    };
    for (const { path, body, as, on } of postingsOf(indap)) {
      await post(path, { effectiveOn: on, ...body }, as);
    }
    await importSecond();
    // Invented, as no document names the index that it restates by.
    const index = {
      index: 'ipc',
      name: 'IPC',
      country: 'CL',
      frequency: 'yearly',
      basePeriod: '2020',
      source: 'test',
    };
    await post('indices', index);
    const values = { '2021': '100', '2022': '106.5', '2023': '111.2925' };
    await post('indices/ipc/values', {
      values: Object.entries(values).map(([period, value]) => ({ period, value, source: 'test' })),
    });
  }, 120_000);
  afterAll(() => server.stop());

  /** Given as files, as anybody who has never seen this program would give them. */
  const importSecond = async (): Promise<void> => {
    const folder = join(__dirname, 'facts', 'second');
    const tables = Object.fromEntries(
      readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
    );
    const { state, badRows, findings } = await importTables(server, tokens.ana, tables);
    expect({ state, badRows, findings }).toEqual({ state: 'imported', badRows: [], findings: [] });
  };
  const post = async (path: string, body: object, as: 'rosa' | 'ana' | 'tito' = 'ana'): Promise<void> => {
    const answer = await server.call(`/api/v1/${path}`, { token: tokens[as], headers: key(), body });
    if (answer.status !== 201) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    last = answer.body['position'] as string;
  };
  const read = async (address: string): Promise<Answer['body']> => {
    const { status, body } = await server.call(`${address}${address.includes('?') ? '&' : '?'}after=${last}`);
    expect([status, body['detail']]).toEqual([200, undefined]);
    return body;
  };
  const monitoring = async ({ programme, year }: Form, query = ''): Promise<Report> =>
    (await read(
      `/api/v1/programmes/${programme.code}/monitoring?budgetYear=${year}${query}`,
    )) as unknown as Report;

  /** A table as it is printed: codes and thousands. */
  const shown = (rows: readonly CodeRow[], codeOfRow: (row: CodeRow) => string | null) =>
    rows.map((row) => [codeOfRow(row), Number(row.executed.displayed)]);
  const total = (thousands: number) => [null, thousands];

  describe.each([
    ['INDAP 2021', indap],
    ['an invented programme with other figures, given as files', second],
  ] as const)('of %s', (_name, form) => {
    let report: Report;
    beforeAll(async () => {
      report = await monitoring(form);
    });

    test('by budget code, as a whole and by subtitle', () => {
      const { partida, capitulo, programa } = form.programmeCode;
      const level = ({ subtitulo }: { subtitulo: string }) =>
        [partida, capitulo, programa, subtitulo].join('.');
      const rows = inOrder(form.spending.rows, (row) => codeOf(form, row));
      expect(shown(report.codes, ({ code }) => code)).toEqual([
        ...rows.map((row) => [codeOf(form, row), row.amount]),
        total(form.spending.total),
      ]);
      expect(shown(report.levels, ({ code }) => code)).toEqual([
        ...rows.map((row) => [level(row), row.amount]),
        total(form.spending.total),
      ]);
      const [first] = report.codes as unknown as { levels: unknown }[];
      expect(first!.levels).toMatchObject({ partida, capitulo: `${partida}.${capitulo}` });
    });

    test('by component, with what it has made', () => {
      const rows = inOrder(form.components.rows, ({ code }) => code);
      expect(
        report.components.map(({ component, executed, production }) => [
          component,
          Number(executed.displayed),
          production && Number(production.value),
        ]),
      ).toEqual([
        ...rows.map(({ code, amount, production }) => [code, amount, production]),
        [null, form.components.total, null],
      ]);
    });

    test('by region, with whom it reached', () => {
      const rows = inOrder(form.regions.rows, ({ region }) => region);
      expect(
        report.regions.map(({ region, executed, beneficiaries }) => [
          region,
          Number(executed.displayed),
          beneficiaries && Number(beneficiaries.value),
        ]),
      ).toEqual([
        ...rows.map(({ region, spending, beneficiaries }) => [region, spending, beneficiaries]),
        [null, form.regions.total, null],
      ]);
    });

    test('administrative spending, and a + b = c + d', () => {
      expect(report.administrative.at(-1)!.executed.displayed).toBe(String(form.administrative.total));
      expect(report.administrative.slice(0, -1).map(({ executed }) => Number(executed.displayed))).toEqual(
        form.administrative.rows.map(({ amount }) => amount),
      );
      const { executed, extraBudget, agrees, ...more } = report.summary;
      const { a_executed, b_extrabudget, a_plus_b, c_components, d_admin, c_plus_d } = form.summary;
      expect([executed!.displayed, extraBudget, agrees]).toEqual([String(a_executed), b_extrabudget, true]);
      expect(
        [
          more['executedWithExtraBudget'],
          more['components'],
          more['administrative'],
          more['componentsWithAdministrative'],
          more['difference'],
        ].map((amount) => Number(amount!.displayed)),
      ).toEqual([a_plus_b, c_components, d_admin, c_plus_d, 0]);
    });

    test('initial, final and executed, of everything and of the components alone', () => {
      const { initial, final, change, beyondFinal, ofFinal, componentsOfFinal } = report.budget;
      expect([initial, final, change].map((amount) => amount!.displayed)).toEqual(
        [form.budget.initial, form.budget.final, form.derived.budget_change].map(String),
      );
      expect([ofFinal.precisely, componentsOfFinal.precisely]).toEqual([
        form.derived.execution_pct_total,
        form.derived.execution_pct_components,
      ]);
      const over = form.derived.over_execution;
      expect(beyondFinal && beyondFinal.displayed).toBe(over === null ? null : String(over));
    });

    test('what each beneficiary took, and the factor that the declared figure implies', () => {
      const ofYear = report.perBeneficiary.find(({ year }) => year === form.year)!;
      const [least, most] = form.derived.implied_factor_interval;
      expect(ofYear).toMatchObject({
        nominal: form.derived.spending_per_beneficiary_nominal,
        constant: null,
        declared: { impliedFactor: form.derived.implied_factor, least, most, explanation: 'none' },
      });
      expect(report.perBeneficiary.map(({ year, declared }) => [year, Number(declared?.value)])).toEqual(
        expect.arrayContaining(form.perBeneficiary.map(({ year, printed }) => [year, printed])),
      );
    });

    test('coverage of every year', () => {
      expect(report.coverage.map(({ year, coverage }) => [year, coverage.precisely])).toEqual(
        Object.entries(form.derived.coverage_pct),
      );
    });

    test('each figure opens to what it is made of', async () => {
      const rows = [
        ...report.levels,
        ...report.codes,
        ...report.components,
        ...report.regions,
        ...report.administrative,
      ].map(({ executed }) => executed);
      const { agrees: _agrees, ...summary } = report.summary;
      const { ofFinal: _of, componentsOfFinal: _share, ...budget } = report.budget;
      for (const figure of [...rows, ...Object.values(summary), ...Object.values(budget)]) {
        if (!figure?.events) continue;
        const evidence = await read(figure.events);
        const { amount, currency } = figure;
        expect([figure.events, evidence['total']]).toEqual([
          figure.events,
          evidence['count'] === 0 && amount === '0' ? [] : [{ amount, currency }],
        ]);
      }
    });

    test('every peso is posted once, and what was derived is marked where it is opened', async () => {
      const path = `/api/v1/programmes/${form.programme.code}`;
      const { items } = (await read(`${path}/spendings?limit=100`)) as unknown as {
        items: { amount: { amount: string }; derived: string[]; line: Record<string, string> }[];
      };
      const spent = items.reduce((sum, { amount }) => sum + Number(amount.amount), 0);
      expect(spent).toBe(form.components.total * 1000);
      expect(new Set(items.map(({ line }) => `${line['component']} ${line['region']}`)).size).toBe(
        items.length,
      );
      for (const { derived } of items) expect(derived).toEqual(['component', 'budgetCode', 'region']);
      const evidence = await read(report.regions[0]!.executed.events!);
      const opened = evidence['items'] as { derived: string[] }[];
      expect(opened.length).toBeGreaterThan(0);
      for (const { derived } of opened) expect(derived).toEqual(['component', 'budgetCode', 'region']);
      const staff = await read(report.administrative[0]!.executed.events!);
      expect(staff['items']).toMatchObject([{ type: 'CostAllocated', derived: [] }]);
    });
  });

  test('what does not fit together in INDAP is flagged', async () => {
    const { flags } = await monitoring(indap);
    expect(flags.map(({ flag, about }) => [flag, about])).toEqual([
      ['budget-exceeded-in-one-scope-only', null],
      ['spending-under-another-code', '13.03.01.21.138.0'],
      ['region-without-beneficiaries', 'Antofagasta'],
      ['region-without-beneficiaries', 'Aysén'],
      ['coverage-declared-otherwise', '2020'],
      ['coverage-declared-otherwise', '2021'],
      ['potential-below-objective', '2021'],
      ['undeclared-factor', '2021'],
    ]);
    expect(flags[0]!.values).toMatchObject({ ofFinal: '108.5', componentsOfFinal: '97.0' });
    expect(flags[1]!.values).toMatchObject({ bookedUnder: '13.03.01.21.13.3' });
  });

  test('what fits together in the other is not', async () => {
    const { flags } = await monitoring(second);
    expect(flags.map(({ flag, about }) => [flag, about])).toEqual([['undeclared-factor', '2022']]);
  });

  test.each([
    ['INDAP 2021', indap, '2022', '1.065', '1025.0163698132'],
    ['the other', second, '2023', '1.045', '2843.64746875'],
  ] as const)(
    'constant money in %s shows index, base and factor, and explains what is declared',
    async (_name, form, prices, factor, value) => {
      const { perBeneficiary, flags } = await monitoring(form, `&index=ipc&constantYear=${prices}`);
      expect(perBeneficiary.find(({ year }) => year === form.year)).toMatchObject({
        nominal: form.derived.spending_per_beneficiary_nominal,
        constant: {
          value,
          factor,
          index: 'ipc',
          basePeriod: '2020',
          fromPeriod: form.year,
          toPeriod: prices,
        },
        declared: { explanation: 'index' },
      });
      expect(flags.filter(({ flag }) => flag === 'undeclared-factor')).toEqual([]);
    },
  );

  test('each table is a spreadsheet too', async () => {
    const csv = async (table: string): Promise<string[]> => {
      const path = `/api/v1/programmes/indap/monitoring?budgetYear=2021&table=${table}&format=csv`;
      const { status, body } = await server.call(path);
      expect(status).toBe(200);
      return (body['text'] as string).trim().split('\r\n');
    };
    const [header, first, ...more] = await csv('components');
    expect(header).toContain('component,name,executed.amount,executed.currency,executed.displayed');
    expect(first).toContain('2070598000,CLP,2070598');
    expect(more).toHaveLength(2);
    for (const [table, rows] of [
      ['levels', 4],
      ['codes', 4],
      ['regions', 18],
      ['administrative', 2],
      ['summary', 7],
      ['budget', 6],
      ['per-beneficiary', 3],
      ['coverage', 2],
      ['flags', 8],
    ] as const) {
      expect([table, (await csv(table)).length - 1]).toEqual([table, rows]);
    }
  });

  test.each([
    ['level=ministry', 'GROUPING_UNKNOWN'],
    ['constantYear=2022', 'INDEX_NOT_NAMED'],
    ['index=none', 'NO_SUCH_INDEX'],
    ['index=ipc&constantYear=1999', 'INDEX_VALUE_MISSING'],
    ['table=nothing', 'REQUEST_INVALID'],
  ])('refuses %s with %s', async (query, code) => {
    const { status, body } = await server.call(
      `/api/v1/programmes/indap/monitoring?budgetYear=2021&${query}`,
    );
    expect([status >= 400 && status < 500, body['code']]).toEqual([true, code]);
  });
});
