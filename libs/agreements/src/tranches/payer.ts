import type { Rejection } from '@tramo/kernel';
import type { AccountAnswer } from '@tramo/treasury';
import type { Contract } from '../contract/contract.state';
import { payerNotOfAgreement } from './refusals';

/** Bank and books agree only where the account that pays is kept in the books in which the payment is posted. */
export function notOfAgreement(
  { programme, entity }: Pick<Contract, 'programme' | 'entity'>,
  payer: string,
  account: Extract<AccountAnswer, { readonly exists: true }>,
): readonly Rejection[] {
  const wrong = (why: string, values: object): readonly Rejection[] => [
    payerNotOfAgreement(payer, values, why),
  ];
  if (account.programme !== programme) {
    return wrong(`it belongs to ${account.programme}`, { programme, given: account.programme });
  }
  if (account.kind !== 'operating') return wrong(`it is of kind "${account.kind}"`, { kind: account.kind });
  if (account.entity !== entity) {
    return wrong(`it is in the books of ${account.entity}`, { entity, given: account.entity });
  }
  return [];
}
