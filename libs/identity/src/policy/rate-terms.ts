import { Type, type Static } from '@sinclair/typebox';
import { rateRegimeSchema, rateSideSchema, roundingSchema } from '../schemas';

/** Which rate counts for an act: the one of that very day, or the latest that is not too old. */
export const DATE_RULES = ['same-day', 'latest-within'] as const;
export type DateRule = (typeof DATE_RULES)[number];

export const rateTermsSchema = Type.Object({
  regime: rateRegimeSchema,
  side: rateSideSchema,
  dateRule: Type.Unsafe<DateRule>(Type.String()),
  /** How old it may be; 0 where it must be of the day. */
  days: Type.Integer(),
  rounding: roundingSchema,
});
export type RateTerms = Readonly<Static<typeof rateTermsSchema>>;
