import { ConvertFunds } from '@tramo/treasury';
import { correctsOn, names, on, programme } from './columns';
import { code, currency, decimal, name, text } from './form';
import { accountSubject } from './subjects';
import { act, defineTemplate, moneyIn, needed } from './template';

export const conversions = defineTemplate({
  kind: 'conversions',
  about: "The lender's currency sold for the books', lot by lot.",
  when: 'dated',
  columns: {
    programme,
    account: needed(name, 'the operating account it arrives on', 'operativa-1'),
    from: needed(name, 'the special account it leaves', 'especial-1'),
    lot: needed(code, 'what the lot is called', 'L-1'),
    sold: moneyIn('sold_currency', needed(decimal, 'what was sold', '100000.00')),
    sold_currency: needed(currency, 'of what was sold', 'USD'),
    received: moneyIn('received_currency', needed(decimal, 'what the bank gave for it', '686000.00')),
    received_currency: needed(currency, 'of what was received', 'BOB'),
    reference: needed(text(200), 'as the bank cites it', 'venta 12'),
    corrects_on: correctsOn,
    on,
  },
  needs: ({ account, from }) => [...names.account(account), ...names.account(from)],
  lives: ({ account, from }) => [accountSubject(account, 'account'), accountSubject(from, 'from')],
  acts: ([row]) => [
    act(
      ConvertFunds,
      {
        programme: row.programme,
        account: row.account,
        from: row.from,
        lot: row.lot,
        sold: { amount: row.sold, currency: row.sold_currency },
        received: { amount: row.received, currency: row.received_currency },
        reference: row.reference,
        correctsOn: row.corrects_on,
      },
      {
        on: row.on,
        places: {
          account: 'account',
          from: 'from',
          lot: 'lot',
          sold: 'sold',
          'sold.currency': 'sold_currency',
          received: 'received',
          'received.currency': 'received_currency',
          correctsOn: 'corrects_on',
        },
      },
    ),
  ],
});
