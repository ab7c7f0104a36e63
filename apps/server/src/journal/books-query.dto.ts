import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsOptional, Matches, ValidateBy } from 'class-validator';
import { currencies, isLocalDate, type CurrencyCode, type LocalDate } from '@tramo/kernel';
import { IsDate } from '../http/codes';

const CURRENCIES = currencies.map(({ code }) => code);
const FACES = ['own', 'book'] as const;
const CODES = /^[^,]{1,42}(,[^,]{1,42}){0,99}$/u;
const INSTANT = /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;

const IsCodes = (): PropertyDecorator =>
  applyDecorators(
    Matches(CODES, {
      message: 'must be codes separated by commas; ~ is the absent, B* is B with everything under it',
    }),
    ApiPropertyOptional({ type: 'string', pattern: CODES.source, example: 'B*,~' }),
  );

/** The machine would take 30 February for a day in March. */
const isInstant = (value: unknown): boolean =>
  typeof value === 'string' &&
  INSTANT.test(value) &&
  isLocalDate(value.slice(0, 10)) &&
  !Number.isNaN(Date.parse(value));

/** Any zone is understood; what is compared is the form in which instants rest. */
export const IsInstant = (): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      isInstant(value) ? new Date(value as string).toISOString() : value,
    ),
    ValidateBy({
      name: 'instant',
      validator: {
        validate: isInstant,
        defaultMessage: () => 'must be an instant such as 2022-03-31T12:00:00.000Z',
      },
    }),
    ApiPropertyOptional({ type: 'string', format: 'date-time' }),
  );

/** Which postings count: by what they are classified under, and by when they were learned and took effect. */
export class BooksQuery {
  /** Entities. */
  @IsOptional()
  @IsCodes()
  entity?: string;

  /** Budget years. */
  @IsOptional()
  @IsCodes()
  budgetYear?: string;

  /** Financing agreements. */
  @IsOptional()
  @IsCodes()
  financing?: string;

  /** Sources of money. */
  @IsOptional()
  @IsCodes()
  source?: string;

  /** The lender's categories. */
  @IsOptional()
  @IsCodes()
  category?: string;

  /** Components. */
  @IsOptional()
  @IsCodes()
  component?: string;

  /** Budget codes. */
  @IsOptional()
  @IsCodes()
  budgetCode?: string;

  /** Scopes. */
  @IsOptional()
  @IsCodes()
  scope?: string;

  /** Regions. */
  @IsOptional()
  @IsCodes()
  region?: string;

  /** Agreements. */
  @IsOptional()
  @IsCodes()
  agreement?: string;

  /** Counterparts: of whom. */
  @IsOptional()
  @IsCodes()
  party?: string;

  /** Only what is in this currency. */
  @IsOptional()
  @IsIn(CURRENCIES)
  @ApiPropertyOptional({ enum: CURRENCIES })
  currency?: CurrencyCode;

  /** As it was known at this instant, inclusive; now when absent. */
  @IsOptional()
  @IsInstant()
  recordedUpTo?: string;

  /** What takes effect up to this date, inclusive; everything when absent. */
  @IsOptional()
  @IsDate()
  effectiveUpTo?: LocalDate;
}

/** Books in which an amount has two faces are read by one of them. */
export class FacedBooksQuery extends BooksQuery {
  /** `own`: each amount in the currency of its transaction; `book`: all in the programme's. */
  @IsOptional()
  @IsIn(FACES)
  @ApiPropertyOptional({ enum: FACES, default: 'own' })
  face: (typeof FACES)[number] = 'own';
}
