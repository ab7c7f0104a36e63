import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsArray, ArrayMaxSize, ArrayMinSize, IsOptional, Matches, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import { IsDate } from './codes';

/** What people write: it says something, on one line, with nothing in it that no one can read. */
export const IsText = (max: number): PropertyDecorator =>
  applyDecorators(
    Matches(new RegExp(`^(?=.*\\S)[^\\p{Cc}\\p{Cs}]{1,${max}}$`, 'u'), {
      message: `must say something, in at most ${max} characters and on one line`,
    }),
    ApiProperty({ type: 'string', minLength: 1, maxLength: max }),
  );

/** The same on as many lines as it takes. */
export const IsLongText = (max: number): PropertyDecorator =>
  applyDecorators(
    Matches(new RegExp(`^(?=[^]*\\S)(?:[\\n\\t]|[^\\p{Cc}\\p{Cs}]){1,${max}}$`, 'u'), {
      message: `must say something, in at most ${max} characters`,
    }),
    ApiProperty({ type: 'string', minLength: 1, maxLength: max }),
  );

/** A field that may be left out, whatever else it has to be. Stands above the others. */
export const MayBeAbsent = (): PropertyDecorator => applyDecorators(ApiPropertyOptional(), IsOptional());

/** A list of what a class says, neither empty nor so long that no one event or answer would hold it. */
export const IsListOf = (type: () => new () => object, max: number, min = 1): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMinSize(min),
    ArrayMaxSize(max),
    ValidateNested({ each: true }),
    Type(type),
    ApiProperty({ type: () => [type()], minItems: min, maxItems: max }),
  );

/** The date of what is put right, where its own month is closed. */
export const IsCorrection = (): PropertyDecorator => applyDecorators(MayBeAbsent(), IsDate());
