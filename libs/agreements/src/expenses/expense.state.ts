import type { Affiliation } from '@tramo/identity';
import {
  emptySharded,
  Money,
  putSharded,
  unreachable,
  type CurrencyCode,
  type LocalDate,
  type Sharded,
} from '@tramo/kernel';
import type { DataOf } from '../agreement.events';
import type { Contribution } from '../shapes';
import type { Invoice } from './expense.events';
import type { LenderAmount } from '../tranches/tranche.state';

export const EXPENSE_STATES = [
  'reported',
  'observed',
  'accepted',
  'ineligible',
  'settled',
  'withdrawn',
] as const;
export type ExpenseStep = (typeof EXPENSE_STATES)[number];

/** The steps at which an expense holds its part of an invoice. */
export const HOLDING: readonly ExpenseStep[] = ['reported', 'observed', 'accepted'];

export interface Expense {
  readonly expense: string;
  readonly tranche: number;
  readonly state: ExpenseStep;
  readonly spentOn: LocalDate;
  readonly invoice: Invoice;
  readonly net: Money;
  readonly tax: Money;
  readonly withheld: Money;
  readonly subsidy: Money;
  readonly contributions: readonly Contribution[];
  /** The ineligible expense whose place it takes. */
  readonly substitutes: string | null;
  readonly reportedBy: Affiliation;
  readonly reportedOn: LocalDate;
  readonly observedOn: LocalDate | null;
  readonly dueOn: LocalDate | null;
  readonly eligible: LenderAmount | null;
  /** Of what is ineligible: whether it had been accepted, and how much is not made good yet. */
  readonly wasAccepted: boolean;
  readonly owed: Money;
}

export interface Pledge {
  readonly pledge: string;
  readonly amount: Money;
  readonly repaid: Money;
  readonly dueOn: LocalDate;
}

export interface ExpensesState {
  /** By the expense's id. */
  readonly expenses: ReadonlyMap<string, Expense>;
  /** By tranche: what came back to the project, or was set off against a later tranche. */
  readonly returned: ReadonlyMap<number, Money>;
  /** By tranche: what of that came back as money. */
  readonly refunded: ReadonlyMap<number, Money>;
  /** How often that was: each is money of its own on the account it came to. */
  readonly refunds: number;
  /** By tranche. */
  readonly writtenOff: ReadonlyMap<number, Money>;
  /** By the expense that takes another's place: what of that one it has made good. */
  readonly substituted: ReadonlyMap<string, Money>;
  readonly pledges: ReadonlyMap<string, Pledge>;
  /** Ids of spendings and allocations of an agreement of administration. */
  readonly recorded: Sharded<true>;
  /** By commitment. */
  readonly spent: ReadonlyMap<string, Money>;
  /** By commitment: what of that was allocated to other lines. */
  readonly allocated: ReadonlyMap<string, Money>;
}

export const noExpenses: ExpensesState = {
  expenses: new Map(),
  returned: new Map(),
  refunded: new Map(),
  refunds: 0,
  writtenOff: new Map(),
  substituted: new Map(),
  pledges: new Map(),
  recorded: emptySharded,
  spent: new Map(),
  allocated: new Map(),
};

type Report = DataOf<'ExpenseReported'> | DataOf<'ExpenseRemedied'>;

export function reported(state: ExpensesState, data: Report): ExpensesState {
  const { expense, tranche, spentOn, invoice, contributions, substitutes, affiliation, on } = data;
  const subsidy = Money.parse(data.subsidy);
  const before = state.expenses.get(expense);
  return withExpense(state, {
    expense,
    tranche,
    state: 'reported',
    spentOn,
    invoice,
    net: Money.parse(data.net),
    tax: Money.parse(data.tax),
    withheld: Money.parse(data.withheld),
    subsidy,
    contributions,
    substitutes,
    reportedBy: before?.reportedBy ?? affiliation,
    reportedOn: before?.reportedOn ?? on,
    observedOn: null,
    dueOn: null,
    eligible: null,
    wasAccepted: false,
    owed: Money.zero(subsidy.currency.code),
  });
}

export function changed(state: ExpensesState, id: string, change: Partial<Expense>): ExpensesState {
  const before = state.expenses.get(id);
  return before ? withExpense(state, { ...before, ...change }) : state;
}

export const accepted = (state: ExpensesState, data: DataOf<'ExpenseAccepted'>): ExpensesState =>
  changed(state, data.expense, {
    state: 'accepted',
    subsidy: Money.parse(data.subsidy),
    contributions: data.contributions,
    withheld: Money.parse(data.withheld),
    eligible: data.eligible,
    wasAccepted: true,
  });

