import { RecordSpending } from '@tramo/agreements';
import {
  agreement,
  amount,
  amountPlaces,
  budgetYear,
  by,
  correctsOn,
  names,
  ofCurrency,
  on,
  programme,
} from './columns';
import { code, listOf, name, oneOf, text } from './form';
import { agreementSubject } from './subjects';
import { act, defineTemplate, needed, optional } from './template';

export const spending = defineTemplate({
  kind: 'spending',
  about: 'What the unit has spent itself, under its agreements of administration.',
  when: 'dated',
  columns: {
    programme,
    agreement: { ...agreement, about: 'an agreement of administration', example: 'adm-2022' },
    budget_year: budgetYear,
    spending: needed(code, 'what it is called in this agreement', 'S-1'),
    amount: { ...amount, example: '12000.00' },
    currency: ofCurrency,
    supplier: optional(text(200), 'to whom', 'Imprenta Luz'),
    concept: needed(text(500), 'what for', 'material de difusión'),
    payer: optional(name, 'the account it was paid from; none is touched when empty'),
    derived: optional(
      listOf(oneOf('component', 'budget_code', 'region', 'scope', 'category')),
      'columns of its line that were derived from others, and not printed',
    ),
    corrects_on: correctsOn,
    by,
    on,
  },
  needs: (cells) => [
    names.agreement(cells),
    `committed ${cells['agreement']} ${cells['budget_year']}`,
    ...names.account(cells['payer']),
  ],
  lives: agreementSubject,
  acts: ([row]) => [
    act(
      RecordSpending,
      {
        programme: row.programme,
        agreement: row.agreement,
        budgetYear: row.budget_year,
        spending: row.spending,
        amount: { amount: row.amount, currency: row.currency },
        supplier: row.supplier,
        concept: row.concept,
        payer: row.payer,
        derived:
          row.derived && row.derived.map((column) => (column === 'budget_code' ? 'budgetCode' : column)),
        correctsOn: row.corrects_on,
      },
      {
        on: row.on,
        by: row.by,
        places: {
          programme: 'programme',
          agreement: 'agreement',
          budgetYear: 'budget_year',
          spending: 'spending',
          payer: 'payer',
          correctsOn: 'corrects_on',
          ...amountPlaces('amount'),
        },
      },
    ),
  ],
});
