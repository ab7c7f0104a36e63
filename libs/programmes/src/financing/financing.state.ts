import { defineDecider } from '@tramo/event-log';
import {
  emptySharded,
  getSharded,
  invariant,
  Money,
  putSharded,
  unreachable,
  type CurrencyCode,
  type LocalDate,
  type MoneyJson,
  type Sharded,
} from '@tramo/kernel';
import { withEntry } from '../maps';
import { financingEvents, type CategoryStation, type FinancingData } from './financing.events';

/** Where the lender's money stands, of one executor's share and one category. */
export interface CategoryBalance extends Amounts {
  readonly share: string;
  readonly category: string | null;
}

interface Amounts {
  readonly allocated: Money;
  readonly free: Money;
  readonly reserved: Money;
  readonly eligible: Money;
  readonly documented: Money;
}

export interface CategoryReservation {
  readonly share: string;
  readonly category: string | null;
  /** Reserved and not eligible yet. */
  readonly amount: Money;
  readonly eligible: Money;
  readonly documented: Money;
  readonly agreement: string | null;
  /** Whether its agreement's own acts have made it, and alone may change it. */
  readonly byAgreement: boolean;
}

/** One step of an agreement's act on what it has reserved. */
export interface CategoryStep {
  readonly reservationId: string;
  readonly amount: Money;
  /** Null where it was reserved, and not moved. */
  readonly moved: {
    readonly from: CategoryStation;
    readonly to: CategoryStation;
    readonly fromFree: Money;
  } | null;
}

/** By the lender, as it was recorded. */
export interface Suspension {
  readonly number: number;
  readonly suspendedOn: LocalDate;
  readonly document: string;
  readonly reason: string;
  readonly by: string;
  /** Null while it lasts. */
  readonly liftedOn: LocalDate | null;
}

export interface Share {
  readonly total: Money;
  readonly purposes: readonly string[];
}

export interface FinancingState {
  /** Null until it is signed. */
  readonly agreement: {
    readonly financing: string;
    readonly programme: string;
    readonly currency: CurrencyCode;
    readonly amount: Money;
    readonly closingDate: LocalDate;
  } | null;
  /** By executor. */
  readonly shares: ReadonlyMap<string, Share>;
  /** By code: when what it pays becomes eligible. */
  readonly categories: ReadonlyMap<string, 'transfer' | 'expense'>;
  /** By `cellKey`. */
  readonly cells: ReadonlyMap<string, CategoryBalance>;
  /** By year and `cellKey`. */
  readonly plans: ReadonlyMap<string, Money>;
  /** By the reservation's id. */
  readonly reservations: Sharded<CategoryReservation>;
  /** In the order in which they were recorded. */
  readonly suspensions: readonly Suspension[];
  /** By the reservation's own id in the log: how to undo it. */
  readonly steps: Sharded<CategoryStep>;
}

const NONE: ReadonlyMap<string, never> = new Map<string, never>();

const initial: FinancingState = {
  agreement: null,
  shares: NONE,
  categories: NONE,
  cells: NONE,
  plans: NONE,
  reservations: emptySharded,
  suspensions: [],
  steps: emptySharded,
};

export const financing = defineDecider({
  events: financingEvents,
  initial,
  evolve: (state: FinancingState, { type, data }): FinancingState => {
    switch (type) {
      case 'FinancingAgreementSigned':
        return { ...state, agreement: agreementOf(data) };
      case 'FinancingShared':
        return { ...state, shares: shared(state, data) };
      case 'CategoryDefined':
        return { ...state, categories: withEntry(state.categories, data.code, data.eligibleAt) };
      case 'CategoryAllocated':
        return moved(state, data, { allocated: 1, free: 1 });
      case 'CategoryReallocated':
        return reallocated(state, data);
      case 'CategoryPlanned':
        return { ...state, plans: withEntry(state.plans, planKey(data), Money.parse(data.amount)) };
      case 'PriorExecutionRecorded':
        return moved(state, data, { free: -1, documented: 1 });
      case 'CategoryReserved':
        return reserved(state, data);
      case 'CategoryMoved':
        return stationsMoved(state, data);
      case 'CategoryReservationReleased':
        return released(state, data);
      case 'FinancingSuspended':
        return { ...state, suspensions: [...state.suspensions, suspensionOf(data)] };
      case 'FinancingSuspensionLifted':
        return { ...state, suspensions: state.suspensions.map((one) => lifted(one, data)) };
      default:
        return unreachable(type, 'event of a financing agreement');
    }
  },
});

const suspensionOf = (data: FinancingData<'FinancingSuspended'>): Suspension => {
  const { number, suspendedOn, document, reason, by } = data;
  return { number, suspendedOn, document, reason, by, liftedOn: null };
};

const lifted = (
  one: Suspension,
  { number, liftedOn }: FinancingData<'FinancingSuspensionLifted'>,
): Suspension => (one.number === number ? { ...one, liftedOn } : one);

/** What keeps the lender from paying out on a day; nothing where it pays. */
export const suspensionOn = ({ suspensions }: FinancingState, on: LocalDate): Suspension | undefined =>
  suspensions.findLast(
    ({ suspendedOn, liftedOn }) => suspendedOn <= on && (liftedOn === null || on < liftedOn),
  );

