import { accept, invariant, unreachable, type Acceptance } from '@tramo/kernel';
import { cashOf, openedOf, reservedOf, type AccountState, type CashOfPayment } from '../account.state';
import type { AccountEvent } from '../events';
import type { LotPart } from '../events/shapes';
import type { CashStep } from '../kinds';
import { partsFor } from '../lots';

/** What a step did to the cash of a payment is done back, when what it was part of did not come about. */
export function undoCashStep(
  state: AccountState,
  reservation: string,
  reason: string,
): Acceptance<AccountEvent> {
  const { programme, account } = openedOf(state);
  const taken = reservedOf(state, reservation);
  invariant('payment' in taken && taken.step !== 'verification-lost', `${reservation} was about cash`);
  const { payment, step } = taken;
  const cash = cashOf(state, payment);
  invariant(cash?.step === step, `the cash for ${payment} is still ${step}`);
  const by = cash.by;
  const data = {
    programme,
    account,
    by,
    reservation,
    payment,
    amount: cash.amount.toJSON(),
    step,
    lots: lotsOf(state, cash, step),
    reason,
  };
  return accept([{ type: 'CashStepUndone', data }]);
}

function lotsOf(state: AccountState, { amount, lots }: CashOfPayment, step: CashStep): LotPart[] {
  switch (step) {
    case 'held':
    case 'freed':
      return [];
    case 'paid':
      return [...lots];
    case 'returned':
      // Others may have been paid out of what had come back: then it is taken from what came after.
      return partsFor(
        state.lots,
        amount,
        lots.map(({ lot }) => lot),
      );
    default:
      return unreachable(step, 'step of the cash for a payment');
  }
}
