import { Money, type Rejection } from '@tramo/kernel';
import type { OpenedAccount } from './account.state';
import type { AskedAmount } from './asks';
import { amountNotPositive, currencyNotOfAccount } from './refusals';

/** What is asked of an account: more than nothing, and in its currency. */
export function amountOf(
  asked: AskedAmount,
  account: Pick<OpenedAccount, 'account' | 'currency'>,
  field: string,
): Money | Rejection {
  const amount = Money.asked(asked);
  if (amount.currency.code !== account.currency) {
    return currencyNotOfAccount(account, amount.currency.code, field);
  }
  return amount.isPositive() ? amount : amountNotPositive(amount, field);
}
