import { consequence, type Consequence } from '@tramo/event-log';
import { accept, Money, Rejection, type DomainEvent } from '@tramo/kernel';
import { account } from '../account';
import { accountAnswer, type AccountAnswer } from '../account-fact';
import { accountStream } from '../account.state';
import { toStreams, type Plan, type ReceiveRefund } from '../asks';
import { arrivalBroken, type AskedArrival } from './arrival-broken';

/**
 * What an organisation gives back to the programme arrives on an operating account, once that is decided. Where it
 * could not arrive at all the decision says so, by `refundBroken`: an account does not become another one since.
 */
export const receivesRefund = <Body, State, Written extends DomainEvent>(
  plan: Plan<Body, State, Written, ReceiveRefund>,
): Consequence<Body, State> =>
  consequence({
    decider: account,
    plan: (body: Body, state: State, written: readonly Written[]) =>
      toStreams(plan(body, state, written), (ask) => accountStream(ask.account)),
    follow: (state, ask: ReceiveRefund, { actor: by, reservationId: reservation }) => {
      const broken = refundBroken(accountAnswer(state), ask);
      if (broken instanceof Rejection) return broken;
      const { programme, account: id, refund, reference } = ask;
      const amount = Money.asked(ask.amount).toJSON();
      const data = { programme, account: id, by, reservation, refund, amount, reference };
      return accept([{ type: 'RefundArrived', data }], broken);
    },
  });

/** The rules that a refund to the account breaks, for the decision to find first; a refusal where it makes no sense. */
export const refundBroken = (found: AccountAnswer, asked: AskedArrival): Rejection | readonly Rejection[] =>
  arrivalBroken(found, asked, { what: 'a refund', kind: 'operating' });
