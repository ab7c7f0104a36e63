import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';
import { RATES_MAX } from '@tramo/fx';
import {
  currencies,
  RATE_REGIMES,
  RATE_SIDES,
  type CurrencyCode,
  type LocalDate,
  type RateRegime,
  type RateSide,
} from '@tramo/kernel';
import { IsDate } from '../http/codes';
import { CommandBody } from '../http/command.dto';
import { IsListOf, IsNested } from '../http/fields';
import { PageQuery } from '../http/tables/page.dto';

export const CURRENCIES = currencies.map(({ code }) => code);

/** What is read from a publication: a decimal with the digits it has there. */
export const DECIMAL = /^\d{1,20}(\.\d{1,15})?$/;
export const DECIMAL_MESSAGE = { message: 'must be a decimal as text, such as "6.86"' };

/** Query strings are text. */
export const asTruth = ({ value }: { value: unknown }): unknown =>
  value === 'true' ? true : value === 'false' ? false : value;

/** A value that somebody published on a date. */
@ApiSchema({ name: 'RateLine', description: 'A rate that somebody published for a day.' })
export class RateLineDto {
  /** One unit of this … */
  @ApiProperty({ enum: CURRENCIES, example: 'USD' })
  @IsIn(CURRENCIES)
  base!: CurrencyCode;

  /** … is worth `value` of this. */
  @ApiProperty({ enum: CURRENCIES, example: 'BOB' })
  @IsIn(CURRENCIES)
  quote!: CurrencyCode;

  /** Who fixed it: the authority, an index or market, the bank that traded, or the parties. */
  @ApiProperty({ enum: RATE_REGIMES, example: 'official' })
  @IsIn(RATE_REGIMES)
  regime!: RateRegime;

  /** As the one who quotes sees it: at `buy` the quoter buys the base currency. */
  @ApiProperty({ enum: RATE_SIDES, example: 'buy' })
  @IsIn(RATE_SIDES)
  side!: RateSide;

  @IsDate()
  date!: LocalDate;

  /** With the digits it was published with: `6.86` and `6.860` say different things. */
  @ApiProperty({ example: '6.86' })
  @Matches(DECIMAL, DECIMAL_MESSAGE)
  value!: string;

  /** Where it can be looked up. */
  @ApiProperty({ example: 'Banco Central de Bolivia' })
  @IsString()
  @Length(1, 200)
  @Matches(/\S/, { message: 'must name a source' })
  source!: string;
}

export class PublishRatesBody extends CommandBody {
  /** All of one pair and one year. */
  @IsListOf(() => RateLineDto, RATES_MAX)
  rates!: RateLineDto[];
}

export class SupersedeRateBody extends CommandBody {
  /** What the published rate of this pair, regime, side and date should have been. */
  @IsNested(() => RateLineDto)
  rate!: RateLineDto;

  /** Why what was published does not hold. */
  @IsString()
  @Length(1, 1_000)
  @Matches(/\S/, { message: 'must say something' })
  reason!: string;
}

export class RatesQuery extends PageQuery {
  /** Only of one unit of this. */
  @IsOptional()
  @ApiPropertyOptional({ enum: CURRENCIES })
  @IsIn(CURRENCIES)
  base?: CurrencyCode;

  /** Only in this. */
  @IsOptional()
  @ApiPropertyOptional({ enum: CURRENCIES })
  @IsIn(CURRENCIES)
  quote?: CurrencyCode;

  /** Only of this regime: who fixed it. */
  @IsOptional()
  @ApiPropertyOptional({ enum: RATE_REGIMES })
  @IsIn(RATE_REGIMES)
  regime?: RateRegime;

  /** Only of this side. */
  @IsOptional()
  @ApiPropertyOptional({ enum: RATE_SIDES })
  @IsIn(RATE_SIDES)
  side?: RateSide;

  /** Only of this date or later. */
  @IsOptional()
  @IsDate()
  from?: LocalDate;

  /** Only of this date or earlier. */
  @IsOptional()
  @IsDate()
  to?: LocalDate;

  /** With every reading that was superseded. */
  @ApiPropertyOptional({ type: 'boolean', default: false })
  @Transform(asTruth)
  @IsBoolean()
  superseded: boolean = false;
}

@ApiSchema({ name: 'PublishedRate', description: 'A rate, as it is known or was known.' })
export class PublishedRateAnswer {
  @ApiProperty({ enum: CURRENCIES })
  base!: CurrencyCode;
  @ApiProperty({ enum: CURRENCIES })
  quote!: CurrencyCode;
  @ApiProperty({ enum: RATE_REGIMES })
  regime!: RateRegime;
  @ApiProperty({ enum: RATE_SIDES })
  side!: RateSide;
  @ApiProperty({ format: 'date' })
  date!: string;
  value!: string;
  source!: string;
  /** 1 as it was published, one more each time it was superseded. */
  @ApiProperty({ type: 'integer' })
  reading!: number;
  /** Why it superseded the reading before; null where it was published. */
  reason!: string | null;
  @ApiProperty({ format: 'date-time' })
  knownFrom!: string;
  /** Null while nothing has superseded it. */
  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  knownUntil!: string | null;
}

@ApiSchema({ name: 'PublishedRates', description: 'Rates, the latest day first.' })
export class PublishedRatesAnswer {
  items!: PublishedRateAnswer[];
  /** Pass it as `cursor` for what follows; null at the end. */
  next!: string | null;
}
