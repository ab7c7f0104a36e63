import { consequence, reservation, type Consequence, type Reservation } from '@tramo/event-log';
import { accept, Rejection, type Decision, type DomainEvent } from '@tramo/kernel';
import { account } from '../account';
import { accountStream, cashOf, freeOf, type AccountState, type OpenedAccount } from '../account.state';
import { amountOf } from '../amounts';
import { toStreams, type GiveUp, type HoldCash, type PayCash, type Plan } from '../asks';
import type { AccountEvent } from '../events';
import { partsFor } from '../lots';
import { accountClosed, accountUnknown, cashExceeded, notOfAccountKind } from '../refusals';
import { cashHeldAlready, cashNotHeld, cashNotPaid, cashPaidAlready } from './refusals';
import { undoCashStep } from './undo-cash-step';

/** Accounts that the programme itself pays from. */
const OWN = ['operating', 'special', 'collection'] as const;

const streamOf = (ask: { readonly account: string }): string => accountStream(ask.account);

/** Sets aside, when a payment is ordered, what it will take. */
export const holdsCash = <Body, State, Intended extends DomainEvent>(
  plan: Plan<Body, State, Intended, HoldCash>,
): Reservation<Body, State> =>
  reservation({
    decider: account,
    plan: (body: Body, state: State, intended: readonly Intended[]) =>
      toStreams(plan(body, state, intended), streamOf),
    reserve: (state, ask, { actor: by, reservationId }) => hold(state, ask, by, reservationId),
    release: undoCashStep,
  });

function hold(
  state: AccountState,
  { account: id, payment, amount: json }: HoldCash,
  by: string,
  reserved: string,
): Decision<AccountEvent> {
  const { opened, closed } = state;
  if (!opened) return accountUnknown(id);
  if (opened.kind === 'organisation') return notOfAccountKind(opened, 'paying', OWN, 'account');
  const amount = amountOf(json, opened, 'amount');
  if (amount instanceof Rejection) return amount;
  const before = cashOf(state, payment);
  if (before) return cashHeldAlready(id, before);
  const broken = [
    ...(closed ? [accountClosed(id)] : []),
    ...(amount.isGreaterThan(freeOf(opened)) ? [cashExceeded(opened, amount)] : []),
  ];
  const data = { ...ofPayment(opened, payment, by, reserved), amount: amount.toJSON() };
  return accept([{ type: 'CashHeld', data }], broken);
}

/** What was set aside is not paid: it is free for something else, once that is decided. */
export const freesCash = <Body, State, Written extends DomainEvent>(
  plan: Plan<Body, State, Written, GiveUp>,
): Consequence<Body, State> =>
  consequence({
    decider: account,
    plan: (body: Body, state: State, written: readonly Written[]) =>
      toStreams(plan(body, state, written), streamOf),
    follow: (state, { account: id, payment, reason }, { actor: by, reservationId }) => {
      const { opened } = state;
      if (!opened) return accountUnknown(id);
      const cash = cashOf(state, payment);
      if (cash?.step !== 'held') return cashNotHeld(id, payment, cash);
      const data = { ...ofPayment(opened, payment, by, reservationId), amount: cash.amount.toJSON(), reason };
      return accept([{ type: 'CashFreed', data }]);
    },
  });

/** What was set aside leaves the account, out of the lots that came first. */
export const paysCash = <Body, State, Intended extends DomainEvent>(
  plan: Plan<Body, State, Intended, PayCash>,
): Reservation<Body, State> =>
  reservation({
    decider: account,
    plan: (body: Body, state: State, intended: readonly Intended[]) =>
      toStreams(plan(body, state, intended), streamOf),
    reserve: (state, { account: id, payment }, { actor: by, reservationId }) => {
      const { opened } = state;
      if (!opened) return accountUnknown(id);
      const cash = cashOf(state, payment);
      if (cash?.step === 'paid') return cashPaidAlready(id, cash);
      if (cash?.step !== 'held') return cashNotHeld(id, payment, cash);
      const lots = partsFor(state.lots, cash.amount);
      const data = { ...ofPayment(opened, payment, by, reservationId), amount: cash.amount.toJSON(), lots };
      // It was held, so it is there: only history can have held more than there was, and that was found then.
      return accept([{ type: 'CashPaid', data }]);
    },
    release: undoCashStep,
  });

/** What had left comes back, into the lots that it came from, once that is decided. */
export const returnsCash = <Body, State, Written extends DomainEvent>(
  plan: Plan<Body, State, Written, GiveUp>,
): Consequence<Body, State> =>
  consequence({
    decider: account,
    plan: (body: Body, state: State, written: readonly Written[]) =>
      toStreams(plan(body, state, written), streamOf),
    follow: (state, { account: id, payment, reason }, { actor: by, reservationId }) => {
      const { opened } = state;
      if (!opened) return accountUnknown(id);
      const cash = cashOf(state, payment);
      if (cash?.step !== 'paid') return cashNotPaid(id, payment, cash);
      const { amount, lots } = cash;
      const of = ofPayment(opened, payment, by, reservationId);
      return accept([
        { type: 'CashReturned', data: { ...of, amount: amount.toJSON(), lots: [...lots], reason } },
      ]);
    },
  });

const ofPayment = (
  { programme, account: id }: OpenedAccount,
  payment: string,
  by: string,
  reserved: string,
) => ({
  programme,
  account: id,
  by,
  payment,
  reservation: reserved,
});
