import type { JsonObject } from '@tramo/event-log';
import { policyFact } from '@tramo/identity';
import type { AgreementState } from '../agreement.state';
import type { AskedOfAgreement } from '../ground';
import type { ByPerson, FactOf } from '../asking';

/** What a programme's policy says about agreements as such. */
export type Practice = JsonObject & {
  readonly version: number;
  /** Of a counterpart, in the programme's currency, as text. */
  readonly tolerance: string;
  /** How many days before the lender's closing date an agreement ends. */
  readonly closingMarginDays: number;
  readonly lineAtSignature: boolean;
};

export const practiceFact = <Body extends AskedOfAgreement>(): FactOf<Body, Practice> =>
  policyFact<ByPerson<Body>, AgreementState, Omit<Practice, 'version'> & JsonObject>({
    programme: ({ programme }) => programme,
    select: (policy) => ({
      tolerance: policy.parameter('counterpart-tolerance'),
      closingMarginDays: Number(policy.parameter('closing-margin-days')),
      lineAtSignature: policy.countryRule('line-at-signature') === 'demanded',
    }),
  }) as FactOf<Body, Practice>;
