import type { AccountAnswer } from '@tramo/treasury';
import type { Contract } from '../contract/contract.state';
import type { Payee } from './tranche.events';

/** How an account is now; nothing where there is none. */
export function accountNow(id: string, account: AccountAnswer): Payee | null {
  if (!account.exists) return null;
  const { holder, bank, number } = account;
  return { account: id, holder, bank, number };
}

/** Where the money would go as things are now; nowhere where no account is named. */
export function payeeNow({ payee }: Pick<Contract, 'payee'>, account: AccountAnswer): Payee | null {
  return payee === null ? null : accountNow(payee, account);
}
