import { facts, FINANCING, PROGRAMME } from './par2';

/** A table of an import: its header, and its rows by the names of the columns. */
type Row = Readonly<Record<string, string | number | null>>;

const cell = (value: string | number | null | undefined): string => {
  const text = value === null || value === undefined ? '' : String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

export function csv(rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return [columns, ...rows.map((row) => columns.map((name) => row[name]))]
    .map((cells) => `${cells.map(cell).join(',')}\n`)
    .join('');
}

const on = '2022-01-03';
const programme = PROGRAMME;
const financing = FINANCING;
const UNIT = 'UCN';
const lines = facts.financing_usd.table.filter((line) => !('is_total' in line));
const components: readonly { code: string; name: string; category_usd?: string; sub: readonly Leaf[] }[] =
  facts.components_bs_2022.components;
interface Leaf {
  readonly code: string;
  readonly name: string;
  readonly aif: number;
  readonly cp: number | null;
  readonly category_usd?: string;
}
const leaves = components.flatMap(({ sub }) => sub);
const categoryOf = (line: (typeof lines)[number]): string | null => (line === lines[1] ? 'PREP' : null);

/** What PAR II printed for 2022, as the tables of an import. */
export const par2Tables: Readonly<Record<string, string>> = {
  'programmes.csv': csv([
    {
      programme,
      name: facts.title,
      country: 'BO',
      agency: 'EMPODERAR',
      zone: 'America/La_Paz',
      book_currency: 'BOB',
      display_unit: 1,
      unit: UNIT,
      unit_name: 'Unidad de Coordinación Nacional',
      on,
    },
  ]),
  'entities.csv': csv([{ programme, code: 'FPS', name: 'Fondo de inversión social', kind: 'fund', on }]),
  'financing.csv': csv([
    {
      financing,
      programme,
      lender: facts.lender,
      number: facts.credit,
      amount: '100000000',
      currency: 'USD',
      closing_date: '2023-12-31',
      grace_end: '2024-04-30',
      withdrawals: 'advance direct-payment',
      on,
    },
  ]),
  'shares.csv': csv([
    { financing, share: UNIT, purpose: 'PAR II', amount: '85000000', currency: 'USD', on },
    { financing, share: 'FPS', purpose: 'subproyectos municipales', amount: '15000000', currency: 'USD', on },
  ]),
  'categories.csv': csv(
    [...facts.categories_usd_2022.rows, { code: 'PREP', name: lines[1]!.line }].map(({ code, name }) => ({
      financing,
      category: code,
      name,
      percentage: 100,
      eligible_at: 'expense',
      on,
    })),
  ),
  'classifiers.csv': csv([
    ...[
      { code: 'AIF', name: facts.lender, source_kind: 'lender', financing },
      { code: 'CP', name: 'Contraparte', source_kind: 'counterpart', financing: null },
    ].map((row) => ({ programme, classifier: 'source', valid_from: '2018-04-01', on, ...row })),
    ...components
      .flatMap(({ code, name, sub }) => [
        { code, name, parent: null },
        ...sub.map((below) => ({ code: below.code, name: below.name, parent: code })),
      ])
      .map((row) => ({ programme, classifier: 'component', valid_from: '2018-04-01', on, ...row })),
  ]),
  'crosswalk.csv': csv(
    [...components, ...leaves].flatMap(({ code, category_usd: category }) =>
      category === undefined || category.includes('+')
        ? []
        : [
            {
              programme,
              financing,
              component: code,
              category,
              valid_from: '2018-04-01',
              proof: '2(a) closes in dollars only with the regional technical assistance line inside it',
              on,
            },
          ],
    ),
  ),
  'rates.csv': csv([
    {
      base: 'USD',
      quote: 'BOB',
      regime: 'official',
      side: 'buy',
      date: on,
      value: facts.bs_per_usd,
      source: 'Banco Central de Bolivia',
    },
  ]),
  'allocations.csv': csv(
    lines.map((line) => ({
      financing,
      share: UNIT,
      category: categoryOf(line),
      amount: line.amount,
      currency: 'USD',
      on,
    })),
  ),
  'prior-executions.csv': csv(
    lines.map((line) => ({
      financing,
      share: UNIT,
      category: categoryOf(line),
      amount: line.executed_to_2021,
      currency: 'USD',
      until: '2021-12-31',
      on,
    })),
  ),
  'category-plans.csv': csv(
    facts.categories_usd_2022.rows.map(({ code, usd }) => ({
      financing,
      share: UNIT,
      budget_year: 2022,
      category: code,
      amount: usd,
      currency: 'USD',
      on,
    })),
  ),
  'budgets.csv': csv([{ programme, budget_year: 2022, on }]),
  'plans.csv': csv(
    leaves.flatMap(({ code: component, aif, cp }) => [
      { programme, budget_year: 2022, source: 'AIF', component, amount: aif, currency: 'BOB', on },
      ...(cp === null
        ? []
        : [{ programme, budget_year: 2022, source: 'CP', component, amount: cp, currency: 'BOB', on }]),
    ]),
  ),
  'inscriptions.csv': csv([
    {
      programme,
      budget_year: 2022,
      kind: 'initial',
      act_type: 'ley',
      act_number: 'PGE-2022',
      act_date: '2022-01-01',
      source: 'AIF',
      component: facts.inscriptions.line,
      amount: facts.inscriptions.inscribed_bs,
      currency: 'BOB',
      on,
    },
  ]),
};
