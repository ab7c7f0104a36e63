import { type Rejection } from '@tramo/kernel';
import type { AccountAnswer } from '@tramo/treasury';
import type { Contract } from '../contract/contract.state';
import { payerNotOfAgreement, payerUnknown } from '../tranches/refusals';

/** Bank and books agree only where the account that pays is kept in the books in which the spending is posted. */
export function payerBroken(
  { programme, entity }: Pick<Contract, 'programme' | 'entity'>,
  payer: string | null,
  account: AccountAnswer,
): Rejection | readonly Rejection[] {
  if (payer === null) return [];
  if (!account.exists) return payerUnknown(payer);
  const wrong = (why: string, values: object) => [payerNotOfAgreement(payer, values, why)];
  if (account.programme !== programme) {
    return wrong(`it belongs to ${account.programme}`, { programme, given: account.programme });
  }
  if (account.kind !== 'operating') return wrong(`it is of kind "${account.kind}"`, { kind: account.kind });
  if (account.entity !== entity) {
    return wrong(`it is in the books of ${account.entity}`, { entity, given: account.entity });
  }
  return [];
}
