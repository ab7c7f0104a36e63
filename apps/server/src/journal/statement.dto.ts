import { ApiProperty, ApiSchema, IntersectionType } from '@nestjs/swagger';
import type { LocalDate } from '@tramo/kernel';
import { IsDate } from '../http/codes';
import { MayBeAbsent } from '../http/fields';
import { MoneyDto } from '../http/money.dto';
import { PageQuery } from '../http/tables/page.dto';
import { FacedBooksQuery } from './books-query.dto';
import { DimensionsAnswer } from './entries.dto';

export class StatementQuery extends IntersectionType(PageQuery, FacedBooksQuery) {
  /** The first date of the period; what took effect before it is in the opening balance. */
  @MayBeAbsent()
  @IsDate()
  effectiveFrom?: LocalDate;
}

@ApiSchema({ name: 'StatementBalance', description: 'An account over a period, in one currency.' })
export class StatementBalanceAnswer {
  opening!: MoneyDto;
  movement!: MoneyDto;
  closing!: MoneyDto;
}

@ApiSchema({ name: 'StatementLine', description: 'One posting to the account, with the balance after it.' })
export class StatementLineAnswer {
  /** The number of the event in the order of the ledger. */
  @ApiProperty({ type: 'integer' })
  ordinal!: number;
  @ApiProperty({ format: 'date' })
  effectiveOn!: string;
  @ApiProperty({ format: 'date-time' })
  recordedAt!: string;
  type!: string;
  actor!: string;
  @ApiProperty({ type: MoneyDto, nullable: true })
  debit!: MoneyDto | null;
  @ApiProperty({ type: MoneyDto, nullable: true })
  credit!: MoneyDto | null;
  /** Of the account, after this posting, in its currency. */
  balance!: MoneyDto;
  dimensions!: DimensionsAnswer;
  /** The entry, and with it the event. */
  entry!: string;
}

@ApiSchema({ name: 'Statement', description: 'What moved in an account over a period.' })
export class StatementAnswer {
  programme!: string;
  account!: string;
  accountName!: string;
  accountNameEs!: string;
  face!: 'own' | 'book';
  /** One for each currency the account was ever posted to in; none when it never was, which is not zero. */
  balances!: StatementBalanceAnswer[];
  /** In the order in which they were recorded. */
  items!: StatementLineAnswer[];
  /** Pass it as `cursor` for what follows; null at the end. */
  next!: string | null;
}
