import { accept, invariant, type Acceptance } from '@tramo/kernel';
import { cashOf, openedOf, reservedOf, type AccountState } from '../account.state';
import type { AccountEvent } from '../events';

/** What a step did to the cash of a payment is done back, when what it was part of did not come about. */
export function undoCashStep(
  state: AccountState,
  reservation: string,
  reason: string,
): Acceptance<AccountEvent> {
  const { programme, account } = openedOf(state);
  const taken = reservedOf(state, reservation);
  invariant(taken.step === 'held' || taken.step === 'paid', `${reservation} was about cash`);
  const { payment, step } = taken;
  const cash = cashOf(state, payment);
  invariant(cash?.step === step, `the cash for ${payment} is still ${step}`);
  const { by, amount, lots } = cash;
  const of = { programme, account, by, reservation, payment, amount: amount.toJSON() };
  return accept([{ type: 'CashStepUndone', data: { ...of, step, lots: [...lots], reason } }]);
}
