import { agreementStream, type ExpenseTables, type UnjustifiedAdvance } from '@tramo/agreements';
import { daysBetween, type CurrencyCode, type LocalDate } from '@tramo/kernel';
import { moneyOf } from '../budget/answers';
import { eventLink } from '../journal/event-link';
import type {
  AdvanceAnswer,
  AdvanceTotalsAnswer,
  AgeingAnswer,
  AllocationAnswer,
  PledgeAnswer,
  SpendingAnswer,
  SpendingLineAnswer,
} from './administration-answers.dto';

type Row<Table extends keyof ExpenseTables> = ExpenseTables[Table];

/** Days since it was transferred, up to which an advance stands in each column; the last one has no end. */
const BUCKETS = [
  ['upTo30', 30],
  ['upTo60', 60],
  ['upTo90', 90],
  ['upTo180', 180],
  ['over180', Infinity],
] as const;
type Bucket = (typeof BUCKETS)[number][0];

export function ageingAnswer(advances: readonly UnjustifiedAdvance[], on: LocalDate): AgeingAnswer {
  const currencies = [...new Set(advances.map(({ currency }) => currency))].sort();
  return {
    on,
    items: advances.map((one) => advanceAnswer(one, on)),
    totals: currencies.map((currency) =>
      totalsOf(
        advances.filter((one) => one.currency === currency),
        currency as CurrencyCode,
        on,
      ),
    ),
  };
}

function advanceAnswer(one: UnjustifiedAdvance, on: LocalDate): AdvanceAnswer {
  const { agreement, organisation, tranche, since } = one;
  return {
    agreement,
    organisation,
    tranche: Number(tranche),
    since,
    days: daysBetween(since, on),
    ...totalsOf([one], one.currency as CurrencyCode, on),
  };
}

/** Values of their own, of no class. */
type Totals = Pick<AdvanceTotalsAnswer, keyof AdvanceTotalsAnswer>;

function totalsOf(advances: readonly UnjustifiedAdvance[], currency: CurrencyCode, on: LocalDate): Totals {
  const sum = (minors: readonly bigint[]) =>
    moneyOf(
      minors.reduce((total, minor) => total + minor, 0n),
      currency,
    );
  const within = (bucket: Bucket) =>
    sum(advances.filter(({ since }) => bucketOf(since, on) === bucket).map((one) => one.unjustified));
  return {
    unjustified: sum(advances.map((one) => one.unjustified)),
    owed: sum(advances.map((one) => one.owed)),
    upTo30: within('upTo30'),
    upTo60: within('upTo60'),
    upTo90: within('upTo90'),
    upTo180: within('upTo180'),
    over180: within('over180'),
  };
}

const bucketOf = (since: LocalDate, on: LocalDate): Bucket =>
  BUCKETS.find(([, days]) => daysBetween(since, on) <= days)![0];

export const pledgeAnswer = (row: Row<'revolving_pledge'>): PledgeAnswer => ({
  agreement: row.agreement,
  pledge: row.pledge,
  amount: moneyOf(row.amount, row.currency),
  repaid: moneyOf(row.repaid, row.currency),
  open: moneyOf(row.amount - row.repaid, row.currency),
  pledgedOn: row.pledged_on,
  dueOn: row.due_on,
  by: row.by,
});

const lineOf = (json: string): SpendingLineAnswer => JSON.parse(json) as SpendingLineAnswer;

export const spendingAnswer = (row: Row<'administration_spending'>): SpendingAnswer => ({
  agreement: row.agreement,
  spending: row.spending,
  budgetYear: row.budget_year,
  commitment: row.commitment,
  line: lineOf(row.line),
  amount: moneyOf(row.amount, row.currency),
  supplier: row.supplier,
  concept: row.concept,
  payer: row.payer,
  derived: JSON.parse(row.derived) as string[],
  spentOn: row.spent_on,
  by: row.by,
  link: eventLink(agreementStream(row.agreement), row.revision),
});

export const allocationAnswer = (row: Row<'administration_allocation'>): AllocationAnswer => ({
  agreement: row.agreement,
  allocation: row.allocation,
  driver: row.driver,
  version: row.version,
  budgetYear: row.budget_year,
  from: row.from_line === null ? null : lineOf(row.from_line),
  to: lineOf(row.to_line),
  amount: moneyOf(row.amount, row.currency),
  allocatedOn: row.allocated_on,
  by: row.by,
  link: eventLink(agreementStream(row.agreement), row.revision),
});
