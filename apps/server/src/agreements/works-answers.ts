import { workStream, type WorkTables } from '@tramo/agreements';
import { moneyOf } from '../budget/answers';
import { eventLink } from '../journal/event-link';
import type {
  WorkAddendumAnswer,
  WorkAnswer,
  WorkDepositAnswer,
  WorkMoneyAnswer,
  WorkPaymentAnswer,
  WorkSheetAnswer,
} from './works-answers.dto';

type Row<Table extends keyof WorkTables> = WorkTables[Table];

/** An answer as a value of its own, of no class. */
type Plain<Answer> = Pick<Answer, keyof Answer>;

export const workAnswer = (row: Row<'work'>): Plain<WorkAnswer> => ({
  programme: row.programme,
  work: row.work,
  name: row.name,
  state: row.state,
  municipality: row.municipality,
  municipalityName: row.municipality_name,
  letter: row.letter,
  intendedOn: row.intended_on,
  lastOn: row.last_on,
  stopped: row.stopped,
  designer: row.designer,
  municipalPercentage: row.municipal_percentage,
  lenderPercentage: row.lender_percentage,
  agreement: row.agreement,
  fund: row.fund,
  contractor: row.contractor,
  source: row.source,
  financing: row.financing,
  category: row.category,
  component: row.component,
  region: row.region,
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  advancePercentage: row.advance_percentage,
  retentionPercentage: row.retention_percentage,
  progress: row.progress,
  money: moneyOfWork(row),
  revision: Number(row.revision),
});

function moneyOfWork(row: Row<'work'>): Plain<WorkMoneyAnswer> | null {
  const { currency } = row;
  if (currency === null) return null;
  const shown = (minor: bigint) => moneyOf(minor, currency);
  return {
    amount: shown(row.amount),
    municipal: shown(row.municipal),
    lender: shown(row.lender),
    deposited: shown(row.deposited),
    verified: shown(row.verified),
    used: shown(row.used),
    requested: shown(row.requested),
    advanced: shown(row.advanced),
    amortised: shown(row.amortised),
    unamortised: shown(row.advanced - row.amortised),
    measured: shown(row.measured),
    accrued: shown(row.accrued),
    paid: shown(row.paid),
    retained: shown(row.retained),
    released: shown(row.released),
    held: shown(row.retained - row.released),
  };
}

export function sheetAnswer(row: Row<'work_sheet'>): Plain<WorkSheetAnswer> {
  const shown = (minor: bigint) => moneyOf(minor, row.currency);
  const isShared = row.approved_on !== null;
  return {
    sheet: Number(row.sheet),
    state: row.state,
    progress: row.progress,
    measuredUntil: row.measured_until,
    presentedOn: row.presented_on,
    certifiedBy: row.certified_by,
    gross: shown(row.gross),
    amortisation: shown(row.amortisation),
    retention: shown(row.retention),
    payable: shown(row.payable),
    municipal: isShared ? shown(row.municipal) : null,
    lender: isShared ? shown(row.lender) : null,
    budgetYear: row.budget_year,
    approvedOn: row.approved_on,
    approvedBy: row.approved_by,
    paidOn: row.paid_on,
    paidBy: row.paid_by,
    reference: row.reference,
    reason: row.reason,
    link: eventLink(workStream(row.work), row.revision),
  };
}

export const depositAnswer = (row: Row<'work_deposit'>): Plain<WorkDepositAnswer> => ({
  deposit: row.deposit,
  amount: moneyOf(row.amount, row.currency),
  depositedOn: row.deposited_on,
  reference: row.reference,
  account: row.account,
  verifiedOn: row.verified_on,
  shownBy: row.shown_by,
  reversedOn: row.reversed_on,
  reason: row.reason,
  link: eventLink(workStream(row.work), row.revision),
});

export const workPaymentAnswer = (row: Row<'work_payment'>): Plain<WorkPaymentAnswer> => ({
  payment: row.payment,
  of: row.of,
  sheet: row.sheet === null ? null : Number(row.sheet),
  municipal: moneyOf(row.municipal, row.currency),
  lender: moneyOf(row.lender, row.currency),
  payer: row.payer,
  reference: row.reference,
  paidOn: row.paid_on,
  paidBy: row.paid_by,
  bouncedOn: row.bounced_on,
  reason: row.reason,
  link: eventLink(workStream(row.work), row.revision),
});

export const workAddendumAnswer = (row: Row<'work_addendum'>): Plain<WorkAddendumAnswer> => ({
  addendum: row.addendum,
  reference: row.reference,
  reason: row.reason,
  signedOn: row.signed_on,
  amount: moneyOf(row.amount, row.currency),
  endsOn: row.ends_on,
  link: eventLink(workStream(row.work), row.revision),
});
