import { PlanBudget } from '@tramo/budget';
import {
  amount,
  amountPlaces,
  budgetYear,
  correctsOn,
  line,
  lineColumns,
  lineOf,
  linePlaces,
  names,
  needsOfLine,
  ofCurrency,
  on,
  programme,
} from './columns';
import { act, defineTemplate } from './template';

export const plans = defineTemplate({
  kind: 'plans',
  about: 'What is programmed on the lines of a budget.',
  when: 'dated',
  columns: {
    programme,
    budget_year: budgetYear,
    ...line,
    amount,
    currency: ofCurrency,
    corrects_on: correctsOn,
    on,
  },
  together: (row) => `${row.programme} ${row.budget_year} ${row.corrects_on} ${row.on}`,
  each: [...lineColumns, 'amount', 'currency'],
  needs: (cells) => [names.budget(cells), ...needsOfLine(cells)],
  acts: (rows) => {
    const [row] = rows;
    return [
      act(
        PlanBudget,
        {
          programme: row.programme,
          year: row.budget_year,
          correctsOn: row.corrects_on,
          lines: rows.map((one) => ({
            line: lineOf(one),
            amount: { amount: one.amount, currency: one.currency },
          })),
        },
        {
          on: row.on,
          places: {
            programme: 'programme',
            year: 'budget_year',
            correctsOn: 'corrects_on',
            ...linePlaces('lines.*.line'),
            ...amountPlaces('lines.*.amount'),
          },
        },
      ),
    ];
  },
});
