import { Money, Rejection, type MoneyJson } from '@tramo/kernel';
import { freeOf, type FinancingState } from './financing.state';

export const financingUnknown = (financing: string): Rejection =>
  new Rejection({
    code: 'FINANCING_UNKNOWN',
    category: 'missing',
    message: `there is no financing agreement ${financing}`,
    values: { financing },
    cure: 'sign it first, or name one that is signed',
    field: 'financing',
  });

export const categoryUnknown = (financing: string, category: string, field: string): Rejection =>
  new Rejection({
    code: 'CODE_UNKNOWN',
    message: `${financing} has no category ${category}`,
    values: { classifier: 'category', financing, code: category },
    cure: 'define it first, or name one that is defined',
    field,
  });

export const shareUnknown = (financing: string, share: string): Rejection =>
  new Rejection({
    code: 'SHARE_UNKNOWN',
    message: `${share} has no share in ${financing}`,
    values: { financing, share },
    cure: `give ${share} a share first, or name an executor that has one`,
    field: 'share',
  });

export const amountNotPositive = (amount: Money, field: string): Rejection =>
  new Rejection({
    code: 'AMOUNT_NOT_POSITIVE',
    message: `${amount.amount} is not more than nothing`,
    values: { amount },
    cure: 'name an amount above zero',
    field,
  });

type Agreement = Pick<NonNullable<FinancingState['agreement']>, 'financing' | 'currency'>;

/** An amount of the lender's currency above zero, or what is wrong with it. */
export function positiveAmount(agreement: Agreement, json: MoneyJson, field: string): Money | Rejection {
  const amount = amountOf(agreement, json, field);
  if (amount instanceof Rejection || amount.isPositive()) return amount;
  return amountNotPositive(amount, field);
}

export function amountOf(
  { financing, currency }: Agreement,
  json: MoneyJson,
  field: string,
): Money | Rejection {
  const amount = Money.asked(json);
  if (amount.currency.code === currency) return amount;
  return new Rejection({
    code: 'CURRENCY_NOT_OF_FINANCING',
    message: `${financing} is kept in ${currency}, not in ${amount.currency.code}`,
    values: { financing, currency, amount },
    cure: `name the amount in ${currency}`,
    field,
  });
}

/** More than a category still has free; in history a finding, and then less than nothing is free. */
export function beyondFree(
  state: FinancingState,
  {
    share,
    category,
    amount,
  }: { readonly share: string; readonly category: string | null; readonly amount: Money },
): readonly Rejection[] {
  const free = freeOf(state, share, category);
  if (!amount.isGreaterThan(free)) return [];
  return [
    new Rejection({
      code: 'CATEGORY_FREE_EXCEEDED',
      message: `${category ?? 'what is not broken down'} of ${share} has ${free.toString()} free`,
      values: { share, category, free, amount, shortfall: amount.minus(free) },
      cure: `name at most ${free.toString()}, or allocate or reallocate ${amount.minus(free).toString()} to it first`,
      field: 'amount',
    }),
  ];
}
