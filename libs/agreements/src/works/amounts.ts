import { Money, type Rejection } from '@tramo/kernel';
import { amountNotPositive, currencyNotOfProgramme } from '../alliances/refusals';
import type { AskedMoney } from './asking';

/** Above zero, in the currency of the programme's books. */
export function amountInBooks(asked: AskedMoney, currency: string | null, field: string): Money | Rejection {
  const amount = Money.asked(asked);
  const given = amount.currency.code;
  if (given !== currency) return currencyNotOfProgramme(given, currency, field);
  return amount.isPositive() ? amount : amountNotPositive(amount, field);
}
