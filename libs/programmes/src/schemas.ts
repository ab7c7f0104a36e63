import { Type, type TSchema, type TUnion, type TNull, type TUnsafe } from '@sinclair/typebox';
import type { LocalDate } from '@tramo/kernel';

/** Absent is written down: a field that may be empty is null, never left out. */
export const orNull = <Schema extends TSchema>(schema: Schema): TUnion<[Schema, TNull]> =>
  Type.Union([schema, Type.Null()]);

export const dateSchema: TUnsafe<LocalDate> = Type.Unsafe<LocalDate>(Type.String());

/** One of these texts; those that a reader of later versions does not know are refused when they are written. */
export const oneOf = <const Value extends string>(values: readonly Value[]): TUnsafe<Value> =>
  Type.Unsafe<Value>(Type.Union(values.map((value) => Type.Literal(value))));
