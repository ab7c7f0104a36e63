import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  IsArray,
  ArrayMaxSize,
  ArrayMinSize,
  IsBoolean,
  IsOptional,
  Matches,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { Transform, Type } from 'class-transformer';
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

/** Query strings are text; what is neither word stays visible as a mistake. */
const asBoolean = ({ value }: { value: unknown }): unknown =>
  value === 'true' ? true : value === 'false' ? false : value;

/** A question of yes or no in an address, that may be left open. */
export const IsFlag = (): PropertyDecorator =>
  applyDecorators(Transform(asBoolean), IsOptional(), IsBoolean(), ApiPropertyOptional({ type: 'boolean' }));

const NOT_AN_OBJECT = { message: 'must be an object with its fields' };

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A field that holds what a class says. Validating what is nested is content where nothing is, so that is asked too. */
export const IsNested = (type: () => new () => object): PropertyDecorator =>
  applyDecorators(
    ValidateBy({ name: 'isObject', validator: { validate: isObject } }, NOT_AN_OBJECT),
    ValidateNested(NOT_AN_OBJECT),
    Type(type),
    // The arrow is not "type" itself: only by that name does a description wait until the class is there.
    ApiProperty({ type: () => type() }),
  );

const NOT_OBJECTS = { message: 'must be a list of objects with their fields' };

const areObjects = (list: unknown): boolean => Array.isArray(list) && list.every(isObject);

/** Each of a list, and nothing else in it: validating what is nested is content with an empty list for one, too. */
export const AreNested = (): PropertyDecorator =>
  applyDecorators(
    ValidateBy({ name: 'areObjects', validator: { validate: areObjects } }, NOT_OBJECTS),
    ValidateNested({ each: true, ...NOT_OBJECTS }),
  );

/** A list of what a class says, neither empty nor so long that no one event or answer would hold it. */
export const IsListOf = (type: () => new () => object, max: number, min = 1): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMinSize(min),
    ArrayMaxSize(max),
    AreNested(),
    Type(type),
    ApiProperty({ type: () => [type()], minItems: min, maxItems: max }),
  );

/** The date of what is put right, where its own month is closed. */
export const IsCorrection = (): PropertyDecorator => applyDecorators(MayBeAbsent(), IsDate());
