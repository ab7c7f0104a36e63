import type { LocalDate } from '@tramo/kernel';
import { code, country, currency, date, decimal, listOf, name, pastDate, person, text, year } from './form';
import { moneyIn, needed, optional, type Cells } from './template';

/** Columns that several tables have. */
export const programme = needed(name, 'the code of the programme', 'par2-fa');
export const financing = needed(name, 'the code of the financing agreement', '8735-bo');
export const agreement = needed(name, 'the code of the agreement', 'quinua-7');
export const budgetYear = needed(year, 'the year of the budget', '2022');
export const on = needed(pastDate, 'the day on which it counts', '2022-01-03');
export const amount = moneyIn('currency', needed(decimal, 'above zero', '1254211.00'));
export const ofCurrency = needed(currency, 'of the amount', 'BOB');
export const share = needed(code, 'the entity whose share it is', 'UCN');
export const ofCountry = needed(country, 'two letters', 'BO');
export const category = optional(code, 'of the financing agreement; empty where the share has none', '2(a)');
export const correctsOn = optional(date, 'the day in a closed month that it puts right');
export const by = optional(person, 'who did it; whoever imports it when empty', 'ana');
export const persons = (about: string, example: string) => optional(listOf(person), about, example);
export const title = needed(text(200), 'what it is called', 'Campaña de comunicación');

/** By what right an appropriation is what it is. */
export const legalAct = {
  act_type: needed(text(60), 'what kind of legal act', 'ley'),
  act_number: needed(text(60), 'as it is cited', '1413'),
  act_date: needed(date, 'when it was enacted', '2022-01-01'),
};

export const legalActOf = (row: {
  readonly act_type: string;
  readonly act_number: string;
  readonly act_date: LocalDate;
}) => ({ type: row.act_type, number: row.act_number, date: row.act_date });

/** Rows that one legal act says together. */
export const sameLegalAct = (row: {
  readonly programme: string;
  readonly budget_year: string;
  readonly act_type: string;
  readonly act_number: string;
  readonly act_date: LocalDate;
  readonly corrects_on: LocalDate | null;
  readonly by: string | null;
  readonly on: LocalDate;
}): string =>
  [
    row.programme,
    row.budget_year,
    row.act_type,
    row.act_number,
    row.act_date,
    row.corrects_on,
    row.by,
    row.on,
  ].join(' ');

export const legalActPlaces = { 'legalAct.date': 'act_date' } as const;

/** What a line of a budget is named by. */
export const line = {
  source: needed(code, 'the code of the source', 'AIF'),
  entity: optional(code, 'whose books; the executing unit when empty'),
  category: optional(code, 'of the financing agreement; as the crosswalk has it when empty'),
  component: optional(code, 'the code of the component', 'B.1'),
  budget_code: optional(code, 'the budget code'),
  region: optional(code, 'the code of the region'),
  scope: optional(code, 'the code of the scope'),
};

export const lineColumns = [
  'source',
  'entity',
  'category',
  'component',
  'budget_code',
  'region',
  'scope',
] as const;

interface LineCells {
  readonly source: string;
  readonly entity: string | null;
  readonly category: string | null;
  readonly component: string | null;
  readonly budget_code: string | null;
  readonly region: string | null;
  readonly scope: string | null;
}

/** Only what is said: the rest follows. */
export const lineOf = (row: LineCells) => ({
  source: row.source,
  ...(row.entity !== null && { entity: row.entity }),
  ...(row.category !== null && { category: row.category }),
  ...(row.component !== null && { component: row.component }),
  ...(row.budget_code !== null && { budgetCode: row.budget_code }),
  ...(row.region !== null && { region: row.region }),
  ...(row.scope !== null && { scope: row.scope }),
});

/** Where the fields of a line are written, below a path of the command. */
export const linePlaces = (path: string) =>
  ({
    [path]: 'source',
    [`${path}.source`]: 'source',
    [`${path}.entity`]: 'entity',
    [`${path}.category`]: 'category',
    [`${path}.component`]: 'component',
    [`${path}.budgetCode`]: 'budget_code',
    [`${path}.region`]: 'region',
    [`${path}.scope`]: 'scope',
  }) as Readonly<Record<string, keyof LineCells>>;

/** Where an amount is written. */
export const amountPlaces = (path: string) =>
  ({ [path]: 'amount', [`${path}.currency`]: 'currency' }) as Readonly<Record<string, 'amount' | 'currency'>>;

/** Names under which tables make and need things. */
export const names = {
  programme: ({ programme: of }: Cells) => `programme ${of}`,
  financing: ({ financing: of }: Cells) => `financing ${of}`,
  share: ({ financing: of, share: executor }: Cells) => `share ${of} ${executor}`,
  categoryOf: ({ financing: of, category: key }: Cells) => (key ? [`category ${of} ${key}`] : []),
  budget: ({ programme: of, budget_year: key }: Cells) => `budget ${of} ${key}`,
  agreement: ({ agreement: of }: Cells) => `agreement ${of}`,
  account: (id: string | undefined) => (id ? [`account ${id}`] : []),
  entry: (of: Cells, classifier: string, key: string | undefined) =>
    key ? [`${classifier} ${of['programme']} ${key}`] : [],
};

/** What a line leans on. */
export const needsOfLine = (cells: Cells): readonly string[] => [
  ...names.entry(cells, 'source', cells['source']),
  ...names.entry(cells, 'component', cells['component']),
  ...names.entry(cells, 'budgetCode', cells['budget_code']),
  ...names.entry(cells, 'region', cells['region']),
  ...names.entry(cells, 'scope', cells['scope']),
];
