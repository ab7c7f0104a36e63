import { OpenBudget } from '@tramo/budget';
import { budgetYear, names, on, programme } from './columns';
import { code } from './form';
import { act, defineTemplate, optional } from './template';

export const budgets = defineTemplate({
  kind: 'budgets',
  about: 'The budgets of a programme, year by year.',
  when: 'ground',
  columns: {
    programme,
    budget_year: budgetYear,
    entity: optional(code, 'whose lines they are where a line does not say; the executing unit when empty'),
    on,
  },
  makes: (cells) => [names.budget(cells)],
  needs: (cells) => [names.programme(cells)],
  acts: ([row]) => [
    act(
      OpenBudget,
      { programme: row.programme, year: row.budget_year, entity: row.entity },
      { on: row.on, places: { programme: 'programme', year: 'budget_year', entity: 'entity' } },
    ),
  ],
});