export const cellKey = (share: string, category: string | null): string => JSON.stringify([share, category]);

export const planKey = ({ year, share, category }: PlanPlace): string =>
  `${year} ${cellKey(share, category)}`;

interface PlanPlace {
  readonly year: string;
  readonly share: string;
  readonly category: string | null;
}

export const balanceOf = (state: FinancingState, share: string, category: string | null): CategoryBalance =>
  state.cells.get(cellKey(share, category)) ?? { share, category, ...nothing(state) };

/** What a share still has free in a category, in the lender's currency. */
export const freeOf = (state: FinancingState, share: string, category: string | null): Money =>
  balanceOf(state, share, category).free;

function nothing({ agreement }: FinancingState): Amounts {
  invariant(agreement, 'balances are asked of an agreement that is signed');
  const zero = Money.zero(agreement.currency);
  return { allocated: zero, free: zero, reserved: zero, eligible: zero, documented: zero };
}

function agreementOf(data: FinancingData<'FinancingAgreementSigned'>) {
  const { financing: code, programme, closingDate } = data;
  const amount = Money.parse(data.amount);
  return { financing: code, programme, currency: amount.currency.code, amount, closingDate };
}

function shared(state: FinancingState, data: FinancingData<'FinancingShared'>): FinancingState['shares'] {
  const amount = Money.parse(data.amount);
  const before = state.shares.get(data.executor);
  return withEntry(state.shares, data.executor, {
    total: before ? before.total.plus(amount) : amount,
    purposes: [...(before?.purposes ?? []), data.purpose],
  });
}

/** One amount, added to some states of a cell and taken from others. */
function moved(
  state: FinancingState,
  of: { readonly share: string; readonly category: string | null; readonly amount: MoneyJson },
  signs: Readonly<Partial<Record<keyof Amounts, 1 | -1>>>,
): FinancingState {
  const amount = Money.parse(of.amount);
  const before = balanceOf(state, of.share, of.category);
  const after = (name: keyof Amounts): Money => before[name].plus(amount.times(signs[name] ?? 0));
  return {
    ...state,
    cells: withEntry(state.cells, cellKey(of.share, of.category), {
      share: of.share,
      category: of.category,
      allocated: after('allocated'),
      free: after('free'),
      reserved: after('reserved'),
      eligible: after('eligible'),
      documented: after('documented'),
    }),
  };
}

function reallocated(state: FinancingState, data: FinancingData<'CategoryReallocated'>): FinancingState {
  const { share, from, to, amount } = data;
  const left = moved(state, { share, category: from, amount }, { allocated: -1, free: -1 });
  return moved(left, { share, category: to, amount }, { allocated: 1, free: 1 });
}

function reserved(state: FinancingState, data: FinancingData<'CategoryReserved'>): FinancingState {
  const { reservationId, share, category, agreement, byReservation } = data;
  const amount = Money.parse(data.amount);
  const zero = Money.zero(amount.currency.code);
  const none = { share, category, agreement, amount: zero, eligible: zero, documented: zero };
  const before = getSharded(state.reservations, reservationId);
  const one = before ?? { ...none, byAgreement: byReservation !== null };
  const after = {
    ...moved(state, data, { free: -1, reserved: 1 }),
    reservations: putSharded(state.reservations, reservationId, { ...one, amount: one.amount.plus(amount) }),
  };
  return withStep(after, byReservation, { reservationId, amount, moved: null });
}

const HELD = { reserved: 'amount', eligible: 'eligible', documented: 'documented' } as const;

function stationsMoved(state: FinancingState, data: FinancingData<'CategoryMoved'>): FinancingState {
  const { reservationId, from, to, byReservation } = data;
  const amount = Money.parse(data.amount);
  const fromFree = Money.parse(data.fromFree);
  const entered = moved(state, data, { [to]: 1 });
  const left = moved(entered, { ...data, amount: amount.minus(fromFree).toJSON() }, { [from]: -1 });
  const cells = moved(left, { ...data, amount: data.fromFree }, { free: -1 });
  const before = getSharded(state.reservations, reservationId);
  if (!before) return cells;
  const changed = (one: CategoryReservation, station: CategoryStation, by: Money): CategoryReservation =>
    station === 'free' ? one : { ...one, [HELD[station]]: one[HELD[station]].plus(by) };
  const after = changed(changed(before, from, fromFree.minus(amount)), to, amount);
  return withStep(
    { ...cells, reservations: putSharded(state.reservations, reservationId, after) },
    byReservation,
    { reservationId, amount, moved: { from, to, fromFree } },
  );
}

const withStep = (state: FinancingState, id: string | null, step: CategoryStep): FinancingState =>
  id === null ? state : { ...state, steps: putSharded(state.steps, id, step) };

function released(state: FinancingState, data: FinancingData<'CategoryReservationReleased'>): FinancingState {
  const { reservationId, amount } = data;
  const before = getSharded(state.reservations, reservationId);
  if (!before) return state;
  const after = { ...before, amount: before.amount.minus(Money.parse(amount)) };
  return {
    ...moved(state, { ...before, amount }, { free: 1, reserved: -1 }),
    reservations: putSharded(state.reservations, reservationId, after),
  };
}
