import type { AccountAnswer } from '@tramo/treasury';
import type { Contract } from '../contract/contract.state';
import type { Payee } from './tranche.events';

/** Where the money would go as things are now; nowhere where no account is named. */
export function payeeNow({ payee }: Pick<Contract, 'payee'>, account: AccountAnswer): Payee | null {
  if (payee === null || !account.exists) return null;
  const { holder, bank, number } = account;
  return { account: payee, holder, bank, number };
}
