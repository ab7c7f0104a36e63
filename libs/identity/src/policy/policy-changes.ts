import { Type } from '@sinclair/typebox';
import { moneySchema } from '@tramo/journal';
import type { Act, ConflictForce, ConflictScope, ConflictTie } from '../duties/acts';
import type { CountryRuleName, ParameterName, ThresholdName } from './policy-defaults';
import { rateTermsSchema } from './rate-terms';

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
