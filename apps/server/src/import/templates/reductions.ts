import { ReduceAppropriation } from '@tramo/budget';
import {
  amount,
  amountPlaces,
  budgetYear,
  by,
  correctsOn,
  legalAct,
  legalActOf,
  legalActPlaces,
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

export const reductions = defineTemplate({
  kind: 'reductions',
  about: 'What was taken off appropriations, each with the legal act that took it.',
  when: 'dated',
  columns: {
    programme,
    budget_year: budgetYear,
    ...legalAct,
    ...line,
    amount,
    currency: ofCurrency,
    corrects_on: correctsOn,
    by,
    on,
  },
  together: (row) =>
    [
      row.programme,
      row.budget_year,
      row.act_type,
      row.act_number,
      row.act_date,
      row.corrects_on,
      row.by,
      row.on,
    ].join(' '),
  each: [...lineColumns, 'amount', 'currency'],
  needs: (cells) => [names.budget(cells), ...needsOfLine(cells)],
  acts: (rows) => {
    const [row] = rows;
    return [
      act(
        ReduceAppropriation,
        {
          programme: row.programme,
          year: row.budget_year,
          legalAct: legalActOf(row),
          correctsOn: row.corrects_on,
          lines: rows.map((one) => ({
            line: lineOf(one),
            amount: { amount: one.amount, currency: one.currency },
          })),
        },
        {
          on: row.on,
          by: row.by,
          places: {
            programme: 'programme',
            year: 'budget_year',
            correctsOn: 'corrects_on',
            ...legalActPlaces,
            ...linePlaces('lines.*.line'),
            ...amountPlaces('lines.*.amount'),
          },
        },
      ),
    ];
  },
});
