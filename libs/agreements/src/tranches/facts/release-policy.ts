import type { Fact } from '@tramo/event-log';
import { policyFact, type PolicyInForce, type RateTerms } from '@tramo/identity';
import type { AgreementState } from '../../agreement.state';
import type { AskedOfAgreement } from '../../ground';

/** An amount as a fact carries it. */
export type MoneyValue = { readonly amount: string; readonly currency: string };

/** What the policy says about letting a tranche go. */
export type ReleasePolicy = {
  readonly signaturesRequired: number;
  readonly signaturesAboveThreshold: number;
  readonly additionalSignature: MoneyValue | null;
  readonly noObjection: MoneyValue | null;
  readonly cumulationMonths: number;
  /** In percent, as text. */
  readonly justifiedLastButOne: string;
  readonly justifiedLast: string;
  readonly justifiedBeforeFinal: string;
  readonly certificateDays: number;
  readonly accountCheckDays: number;
  readonly closingMarginDays: number;
  readonly counterpartTolerance: string;
  readonly rate: { readonly [Field in keyof RateTerms]: RateTerms[Field] };
};

export function releasePolicy(policy: PolicyInForce): ReleasePolicy {
  const count = (name: Parameters<PolicyInForce['parameter']>[0]): number => Number(policy.parameter(name));
  const money = (name: Parameters<PolicyInForce['threshold']>[0]): MoneyValue | null => {
    const threshold = policy.threshold(name);
    return threshold && { ...threshold.toJSON() };
  };
  return {
    signaturesRequired: count('signatures-required'),
    signaturesAboveThreshold: count('signatures-above-threshold'),
    additionalSignature: money('additional-signature'),
    noObjection: money('no-objection'),
    cumulationMonths: count('threshold-cumulation'),
    justifiedLastButOne: policy.parameter('justification-last-but-one'),
    justifiedLast: policy.parameter('justification-last'),
    justifiedBeforeFinal: policy.parameter('justification-before-final'),
    certificateDays: count('certificate-days'),
    accountCheckDays: count('account-check-days'),
    closingMarginDays: count('closing-margin-days'),
    counterpartTolerance: policy.parameter('counterpart-tolerance'),
    rate: { ...policy.rateRegime('transfer') },
  };
}

export const releasePolicyFact = <Body extends AskedOfAgreement>(): Fact<
  Body,
  AgreementState,
  ReleasePolicy & { readonly version: number }
> => policyFact({ programme: ({ programme }) => programme, select: releasePolicy });