export function ruledIneligible(
  state: ExpensesState,
  { expense, wasAccepted, subsidy }: DataOf<'ExpenseRuledIneligible'>,
): ExpensesState {
  const owed = Money.parse(subsidy);
  const change = { wasAccepted, owed, eligible: null };
  return changed(state, expense, { ...change, state: owed.isPositive() ? 'ineligible' : 'settled' });
}

export function settled(state: ExpensesState, data: DataOf<'IneligibleSettled'>): ExpensesState {
  const { expense, tranche, way } = data;
  const before = state.expenses.get(expense);
  if (!before) return state;
  const amount = Money.parse(data.amount);
  const owed = before.owed.minus(amount);
  const after = changed(state, expense, { owed, state: owed.isPositive() ? 'ineligible' : 'settled' });
  switch (way) {
    case 'to-project':
      return {
        ...after,
        returned: added(state.returned, tranche, amount),
        refunded: added(state.refunded, tranche, amount),
        refunds: state.refunds + 1,
      };
    case 'offset':
      return { ...after, returned: added(state.returned, tranche, amount) };
    case 'written-off':
      return { ...after, writtenOff: added(state.writtenOff, tranche, amount) };
    case 'substituted': {
      const { substitute } = data;
      return substitute === null
        ? after
        : { ...after, substituted: added(state.substituted, substitute, amount) };
    }
    case 'to-account':
      return after;
    default:
      return unreachable(way, 'way to make good what was ineligible');
  }
}

export function balanceReturned(state: ExpensesState, data: DataOf<'BalanceReturned'>): ExpensesState {
  const amount = Money.parse(data.amount);
  return {
    ...state,
    returned: added(state.returned, data.tranche, amount),
    refunded: added(state.refunded, data.tranche, amount),
    refunds: state.refunds + 1,
  };
}

const added = <Key>(sums: ReadonlyMap<Key, Money>, key: Key, amount: Money): ReadonlyMap<Key, Money> =>
  new Map([...sums, [key, sums.get(key)?.plus(amount) ?? amount]]);

export function pledged(state: ExpensesState, data: DataOf<'RevolvingPledged'>): ExpensesState {
  const { pledge, dueOn } = data;
  const amount = Money.parse(data.amount);
  const one = { pledge, amount, dueOn, repaid: Money.zero(amount.currency.code) };
  return { ...state, pledges: new Map([...state.pledges, [pledge, one]]) };
}

export function repaid(state: ExpensesState, { pledge, amount }: DataOf<'RevolvingRepaid'>): ExpensesState {
  const before = state.pledges.get(pledge);
  if (!before) return state;
  const after = { ...before, repaid: before.repaid.plus(Money.parse(amount)) };
  return { ...state, pledges: new Map([...state.pledges, [pledge, after]]) };
}

export function spent(state: ExpensesState, data: DataOf<'SpendingRecorded'>): ExpensesState {
  return {
    ...state,
    recorded: putSharded(state.recorded, data.spending, true),
    spent: added(state.spent, data.commitment, Money.parse(data.amount)),
  };
}

export function costAllocated(
  state: ExpensesState,
  { allocation, from, amount }: DataOf<'CostAllocated'>,
): ExpensesState {
  return {
    ...state,
    recorded: putSharded(state.recorded, allocation, true),
    allocated: from ? added(state.allocated, from.commitment, Money.parse(amount)) : state.allocated,
  };
}

function withExpense(state: ExpensesState, expense: Expense): ExpensesState {
  return { ...state, expenses: new Map([...state.expenses, [expense.expense, expense]]) };
}

/** Where the subsidy of one tranche stands. */
export interface Justification {
  readonly reported: Money;
  readonly accepted: Money;
  readonly observed: Money;
  /** Ruled out and not made good. */
  readonly ineligible: Money;
  readonly returned: Money;
  readonly writtenOff: Money;
  /** When the oldest observation that nobody has answered fell due. */
  readonly observationDueOn: LocalDate | null;
}

export function justificationOf(
  state: ExpensesState,
  tranche: number,
  currency: CurrencyCode,
): Justification {
  const zero = Money.zero(currency);
  const ofTranche = [...state.expenses.values()].filter((one) => one.tranche === tranche);
  const sum = (steps: readonly ExpenseStep[]): Money =>
    ofTranche
      .filter((one) => steps.includes(one.state))
      .reduce((total, one) => total.plus(one.subsidy), zero);
  const due = ofTranche.flatMap((one) => (one.state === 'observed' && one.dueOn ? [one.dueOn] : [])).sort();
  return {
    reported: sum(['reported', 'observed', 'accepted', 'ineligible']),
    accepted: sum(['accepted']),
    observed: sum(['observed']),
    ineligible: ofTranche.reduce((total, one) => total.plus(one.owed), zero),
    returned: state.returned.get(tranche) ?? zero,
    writtenOff: state.writtenOff.get(tranche) ?? zero,
    observationDueOn: due[0] ?? null,
  };
}
