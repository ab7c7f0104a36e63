import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { PAGE_MAX } from './page-max';

const PAGE = 100;

/** Query strings are text; what is not a number must stay visible as a mistake. */
const asWhole = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;

const IsPageSize = (): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: PAGE_MAX, default: PAGE }),
    Transform(asWhole),
    IsInt(),
    Min(1),
    Max(PAGE_MAX),
  );

/** What every list in pages takes. Its answer has `items`, and as `next` the cursor of the page after this. */
export class PageQuery {
  /** The `next` of the page before; the first page when absent. */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  cursor?: string;

  /** How many at most. A table (`format=csv`) without it has all rows, up to 100,000. */
  @IsPageSize()
  limit: number = PAGE;
}
