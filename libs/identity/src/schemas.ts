import { Type } from '@sinclair/typebox';
import type { LocalDate, RateRegime, RateSide, Rounding } from '@tramo/kernel';

/** Dates rest as text; that they are dates was seen when they were given. */
export const dateSchema = Type.Unsafe<LocalDate>(Type.String());

/** Kept as text, so that a word more in these lists is no other shape of what was stored before. */
export const rateRegimeSchema = Type.Unsafe<RateRegime>(Type.String());
export const rateSideSchema = Type.Unsafe<RateSide>(Type.String());
export const roundingSchema = Type.Unsafe<Rounding>(Type.String());
