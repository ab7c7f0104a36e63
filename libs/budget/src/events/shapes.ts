import { Type, type Static } from '@sinclair/typebox';
import { moneySchema, orNull } from '@tramo/journal';
import { affiliationSchema, dateSchema } from '@tramo/identity';
import { lineSchema } from '@tramo/programmes';

export const text = Type.String();

/** On every event of a budget, so that its postings and rows follow from it alone; and who did it. */
export const ofBudget = { programme: text, budgetYear: text, by: text };

/** On every event that posts: the date in a closed month that it corrects. */
export const posting = { ...ofBudget, correctsOn: orNull(dateSchema) };

/** Who did it, with what tied them to others then: somebody else's duties may hang on it. */
export const affiliated = { affiliation: affiliationSchema, on: dateSchema };

export const legalActSchema = Type.Object({ type: text, number: text, date: dateSchema });
/** A law, decree or resolution, as people cite it. */
export type LegalAct = Readonly<Static<typeof legalActSchema>>;

/** The stations of a budget's cascade, in the order in which money passes them. */
export const CASCADE = ['available', 'preCommitted', 'committed', 'accrued', 'paid', 'justified'] as const;

/** Those between which a commitment's amounts move; `available` is where they end that are not needed. */
export const STATIONS = ['available', 'committed', 'accrued', 'paid', 'justified'] as const;
export type Station = (typeof STATIONS)[number];

const balanceState = Type.Union([
  Type.Literal('programmed'),
  Type.Literal('requested'),
  ...CASCADE.map((state) => Type.Literal(state)),
]);

/** Part of a state's balance, down to what holds it: a request, a pre-commitment, a commitment. */
export const balanceSchema = Type.Object({
  state: balanceState,
  holder: orNull(text),
  agreement: orNull(text),
  amount: moneySchema,
});
export type Balance = Readonly<Static<typeof balanceSchema>>;

export const lapsedBalanceSchema = Type.Object({ line: lineSchema, balance: balanceSchema });
