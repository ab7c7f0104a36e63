import { accept, invariant, type Acceptance, getSharded } from '@tramo/kernel';
import type { PaymentEvent } from '../events';
import type { PaymentState } from '../payment';

/** A payment goes back to where it stood, when what a step was part of did not come about. */
export function undoPaymentStep(
  { reserved, standing }: PaymentState,
  reservation: string,
  reason: string,
): Acceptance<PaymentEvent> {
  const taken = getSharded(reserved, reservation);
  invariant(taken, `reservation ${reservation} was made`);
  const { programme, payment, by, step, from: backTo } = taken;
  invariant(standing === step, `payment ${payment} is still ${step}`);
  const data = { reservation, programme, payment, by, step, backTo, reason };
  return accept([{ type: 'PaymentStepUndone', data }]);
}
