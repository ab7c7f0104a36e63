import type { Affiliation } from '@tramo/identity';
import { Money, type LocalDate, type MoneyJson, type RateJson } from '@tramo/kernel';
import type { DataOf } from '../agreement.events';
import type { Evidence } from '../shapes';
import { waitingAt } from './clock';
import type { TrancheStep } from './steps';
import type { Condition, Payee } from './tranche.events';

/** Who signed, and as whom. */
export interface Signature {
  readonly affiliation: Affiliation;
  readonly on: LocalDate;
}

export interface LenderAmount {
  readonly amount: MoneyJson;
  readonly rate: RateJson | null;
}

/** While the organisation had the turn. */
export interface Pause {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** A payment as it was ordered. */
interface OrderedPayment {
  readonly id: string;
  readonly payer: string;
  /** The paying account as it was; null of orders that did not keep it. */
  readonly payerAccount: Payee | null;
  readonly payee: Payee;
  readonly by: string;
}

/** One tranche from its first request on; what is only agreed rests in the contract. */
export interface TrancheState {
  readonly tranche: number;
  readonly state: TrancheStep;
  readonly amount: Money;
  readonly documents: Evidence;
  /** How each condition was found when it was requested. */
  readonly seenAtRequest: readonly Pick<Condition, 'condition' | 'result'>[];
  readonly requestedBy: Signature | null;
  /** From which day the request counts. */
  readonly requestedFrom: LocalDate;
  readonly signatures: readonly Signature[];
  /** Where the money was to go at the first signature. */
  readonly signedFor: Payee | null;
  /** The first day of the state it is in. */
  readonly since: LocalDate;
  /** Of all requests of which none was given up: when the first was made, and what waited for the organisation since. */
  readonly begunOn: LocalDate;
  readonly pauses: readonly Pause[];
  readonly approvedOn: LocalDate | null;
  readonly commitment: string | null;
  readonly budgetYear: string | null;
  /** Set off against it, and so not paid. */
  readonly offset: Money;
  /** The payment that was ordered last. */
  readonly payment: OrderedPayment | null;
  /** How many payments were ordered for it: each is a payment of its own. */
  readonly orders: number;
  readonly confirmedOn: LocalDate | null;
  /** What reached the organisation, with what was set off. */
  readonly transferred: Money;
  readonly eligible: LenderAmount | null;
}

export interface Waiver {
  readonly waiver: string;
  readonly tranche: number;
  readonly condition: string;
  readonly legalAct: string;
  readonly expiresOn: LocalDate;
  readonly proposed: Signature;
  /** Null until a second person has granted it. */
  readonly granted: Signature | null;
}

export interface TranchesState {
  /** By number. */
  readonly tranches: ReadonlyMap<number, TrancheState>;
  /** By the waiver's id. */
  readonly waivers: ReadonlyMap<string, Waiver>;
  /** By number: the tranches that the lender has let pass, and up to what; null where its word covers any amount. */
  readonly noObjections: ReadonlyMap<number, Money | null>;
}

export const noTranches: TranchesState = { tranches: new Map(), waivers: new Map(), noObjections: new Map() };

export function requested(
  state: TranchesState,
  data: DataOf<'TrancheRequested'>,
  effectiveOn: LocalDate | undefined,
): TranchesState {
  const { tranche, affiliation, on } = data;
  const amount = Money.parse(data.amount);
  const zero = Money.zero(amount.currency.code);
  const before = state.tranches.get(tranche);
  const again = before?.state === 'returned' ? before : undefined;
  return withTranche(state, {
    tranche,
    state: 'requested',
    amount,
    documents: data.documents,
    seenAtRequest: data.evaluation.conditions.map(({ condition, result }) => ({ condition, result })),
    requestedBy: { affiliation, on },
    requestedFrom: effectiveOn ?? on,
    signatures: [],
    signedFor: null,
    since: on,
    begunOn: again?.begunOn ?? on,
    pauses: again ? pausesUntil(again, on) : [],
    approvedOn: null,
    commitment: null,
    budgetYear: null,
    offset: zero,
    payment: null,
    orders: before?.orders ?? 0,
    confirmedOn: null,
    transferred: zero,
    eligible: null,
  });
}

/** Into another state; what is given changes with it. */
export function moved(
  state: TranchesState,
  { tranche, on }: { readonly tranche: number; readonly on: LocalDate },
  to: TrancheStep,
  change: Partial<TrancheState> = {},
): TranchesState {
  const before = state.tranches.get(tranche);
  if (!before) return state;
  if (before.state === to) return withTranche(state, { ...before, ...change });
  return withTranche(state, { ...before, ...change, state: to, since: on, pauses: pausesUntil(before, on) });
}

/** With the one that ends where it is left. */
export const pausesUntil = ({ state, since, pauses }: TrancheState, to: LocalDate): readonly Pause[] =>
  waitingAt(state)?.owner === 'organisation' ? [...pauses, { from: since, to }] : pauses;

export function signedBy(state: TranchesState, data: DataOf<'TrancheSigned'>): TranchesState {
  const before = state.tranches.get(data.tranche);
  if (!before) return state;
  const { affiliation, on, payee } = data;
  return withTranche(state, {
    ...before,
    signatures: [...before.signatures, { affiliation, on }],
    signedFor: before.signedFor ?? payee,
  });
}

/** Nothing is left to pay of it: it waits for its offset to be confirmed. */
export function reduced(state: TranchesState, data: DataOf<'TrancheReduced'>): TranchesState {
  const before = state.tranches.get(data.tranche);
  if (!before) return state;
  const amount = before.amount.minus(Money.parse(data.amount));
  return moved(state, data, 'approved', { amount, payment: null });
}

export function ordered(state: TranchesState, data: DataOf<'TrancheOrdered'>): TranchesState {
  const orders = (state.tranches.get(data.tranche)?.orders ?? 0) + 1;
  const { payment: id, payer, payerAccount, payee, affiliation } = data;
  const payment = { id, payer, payerAccount, payee, by: affiliation.person };
  return moved(state, data, 'ordered', { payment, orders });
}

export function confirmed(state: TranchesState, data: DataOf<'TrancheConfirmed'>): TranchesState {
  const before = state.tranches.get(data.tranche);
  if (!before) return state;
  const transferred = Money.parse(data.amount).plus(before.offset);
  return moved(state, data, 'confirmed', { transferred, confirmedOn: data.on, eligible: data.eligible });
}

/** Nothing is eligible by it: what was set off has been so since it was first transferred. */
export const setOff = (state: TranchesState, data: DataOf<'TrancheSetOff'>): TranchesState =>
  moved(state, data, 'confirmed', { transferred: Money.parse(data.amount), confirmedOn: data.on });

export function bounced(state: TranchesState, data: DataOf<'TrancheBounced'>): TranchesState {
  const before = state.tranches.get(data.tranche);
  if (!before) return state;
  const transferred = Money.zero(before.amount.currency.code);
  return moved(state, data, 'bounced', { transferred, confirmedOn: null, eligible: null });
}

export function letPass(
  state: TranchesState,
  { tranche, amount }: DataOf<'NoObjectionGiven'>,
): TranchesState {
  const word = amount && Money.parse(amount);
  return { ...state, noObjections: new Map([...state.noObjections, [tranche, word]]) };
}

/** What the lender let pass was the request that has ended: another one takes another word. */
export function withoutWord(state: TranchesState, { tranche }: { readonly tranche: number }): TranchesState {
  if (!state.noObjections.get(tranche)) return state;
  const noObjections = new Map([...state.noObjections].filter(([number]) => number !== tranche));
  return { ...state, noObjections };
}

/** Whether the lender's word covers so much of the tranche. */
export function isLetPass({ noObjections }: TranchesState, tranche: number, amount: Money): boolean {
  const word = noObjections.get(tranche);
  return word === null || (word !== undefined && !amount.isGreaterThan(word));
}

export function waiverProposed(state: TranchesState, data: DataOf<'WaiverProposed'>): TranchesState {
  const { waiver, tranche, condition, legalAct, expiresOn, affiliation, on } = data;
  const one = {
    waiver,
    tranche,
    condition,
    legalAct,
    expiresOn,
    proposed: { affiliation, on },
    granted: null,
  };
  return { ...state, waivers: new Map([...state.waivers, [waiver, one]]) };
}

export function waiverGranted(
  state: TranchesState,
  { waiver, affiliation, on }: DataOf<'WaiverGranted'>,
): TranchesState {
  const before = state.waivers.get(waiver);
  if (!before) return state;
  return {
    ...state,
    waivers: new Map([...state.waivers, [waiver, { ...before, granted: { affiliation, on } }]]),
  };
}

/** Set off against a tranche that is approved: less is paid, and it counts as transferred. */
export function offsetAgainst(state: TranchesState, tranche: number, amount: Money): TranchesState {
  const before = state.tranches.get(tranche);
  return before ? withTranche(state, { ...before, offset: before.offset.plus(amount) }) : state;
}

function withTranche(state: TranchesState, tranche: TrancheState): TranchesState {
  return { ...state, tranches: new Map([...state.tranches, [tranche.tranche, tranche]]) };
}
