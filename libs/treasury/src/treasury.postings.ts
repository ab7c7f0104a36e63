import {
  dimensionsOf,
  move,
  PostingRules,
  type AccountCode,
  type Dimensions,
  type Postings,
} from '@tramo/journal';
import { Money, unreachable, type MoneyJson } from '@tramo/kernel';
import type { RecordedConversion } from '@tramo/fx';
import { treasuryEvents, type DataOf } from './events';

interface OfBooks {
  readonly programme: string;
  readonly entity: string;
  readonly financing: string | null;
}

const place = ({ programme, entity, financing }: OfBooks): Dimensions =>
  dimensionsOf({ programme, entity, financing });

const bookOf = (book: RecordedConversion | null): { readonly book?: Money } =>
  book ? { book: Money.parse(book.converted) } : {};

type OfReceipt = OfBooks &
  Pick<DataOf<'FundsReceived'>, 'kind' | 'accountKind'> & {
    readonly amount: MoneyJson;
    readonly book: RecordedConversion | null;
  };

/** What comes and goes between currencies is posted here; holding and paying is what other rooms' events say. */
export const treasuryPostings = PostingRules.for<typeof treasuryEvents>(treasuryEvents, {
  AccountOpened: null,
  AccountChanged: null,
  AccountVerified: null,
  AccountVerificationLost: null,
  AccountVerificationRestored: null,
  AccountClosed: null,
  FundsReceived: (data) => received(data, Money.parse(data.amount), bookOf(data.book)),
  ReceiptReversed: (data) => {
    const { book } = bookOf(data.book);
    return received(data, Money.parse(data.amount).negate(), book ? { book: book.negate() } : {});
  },
  FundsSold: null,
  FundsSaleUndone: null,
  FundsConverted: (data) => converted(data),
  CashHeld: null,
  CashFreed: null,
  CashPaid: null,
  CashReturned: null,
  CashStepUndone: null,
  RefundArrived: null,
  DepositArrived: null,
  PaymentOrdered: null,
  PaymentSent: null,
  PaymentConfirmed: null,
  PaymentBounced: null,
  PaymentCancelled: null,
  PaymentStepUndone: null,
});

const received = (data: OfReceipt, amount: Money, book: { readonly book?: Money }): Postings =>
  move({
    debit: data.accountKind === 'special' ? '1110' : '1120',
    credit: originOf(data.kind),
    amount,
    ...book,
    dimensions: place(data),
  });

function originOf(kind: OfReceipt['kind']): AccountCode {
  switch (kind) {
    case 'lender-advance':
      return '2100';
    case 'treasury':
      return '4200';
    case 'interest':
      return '4800';
    case 'unidentified':
      return '2500';
    default:
      return unreachable(kind, 'kind of a receipt');
  }
}

/** The currency position takes what was sold and gives what arrived; the difference leaves it at nothing in the books. */
function converted(data: DataOf<'FundsConverted'>): Postings {
  const ofCredit = place(data);
  const received = Money.parse(data.received);
  const difference = Money.parse(data.difference);
  return [
    ...move({
      debit: '1900',
      credit: '1110',
      amount: Money.parse(data.sold),
      ...bookOf(data.book),
      dimensions: ofCredit,
    }),
    { account: '1120', amount: received, dimensions: place({ ...data, financing: null }) },
    { account: '1900', amount: received.negate(), dimensions: ofCredit },
    ...(difference.isZero()
      ? []
      : move({ debit: '1900', credit: '6100', amount: difference, dimensions: ofCredit })),
  ];
}
