import { Type, type Static } from '@sinclair/typebox';
import { conversionSchema, rateSchema } from '@tramo/fx';
import { affiliationSchema, dateSchema } from '@tramo/identity';
import { moneySchema, orNull } from '@tramo/journal';
import type { LocalDate } from '@tramo/kernel';

export const text = Type.String();

/** On every event of an account, so that its rows follow from it alone; and who did it. */
export const ofAccount = { programme: text, account: text, by: text };

/** On every event that posts: whose books, which credit, and the date in a closed month that it corrects. */
export const posting = {
  ...ofAccount,
  entity: text,
  financing: orNull(text),
  correctsOn: orNull(dateSchema),
};

/** The attempt for which another stream's command had it written. */
export const reserved = { reservation: text };

export const doneProperties = { by: text, on: dateSchema, affiliation: affiliationSchema };
export const doneSchema = Type.Object(doneProperties);
/** Somebody's act, with what tied them to others then: somebody else's duties may hang on it. */
export type Done = Readonly<Static<typeof doneSchema>>;

export const verifiedSchema = Type.Object({ on: dateSchema, by: Type.Array(text) });
/** When the second of two people had seen that the account is the holder's, and who the two are. */
export type Verified = { readonly on: LocalDate; readonly by: readonly string[] };

export const lotPartSchema = Type.Object({
  /** Null for what history paid out of more than there was. */
  lot: orNull(text),
  amount: moneySchema,
  /** The bank's, of currency that was sold; null for money that came otherwise. */
  rate: orNull(rateSchema),
});
/** What is taken from a lot, or goes back to it. */
export type LotPart = Readonly<Static<typeof lotPartSchema>>;

/** An amount in another currency than the books', as they have it. */
export const bookSchema = orNull(conversionSchema);
