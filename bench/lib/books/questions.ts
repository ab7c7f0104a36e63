import type { CubeGrouping, CubeMeasure } from '@tramo/journal';

/** Four ways to look at the same execution: for the cube as groupings, for SQL as columns. */
export const GROUPINGS: readonly { readonly groupBy: readonly CubeGrouping[]; readonly columns: string }[] = [
  { groupBy: [{ field: 'component' }], columns: 'component' },
  { groupBy: [{ field: 'region' }, { field: 'category' }], columns: 'region, category' },
  { groupBy: [{ field: 'budgetYear' }, { field: 'scope' }], columns: 'budget_year, scope' },
  {
    groupBy: [{ field: 'budgetYear' }, { field: 'component' }, { field: 'region' }, { field: 'scope' }],
    columns: 'budget_year, component, region, scope',
  },
];

const ACCOUNTS = ['930', '940', '950', '1210', '2150'] as const;

export const MEASURES: readonly CubeMeasure[] = ACCOUNTS.map((account) => ({ [account]: 1 }));

const SUMS = ACCOUNTS.map((account) => `sum(minor) FILTER (WHERE account = '${account}')`).join(', ');

export const groupingSql = (columns: string, where = ''): string =>
  `SELECT ${columns}, ${SUMS} FROM posting ${where} GROUP BY ${columns} ORDER BY ${columns}`;
