import type { Affiliation } from '@tramo/identity';
import type { LocalDate } from '@tramo/kernel';
import type { DataOf } from '../agreement.events';

export interface Certificate {
  readonly certificate: string;
  readonly tranche: number;
  readonly milestone: string;
  readonly percentage: string;
  readonly observedOn: LocalDate;
  readonly on: LocalDate;
  readonly affiliation: Affiliation;
  readonly revoked: boolean;
}

/** By the certificate's id, in the order in which they were given. */
export type CertificatesState = ReadonlyMap<string, Certificate>;

export const noCertificates: CertificatesState = new Map();

export function certified(state: CertificatesState, data: DataOf<'ProgressCertified'>): CertificatesState {
  const { certificate, tranche, milestone, percentage, observedOn, on, affiliation } = data;
  const one = { certificate, tranche, milestone, percentage, observedOn, on, affiliation, revoked: false };
  return new Map([...state, [certificate, one]]);
}

export function revoked(
  state: CertificatesState,
  { certificate }: DataOf<'CertificateRevoked'>,
): CertificatesState {
  const before = state.get(certificate);
  return before ? new Map([...state, [certificate, { ...before, revoked: true }]]) : state;
}

/** The latest that stands for a tranche. */
export const certificateFor = (state: CertificatesState, tranche: number): Certificate | undefined =>
  [...state.values()].findLast((one) => one.tranche === tranche && !one.revoked);
