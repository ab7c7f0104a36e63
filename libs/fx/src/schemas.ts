import { Type } from '@sinclair/typebox';
import { dateSchema, rateRegimeSchema, rateSideSchema, roundingSchema } from '@tramo/identity';
import { moneySchema } from '@tramo/journal';
import type { CurrencyCode } from '@tramo/kernel';

const currencySchema = Type.Unsafe<CurrencyCode>(Type.String());

export const pairProperties = { base: currencySchema, quote: currencySchema };

/** Which of the rates of a pair is meant. */
export const quotationProperties = {
  regime: rateRegimeSchema,
  side: rateSideSchema,
  date: dateSchema,
};

/** What was read, and where it can be read again. */
export const readingProperties = { value: Type.String(), source: Type.String() };
export const readingSchema = Type.Object(readingProperties);

/** A rate as it rests in events; it is read by `Rate.parse`. */
export const rateSchema = Type.Object({ ...pairProperties, ...quotationProperties, ...readingProperties });

/** A conversion as an event keeps it: with this it can be done again, and comes out the same. */
export const conversionSchema = Type.Object({
  original: moneySchema,
  converted: moneySchema,
  rate: rateSchema,
  rounding: roundingSchema,
  /** The last decimal kept. */
  decimals: Type.Integer(),
  /** What rounding dropped, in the quote currency of the rate. */
  residue: Type.String(),
});
