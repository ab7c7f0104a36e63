import { Type, type TNull, type TSchema, type TUnion, type TUnsafe } from '@sinclair/typebox';

/** How money rests in events; the amount is read by `Money.parse`. */
export const moneySchema = Type.Object({ amount: Type.String(), currency: Type.String() });

/** Absent is written down: a field that may be empty is null, never left out. */
export const orNull = <Schema extends TSchema>(schema: Schema): TUnion<[Schema, TNull]> =>
  Type.Union([schema, Type.Null()]);

/** One of these texts; those that a reader of later versions does not know are refused when they are written. */
export const oneOf = <const Value extends string>(values: readonly Value[]): TUnsafe<Value> =>
  Type.Unsafe<Value>(Type.Union(values.map((value) => Type.Literal(value))));
