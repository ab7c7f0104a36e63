import { PlanBudget } from '@tramo/budget';
import {
  amountOnLine,
  amountOnLineColumns,
  amountsOnLines,
  amountsOnLinesPlaces,
  budgetPlaces,
} from './amounts-on-lines';
import { budgetYear, correctsOn, names, needsOfLine, on, programme } from './columns';
import { act, defineTemplate } from './template';

export const plans = defineTemplate({
  kind: 'plans',
  about: 'What is programmed on the lines of a budget.',
  when: 'dated',
  columns: {
    programme,
    budget_year: budgetYear,
    ...amountOnLine,
    corrects_on: correctsOn,
    on,
  },
  together: (row) => `${row.programme} ${row.budget_year} ${row.corrects_on} ${row.on}`,
  each: amountOnLineColumns,
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
          lines: amountsOnLines(rows),
        },
        {
          on: row.on,
          places: {
            ...budgetPlaces,
            ...amountsOnLinesPlaces,
          },
        },
      ),
    ];
  },
});
