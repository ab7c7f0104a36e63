import { Money, Rejection } from '@tramo/kernel';
import type { CurrencyCode } from '@tramo/kernel';
import type { AskedMoney } from './asking';
import { amountNotPositive, currencyNotOfBudget } from './refusals';

/** What a person wrote, as money of the budget: more than nothing, and in its currency. */
export function amountOf(asked: AskedMoney, currency: CurrencyCode, field: string): Money | Rejection {
  const amount = Money.asked(asked);
  if (amount.currency.code !== currency) return currencyNotOfBudget(amount.currency.code, currency, field);
  return amount.isPositive() ? amount : amountNotPositive(amount, field);
}

/** The same for every line of a list; the first that is wrong refuses them all. */
export function amountsOf(
  lines: readonly { readonly amount: AskedMoney }[],
  currency: CurrencyCode,
): readonly Money[] | Rejection {
  const amounts: Money[] = [];
  for (const [index, { amount: asked }] of lines.entries()) {
    const amount = amountOf(asked, currency, `lines.${index}.amount`);
    if (amount instanceof Rejection) return amount;
    amounts.push(amount);
  }
  return amounts;
}
