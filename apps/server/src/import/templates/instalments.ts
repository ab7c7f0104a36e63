import { CommitInstalment } from '@tramo/agreements';
import { agreement, budgetYear, by, correctsOn, names, on, programme } from './columns';
import { currency, decimal } from './form';
import { agreementSubject } from './subjects';
import { act, defineTemplate, moneyIn, optional } from './template';

export const instalments = defineTemplate({
  kind: 'instalments',
  about: "What of a year's budget was committed for an agreement.",
  when: 'dated',
  columns: {
    programme,
    agreement,
    budget_year: budgetYear,
    amount: moneyIn('currency', optional(decimal, 'all that is agreed for the year when empty', '700000.00')),
    currency: optional(currency, 'of the amount', 'BOB'),
    corrects_on: correctsOn,
    by,
    on,
  },
  makes: ({ agreement: of, budget_year: year }) => [`committed ${of} ${year}`],
  needs: (cells) => [names.agreement(cells), names.budget(cells)],
  lives: agreementSubject,
  acts: ([row]) => [
    act(
      CommitInstalment,
      {
        programme: row.programme,
        agreement: row.agreement,
        budgetYear: row.budget_year,
        amount: row.amount === null ? null : { amount: row.amount, currency: row.currency ?? '' },
        correctsOn: row.corrects_on,
      },
      {
        on: row.on,
        by: row.by,
        places: {
          programme: 'programme',
          agreement: 'agreement',
          budgetYear: 'budget_year',
          amount: 'amount',
          'amount.currency': 'currency',
          correctsOn: 'corrects_on',
        },
      },
    ),
  ],
});
