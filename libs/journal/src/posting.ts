import { invariant, type CurrencyCode, type Money } from '@tramo/kernel';
import { accountOf, type AccountCode, type AccountSet } from './chart';
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
  const sums: Sum[] = [];
  for (const { account, amount, book, dimensions } of postings) {
    const { set } = accountOf(account);
    add(sums, dimensions.entity, set, 'own', amount);
    if (book) add(sums, dimensions.entity, set, 'book', book);
  }
  for (const { entity, set, face, currency, minor } of sums) {
    invariant(
      minor === 0n,
      `${what} balances: the ${set} books of ${entity} are off in ${currency} (${face})`,
    );
  }
}

/** Of one set of books. Few in an entry, so looking through them is quicker than any index. */
interface Sum {
  readonly entity: string;
  readonly set: AccountSet;
  readonly face: 'own' | 'book';
  readonly currency: CurrencyCode;
  minor: bigint;
}

function add(
  sums: Sum[],
  entity: string,
  set: AccountSet,
  face: Sum['face'],
  { amountMinor, currency: { code } }: Money,
): void {
  for (const sum of sums) {
    if (sum.set === set && sum.currency === code && sum.face === face && sum.entity === entity) {
      sum.minor += amountMinor;
      return;
    }
  }
  sums.push({ entity, set, face, currency: code, minor: amountMinor });
}
