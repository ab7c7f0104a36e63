import { consequence, type Consequence } from '@tramo/event-log';
import { accept, Money, Rejection, type DomainEvent } from '@tramo/kernel';
import { account } from '../account';
import { accountAnswer, type AccountAnswer } from '../account-fact';
import { accountStream } from '../account.state';
import { toStreams, type Plan, type ReceiveDeposit } from '../asks';
import { arrivalBroken, type AskedArrival } from './arrival-broken';

/** What a municipality pays in for its work arrives on a collection account, once that is decided. */
export const receivesDeposit = <Body, State, Written extends DomainEvent>(
  plan: Plan<Body, State, Written, ReceiveDeposit>,
): Consequence<Body, State> =>
  consequence({
    decider: account,
    plan: (body: Body, state: State, written: readonly Written[]) =>
      toStreams(plan(body, state, written), (ask) => accountStream(ask.account)),
    follow: (state, ask: ReceiveDeposit, { actor: by, reservationId: reservation }) => {
      const broken = depositBroken(accountAnswer(state), ask);
      if (broken instanceof Rejection) return broken;
      const { programme, account: id, deposit, reference } = ask;
      const amount = Money.asked(ask.amount).toJSON();
      const data = { programme, account: id, by, reservation, deposit, amount, reference };
      return accept([{ type: 'DepositArrived', data }], broken);
    },
  });

/** The rules that a deposit to the account breaks, for the decision to find first. */
export const depositBroken = (found: AccountAnswer, asked: AskedArrival): Rejection | readonly Rejection[] =>
  arrivalBroken(found, asked, { what: 'a deposit', kind: 'collection' });
