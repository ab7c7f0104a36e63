import type { Affiliation } from '@tramo/identity';
import {
  Money,
  type CurrencyCode,
  type LocalDate,
  emptySharded,
  getSharded,
  putSharded,
  type Sharded,
} from '@tramo/kernel';
import { lineKey, type Line } from '@tramo/programmes';
import type { Station } from './events/shapes';
import { changed, emptyLine, inscribedOf, type LineChange, type LineState } from './line-state';

/** What rests under one category of a lender, all its lines together. */
export interface CategoryState {
  readonly programmed: Money;
  readonly inscribed: Money;
  readonly requested: Money;
}

/** An amount set aside under a name of its own. */
export interface Held {
  readonly id: string;
  readonly line: Line;
  /** What of it is still held. */
  readonly open: Money;
}

/** An act of a person that keeps the same person, or whoever is tied to them, from another. */
export interface Done {
  readonly on: LocalDate;
  readonly affiliation: Affiliation;
}

export type PreCommitmentState = Held & Done;

export interface CommitmentState extends Held {
  readonly agreement: string | null;
  /** Whether its agreement's own acts have made it, and alone may change it. */
  readonly byAgreement: boolean;
  /** What of it has left `open`, by where it is now. */
  readonly accrued: Money;
  readonly paid: Money;
  readonly justified: Money;
  /** The pre-commitment it was made from, and how much of what is open would go back there. */
  readonly preCommitment: { readonly id: string; readonly open: Money } | null;
}

/** One step on a commitment. */
export interface Reserved {
  readonly commitment: string;
  readonly by: string;
  readonly correctsOn: LocalDate | null;
  readonly amount: Money;
  /** Null where it was made, and not moved. */
  readonly moved: { readonly from: Station; readonly to: Station } | null;
}

/** What a request asks for on one line. */
export interface RequestedLine {
  readonly request: string;
  readonly line: Line;
  readonly open: Money;
}

export interface CarriedLine {
  readonly line: Line;
  readonly amount: Money;
  readonly toYear: string;
  readonly by: string;
  readonly correctsOn: LocalDate | null;
}

export interface BudgetState {
  /** Null until it is opened. */
  readonly opened: {
    readonly programme: string;
    readonly budgetYear: string;
    readonly currency: CurrencyCode;
    readonly entity: string;
  } | null;
  /** Null while the year is open. */
  readonly closed: { readonly committed: 'lapse' | 'kept' } | null;
  readonly lines: Sharded<LineState>;
  /** To which line a line's balances were moved, by `lineKey`; null where the line has had them back. */
  readonly movedTo: Sharded<Line | null>;
  /** By `categoryKey`. */
  readonly categories: Sharded<CategoryState>;
  /** Who asked, by request. */
  readonly requests: Sharded<Done>;
  /** By `requestedKey`. */
  readonly requested: Sharded<RequestedLine>;
  readonly preCommitments: Sharded<PreCommitmentState>;
  readonly commitments: Sharded<CommitmentState>;
  /** What agreements' acts have done here, by reservation: how to undo it. */
  readonly reserved: Sharded<Reserved>;
  /** Handed to the next year and not yet taken, by reservation. */
  readonly carries: Sharded<readonly CarriedLine[]>;
}

export type OpenedBudget = NonNullable<BudgetState['opened']>;
export type ClosedBudget = NonNullable<BudgetState['closed']>;

export const initialBudget: BudgetState = {
  opened: null,
  closed: null,
  lines: emptySharded,
  movedTo: emptySharded,
  categories: emptySharded,
  requests: emptySharded,
  requested: emptySharded,
  preCommitments: emptySharded,
  commitments: emptySharded,
  reserved: emptySharded,
  carries: emptySharded,
};

export const budgetStream = (programme: string, year: string): string => `budget-${programme}-${year}`;

export const categoryKey = (financing: string, category: string): string =>
  JSON.stringify([financing, category]);
export const requestedKey = (request: string, line: Line): string => `${request} ${lineKey(line)}`;

/** The line as it stands; one that the budget has not seen stands at zero. */
export const lineOf = (state: BudgetState, line: Line, currency: CurrencyCode): LineState =>
  getSharded(state.lines, lineKey(line)) ?? emptyLine(line, currency);

/** The lender's category the line falls under, all lines together; nothing where it falls under none. */
export function categoryOf(
  { categories }: BudgetState,
  line: Line,
  currency: CurrencyCode,
): CategoryState | null {
  if (line.financing === null || line.category === null) return null;
  return getSharded(categories, categoryKey(line.financing, line.category)) ?? emptyCategory(currency);
}

const emptyCategory = (currency: CurrencyCode): CategoryState => {
  const zero = Money.zero(currency);
  return { programmed: zero, inscribed: zero, requested: zero };
};

export const requestedOn = ({ requested }: BudgetState, request: string, line: Line): Money | undefined =>
  getSharded(requested, requestedKey(request, line))?.open;

export function withLine(
  state: BudgetState,
  line: Line,
  change: LineChange,
  currency: CurrencyCode,
): BudgetState {
  const before = lineOf(state, line, currency);
  const after = changed(before, change);
  return {
    ...state,
    lines: putSharded(state.lines, lineKey(line), after),
    categories: withCategory(state, before, after, currency),
  };
}

function withCategory(
  state: BudgetState,
  before: LineState,
  after: LineState,
  currency: CurrencyCode,
): BudgetState['categories'] {
  const { financing, category } = after.line;
  const sums = categoryOf(state, after.line, currency);
  if (!sums || financing === null || category === null) return state.categories;
  return putSharded(state.categories, categoryKey(financing, category), {
    programmed: sums.programmed.plus(after.programmed).minus(before.programmed),
    inscribed: sums.inscribed.plus(inscribedOf(after)).minus(inscribedOf(before)),
    requested: sums.requested.plus(after.requested).minus(before.requested),
  });
}
