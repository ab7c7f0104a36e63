import { Type } from '@sinclair/typebox';
import { defineEvent } from '@tramo/event-log';
import { dateSchema } from '@tramo/identity';
import { done, evidenceSchema, ofAgreement, text } from '../shapes';

/** That a milestone was reached, by somebody who has seen it. */
export const ProgressCertified = defineEvent(
  'ProgressCertified',
  Type.Object({
    ...ofAgreement,
    ...done,
    certificate: text,
    /** For which tranche's release. */
    tranche: Type.Integer(),
    milestone: text,
    percentage: text,
    observedOn: dateSchema,
    evidence: evidenceSchema,
  }),
);

export const CertificateRevoked = defineEvent(
  'CertificateRevoked',
  Type.Object({ ...ofAgreement, ...done, certificate: text, tranche: Type.Integer(), reason: text }),
);

export const certificateEvents = [ProgressCertified, CertificateRevoked] as const;
