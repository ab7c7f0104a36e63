import { agreementStream, type CertificateTables } from '@tramo/agreements';
import { eventLink } from '../journal/event-link';
import type { CertificateAnswer } from './certificates.dto';
import { evidenceOf } from './counterpart-answers';

export const certificateAnswer = (row: CertificateTables['agreement_certificate']): CertificateAnswer => ({
  certificate: row.certificate,
  tranche: Number(row.tranche),
  milestone: row.milestone,
  percentage: row.percentage,
  observedOn: row.observed_on,
  certifiedOn: row.certified_on,
  by: row.by,
  employer: row.employer,
  evidence: evidenceOf(row.evidence),
  revokedOn: row.revoked_on,
  revokedBy: row.revoked_by,
  reason: row.reason,
  link: eventLink(agreementStream(row.agreement), row.revision),
});
