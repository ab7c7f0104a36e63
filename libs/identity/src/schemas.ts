import { Type, type Static } from '@sinclair/typebox';
import type { LocalDate, RateRegime, RateSide, Rejection, Rounding } from '@tramo/kernel';

/** Dates rest as text; that they are dates was seen when they were given. */
export const dateSchema = Type.Unsafe<LocalDate>(Type.String());

/** Kept as text, so that a word more in these lists is no other shape of what was stored before. */
export const rateRegimeSchema = Type.Unsafe<RateRegime>(Type.String());
export const rateSideSchema = Type.Unsafe<RateSide>(Type.String());
export const roundingSchema = Type.Unsafe<Rounding>(Type.String());

/** A broken rule that does not refuse, kept in the event that went on in spite of it. */
export const findingSchema = Type.Object({
  code: Type.String(),
  message: Type.String(),
  /** The values that were compared, as text. */
  values: Type.Record(Type.String(), Type.String()),
});
export type Finding = Static<typeof findingSchema>;

export const findingOf = ({ code, message, values }: Rejection): Finding => ({
  code,
  message,
  values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, written(value)])),
});

const written = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
