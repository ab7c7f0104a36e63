import { AllocateCategory } from '@tramo/programmes';
import {
  amount,
  amountPlaces,
  category,
  correctsOn,
  financing,
  names,
  ofCurrency,
  on,
  share,
} from './columns';
import { act, defineTemplate } from './template';

export const allocations = defineTemplate({
  kind: 'allocations',
  about: 'What each category of a share was allocated.',
  when: 'dated',
  columns: {
    financing,
    share,
    category,
    amount: { ...amount, example: '22470729.00' },
    currency: { ...ofCurrency, example: 'USD' },
    corrects_on: correctsOn,
    on,
  },
  needs: (cells) => [names.financing(cells), names.share(cells), ...names.categoryOf(cells)],
  acts: ([row]) => [
    act(
      AllocateCategory,
      {
        financing: row.financing,
        share: row.share,
        category: row.category,
        amount: { amount: row.amount, currency: row.currency },
        correctsOn: row.corrects_on,
      },
      {
        on: row.on,
        places: {
          financing: 'financing',
          share: 'share',
          category: 'category',
          correctsOn: 'corrects_on',
          ...amountPlaces('amount'),
        },
      },
    ),
  ],
});
