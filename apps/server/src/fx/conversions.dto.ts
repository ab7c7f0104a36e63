import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { POLICY_DEFAULTS, RATE_DAYS_MAX } from '@tramo/identity';
import {
  RATE_REGIMES,
  RATE_SIDES,
  ROUNDINGS,
  type CurrencyCode,
  type LocalDate,
  type RateRegime,
  type RateSide,
  type Rounding,
} from '@tramo/kernel';
import { IsDate } from '../http/codes';
import { MoneyDto } from '../http/money.dto';
import { IsInstant } from '../journal/books-query.dto';
import { IsPeriod } from './indices.dto';
import { CURRENCIES, RateLineDto } from './rates.dto';

const { regime, side, days, rounding } = POLICY_DEFAULTS.rateTerms;

const AMOUNT = /^-?\d{1,19}(\.\d{1,18})?$/;
const AMOUNT_MESSAGE = { message: 'must be a decimal as text, such as "1254211.00"' };

/** Query strings are text; what is not a number must stay visible as a mistake. */
const asWhole = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;

export class ConversionQuery {
  /** What is to be converted. */
  @ApiProperty({ example: '1254211.00' })
  @Matches(AMOUNT, AMOUNT_MESSAGE)
  amount!: string;

  /** The currency of the amount. */
  @ApiProperty({ enum: CURRENCIES, example: 'BOB' })
  @IsIn(CURRENCIES)
  from!: CurrencyCode;

  /** The currency it is wanted in. */
  @ApiProperty({ enum: CURRENCIES, example: 'USD' })
  @IsIn(CURRENCIES)
  to!: CurrencyCode;

  /** Who fixed the rate. */
  @ApiPropertyOptional({ enum: RATE_REGIMES, default: regime })
  @IsIn(RATE_REGIMES)
  regime: RateRegime = regime;

  /** The side of the rate, as the one who quotes sees it. */
  @ApiPropertyOptional({ enum: RATE_SIDES, default: side })
  @IsIn(RATE_SIDES)
  side: RateSide = side;

  /** The date of the rate. */
  @IsDate()
  on!: LocalDate;

  /** How many days old the rate may be; 0 where it must be of the very day. */
  @ApiPropertyOptional({ type: 'integer', default: days })
  @Transform(asWhole)
  @IsInt()
  @Min(0)
  @Max(RATE_DAYS_MAX)
  days: number = days;

  /** With the rate as it was known at this instant, inclusive; as it is known now when absent. */
  @IsOptional()
  @IsInstant()
  recordedUpTo?: string;

  /** What becomes of the part smaller than the last decimal kept. */
  @ApiPropertyOptional({ enum: ROUNDINGS, default: rounding })
  @IsIn(ROUNDINGS)
  rounding: Rounding = rounding;

  /** The last decimal kept; as many as the currency has when absent. */
  @IsOptional()
  @ApiPropertyOptional({ type: 'integer' })
  @Transform(asWhole)
  @IsInt()
  @Min(0)
  @Max(5)
  decimals?: number;
}

@ApiSchema({ name: 'Conversion', description: 'An amount in another currency, with the rate.' })
export class ConversionAnswer {
  @ApiProperty({ type: MoneyDto })
  original!: MoneyDto;
  @ApiProperty({ type: MoneyDto })
  converted!: MoneyDto;
  @ApiProperty({ type: RateLineDto })
  rate!: RateLineDto;
  @ApiProperty({ enum: ROUNDINGS })
  rounding!: Rounding;
  /** The last decimal kept. */
  @ApiProperty({ type: 'integer' })
  decimals!: number;
  /** What rounding dropped, exactly, in the quote currency of the rate. */
  residue!: string;
}

export class RestatementQuery {
  /** What is to be brought to other prices. */
  @ApiProperty({ example: '3100000' })
  @Matches(AMOUNT, AMOUNT_MESSAGE)
  amount!: string;

  /** The currency of the amount. */
  @ApiProperty({ enum: CURRENCIES, example: 'CLP' })
  @IsIn(CURRENCIES)
  currency!: CurrencyCode;

  /** The period in whose prices the amount is. */
  @IsPeriod()
  from!: string;

  /** The period in whose prices it is wanted. */
  @IsPeriod()
  to!: string;

  /** What becomes of the part smaller than the last decimal kept. */
  @ApiPropertyOptional({ enum: ROUNDINGS, default: rounding })
  @IsIn(ROUNDINGS)
  rounding: Rounding = rounding;
}

@ApiSchema({ name: 'IndexReading', description: 'A value of the index that was used.' })
export class IndexReadingAnswer {
  period!: string;
  value!: string;
  source!: string;
}

@ApiSchema({ name: 'RestatementFactor', description: 'By how much prices changed, as a fraction.' })
export class RestatementFactorAnswer {
  numerator!: string;
  denominator!: string;
  /** Rounded, for people: the amount was computed with the fraction. */
  decimal!: string;
}

@ApiSchema({ name: 'Restatement', description: 'An amount in the prices of another period.' })
export class RestatementAnswer {
  @ApiProperty({ type: MoneyDto })
  original!: MoneyDto;
  @ApiProperty({ type: MoneyDto })
  restated!: MoneyDto;
  index!: string;
  basePeriod!: string;
  from!: IndexReadingAnswer;
  to!: IndexReadingAnswer;
  factor!: RestatementFactorAnswer;
  @ApiProperty({ enum: ROUNDINGS })
  rounding!: Rounding;
  /** What rounding dropped, exactly: `original × numerator = restated × denominator + residue`. */
  residue!: string;
}
