import { InscribeAppropriation } from '@tramo/budget';
import {
  amount,
  amountPlaces,
  budgetYear,
  by,
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
import { date, oneOf, text } from './form';
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
    act_type: needed(text(60), 'what kind of legal act', 'ley'),
    act_number: needed(text(60), 'as it is cited', '1413'),
    act_date: needed(date, 'when it was enacted', '2022-01-01'),
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
          legalAct: { type: row.act_type, number: row.act_number, date: row.act_date },
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
            'legalAct.date': 'act_date',
            ...linePlaces('lines.*.line'),
            ...amountPlaces('lines.*.amount'),
          },
        },
      ),
    ];
  },
});
