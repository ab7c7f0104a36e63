import { Rejection, type LocalDate } from '@tramo/kernel';
import type { Evidence } from '../shapes';

export const certificateExists = (certificate: string): Rejection =>
  new Rejection({
    code: 'CERTIFICATE_EXISTS',
    category: 'conflict',
    message: `there is a certificate ${certificate} already`,
    values: { certificate },
    cure: 'give it an id of its own',
    field: 'certificate',
  });

export const certificateUnknown = (certificate: string): Rejection =>
  new Rejection({
    code: 'CERTIFICATE_UNKNOWN',
    category: 'missing',
    message: `there is no certificate ${certificate}`,
    values: { certificate },
    cure: 'name one that was given under this agreement',
    field: 'certificate',
  });

export const certificateRevokedAlready = (certificate: string): Rejection =>
  new Rejection({
    code: 'CERTIFICATE_REVOKED_ALREADY',
    category: 'conflict',
    message: `certificate ${certificate} is revoked`,
    values: { certificate },
    cure: 'nothing is left to do; what is true after all is certified anew',
    field: 'certificate',
  });

export const certificateReliedOn = (
  { certificate, tranche }: { readonly certificate: string; readonly tranche: number },
  state: string,
): Rejection =>
  new Rejection({
    code: 'CERTIFICATE_RELIED_ON',
    message: `tranche ${tranche} was sent on the strength of certificate ${certificate}`,
    values: { certificate, tranche, state },
    cure: `rule the expenses of tranche ${tranche} ineligible that were not incurred, or suspend the agreement`,
    field: 'certificate',
  });

export const trancheUnknown = (tranche: number, tranches: number): Rejection =>
  new Rejection({
    code: 'TRANCHE_UNKNOWN',
    category: 'missing',
    message: `the agreement has no tranche ${tranche}`,
    values: { tranche, tranches },
    cure: `name one of its tranches, 1 to ${tranches}`,
    field: 'tranche',
  });

export const milestoneMissing = (tranche: number): Rejection =>
  new Rejection({
    code: 'MILESTONE_MISSING',
    message: `the agreement names no milestone for tranche ${tranche}`,
    values: { tranche },
    cure: 'say in milestone what was reached',
    field: 'milestone',
  });

export const milestoneNotOfTranche = (tranche: number, milestone: string, agreed: string): Rejection =>
  new Rejection({
    code: 'MILESTONE_NOT_OF_TRANCHE',
    message: `"${agreed}" was agreed for tranche ${tranche}, and not "${milestone}"`,
    values: { tranche, milestone, agreed },
    cure: `leave milestone out to certify "${agreed}", or sign an addendum that agrees another one`,
    field: 'milestone',
  });

const PERCENTAGE = /^(?:100(?:\.0{1,6})?|\d{1,2}(?:\.\d{1,6})?)$/;

export function percentageOutOfRange(percentage: string, field: string): Rejection | undefined {
  if (PERCENTAGE.test(percentage)) return undefined;
  return new Rejection({
    code: 'PERCENTAGE_OUT_OF_RANGE',
    message: 'progress is between 0 % and 100 %',
    values: { percentage },
    cure: 'give a percentage from 0 to 100, as text with at most six decimals',
    field,
  });
}

export function notYetObserved(observedOn: LocalDate, effectiveOn: LocalDate): Rejection | undefined {
  if (observedOn <= effectiveOn) return undefined;
  return new Rejection({
    code: 'NOT_YET_OBSERVED',
    message: `what is observed on ${observedOn} is not certified on ${effectiveOn}`,
    values: { observedOn, effectiveOn },
    cure: `say the day on which it was observed, ${effectiveOn} or earlier`,
    field: 'observedOn',
  });
}

export function evidenceMissing(evidence: Evidence): Rejection | undefined {
  if (evidence.length > 0) return undefined;
  return new Rejection({
    code: 'EVIDENCE_MISSING',
    message: 'what is certified can be seen somewhere',
    values: { evidence: 0 },
    cure: 'name at least one file with the SHA-256 of what it holds',
    field: 'evidence',
  });
}
