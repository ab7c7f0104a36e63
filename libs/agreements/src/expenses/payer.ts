import type { Rejection } from '@tramo/kernel';
import type { AccountAnswer } from '@tramo/treasury';
import type { Contract } from '../contract/contract.state';
import { notOfAgreement } from '../tranches/payer';
import { payerUnknown } from '../tranches/refusals';

/** Of a spending that names no payer, no account is touched. */
export function payerBroken(
  contract: Pick<Contract, 'programme' | 'entity'>,
  payer: string | null,
  account: AccountAnswer,
): Rejection | readonly Rejection[] {
  if (payer === null) return [];
  return account.exists ? notOfAgreement(contract, payer, account) : payerUnknown(payer);
}
