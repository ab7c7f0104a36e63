import { ReduceAppropriation } from '@tramo/budget';
import {
  amountOnLine,
  amountOnLineColumns,
  amountsOnLines,
  amountsOnLinesPlaces,
  budgetPlaces,
} from './amounts-on-lines';
import {
  budgetYear,
  by,
  correctsOn,
  legalAct,
  legalActOf,
  legalActPlaces,
  names,
  needsOfLine,
  on,
  programme,
  sameLegalAct,
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
    ...amountOnLine,
    corrects_on: correctsOn,
    by,
    on,
  },
  together: sameLegalAct,
  each: amountOnLineColumns,
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
          lines: amountsOnLines(rows),
        },
        {
          on: row.on,
          by: row.by,
          places: {
            ...budgetPlaces,
            ...legalActPlaces,
            ...amountsOnLinesPlaces,
          },
        },
      ),
    ];
  },
});
