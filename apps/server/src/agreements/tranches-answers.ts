import { agreementStream, WAIT_OWNERS, type TrancheTables } from '@tramo/agreements';
import { moneyOf } from '../budget/answers';
import { eventLink } from '../journal/event-link';
import type { Clock } from './clock';
import type {
  TrancheAnswer,
  TrancheDaysAnswer,
  TrancheSignatureAnswer,
  TrancheStepAnswer,
  TrancheTurnAnswer,
  TrancheWaiverAnswer,
} from './tranches-answers.dto';

type Row<Table extends keyof TrancheTables> = TrancheTables[Table];

/** An answer as a value of its own, of no class. */
type Plain<Answer> = Pick<Answer, keyof Answer>;

export const trancheAnswer = (row: Row<'tranche'>, clock: Clock): Plain<TrancheAnswer> => ({
  programme: row.programme,
  agreement: row.agreement,
  tranche: Number(row.tranche),
  state: row.state,
  since: row.since,
  amount: moneyOf(row.amount, row.currency),
  setOff: moneyOf(row.set_off, row.currency),
  toPay: row.to_pay === null ? null : moneyOf(row.to_pay, row.currency),
  requestedBy: row.requested_by,
  requestedOn: row.requested_on,
  signatures: Number(row.signatures),
  signaturesNeeded: row.signatures_needed === null ? null : Number(row.signatures_needed),
  approvedOn: row.approved_on,
  budgetYear: row.budget_year,
  commitment: row.commitment,
  payment: row.payment,
  payer: row.payer,
  payee: row.payee,
  sentOn: row.sent_on,
  confirmedOn: row.confirmed_on,
  reason: row.reason,
  turn: turnOf(row, clock),
  revision: Number(row.revision),
  event: linkOf(row),
});

const linkOf = ({ agreement, revision }: { readonly agreement: string; readonly revision: bigint }): string =>
  eventLink(agreementStream(agreement), Number(revision));

function turnOf({ wait, owner, since }: Row<'tranche'>, clock: Clock): TrancheTurnAnswer | null {
  if (wait === null || owner === null) return null;
  return { wait, owner, since, workingDays: clock.days(since) };
}

/** Each lasts until the next begins. */
export const stepAnswers = (rows: readonly Row<'tranche_step'>[], clock: Clock): Plain<TrancheStepAnswer>[] =>
  rows.map((row, index) => {
    const endedOn = rows[index + 1]?.started_on ?? null;
    return {
      state: row.state,
      wait: row.wait,
      owner: row.owner,
      by: row.by,
      startedOn: row.started_on,
      endedOn,
      workingDays: row.owner === null ? null : clock.days(row.started_on, endedOn),
      event: linkOf(row),
    };
  });

/** In the order of those who take turns; only those whose turn it was. */
export const daysByOwner = (steps: readonly Plain<TrancheStepAnswer>[]): Plain<TrancheDaysAnswer>[] =>
  WAIT_OWNERS.flatMap((owner) => {
    const own = steps.filter((step) => step.owner === owner);
    const days = own.reduce((sum, step) => sum + (step.workingDays ?? 0), 0);
    return own.length === 0 ? [] : [{ owner, workingDays: days }];
  });

/** The clock stands still while it is the organisation's turn. */
export const programmeDays = (days: readonly Plain<TrancheDaysAnswer>[]): number =>
  days.filter(({ owner }) => owner !== 'organisation').reduce((sum, one) => sum + one.workingDays, 0);

export const signatureAnswer = (
  row: Row<'tranche_signature'>,
  { requested_revision: since }: Row<'tranche'>,
): Plain<TrancheSignatureAnswer> => ({
  signature: Number(row.signature),
  needed: Number(row.needed),
  by: row.by,
  employer: row.employer,
  signedOn: row.signed_on,
  counts: row.revision > since,
  event: linkOf(row),
});

export const waiverAnswer = (row: Row<'tranche_waiver'>): Plain<TrancheWaiverAnswer> => ({
  waiver: row.waiver,
  condition: row.condition,
  legalAct: row.legal_act,
  reason: row.reason,
  expiresOn: row.expires_on,
  proposedBy: row.proposed_by,
  proposedOn: row.proposed_on,
  grantedBy: row.granted_by,
  grantedOn: row.granted_on,
});
