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
    /** Recognised of the subsidy; what is above its cap is extra counterpart. */
    subsidy: moneySchema,
    contributions: Type.Array(contributionSchema),
    withheld: moneySchema,
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
    eligible: orNull(lenderAmountSchema),
    /** The account it came to; the expense that takes its place; the tranche it is set off against; the act. */
    account: orNull(text),
    substitute: orNull(text),
    against: orNull(Type.Integer()),
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
    eligible: orNull(lenderAmountSchema),
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

/** A proration, and no payment: from one line to others by a driver. */
export const CostAllocated = defineEvent(
  'CostAllocated',
  Type.Object({
    ...ofAgreement,
    ...done,
    allocation: text,
    driver: text,
    version: text,
    from: posting.place,
    to: Type.Array(Type.Object({ place: posting.place, amount: moneySchema })),
    correctsOn: orNull(dateSchema),
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
