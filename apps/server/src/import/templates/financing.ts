import { SignFinancingAgreement, WITHDRAWAL_KINDS } from '@tramo/programmes';
import { amount, amountPlaces, financing as ofFinancing, names, ofCurrency, on, programme } from './columns';
import { code, date, decimal, listOf, oneOf, text } from './form';
import { act, defineTemplate, moneyIn, needed, optional } from './template';

export const financing = defineTemplate({
  kind: 'financing',
  about: 'Financing agreements; one with several special accounts has a row for each of them.',
  when: 'ground',
  columns: {
    financing: ofFinancing,
    programme,
    lender: needed(text(200), 'who lends or gives', 'AIF (Banco Mundial)'),
    number: needed(text(60), 'as the lender numbers it', '8735-BO'),
    amount: { ...amount, example: '100000000.00' },
    currency: { ...ofCurrency, example: 'USD' },
    closing_date: needed(date, 'the last day of disbursements', '2023-12-31'),
    grace_end: needed(date, 'the last day of documentation', '2024-04-30'),
    withdrawals: needed(listOf(oneOf(...WITHDRAWAL_KINDS)), 'how it pays out', 'advance direct-payment'),
    special_account: optional(code, 'the code of a special account', 'CE-1'),
    special_account_name: optional(text(100), 'its name', 'Cuenta especial BCB'),
    special_account_ceiling: moneyIn(
      'currency',
      optional(decimal, 'what it may hold at most', '10000000.00'),
    ),
    on,
  },
  given: {
    special_account: ['special_account_name', 'special_account_ceiling'],
    special_account_ceiling: ['special_account'],
  },
  together: ({ financing: of }) => of,
  each: ['special_account', 'special_account_name', 'special_account_ceiling'],
  makes: (cells) => [names.financing(cells)],
  needs: (cells) => [names.programme(cells)],
  acts: (rows) => {
    const [row] = rows;
    const { currency } = row;
    return [
      act(
        SignFinancingAgreement,
        {
          financing: row.financing,
          programme: row.programme,
          lender: row.lender,
          number: row.number,
          amount: { amount: row.amount, currency },
          closingDate: row.closing_date,
          graceEnd: row.grace_end,
          withdrawals: [...new Set(row.withdrawals)],
          specialAccounts: rows.flatMap((one) =>
            one.special_account === null
              ? []
              : [
                  {
                    code: one.special_account,
                    name: one.special_account_name ?? one.special_account,
                    ceiling: { amount: one.special_account_ceiling ?? '0', currency },
                  },
                ],
          ),
        },
        {
          on: row.on,
          places: {
            financing: 'financing',
            programme: 'programme',
            graceEnd: 'grace_end',
            specialAccounts: 'special_account',
            'specialAccounts.*.ceiling': 'special_account_ceiling',
            ...amountPlaces('amount'),
          },
        },
      ),
    ];
  },
});
