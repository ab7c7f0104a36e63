import { agreementStream } from '../agreement.state';
import type { AskedOfAgreement } from '../ground';

export type AskedOfTranche = AskedOfAgreement & { readonly tranche: number };

/** As the command has it when its facts are asked for: with the person who acts. */
export type ByPerson<Body> = Body & { readonly by: string };

export const streamOf = ({ agreement }: AskedOfAgreement): string => agreementStream(agreement);

/** What one payment is called: another order of the same tranche is another payment. */
export const paymentId = (agreement: string, tranche: number, order: number): string =>
  `${agreement}-${tranche}-${order}`;
