import { decides, LedgerCommand } from '@tramo/event-log';
import { policyFact } from '@tramo/identity';
import { accept, Money, Rejection } from '@tramo/kernel';
import { account } from '../account';
import { accountFact } from '../account-fact';
import type { AccountState } from '../account.state';
import { amountOf } from '../amounts';
import type { AskedAmount } from '../asks';
import { bankRateOf } from '../bank-rate';
import { sellsFunds } from '../cash/sells-funds';
import type { DataOf } from '../events';
import { isKnownLot } from '../lots';
import { alreadyThere, notOfAccountKind } from '../refusals';
import { farFromRate, soldFrom } from './conversion-rules';
import { groundOf, programmeOf, streamOf, type AskedPosting } from './ground';
import { bookFacts, inBooks } from './in-books';

type Body = AskedPosting & {
  /** The special account whose currency is sold. */
  readonly from: string;
  readonly lot: string;
  readonly sold: AskedAmount;
  readonly received: AskedAmount;
  readonly reference: string;
};

type Converted = { readonly type: 'FundsConverted'; readonly data: DataOf<'FundsConverted'> };

/**
 * The lender's currency becomes the books'. It is decided where it arrives: what is sold has left the special account
 * by then, so at no time, whatever breaks off in between, is there money in both.
 */
export class ConvertFunds extends LedgerCommand<Body> {}

export const ConvertFundsHandler = decides(ConvertFunds, {
  decider: account,
  stream: streamOf,
  triesFirst: true,
  facts: {
    ...programmeOf<Body>(),
    ...bookFacts<Body>({ act: () => 'conversion', currency: ({ sold }) => sold.currency }),
    practice: policyFact<Body, AccountState, { readonly tolerance: string }>({
      programme: ({ programme }) => programme,
      select: (policy) => ({ tolerance: policy.parameter('conversion-tolerance') }),
    }),
    source: accountFact<Body, AccountState>({ account: ({ from }) => from }),
  },
  reserves: {
    sold: sellsFunds((_body: Body, _state: AccountState, intended: readonly Converted[]) =>
      intended.map(({ data: { from, to, lot, sold } }) => ({ account: from, to, lot, sold })),
    ),
  },
  decide: (state, body, context) => {
    const ground = groundOf(state, body, context);
    if (ground instanceof Rejection) return ground;
    const { account: to } = ground;
    if (to.kind !== 'operating') return notOfAccountKind(to, 'what was sold', ['operating'], 'account');
    const { effectiveOn: on, facts } = context;
    const from = soldFrom(facts.source, { from: body.from, to });
    if (from instanceof Rejection) return from;
    const sold = amountOf(body.sold, from, 'sold');
    if (sold instanceof Rejection) return sold;
    const received = amountOf(body.received, to, 'received');
    if (received instanceof Rejection) return received;
    if (isKnownLot(state.lots, body.lot)) return alreadyThere('LOT', body.lot, 'lot');
    const book = inBooks(sold, { bookCurrency: to.bookCurrency, on, facts });
    if (book instanceof Rejection) return book;
    const { lot, reference } = body;
    const data = {
      ...ground.posting,
      financing: from.financing,
      lot,
      from: body.from,
      to: body.account,
      sold: sold.toJSON(),
      received: received.toJSON(),
      bankRate: bankRateOf({ sold, received, date: on, source: reference }),
      book,
      difference: received.minus(book ? Money.parse(book.converted) : sold).toJSON(),
      reference,
    };
    const { tolerance } = facts.practice;
    const far = book ? farFromRate({ received, booked: Money.parse(book.converted), tolerance }) : [];
    return accept([{ type: 'FundsConverted', data }], ground.broken, far);
  },
});
