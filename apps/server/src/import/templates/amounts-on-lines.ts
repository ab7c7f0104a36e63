import { amount, amountPlaces, line, lineColumns, lineOf, linePlaces, ofCurrency } from './columns';

/** A table whose rows are amounts, each on a line of a budget: what of one thing goes where. */
export const amountOnLine = { ...line, amount, currency: ofCurrency };

export const amountOnLineColumns = [...lineColumns, 'amount', 'currency'] as const;

type Row = Parameters<typeof lineOf>[0] & { readonly amount: string; readonly currency: string };

export const amountOf = ({ amount: of, currency }: Pick<Row, 'amount' | 'currency'>) => ({
  amount: of,
  currency,
});

export const amountsOnLines = (rows: readonly Row[]) =>
  rows.map((row) => ({ line: lineOf(row), amount: amountOf(row) }));

export const amountsOnLinesPlaces = {
  ...linePlaces('lines.*.line'),
  ...amountPlaces('lines.*.amount'),
};

/** Where a command names the budget that it is about. */
export const budgetPlaces = {
  programme: 'programme',
  year: 'budget_year',
  correctsOn: 'corrects_on',
} as const;
