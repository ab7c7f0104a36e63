import type { AskedOfAgreement } from '../ground';

export { streamOf, type ByPerson } from '../asking';

export type AskedOfTranche = AskedOfAgreement & { readonly tranche: number };

/** What one payment is called: another order of the same tranche is another payment. */
export const paymentId = (agreement: string, tranche: number, order: number): string =>
  `${agreement}-${tranche}-${order}`;
