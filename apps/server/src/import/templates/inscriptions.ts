import { InscribeAppropriation } from '@tramo/budget';
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
import { oneOf } from './form';
import { act, defineTemplate, needed } from './template';

export const inscriptions = defineTemplate({
  kind: 'inscriptions',
  about: 'Appropriations, each with the legal act that inscribes it.',
  when: 'dated',
  columns: {
    programme,
    budget_year: budgetYear,
    kind: needed(
      oneOf('initial', 'additional'),
      'as the budget law has it, or by what came after',
      'initial',
    ),
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
      row.kind,
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
        InscribeAppropriation,
        {
          programme: row.programme,
          year: row.budget_year,
          kind: row.kind,
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
