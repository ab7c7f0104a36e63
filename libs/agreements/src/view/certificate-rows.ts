import type { RowChange, ViewTable } from '@tramo/event-log';
import type { AgreementEvent } from '../agreement.events';
import { certificateViewTables } from './certificate-tables';
import type { RecordedAt } from './recorded-at';

export const certificateTables: Readonly<Record<string, ViewTable>> = certificateViewTables;

/** What an event does to the list of certificates. */
export function* certificateRows(
  { type, data }: AgreementEvent,
  { effectiveOn, revision }: RecordedAt,
): Iterable<RowChange> {
  if (type !== 'ProgressCertified' && type !== 'CertificateRevoked') return;
  const { programme, agreement, certificate, affiliation } = data;
  const row = { table: 'agreement_certificate', key: { programme, agreement, certificate } };
  if (type === 'CertificateRevoked') {
    const { reason } = data;
    yield { ...row, set: { revoked_on: effectiveOn, revoked_by: affiliation.person, reason, revision } };
    return;
  }
  const { tranche, milestone, percentage, observedOn, evidence } = data;
  yield {
    ...row,
    set: {
      tranche,
      milestone,
      percentage,
      observed_on: observedOn,
      certified_on: effectiveOn,
      by: affiliation.person,
      employer: affiliation.employer,
      evidence,
      revoked_on: null,
      revoked_by: null,
      reason: null,
      revision,
    },
  };
}
