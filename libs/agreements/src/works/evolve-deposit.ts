import { Money, type LocalDate } from '@tramo/kernel';
import { withMoney } from './evolve-work';
import { minus, plus, sharedOf } from './shared';
import type { WorkData } from './work.events';
import type { WorkState } from './work.state';

export function deposited(
  state: WorkState,
  data: WorkData<'MunicipalShareDeposited'>,
  on: LocalDate | undefined,
): WorkState {
  const { deposit, account, depositedOn } = data;
  const amount = Money.parse(data.amount);
  const by = data.affiliation.person;
  const untouched = { verifiedOn: null, shownBy: null, reversed: false };
  const one = { ...untouched, amount, account, depositedOn, by, on: on ?? null };
  return withMoney({ ...state, deposits: new Map(state.deposits).set(deposit, one) }, (money) => ({
    ...money,
    deposited: money.deposited.plus(amount),
    beyondPromise: money.beyondPromise.plus(Money.parse(data.beyondPromise)),
  }));
}

export function verified(
  state: WorkState,
  data: WorkData<'MunicipalDepositVerified'>,
  on: LocalDate | undefined,
): WorkState {
  const { deposit, on: verifiedOn, shownBy } = data;
  const amount = Money.parse(data.amount);
  const known = state.deposits.get(deposit);
  if (!known) return state;
  const { account } = known;
  const deposits = new Map(state.deposits).set(deposit, { ...known, verifiedOn, shownBy, on: on ?? null });
  const collected =
    account === null
      ? state.collected
      : new Map(state.collected).set(account, state.collected.get(account)?.plus(amount) ?? amount);
  return withMoney({ ...state, deposits, collected }, (money) => ({
    ...money,
    verified: money.verified.plus(amount),
  }));
}

/** As if it had never come. */
export function reversed(state: WorkState, data: WorkData<'MunicipalDepositReversed'>): WorkState {
  const known = state.deposits.get(data.deposit);
  if (!known) return state;
  const amount = Money.parse(data.amount);
  const deposits = new Map(state.deposits).set(data.deposit, { ...known, reversed: true });
  const { account } = known;
  const there = account === null || !data.wasVerified ? undefined : state.collected.get(account);
  const collected =
    account === null || !there ? state.collected : new Map(state.collected).set(account, there.minus(amount));
  return withMoney({ ...state, deposits, collected }, (money) => ({
    ...money,
    deposited: money.deposited.minus(amount),
    verified: data.wasVerified ? money.verified.minus(amount) : money.verified,
    beyondPromise: money.beyondPromise.minus(Money.parse(data.beyondPromise)),
  }));
}

export const lessened = (state: WorkState, { amount }: WorkData<'MunicipalPromiseLessened'>): WorkState =>
  withMoney(state, (money) => ({ ...money, forgone: money.forgone.plus(Money.parse(amount)) }));

/** What goes back was paid in for nothing: neither deposited nor owed any more. */
export function givenBack(state: WorkState, data: WorkData<'MunicipalFundsReturned'>): WorkState {
  const amount = Money.parse(data.amount);
  const beyond = Money.parse(data.beyondPromise);
  return withMoney(state, (money) => ({
    ...money,
    deposited: money.deposited.minus(amount),
    verified: money.verified.minus(amount),
    beyondPromise: money.beyondPromise.minus(beyond),
    forgone: money.forgone.plus(amount.minus(beyond)),
  }));
}

/** It did not reach the municipality, which has not promised it: it is there beyond that, until it goes again. */
export const giftBack = (state: WorkState, amount: Money): WorkState =>
  withMoney(state, (money) => ({
    ...money,
    deposited: money.deposited.plus(amount),
    verified: money.verified.plus(amount),
    beyondPromise: money.beyondPromise.plus(amount),
  }));

/** It is with the contractor no more; what was kept for it is not held any more either. */
export function advanceReturned(state: WorkState, data: WorkData<'WorksAdvanceReturned'>): WorkState {
  const { number: advanceReturns, from, collection } = data;
  const back = sharedOf(data.shared);
  const collected =
    collection === null
      ? state.collected
      : new Map(state.collected).set(
          collection,
          state.collected.get(collection)?.plus(back.municipal) ?? back.municipal,
        );
  return withMoney({ ...state, advanceReturns, collected }, (money) => ({
    ...money,
    advanced: minus(money.advanced, back),
    released: from === 'retention' ? plus(money.released, back) : money.released,
  }));
}
