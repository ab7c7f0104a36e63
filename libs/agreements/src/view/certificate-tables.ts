import type { ViewTable } from '@tramo/event-log';
import type { LocalDate } from '@tramo/kernel';

/** As they are read from the views. */
export interface CertificateTables {
  agreement_certificate: {
    programme: string;
    agreement: string;
    certificate: string;
    tranche: bigint;
    milestone: string;
    percentage: string;
    observed_on: LocalDate;
    certified_on: LocalDate;
    by: string;
    employer: string | null;
    evidence: string;
    revoked_on: LocalDate | null;
    revoked_by: string | null;
    reason: string | null;
    /** Of its last event. */
    revision: bigint;
  };
}

const nullable = <const Type extends 'text' | 'date'>(type: Type) => ({ type, nullable: true }) as const;

export const certificateViewTables: Readonly<Record<keyof CertificateTables, ViewTable>> = {
  agreement_certificate: {
    columns: {
      programme: 'text',
      agreement: 'text',
      certificate: 'text',
      tranche: 'integer',
      milestone: 'text',
      percentage: 'text',
      observed_on: 'date',
      certified_on: 'date',
      by: 'text',
      employer: nullable('text'),
      evidence: 'json',
      revoked_on: nullable('date'),
      revoked_by: nullable('text'),
      reason: nullable('text'),
      revision: 'integer',
    },
    key: ['programme', 'agreement', 'certificate'],
  },
};
