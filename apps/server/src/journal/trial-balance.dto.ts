import { ApiSchema } from '@nestjs/swagger';
import { MoneyDto } from '../http/money.dto';

@ApiSchema({ name: 'TrialBalanceLine', description: 'The balance of an account in one currency.' })
export class TrialBalanceLineAnswer {
  entity!: string;
  set!: string;
  account!: string;
  accountName!: string;
  accountNameEs!: string;
  /** The balance where it is a debit, otherwise zero. */
  debit!: MoneyDto;
  /** The balance where it is a credit, otherwise zero. */
  credit!: MoneyDto;
  /** The postings, and so the events, that the balance is made of. */
  statement!: string;
}

@ApiSchema({ name: 'TrialBalanceTotal', description: 'A set of books of an entity in one currency.' })
export class TrialBalanceTotalAnswer {
  entity!: string;
  set!: string;
  debit!: MoneyDto;
  credit!: MoneyDto;
  difference!: MoneyDto;
  balanced!: boolean;
}

@ApiSchema({ name: 'TrialBalance', description: 'The balance of every account, and whether they balance.' })
export class TrialBalanceAnswer {
  programme!: string;
  face!: 'own' | 'book';
  /** Every account that was ever posted to, by entity, set and currency. */
  items!: TrialBalanceLineAnswer[];
  /** Each set of books of an entity in each currency. */
  totals!: TrialBalanceTotalAnswer[];
  /**
   * Whether debits equal credits in every total. Filtered by anything but entity and currency it need not, because the two
   * sides of an entry may be classified apart.
   */
  balanced!: boolean;
}
