import { DefineCategories, ELIGIBLE_AT } from '@tramo/programmes';
import { financing, names, on } from './columns';
import { code, oneOf, percent, text } from './form';
import { act, defineTemplate, needed } from './template';

export const categories = defineTemplate({
  kind: 'categories',
  about: 'The categories of a financing agreement.',
  when: 'ground',
  columns: {
    financing,
    category: needed(code, 'the code of the category', '2(a)'),
    name: needed(text(200), 'what it is called', 'Subproyectos de organizaciones de productores'),
    percentage: needed(percent, 'of an expense that the lender finances', '100'),
    eligible_at: needed(oneOf(...ELIGIBLE_AT), 'when money becomes eligible', 'expense'),
    on,
  },
  together: ({ financing: of, on: day }) => `${of} ${day}`,
  each: ['category', 'name', 'percentage', 'eligible_at'],
  makes: (cells) => names.categoryOf(cells),
  needs: (cells) => [names.financing(cells)],
  acts: (rows) => {
    const [{ financing: of, on: day }] = rows;
    return [
      act(
        DefineCategories,
        {
          financing: of,
          categories: rows.map((row) => ({
            code: row.category,
            name: row.name,
            percentage: row.percentage,
            eligibleAt: row.eligible_at,
          })),
        },
        { on: day, places: { financing: 'financing', categories: 'category', 'categories.*': 'category' } },
      ),
    ];
  },
});
