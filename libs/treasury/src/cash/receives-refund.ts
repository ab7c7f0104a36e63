import { reservation, type Reservation } from '@tramo/event-log';
import { accept, invariant, Money, Rejection, type Decision, type DomainEvent } from '@tramo/kernel';
import { account } from '../account';
import { accountStream, openedOf, reservedOf, type AccountState } from '../account.state';
import { amountOf } from '../amounts';
import { toStreams, type Plan, type ReceiveRefund } from '../asks';
import type { AccountEvent } from '../events';
import { isKnownLot, partsFor } from '../lots';
import { accountClosed, accountUnknown, notOfAccountKind } from '../refusals';

/** What an organisation gives back to the programme arrives on an operating account. */
export const receivesRefund = <Body, State, Intended extends DomainEvent>(
  plan: Plan<Body, State, Intended, ReceiveRefund>,
): Reservation<Body, State> =>
  reservation({
    decider: account,
    plan: (body: Body, state: State, intended: readonly Intended[]) =>
      toStreams(plan(body, state, intended), (ask) => accountStream(ask.account)),
    reserve: (state, ask, { actor: by, reservationId }) => receive(state, ask, by, reservationId),
    release: undo,
  });

function receive(
  { opened, closed, lots }: AccountState,
  { account: id, programme, refund, amount: json, reference }: ReceiveRefund,
  by: string,
  reserved: string,
): Decision<AccountEvent> {
  if (opened?.programme !== programme) return accountUnknown(id);
  if (opened.kind !== 'operating') return notOfAccountKind(opened, 'a refund', ['operating'], 'account');
  const amount = amountOf(json, opened, 'amount');
  if (amount instanceof Rejection) return amount;
  const data = {
    programme,
    account: id,
    by,
    reservation: reserved,
    refund: nameFor(lots, refund),
    amount: amount.toJSON(),
    reference,
  };
  return accept([{ type: 'RefundArrived', data }], closed ? [accountClosed(id)] : []);
}

/** An attempt that was undone has used the name up: its lot is known, with nothing in it. */
function nameFor(lots: AccountState['lots'], refund: string): string {
  let name = refund;
  for (let times = 2; isKnownLot(lots, name); times++) name = `${refund}.${times}`;
  return name;
}

function undo(state: AccountState, reserved: string, reason: string): Decision<AccountEvent> {
  const { programme, account: id } = openedOf(state);
  const taken = reservedOf(state, reserved);
  invariant(taken.step === 'refunded', `${reserved} was about a refund`);
  const { by, refund, amount } = taken;
  // Out of its own lot as far as that goes: some of it may have been paid out since.
  const lots = partsFor(state.lots, Money.parse(amount), [refund]);
  const data = { programme, account: id, by, reservation: reserved, refund, amount, lots, reason };
  return accept([{ type: 'RefundUndone', data }]);
}
