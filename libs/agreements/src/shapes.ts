import { Type, type Static } from '@sinclair/typebox';
import { affiliationSchema, dateSchema, rateRegimeSchema, rateSideSchema } from '@tramo/identity';
import { moneySchema, oneOf, orNull } from '@tramo/journal';
import type { RateJson } from '@tramo/kernel';
import { lineSchema } from '@tramo/programmes';

export const text = Type.String();

/** On every event of an agreement, so that its postings and rows follow from it alone. */
export const ofAgreement = { programme: text, agreement: text };

/** Who did it and when, with what tied them to others then: somebody else's duties may hang on it. */
export const done = { affiliation: affiliationSchema, on: dateSchema };

/** Where the amounts of an agreement rest: whose books, under which line of which year. */
export const placeSchema = Type.Object({
  /** The unit's, the fund's or the trust's books. */
  entity: text,
  /** Whose books are watched; none of an agreement by which the unit spends itself. */
  organisation: orNull(text),
  budgetYear: text,
  line: lineSchema,
});
export type Place = Readonly<Static<typeof placeSchema>>;

/** On every event that posts. */
export const posting = { ...ofAgreement, place: placeSchema, correctsOn: orNull(dateSchema) };

export const KINDS = ['cash', 'in-kind'] as const;
export type ContributionKind = (typeof KINDS)[number];

/** What one party gives in one way. */
export const contributionSchema = Type.Object({ party: text, kind: oneOf(KINDS), amount: moneySchema });
export type Contribution = Readonly<Static<typeof contributionSchema>>;

export const rateSchema = Type.Unsafe<RateJson>(
  Type.Object({
    base: text,
    quote: text,
    regime: rateRegimeSchema,
    side: rateSideSchema,
    date: dateSchema,
    value: text,
    source: text,
  }),
);

/** An amount in the lender's currency, with the rate it was taken at; none where it was signed in that currency. */
export const lenderAmountSchema = Type.Object({ amount: moneySchema, rate: orNull(rateSchema) });

/** A file, by the SHA-256 of what it holds. */
export const evidenceSchema = Type.Array(Type.Object({ name: text, sha256: text }));
export type Evidence = Readonly<Static<typeof evidenceSchema>>;
