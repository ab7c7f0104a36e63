import { invariant, Money } from '@tramo/kernel';
import { accountOf, type AccountCode } from './chart';
import type { Dimensions } from './dimensions';

/** One line of an entry: debits are positive, credits negative. */
export interface Posting {
  readonly account: AccountCode;
  readonly amount: Money;
  /**
   * The same in the programme's book currency, at the rate the event recorded; absent where the amount is in the book
   * currency itself, and for memoranda that are kept in the lender's currency alone.
   */
  readonly book?: Money;
  readonly dimensions: Dimensions;
}

/** What one event does to the books. */
export type Postings = readonly Posting[];

interface Movement {
  readonly debit: AccountCode;
  readonly credit: AccountCode;
  readonly amount: Money;
  readonly book?: Money;
  readonly dimensions: Dimensions;
}

/** From `credit` to `debit`; of a cascade, from the state it leaves to the state it enters. */
export const move = ({ debit, credit, amount, book, dimensions }: Movement): Postings => [
  { account: debit, amount, ...(book && { book }), dimensions },
  { account: credit, amount: amount.negate(), ...(book && { book: book.negate() }), dimensions },
];

/** Debits equal credits in each set of books of each entity, per currency, and once more in the book currency. */
export function assertBalanced(postings: Postings, what: string): void {
  const sums = new Map<string, Money>();
  const add = (books: string, amount: Money): void => {
    const place = `${books} ${amount.currency.code}`;
    sums.set(place, sums.get(place)?.plus(amount) ?? amount);
  };
  for (const { account, amount, book, dimensions } of postings) {
    const books = `${dimensions.entity} ${accountOf(account).set}`;
    add(`${books} in`, amount);
    if (book) add(`${books} in book currency`, book);
  }
  for (const [place, sum] of sums)
    invariant(sum.isZero(), `${what} balances: ${place} is off by ${sum.amount}`);
}
