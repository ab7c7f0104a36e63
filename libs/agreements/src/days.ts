import { Rejection, unreachable, type LocalDate } from '@tramo/kernel';
import type { AgreementEvent } from './agreement.events';

/** The last day that counts of whatever later acts rest on, by what people call it. */
export type Days = ReadonlyMap<string, LocalDate>;

/** What acts under an agreement rest on; all of them on its signature. */
export const restsOn = {
  signature: 'the agreement',
  addenda: 'the last addendum',
  standing: 'the standing of the agreement',
  commitment: (budgetYear: string): string => `the commitment of ${budgetYear}`,
  tranche: (tranche: number): string => `tranche ${tranche}`,
  transfer: (tranche: number): string => `the transfer of tranche ${tranche}`,
  expense: (expense: string): string => `expense ${expense}`,
  deposit: (deposit: string): string => `deposit ${deposit}`,
  certificate: (certificate: string): string => `certificate ${certificate}`,
  waiver: (waiver: string): string => `waiver ${waiver}`,
  pledge: (pledge: string): string => `pledge ${pledge}`,
} as const;

/** What is recorded later may count from an earlier day: nobody is taken back by that. */
export function withDay(days: Days, event: AgreementEvent): Days {
  const { effectiveOn } = event;
  if (effectiveOn === undefined) return days;
  const later = touchedBy(event).filter((what) => isLater(effectiveOn, days.get(what)));
  return later.length === 0 ? days : new Map([...days, ...later.map((what) => [what, effectiveOn] as const)]);
}

const isLater = (on: LocalDate, known: LocalDate | undefined): boolean => known === undefined || known < on;

function touchedBy({ type, data }: AgreementEvent): readonly string[] {
  switch (type) {
    case 'AgreementSigned':
      return [restsOn.signature];
    case 'AddendumSigned':
      return [restsOn.addenda];
    case 'AgreementSuspended':
    case 'AgreementResumed':
    case 'AgreementTerminated':
    case 'AgreementClosed':
      return [restsOn.standing];
    case 'InstalmentCommitted':
      return [restsOn.commitment(data.budgetYear)];
    case 'TrancheRequested':
    case 'TrancheReviewed':
    case 'TrancheReturned':
    case 'TrancheRejected':
    case 'TrancheSigned':
    case 'TrancheApproved':
    case 'TrancheCancelled':
    case 'TrancheReduced':
    case 'TrancheOrdered':
    case 'TrancheSent':
    case 'TrancheBounced':
    case 'TrancheClosed':
      return [restsOn.tranche(data.tranche)];
    case 'TrancheConfirmed':
    case 'TrancheSetOff':
      return [restsOn.tranche(data.tranche), restsOn.transfer(data.tranche)];
    case 'WaiverProposed':
    case 'WaiverGranted':
      return [restsOn.waiver(data.waiver)];
    case 'ExpenseReported':
    case 'ExpenseRemedied':
    case 'ExpenseObserved':
    case 'ExpenseAccepted':
    case 'ExpenseRuledIneligible':
    case 'ExpenseWithdrawn':
      return [restsOn.expense(data.expense)];
    case 'IneligibleSettled':
      return [
        restsOn.expense(data.expense),
        ...(data.against ? [restsOn.tranche(data.against.tranche)] : []),
      ];
    case 'CounterpartDeposited':
    case 'CounterpartVerified':
    case 'CounterpartReversed':
      return [restsOn.deposit(data.deposit)];
    case 'ProgressCertified':
    case 'CertificateRevoked':
      return [restsOn.certificate(data.certificate)];
    case 'RevolvingPledged':
    case 'RevolvingRepaid':
      return [restsOn.pledge(data.pledge)];
    case 'InstalmentReleased':
    case 'PayeeNamed':
    case 'NoObjectionGiven':
    case 'BalanceReturned':
    case 'SpendingRecorded':
    case 'CostAllocated':
      return [];
    default:
      return unreachable(type, 'event of an agreement');
  }
}

/** Broken where an act counts from before what it rests on: the books would have it first, at some instant. */
export function beforeLastStep(
  days: Days,
  effectiveOn: LocalDate,
  what: readonly string[],
): readonly Rejection[] {
  const steps = [restsOn.signature, ...what].flatMap((one) => {
    const since = days.get(one);
    return since !== undefined && effectiveOn < since ? [{ restsOn: one, since }] : [];
  });
  const last = steps.sort((one, other) => (one.since < other.since ? 1 : -1))[0];
  if (!last) return [];
  const { since } = last;
  return [
    new Rejection({
      code: 'BEFORE_LAST_STEP',
      message: `${last.restsOn} counts from ${since}, and what rests on it comes no earlier`,
      values: { effectiveOn, ...last },
      cure: `date it ${since} or later`,
      field: 'effectiveOn',
    }),
  ];
}
