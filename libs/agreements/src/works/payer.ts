import type { Money, Rejection } from '@tramo/kernel';
import type { AccountAnswer } from '@tramo/treasury';
import { payerMissing, payerNotOfFund } from './refusals';
import type { Ground } from './ground';
import type { WorkPlace } from './shapes';
import type { WorkState } from './work.state';

interface Paying {
  readonly payer: string | null;
  readonly answer: AccountAnswer;
  readonly place: WorkPlace;
  readonly letter: Ground['letter'];
  /** What of it is the lender's. */
  readonly lender: Money;
}

/** The fund pays from its own operating account; that there is such an account, and cash in it, the treasury says. */
export function payerBroken({ payer, answer, place, letter, lender }: Paying): readonly Rejection[] {
  if (payer === null) return lender.isPositive() ? [payerMissing(place.entity)] : [];
  const known = answer.exists && answer.programme === letter.programme ? answer : null;
  if (known?.kind === 'operating' && known.entity === place.entity) return [];
  const { entity = null, kind = null } = known ?? {};
  return [payerNotOfFund({ payer, entity, kind, fund: place.entity })];
}

export const paymentOf = (work: string, payments: WorkState['payments']): string =>
  `${work}-payment-${payments.size + 1}`;
