import { PlanCategories } from '@tramo/programmes';
import { amount, budgetYear, category, financing, names, ofCurrency, on, share } from './columns';
import { act, defineTemplate } from './template';

export const categoryPlans = defineTemplate({
  kind: 'category-plans',
  about: "What a year programmes by category, in the lender's currency.",
  when: 'dated',
  columns: {
    financing,
    share,
    budget_year: budgetYear,
    category,
    amount: { ...amount, example: '22470729.00' },
    currency: { ...ofCurrency, example: 'USD' },
    on,
  },
  together: (row) => `${row.financing} ${row.share} ${row.budget_year} ${row.on}`,
  each: ['category', 'amount', 'currency'],
  needs: (cells) => [names.financing(cells), names.share(cells), ...names.categoryOf(cells)],
  acts: (rows) => {
    const [{ financing: of, share: executor, budget_year: year, on: day }] = rows;
    return [
      act(
        PlanCategories,
        {
          financing: of,
          share: executor,
          year,
          lines: rows.map((row) => ({
            category: row.category,
            amount: { amount: row.amount, currency: row.currency },
          })),
        },
        {
          on: day,
          places: {
            financing: 'financing',
            share: 'share',
            'lines.*.category': 'category',
            'lines.*.amount': 'amount',
            'lines.*.amount.currency': 'currency',
          },
        },
      ),
    ];
  },
});
