import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';
import { FREQUENCIES, INDEX_VALUES_MAX, type Frequency } from '@tramo/fx';
import { IsName } from '../http/codes';
import { CommandBody } from '../http/command.dto';
import { IsListOf } from '../http/fields';
import { PageQuery } from '../http/tables/page.dto';
import { asTruth, DECIMAL, DECIMAL_MESSAGE } from './rates.dto';

const PERIOD = /^\d{4}(-\d{2}(-\d{2})?)?$/;
const PERIOD_MESSAGE = { message: 'must be a period such as "2021", "2021-12" or "2021-12-31"' };

/** A period of an index: a year, a month or a day, as its frequency is. */
export const IsPeriod = (): PropertyDecorator =>
  applyDecorators(
    Matches(PERIOD, PERIOD_MESSAGE),
    ApiProperty({ type: 'string', example: '2021-12', pattern: PERIOD.source }),
  );

export class IndexPath {
  /** The code of the index. */
  @IsName()
  index!: string;
}

export class DefineIndexBody extends CommandBody {
  /** What it is known by in addresses. */
  @IsName()
  index!: string;

  @ApiProperty({ example: 'Índice de precios al consumidor' })
  @IsString()
  @Length(1, 200)
  name!: string;

  /** ISO 3166, two letters. */
  @ApiProperty({ example: 'CL' })
  @Matches(/^[A-Z]{2}$/, { message: 'must be two letters such as "CL"' })
  country!: string;

  @ApiProperty({ enum: FREQUENCIES })
  @IsIn(FREQUENCIES)
  frequency!: Frequency;

  /** What counts as 100, as the office that publishes it says. */
  @ApiProperty({ example: '2018' })
  @IsString()
  @Length(1, 100)
  basePeriod!: string;

  /** Who publishes it. */
  @ApiProperty({ example: 'INE' })
  @IsString()
  @Length(1, 200)
  source!: string;
}

@ApiSchema({ name: 'IndexValueLine', description: 'A value that was published for a period.' })
export class IndexValueLineDto {
  /** As the frequency of the index is: a year, a month or a day. */
  @IsPeriod()
  period!: string;

  @ApiProperty({ example: '115.42' })
  @Matches(DECIMAL, DECIMAL_MESSAGE)
  value!: string;

  /** Where it can be looked up. */
  @IsString()
  @Length(1, 200)
  @Matches(/\S/, { message: 'must name a source' })
  source!: string;
}

export class PublishIndexValuesBody extends CommandBody {
  @IsListOf(() => IndexValueLineDto, INDEX_VALUES_MAX)
  values!: IndexValueLineDto[];
}

export class SupersedeIndexValueBody extends CommandBody {
  @IsPeriod()
  period!: string;

  @ApiProperty({ example: '115.43' })
  @Matches(DECIMAL, DECIMAL_MESSAGE)
  value!: string;

  @IsString()
  @Length(1, 200)
  source!: string;

  /** Why what was published does not hold. */
  @IsString()
  @Length(1, 1_000)
  reason!: string;
}

export class IndexValuesQuery extends PageQuery {
  /** Only of this period or later. */
  @IsOptional()
  @IsPeriod()
  from?: string;

  /** Only of this period or earlier. */
  @IsOptional()
  @IsPeriod()
  to?: string;

  /** With every reading that was superseded. */
  @ApiPropertyOptional({ type: 'boolean', default: false })
  @Transform(asTruth)
  @IsBoolean()
  superseded: boolean = false;
}

@ApiSchema({ name: 'Index', description: 'A series of prices.' })
export class IndexAnswer {
  index!: string;
  name!: string;
  country!: string;
  @ApiProperty({ enum: FREQUENCIES })
  frequency!: Frequency;
  basePeriod!: string;
  source!: string;
}

@ApiSchema({ name: 'Indices', description: 'Indices by code.' })
export class IndicesAnswer {
  items!: IndexAnswer[];
}

@ApiSchema({ name: 'IndexValue', description: 'A value of an index, as it is known or was known.' })
export class IndexValueAnswer {
  index!: string;
  period!: string;
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

@ApiSchema({ name: 'IndexValues', description: 'Values, the latest period first.' })
export class IndexValuesAnswer {
  items!: IndexValueAnswer[];
  /** Pass it as `cursor` for what follows; null at the end. */
  next!: string | null;
}
