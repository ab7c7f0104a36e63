import { Commit } from '@tramo/budget';
import {
  amount,
  amountPlaces,
  budgetYear,
  by,
  correctsOn,
  line,
  lineOf,
  linePlaces,
  names,
  needsOfLine,
  ofCurrency,
  on,
  programme,
} from './columns';
import { code, text } from './form';
import { act, defineTemplate, needed } from './template';

export const commitments = defineTemplate({
  kind: 'commitments',
  about: 'What a year has committed apart from agreements that are imported.',
  when: 'dated',
  columns: {
    programme,
    budget_year: budgetYear,
    commitment: needed(code, 'what it is called in this budget', 'C-17'),
    reference: needed(text(200), 'what was signed, as people cite it', 'contrato 17/2022'),
    ...line,
    amount: { ...amount, example: '120000.00' },
    currency: ofCurrency,
    corrects_on: correctsOn,
    by,
    on,
  },
  needs: (cells) => [names.budget(cells), ...needsOfLine(cells)],
  acts: ([row]) => [
    act(
      Commit,
      {
        programme: row.programme,
        year: row.budget_year,
        id: row.commitment,
        reference: row.reference,
        line: lineOf(row),
        amount: { amount: row.amount, currency: row.currency },
        correctsOn: row.corrects_on,
      },
      {
        on: row.on,
        by: row.by,
        places: {
          programme: 'programme',
          year: 'budget_year',
          id: 'commitment',
          correctsOn: 'corrects_on',
          ...linePlaces('line'),
          ...amountPlaces('amount'),
        },
      },
    ),
  ],
});
