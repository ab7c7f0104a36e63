import { ApiProperty, ApiPropertyOptional, ApiSchema, IntersectionType } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';
import type { LocalDate } from '@tramo/kernel';
import { IsDate } from '../http/codes';
import { MoneyDto } from '../http/money.dto';
import { PageQuery } from '../http/tables/page.dto';
import { BooksQuery, IsInstant } from './books-query.dto';

const ORDERS = ['newest', 'oldest'] as const;

export class EntriesQuery extends IntersectionType(PageQuery, BooksQuery) {
  /** Only entries that take effect on this date or later. */
  @IsOptional()
  @IsDate()
  effectiveFrom?: LocalDate;

  /** Only entries that were recorded at this instant or later. */
  @IsOptional()
  @IsInstant()
  recordedFrom?: string;

  /** Only entries of events of this type. */
  @IsOptional()
  @Matches(/^[A-Za-z][A-Za-z0-9]{0,99}$/, { message: 'must be a type such as AppropriationInscribed' })
  type?: string;

  /** Only entries of what this person did. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  actor?: string;

  /** Only entries that touch one of these accounts. */
  @IsOptional()
  @Matches(/^\d{3,4}(\.\d)?(,\d{3,4}(\.\d)?){0,99}$/, {
    message: 'must be codes of accounts separated by commas',
  })
  account?: string;

  /** Which entries come first, by when they were recorded. */
  @IsOptional()
  @IsIn(ORDERS)
  @ApiPropertyOptional({ enum: ORDERS, default: 'newest' })
  order: (typeof ORDERS)[number] = 'newest';
}

@ApiSchema({ name: 'Dimensions', description: 'What a posting is classified by; null is the absent.' })
export class DimensionsAnswer {
  entity!: string;
  programme!: string;
  budgetYear!: string | null;
  financing!: string | null;
  source!: string | null;
  category!: string | null;
  component!: string | null;
  budgetCode!: string | null;
  scope!: string | null;
  region!: string | null;
  agreement!: string | null;
  party!: string | null;
}

@ApiSchema({ name: 'EntryPosting', description: 'One side of an entry.' })
export class EntryPostingAnswer {
  account!: string;
  accountName!: string;
  accountNameEs!: string;
  /** The amount when it is a debit. */
  @ApiProperty({ type: MoneyDto, nullable: true })
  debit!: MoneyDto | null;
  /** The amount when it is a credit. */
  @ApiProperty({ type: MoneyDto, nullable: true })
  credit!: MoneyDto | null;
  /**
   * The same in the programme's book currency, at the rate the event recorded; null where the amount is in that currency
   * itself, or is kept in the lender's alone.
   */
  @ApiProperty({ type: MoneyDto, nullable: true })
  book!: MoneyDto | null;
  dimensions!: DimensionsAnswer;
}

/** The event behind an entry. */
@ApiSchema({ name: 'EntryEvent', description: 'The event behind an entry.' })
export class EntryEventAnswer {
  id!: string;
  stream!: string;
  @ApiProperty({ type: 'integer' })
  revision!: number;
  type!: string;
  actor!: string;
  /** The name of the command. */
  command!: string;
  @ApiProperty({ format: 'date-time' })
  recordedAt!: string;
  @ApiProperty({ format: 'date' })
  effectiveOn!: string;
  /** The date, in a month that is closed by now, to which it belongs; null where it belongs to its own. */
  @ApiProperty({ format: 'date' })
  correctsOn!: string | null;
  mode!: 'live' | 'history';
  /** Where to read it. */
  link!: string;
}

@ApiSchema({ name: 'Entry', description: 'What one event posted.' })
export class EntryAnswer {
  /** The number of its event in the order of the ledger. */
  @ApiProperty({ type: 'integer' })
  ordinal!: number;
  event!: EntryEventAnswer;
  postings!: EntryPostingAnswer[];
}

@ApiSchema({ name: 'Entries', description: 'Entries of the journal.' })
export class EntriesAnswer {
  items!: EntryAnswer[];
  /** Pass it as `cursor` for what follows; null at the end. A page may be short, even empty, before that. */
  next!: string | null;
}
