import type { Money } from '@tramo/kernel';
import type { MoneyDto } from '../http/money.dto';

export const moneyAnswer = ({ amount, currency }: Money): MoneyDto => ({ amount, currency: currency.code });
