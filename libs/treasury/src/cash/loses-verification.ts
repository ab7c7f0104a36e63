import { reservation, type Reservation } from '@tramo/event-log';
import { accept, invariant, type Acceptance, type DomainEvent } from '@tramo/kernel';
import { account } from '../account';
import { accountStream, openedOf, reservedOf, type AccountState } from '../account.state';
import { toStreams, type GiveUp, type Plan } from '../asks';
import type { AccountEvent } from '../events';
import { accountUnknown } from '../refusals';

/** The payee's account, when a payment to it came back: two people have to look at it again. */
export const losesVerification = <Body, State, Intended extends DomainEvent>(
  plan: Plan<Body, State, Intended, GiveUp>,
): Reservation<Body, State> =>
  reservation({
    decider: account,
    plan: (body: Body, state: State, intended: readonly Intended[]) =>
      toStreams(plan(body, state, intended), (ask) => accountStream(ask.account)),
    reserve: ({ opened }, { account: id, payment, reason }, { actor: by, reservationId }) => {
      if (!opened) return accountUnknown(id);
      const { programme } = opened;
      const data = { programme, account: id, by, reservation: reservationId, payment, reason };
      return accept([{ type: 'AccountVerificationLost', data }]);
    },
    release: restoreVerification,
  });

/** As it was; where somebody has looked at the account since, or changed it, what they did stands. */
function restoreVerification(
  state: AccountState,
  reserved: string,
  reason: string,
): Acceptance<AccountEvent> {
  const { programme, account: id } = openedOf(state);
  const taken = reservedOf(state, reserved);
  invariant(taken.step === 'verification-lost', `${reserved} was about a verification`);
  invariant(state.verification, 'an account that is open has been verified, or not yet');
  const { lost, checks, verified, pending } = state.verification;
  const before = lost?.reservation === reserved ? lost : { checks, verified, pending };
  const data = {
    programme,
    account: id,
    by: taken.by,
    reservation: reserved,
    payment: taken.payment,
    reason,
    checks: [...before.checks],
    pending: before.pending,
    verified: before.verified,
  };
  return accept([{ type: 'AccountVerificationRestored', data }]);
}
