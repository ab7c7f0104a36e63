import { decides, LedgerCommand } from '@tramo/event-log';
import { accept, Rejection, type Money } from '@tramo/kernel';
import { account } from '../account';
import type { OpenedAccount } from '../account.state';
import { amountOf } from '../amounts';
import type { AskedAmount } from '../asks';
import type { AccountKind, ReceiptKind } from '../kinds';
import { isKnownLot } from '../lots';
import { receiptOf } from '../receipts';
import { alreadyThere, notOfAccountKind } from '../refusals';
import { groundOf, programmeOf, streamOf, type AskedPosting } from './ground';
import { bookFacts, inBooks } from './in-books';

type Body = AskedPosting & {
  readonly receipt: string;
  readonly kind: ReceiptKind;
  readonly amount: AskedAmount;
  /** As the bank's statement cites it. */
  readonly reference: string;
};

/** What reaches an account from outside, other than by selling currency. */
export class ReceiveFunds extends LedgerCommand<Body> {}

type Receiving = 'special' | 'operating';
const INTO: Readonly<Record<ReceiptKind, readonly Receiving[]>> = {
  'lender-advance': ['special'],
  treasury: ['operating'],
  interest: ['special', 'operating'],
  unidentified: ['operating'],
};

export const ReceiveFundsHandler = decides(ReceiveFunds, {
  decider: account,
  stream: streamOf,
  facts: {
    ...programmeOf<Body>(),
    ...bookFacts<Body>({ act: ({ kind }) => kind, currency: ({ amount }) => amount.currency }),
  },
  decide: (state, body, context) => {
    const ground = groundOf(state, body, context);
    if (ground instanceof Rejection) return ground;
    const { receipt, kind, reference } = body;
    const { account: into } = ground;
    if (!isOneOf(INTO[kind], into.kind)) return notOfAccountKind(into, `"${kind}"`, INTO[kind], 'kind');
    const amount = amountOf(body.amount, into, 'amount');
    if (amount instanceof Rejection) return amount;
    if (receiptOf(state.receipts, receipt)) return alreadyThere('RECEIPT', receipt, 'receipt');
    if (isKnownLot(state.lots, receipt)) return alreadyThere('LOT', receipt, 'receipt');
    const { effectiveOn: on, facts } = context;
    const book = inBooks(amount, { bookCurrency: into.bookCurrency, on, facts });
    if (book instanceof Rejection) return book;
    const data = {
      ...ground.posting,
      receipt,
      kind,
      accountKind: into.kind,
      amount: amount.toJSON(),
      book,
      reference,
    };
    const broken = kind === 'lender-advance' ? beyondCeiling(into, amount) : [];
    return accept([{ type: 'FundsReceived', data }], [...ground.broken, ...broken]);
  },
});

export const isOneOf = <Kind extends AccountKind>(kinds: readonly Kind[], kind: AccountKind): kind is Kind =>
  (kinds as readonly AccountKind[]).includes(kind);

function beyondCeiling({ account: id, balance, ceiling }: OpenedAccount, asked: Money): Rejection[] {
  if (!ceiling || !balance.plus(asked).isGreaterThan(ceiling)) return [];
  const room = ceiling.minus(balance);
  const excess = asked.minus(room);
  return [
    new Rejection({
      code: 'CEILING_EXCEEDED',
      message: `special account ${id} holds at most ${ceiling.toString()}`,
      values: { account: id, ceiling, balance, asked, excess },
      cure: room.isPositive()
        ? `advance at most ${room.toString()}, or convert another ${excess.toString()} first`
        : `convert another ${excess.toString()} first`,
      field: 'amount',
    }),
  ];
}
