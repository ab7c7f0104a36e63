import { Rejection, type Money } from '@tramo/kernel';
import type { FinancingState } from '@tramo/programmes';

interface Place {
  readonly financing: string;
  readonly share: string;
  readonly category: string | null;
}

/** What the agreement has not; nothing when it has both. */
export function placeUnknown(
  state: FinancingState,
  { financing, share, category }: Place,
): Rejection | undefined {
  if (!state.shares.has(share)) {
    return new Rejection({
      code: 'SHARE_UNKNOWN',
      message: `${share} has no share in ${financing}`,
      values: { financing, share, shares: [...state.shares.keys()] },
      cure: 'name an executor that has a share',
      field: 'share',
    });
  }
  if (category === null || state.categories.has(category)) return undefined;
  return new Rejection({
    code: 'CODE_UNKNOWN',
    message: `${financing} has no category ${category}`,
    values: { classifier: 'category', financing, code: category },
    cure: 'define it first, or name one that is defined',
    field: 'category',
  });
}

export function categoryExhausted(
  { financing, share, category }: Place,
  free: Money,
  asked: Money,
): Rejection {
  const shortfall = asked.minus(free);
  const what = category === null ? `the share of ${share}` : `category ${category} of ${share}`;
  return new Rejection({
    code: 'CATEGORY_EXHAUSTED',
    message: `${what} has ${free.toString()} free in ${financing}`,
    values: { financing, share, category, free, asked, shortfall },
    cure:
      `allocate or reallocate another ${shortfall.toString()} to ${what}` +
      (free.isPositive() ? `, or reserve at most ${free.toString()}` : ''),
    field: 'amount',
  });
}

export const notInLendersCurrency = (given: string, currency: string): Rejection =>
  new Rejection({
    code: 'CURRENCY_NOT_OF_FINANCING',
    message: `the agreement is kept in ${currency}`,
    values: { given, currency },
    cure: `give the amount in ${currency}`,
    field: 'amount.currency',
  });

/** A reservation is made in the lender's currency, or in that in which the programme keeps its books. */
export const neitherCurrency = (given: string, currency: string, bookCurrency: string): Rejection =>
  new Rejection({
    code: 'CURRENCY_NOT_OF_FINANCING',
    message: `the agreement is kept in ${currency} and its programme in ${bookCurrency}`,
    values: { given, currency, bookCurrency },
    cure: `give the amount in ${currency} or in ${bookCurrency}`,
    field: 'amount.currency',
  });
