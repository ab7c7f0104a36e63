import { Type, type Static } from '@sinclair/typebox';
import { defineEvent } from '@tramo/event-log';
import { dateSchema } from '@tramo/identity';
import { moneySchema, oneOf, orNull } from '@tramo/journal';
import {
  contributionSchema,
  done,
  evidenceSchema,
  lenderAmountSchema,
  ofAgreement,
  posting,
  text,
} from '../shapes';

export const WITHHOLDING_BEARERS = ['supplier', 'organisation'] as const;

export const invoiceSchema = Type.Object({
  /** The supplier's tax number: with type and number, what makes an invoice one and the same. */
  taxId: text,
  type: text,
  number: text,
  /** Of the whole invoice, of which an expense may be a part. */
  total: moneySchema,
});
export type Invoice = Readonly<Static<typeof invoiceSchema>>;

const ofExpense = { ...ofAgreement, ...done, expense: text, tranche: Type.Integer() };
const postingOfExpense = { ...posting, ...done, expense: text, tranche: Type.Integer() };

/** What is said of an expense when it is reported, and again when an observation is remedied. */
const report = {
  spentOn: dateSchema,
  supplier: text,
  invoice: invoiceSchema,
  document: evidenceSchema,
  net: moneySchema,
  tax: moneySchema,
  withheld: moneySchema,
  withheldBy: oneOf(WITHHOLDING_BEARERS),
  /** Of net and tax together: what the subsidy and what the counterpart pays. */
  subsidy: moneySchema,
  contributions: Type.Array(contributionSchema),
  /** What rounding left where the terms split it, in units of the currency; null where the report says how. */
  residue: orNull(text),
  /** The ineligible expense whose place it takes. */
  substitutes: orNull(text),
  concept: text,
};

export const ExpenseReported = defineEvent('ExpenseReported', Type.Object({ ...ofExpense, ...report }));

export const ExpenseObserved = defineEvent(
  'ExpenseObserved',
  Type.Object({ ...ofExpense, reason: text, dueOn: dateSchema }),
);

export const ExpenseRemedied = defineEvent(
  'ExpenseRemedied',
  Type.Object({ ...ofExpense, ...report, answer: text }),
);

export const ExpenseAccepted = defineEvent(
  'ExpenseAccepted',
  Type.Object({
    ...postingOfExpense,
    commitment: text,
    /** Recognised of the subsidy, and what of the report was above its cap: that is counterpart now. */
    subsidy: moneySchema,
    excess: moneySchema,
    contributions: Type.Array(contributionSchema),
    withheld: moneySchema,
    /** What is eligible by this, where the lender's category takes it with the expense. */
    eligible: orNull(lenderAmountSchema),
  }),
);

/** Of the subsidy alone: the counterpart's part was never the programme's. */
export const ExpenseRuledIneligible = defineEvent(
  'ExpenseRuledIneligible',
  Type.Object({
    ...postingOfExpense,
    commitment: text,
    subsidy: moneySchema,
    contributions: Type.Array(contributionSchema),
    withheld: moneySchema,
    eligible: orNull(lenderAmountSchema),
    wasAccepted: Type.Boolean(),
    reason: text,
  }),
);

/** Taken back by who reported it, before anybody has accepted it. */
export const ExpenseWithdrawn = defineEvent('ExpenseWithdrawn', Type.Object({ ...ofExpense, reason: text }));

/** What of the lender's category is free again, and from where. */
const freedSchema = Type.Object({ from: oneOf(['eligible', 'reserved']), amount: moneySchema });
export type Freed = Readonly<Static<typeof freedSchema>>;

const legalActSchema = Type.Object({ type: text, number: text, date: dateSchema });
export type LegalAct = Readonly<Static<typeof legalActSchema>>;

export const SETTLEMENTS = ['substituted', 'to-account', 'to-project', 'offset', 'written-off'] as const;
export type SettlementWay = (typeof SETTLEMENTS)[number];

/** One of the ways in which what was ineligible is made good. */
export const IneligibleSettled = defineEvent(
  'IneligibleSettled',
  Type.Object({
    ...postingOfExpense,
    commitment: text,
    way: oneOf(SETTLEMENTS),
    amount: moneySchema,
    wasAccepted: Type.Boolean(),
    /** Of what is returned in the year it was paid in, the budget is available again. */
    sameYear: Type.Boolean(),
    freed: orNull(freedSchema),
    /** The account it came to; the expense that takes its place; the law that lets it go. */
    account: orNull(text),
    substitute: orNull(text),
    legalAct: orNull(legalActSchema),
    /** The tranche of which so much less is paid, and where that rests. */
    against: orNull(Type.Object({ tranche: Type.Integer(), commitment: text, place: posting.place })),
    reference: text,
  }),
);

/** What is left of a tranche comes back to the project. */
export const BalanceReturned = defineEvent(
  'BalanceReturned',
  Type.Object({
    ...posting,
    ...done,
    tranche: Type.Integer(),
    commitment: text,
    amount: moneySchema,
    sameYear: Type.Boolean(),
    freed: orNull(freedSchema),
    account: text,
    reference: text,
  }),
);

export const RevolvingPledged = defineEvent(
  'RevolvingPledged',
  Type.Object({ ...posting, ...done, pledge: text, amount: moneySchema, dueOn: dateSchema }),
);

export const RevolvingRepaid = defineEvent(
  'RevolvingRepaid',
  Type.Object({ ...posting, ...done, pledge: text, amount: moneySchema, account: text, reference: text }),
);

/** By an agreement of administration: the unit spends itself. */
export const SpendingRecorded = defineEvent(
  'SpendingRecorded',
  Type.Object({
    ...posting,
    ...done,
    spending: text,
    commitment: text,
    payer: orNull(text),
    amount: moneySchema,
    eligible: orNull(lenderAmountSchema),
    supplier: orNull(text),
    concept: text,
    /** Dimensions that were derived and not given; a reader is told. */
    derived: Type.Array(text),
  }),
);

/** A proration, and no payment: brought to a line by a driver. One allocation is an event for each line. */
export const CostAllocated = defineEvent(
  'CostAllocated',
  Type.Object({
    ...ofAgreement,
    ...done,
    correctsOn: posting.correctsOn,
    allocation: text,
    /** Where it was spent, and under which commitment; null of a cost that was borne outside the programme. */
    from: orNull(Type.Object({ place: posting.place, commitment: text })),
    driver: text,
    version: text,
    to: posting.place,
    amount: moneySchema,
  }),
);

export const expenseEvents = [
  ExpenseReported,
  ExpenseObserved,
  ExpenseRemedied,
  ExpenseAccepted,
  ExpenseRuledIneligible,
  ExpenseWithdrawn,
  IneligibleSettled,
  BalanceReturned,
  RevolvingPledged,
  RevolvingRepaid,
  SpendingRecorded,
  CostAllocated,
] as const;
