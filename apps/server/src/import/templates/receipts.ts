import { ReceiveFunds, RECEIPT_KINDS } from '@tramo/treasury';
import { amount, amountPlaces, correctsOn, names, ofCurrency, on, programme } from './columns';
import { code, name, oneOf, text } from './form';
import { accountSubject } from './subjects';
import { act, defineTemplate, needed } from './template';

export const receipts = defineTemplate({
  kind: 'receipts',
  about: "What reached accounts from outside: lenders' advances, the treasury's money, interest.",
  when: 'dated',
  columns: {
    programme,
    account: needed(name, 'the code of the account', 'operativa-1'),
    receipt: needed(code, 'what it is called on this account', 'R-1'),
    kind: needed(oneOf(...RECEIPT_KINDS), 'where it comes from', 'treasury'),
    amount,
    currency: ofCurrency,
    reference: needed(text(200), "as the bank's statement cites it", 'transferencia 311'),
    corrects_on: correctsOn,
    on,
  },
  needs: ({ account }) => names.account(account),
  lives: ({ account }) => [accountSubject(account, 'account')],
  acts: ([row]) => [
    act(
      ReceiveFunds,
      {
        programme: row.programme,
        account: row.account,
        receipt: row.receipt,
        kind: row.kind,
        amount: { amount: row.amount, currency: row.currency },
        reference: row.reference,
        correctsOn: row.corrects_on,
      },
      {
        on: row.on,
        places: {
          programme: 'programme',
          account: 'account',
          receipt: 'receipt',
          kind: 'kind',
          correctsOn: 'corrects_on',
          ...amountPlaces('amount'),
        },
      },
    ),
  ],
});
