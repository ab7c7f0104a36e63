import { reservation, type Reservation } from '@tramo/event-log';
import { accept, invariant, Rejection, type Acceptance, type DomainEvent } from '@tramo/kernel';
import { account } from '../account';
import { accountStream, freeOf, openedOf, reservedOf, type AccountState } from '../account.state';
import { amountOf } from '../amounts';
import { toStreams, type AskedAmount, type Plan } from '../asks';
import type { AccountEvent } from '../events';
import { partsFor } from '../lots';
import { accountClosed, accountUnknown, cashExceeded } from '../refusals';

type SellFunds = {
  readonly account: string;
  readonly to: string;
  readonly lot: string;
  readonly sold: AskedAmount;
};

/** Takes from the special account what a conversion sells. */
export const sellsFunds = <Body, State, Intended extends DomainEvent>(
  plan: Plan<Body, State, Intended, SellFunds>,
): Reservation<Body, State> =>
  reservation({
    decider: account,
    plan: (body: Body, state: State, intended: readonly Intended[]) =>
      toStreams(plan(body, state, intended), (ask) => accountStream(ask.account)),
    reserve: (state, { account: id, to, lot, sold: asked }, { actor: by, reservationId }) => {
      const { opened, closed } = state;
      if (!opened) return accountUnknown(id, 'from');
      const amount = amountOf(asked, opened, 'sold');
      if (amount instanceof Rejection) return amount;
      const broken = [
        ...(closed ? [accountClosed(id, 'from')] : []),
        ...(amount.isGreaterThan(freeOf(opened)) ? [cashExceeded(opened, amount, 'sold')] : []),
      ];
      const data = {
        programme: opened.programme,
        account: id,
        by,
        reservation: reservationId,
        lot,
        to,
        sold: amount.toJSON(),
        lots: partsFor(state.lots, amount),
      };
      return accept([{ type: 'FundsSold', data }], broken);
    },
    release: undoSale,
  });

function undoSale(state: AccountState, reserved: string, reason: string): Acceptance<AccountEvent> {
  const { programme, account: id } = openedOf(state);
  const taken = reservedOf(state, reserved);
  invariant(taken.step === 'sold', `${reserved} was about a sale`);
  const { by, lot, to, sold, lots } = taken;
  const data = { programme, account: id, by, reservation: reserved, lot, to, sold, lots: [...lots], reason };
  return accept([{ type: 'FundsSaleUndone', data }]);
}
