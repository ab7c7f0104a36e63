import { defineDecider } from '@tramo/event-log';
import { invariant, Money, unreachable, type CurrencyCode, type MoneyJson } from '@tramo/kernel';
import { withEntry, without } from '../maps';
import { financingEvents, type FinancingData } from './financing.events';

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
  readonly amount: Money;
  readonly agreement: string | null;
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
  } | null;
  /** By executor. */
  readonly shares: ReadonlyMap<string, Share>;
  readonly categories: ReadonlySet<string>;
  /** By `cellKey`. */
  readonly cells: ReadonlyMap<string, CategoryBalance>;
  /** By year and `cellKey`. */
  readonly plans: ReadonlyMap<string, Money>;
  /** By the reservation's id; those that have been released whole are gone. */
  readonly reservations: ReadonlyMap<string, CategoryReservation>;
}

const NONE: ReadonlyMap<string, never> = new Map<string, never>();

const initial: FinancingState = {
  agreement: null,
  shares: NONE,
  categories: new Set(),
  cells: NONE,
  plans: NONE,
  reservations: NONE,
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
        return { ...state, categories: new Set([...state.categories, data.code]) };
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
      case 'CategoryReservationReleased':
        return released(state, data);
      default:
        return unreachable(type, 'event of a financing agreement');
    }
  },
});

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

function agreementOf({ financing: code, programme, amount }: FinancingData<'FinancingAgreementSigned'>) {
  const money = Money.parse(amount);
  return { financing: code, programme, currency: money.currency.code, amount: money };
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
  const { reservationId, share, category, agreement } = data;
  const reservation = { share, category, agreement, amount: Money.parse(data.amount) };
  return {
    ...moved(state, data, { free: -1, reserved: 1 }),
    reservations: withEntry(state.reservations, reservationId, reservation),
  };
}

function released(state: FinancingState, data: FinancingData<'CategoryReservationReleased'>): FinancingState {
  const { reservationId, amount } = data;
  const reservation = state.reservations.get(reservationId);
  if (!reservation) return state;
  const left = reservation.amount.minus(Money.parse(amount));
  return {
    ...moved(state, { ...reservation, amount }, { free: 1, reserved: -1 }),
    reservations: left.isPositive()
      ? withEntry(state.reservations, reservationId, { ...reservation, amount: left })
      : without(state.reservations, reservationId),
  };
}
