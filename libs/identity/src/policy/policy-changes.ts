import { Type, type Static } from '@sinclair/typebox';
import { moneySchema } from '@tramo/journal';
import type { Act, ConflictForce, ConflictScope, ConflictTie } from '../duties/acts';
import { rateRegimeSchema, rateSideSchema, roundingSchema } from '../schemas';
import type { CountryRuleName, ParameterName, ThresholdName } from './policy-defaults';

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

const actSchema = Type.Unsafe<Act>(Type.String());

/** What a policy can change. Names are text at rest: which of them there are is the program's to say. */
export const policyChangeSchema = Type.Union([
  Type.Object({
    kind: Type.Literal('threshold'),
    name: Type.Unsafe<ThresholdName>(Type.String()),
    money: moneySchema,
  }),
  Type.Object({
    kind: Type.Literal('parameter'),
    name: Type.Unsafe<ParameterName>(Type.String()),
    value: Type.String(),
  }),
  Type.Object({
    kind: Type.Literal('conflict'),
    acts: Type.Tuple([actSchema, actSchema]),
    scope: Type.Unsafe<ConflictScope>(Type.String()),
    by: Type.Unsafe<ConflictTie>(Type.String()),
    force: Type.Unsafe<ConflictForce>(Type.String()),
  }),
  Type.Object({ kind: Type.Literal('rate-regime'), act: Type.String(), ...rateTermsSchema.properties }),
  Type.Object({
    kind: Type.Literal('country-rule'),
    name: Type.Unsafe<CountryRuleName>(Type.String()),
    choice: Type.String(),
  }),
]);
