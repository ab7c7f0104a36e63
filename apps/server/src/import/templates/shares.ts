import { ShareFinancing } from '@tramo/programmes';
import { amount, amountPlaces, financing, names, ofCurrency, on, share } from './columns';
import { text } from './form';
import { act, defineTemplate, needed } from './template';

export const shares = defineTemplate({
  kind: 'shares',
  about: 'Who executes which part of a financing agreement.',
  when: 'ground',
  columns: {
    financing,
    share,
    purpose: needed(text(200), 'what for', 'PAR II'),
    amount: { ...amount, example: '85000000.00' },
    currency: { ...ofCurrency, example: 'USD' },
    on,
  },
  makes: (cells) => [names.share(cells)],
  needs: (cells) => [names.financing(cells)],
  acts: ([row]) => [
    act(
      ShareFinancing,
      {
        financing: row.financing,
        executor: row.share,
        purpose: row.purpose,
        amount: { amount: row.amount, currency: row.currency },
      },
      {
        on: row.on,
        places: {
          financing: 'financing',
          executor: 'share',
          entity: 'share',
          purpose: 'purpose',
          ...amountPlaces('amount'),
        },
      },
    ),
  ],
});
