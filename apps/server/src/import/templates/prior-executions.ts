import { RecordPriorExecution } from '@tramo/programmes';
import { amount, amountPlaces, category, financing, names, ofCurrency, on, share } from './columns';
import { date } from './form';
import { act, defineTemplate, needed } from './template';

export const priorExecutions = defineTemplate({
  kind: 'prior-executions',
  about: 'What had been documented to the lender before the ledger begins.',
  when: 'dated',
  columns: {
    financing,
    share,
    category,
    amount: { ...amount, example: '58323486.00' },
    currency: { ...ofCurrency, example: 'USD' },
    until: needed(date, 'the last day of what it covers', '2021-12-31'),
    on,
  },
  needs: (cells) => [names.financing(cells), names.share(cells), ...names.categoryOf(cells)],
  acts: ([row]) => [
    act(
      RecordPriorExecution,
      {
        financing: row.financing,
        share: row.share,
        category: row.category,
        amount: { amount: row.amount, currency: row.currency },
        until: row.until,
      },
      {
        on: row.on,
        places: {
          financing: 'financing',
          share: 'share',
          category: 'category',
          ...amountPlaces('amount'),
        },
      },
    ),
  ],
});
