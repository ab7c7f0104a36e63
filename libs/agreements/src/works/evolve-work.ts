import type { Act, Affiliation, PastAct } from '@tramo/identity';
import { Money, type CurrencyCode, type LocalDate } from '@tramo/kernel';
import { noneOf, plus, sharedOf } from './shared';
import type { WorkData } from './work.events';
import {
  scopesOf,
  type CommittedYear,
  type OfWork,
  type WorkContract,
  type WorkDates,
  type WorkMoney,
  type WorkState,
} from './work.state';

export const onDate = (
  state: WorkState,
  step: keyof WorkDates,
  on: LocalDate | null | undefined,
): WorkState => ({ ...state, dates: { ...state.dates, [step]: on ?? null } });

export function designed(state: WorkState, data: WorkData<'FinalDesignApproved'>): WorkState {
  const { municipalPercentage, lenderPercentage, designer, on } = data;
  const design = { amount: Money.parse(data.amount), municipalPercentage, lenderPercentage };
  const reference = `design of ${data.work}`;
  const scopes = { agreement: data.work };
  const act: PastAct = {
    act: 'advised',
    person: designer.person,
    on,
    reference,
    scopes,
    affiliation: designer,
  };
  return { ...state, design, stage: 'designed', acts: [...state.acts, act] };
}

export function signed(state: WorkState, data: WorkData<'WorkAgreementSigned'>): WorkState {
  const { reference, place, advancePercentage, retentionPercentage, startsOn, endsOn } = data;
  const { municipalPercentage, lenderPercentage } = data;
  const amount = Money.parse(data.amount);
  const contract: WorkContract = {
    reference,
    place,
    amount,
    shared: sharedOf(data.shared),
    municipalPercentage,
    lenderPercentage,
    advancePercentage,
    retentionPercentage,
    startsOn,
    endsOn,
    addenda: [],
    reserved: reservedBy(data),
  };
  return { ...state, contract, stage: 'signed', money: untouched(amount.currency.code) };
}

function reservedBy({ reserved }: WorkData<'WorkAgreementSigned'>): WorkContract['reserved'] {
  if (!reserved) return null;
  const { financing, share, category, rate } = reserved;
  const amount = Money.parse(reserved.amount);
  return { financing, share, category, amount, left: amount, rate };
}

export function addendumSigned(state: WorkState, data: WorkData<'WorkAddendumSigned'>): WorkState {
  const { contract } = state;
  if (!contract) return state;
  const { addendum, endsOn, reservedChange } = data;
  const { reserved } = contract;
  const change = reservedChange && Money.parse(reservedChange.amount);
  const next: WorkContract = {
    ...contract,
    addenda: [...contract.addenda, addendum],
    amount: Money.parse(data.amount),
    shared: sharedOf(data.shared),
    endsOn,
    reserved: reserved && {
      ...reserved,
      amount: change ? reserved.amount.plus(change) : reserved.amount,
      left: change ? reserved.left.plus(change) : reserved.left,
    },
  };
  return withMoney({ ...state, contract: next }, (money) => ({
    ...money,
    beyondPromise: money.beyondPromise.plus(Money.parse(data.beyondPromise)),
  }));
}

function untouched(currency: CurrencyCode): WorkMoney {
  const zero = Money.zero(currency);
  const none = noneOf(currency);
  return {
    deposited: zero,
    beyondPromise: zero,
    forgone: zero,
    verified: zero,
    used: zero,
    advanced: none,
    amortised: none,
    gross: none,
    retained: none,
    released: none,
  };
}

export const withMoney = (state: WorkState, change: (money: WorkMoney) => WorkMoney): WorkState =>
  state.money ? { ...state, money: change(state.money) } : state;

interface ActOf {
  readonly work: string;
  readonly affiliation: Affiliation;
  readonly on: LocalDate;
}

export function withAct(
  state: WorkState,
  act: Act,
  { work: id, affiliation, on }: ActOf,
  of: OfWork,
): WorkState {
  const reference = referenceOf(of, id);
  const { person } = affiliation;
  return {
    ...state,
    acts: [...state.acts, { act, person, on, reference, scopes: scopesOf(id, of), affiliation }],
  };
}

function referenceOf(of: OfWork, id: string): string {
  if (of === 'whole') return id;
  return typeof of === 'number' ? `sheet ${of} of ${id}` : `${of} of ${id}`;
}

export function committedBy({ committed }: WorkState, data: WorkData<'WorkYearCommitted'>): CommittedYear {
  const amount = Money.parse(data.amount);
  const before = committed.get(data.budgetYear);
  if (before) return { ...before, amount: before.amount.plus(amount) };
  const { commitment, line } = data;
  return { commitment, line, amount, accrued: Money.zero(amount.currency.code) };
}

export function yearReleased(state: WorkState, data: WorkData<'WorkYearReleased'>): WorkState {
  const year = state.committed.get(data.budgetYear);
  if (!year) return state;
  const amount = year.amount.minus(Money.parse(data.amount));
  return { ...state, committed: new Map(state.committed).set(data.budgetYear, { ...year, amount }) };
}

export const advanced = (state: WorkState, data: WorkData<'WorksAdvancePaid'>): WorkState =>
  withMoney({ ...state, requested: null }, (money) => ({
    ...money,
    advanced: plus(money.advanced, sharedOf(data.shared)),
  }));

export const released = (state: WorkState, data: WorkData<'WorkAccepted' | 'RetentionReleased'>): WorkState =>
  withMoney(state, (money) => ({ ...money, released: plus(money.released, sharedOf(data.released)) }));

export const accepted = (state: WorkState, data: WorkData<'WorkAccepted'>): WorkState =>
  released({ ...state, stage: data.kind === 'final' ? 'accepted' : 'accepted-provisionally' }, data);
