import type { Affiliation } from '@tramo/identity';
import { Money, type CurrencyCode, type LocalDate } from '@tramo/kernel';
import type { DataOf } from '../agreement.events';
import type { Contribution, ContributionKind, Place } from '../shapes';

export interface Deposit {
  readonly deposit: string;
  readonly party: string;
  readonly kind: ContributionKind;
  readonly amount: Money;
  readonly account: string | null;
  readonly depositedOn: LocalDate;
  /** Who recorded it: somebody else verifies it. */
  readonly affiliation: Affiliation;
  /** Where it was posted, and so where it is reversed. */
  readonly place: Place;
  readonly state: 'deposited' | 'verified' | 'reversed';
  readonly verifiedOn: LocalDate | null;
  /** The line of the bank, or the act, that verified it. */
  readonly shownBy: string | null;
}

/** Of one party in one way: how much has come how far. Each includes what has come further. */
export interface FourNumbers {
  readonly party: string;
  readonly kind: ContributionKind;
  readonly promised: Money;
  readonly deposited: Money;
  readonly verified: Money;
  readonly used: Money;
}

export interface CounterpartState {
  /** By the deposit's id. */
  readonly deposits: ReadonlyMap<string, Deposit>;
  /** By `contributionKey`: used for expenses that were accepted. */
  readonly used: ReadonlyMap<string, Money>;
}

export const noCounterpart: CounterpartState = { deposits: new Map(), used: new Map() };

export const contributionKey = ({ party, kind }: Pick<Contribution, 'party' | 'kind'>): string =>
  JSON.stringify([party, kind]);

export function deposited(state: CounterpartState, data: DataOf<'CounterpartDeposited'>): CounterpartState {
  const { deposit, party, kind, account, depositedOn, affiliation, place } = data;
  const amount = Money.parse(data.amount);
  const one = {
    deposit,
    party,
    kind,
    amount,
    account,
    depositedOn,
    affiliation,
    place,
    state: 'deposited',
    verifiedOn: null,
    shownBy: null,
  } as const;
  return { ...state, deposits: new Map([...state.deposits, [deposit, one]]) };
}

export const verified = (
  state: CounterpartState,
  { deposit, on, shownBy }: DataOf<'CounterpartVerified'>,
): CounterpartState => withDeposit(state, deposit, { state: 'verified', verifiedOn: on, shownBy });

export const reversed = (
  state: CounterpartState,
  { deposit }: DataOf<'CounterpartReversed'>,
): CounterpartState => withDeposit(state, deposit, { state: 'reversed', verifiedOn: null });

function withDeposit(state: CounterpartState, deposit: string, change: Partial<Deposit>): CounterpartState {
  const before = state.deposits.get(deposit);
  if (!before) return state;
  return { ...state, deposits: new Map([...state.deposits, [deposit, { ...before, ...change }]]) };
}

/** Contributions taken into account, or out of it again. */
export function usedWith(
  state: CounterpartState,
  contributions: readonly Contribution[],
  sign: 1 | -1,
): CounterpartState {
  const used = new Map(state.used);
  for (const contribution of contributions) {
    const key = contributionKey(contribution);
    const amount = Money.parse(contribution.amount).times(sign);
    used.set(key, used.get(key)?.plus(amount) ?? amount);
  }
  return { ...state, used };
}

/** The four numbers of every party that has promised, given or used anything. */
export function fourNumbersOf(
  state: CounterpartState,
  promised: readonly Contribution[],
  currency: CurrencyCode,
): readonly FourNumbers[] {
  const zero = Money.zero(currency);
  const rows = new Map<string, FourNumbers>();
  const add = (
    of: Pick<Contribution, 'party' | 'kind'>,
    change: Partial<Record<'promised' | 'deposited' | 'verified' | 'used', Money>>,
  ): void => {
    const { party, kind } = of;
    const key = contributionKey(of);
    const before = rows.get(key) ?? {
      party,
      kind,
      promised: zero,
      deposited: zero,
      verified: zero,
      used: zero,
    };
    const sum = (name: 'promised' | 'deposited' | 'verified' | 'used'): Money =>
      change[name] ? before[name].plus(change[name]) : before[name];
    rows.set(key, {
      ...before,
      promised: sum('promised'),
      deposited: sum('deposited'),
      verified: sum('verified'),
      used: sum('used'),
    });
  };
  for (const contribution of promised) add(contribution, { promised: Money.parse(contribution.amount) });
  for (const { party, kind, amount, state: how } of state.deposits.values()) {
    if (how === 'reversed') continue;
    add({ party, kind }, { deposited: amount, ...(how === 'verified' && { verified: amount }) });
  }
  for (const [key, amount] of state.used) {
    const [party, kind] = JSON.parse(key) as [string, ContributionKind];
    add({ party, kind }, { used: amount });
  }
  return [...rows.values()];
}
