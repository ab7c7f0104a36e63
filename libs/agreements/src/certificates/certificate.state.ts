import type { Affiliation } from '@tramo/identity';
import type { LocalDate } from '@tramo/kernel';
import type { DataOf } from '../agreement.events';
import type { Instalment } from '../contract/contract.events';
import { isSameMilestone } from './milestone';

export interface Certificate {
  readonly certificate: string;
  readonly tranche: number;
  readonly milestone: string;
  readonly percentage: string;
  readonly observedOn: LocalDate;
  readonly on: LocalDate;
  readonly affiliation: Affiliation;
  readonly revoked: boolean;
  /** The addendum that has since agreed another milestone for its tranche, or none. */
  readonly overtakenBy: string | null;
}

/** By the certificate's id, in the order in which they were given. */
export type CertificatesState = ReadonlyMap<string, Certificate>;

export const noCertificates: CertificatesState = new Map();

export function certified(state: CertificatesState, data: DataOf<'ProgressCertified'>): CertificatesState {
  const { certificate, tranche, milestone, percentage, observedOn, on, affiliation } = data;
  const seen = { certificate, tranche, milestone, percentage, observedOn, on, affiliation };
  return new Map([...state, [certificate, { ...seen, revoked: false, overtakenBy: null }]]);
}

export function revoked(
  state: CertificatesState,
  { certificate }: DataOf<'CertificateRevoked'>,
): CertificatesState {
  const before = state.get(certificate);
  return before ? new Map([...state, [certificate, { ...before, revoked: true }]]) : state;
}

/** What was certified of another milestone than is agreed now says nothing of this one. */
export function overtaken(
  state: CertificatesState,
  before: readonly Instalment[],
  { addendum, tranches }: DataOf<'AddendumSigned'>,
): CertificatesState {
  const milestoneOf = (terms: readonly Instalment[], number: number): string | null =>
    terms.find(({ tranche }) => tranche === number)?.milestone ?? null;
  return new Map(
    [...state].map(([id, one]) => {
      const stays = isSameMilestone(milestoneOf(before, one.tranche), milestoneOf(tranches, one.tranche));
      return [id, stays ? one : { ...one, overtakenBy: addendum }];
    }),
  );
}

/** The latest that nobody has revoked, of whatever it is. */
export const lastCertificate = (state: CertificatesState, tranche: number): Certificate | undefined =>
  [...state.values()].findLast((one) => one.tranche === tranche && !one.revoked);

/** The latest that stands for the milestone of a tranche as it is agreed. */
export const certificateFor = (
  state: CertificatesState,
  { tranche, milestone }: Pick<Instalment, 'tranche' | 'milestone'>,
): Certificate | undefined =>
  [...state.values()].findLast(
    (one) =>
      one.tranche === tranche &&
      !one.revoked &&
      one.overtakenBy === null &&
      (milestone === null || isSameMilestone(one.milestone, milestone)),
  );
