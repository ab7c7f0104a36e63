import { Rejection } from '@tramo/kernel';
import type { AccountAnswer } from '../account-fact';
import { amountOf } from '../amounts';
import type { ReceiveRefund } from '../asks';
import type { AccountKind } from '../kinds';
import { accountClosed, accountUnknown, notOfAccountKind } from '../refusals';

export type AskedArrival = Pick<ReceiveRefund, 'programme' | 'account' | 'amount'>;

interface Arriving {
  readonly what: string;
  /** The only one it may come to. */
  readonly kind: AccountKind;
}

/** The rules broken by what would arrive on an account; a refusal where it could not arrive at all. */
export function arrivalBroken(
  found: AccountAnswer,
  { programme, account: id, amount: json }: AskedArrival,
  { what, kind: expected }: Arriving,
): Rejection | readonly Rejection[] {
  if (!found.exists || found.programme !== programme) return accountUnknown(id);
  const { kind, currency, state } = found;
  if (kind !== expected) return notOfAccountKind({ account: id, kind }, what, [expected], 'account');
  const amount = amountOf(json, { account: id, currency }, 'amount');
  if (amount instanceof Rejection) return amount;
  return state === 'closed' ? [accountClosed(id)] : [];
}
