import type { RowChange } from '@tramo/event-log';
import { Money, type LocalDate, type MoneyJson } from '@tramo/kernel';
import type { WorkData, WorkEvent } from '../work.events';

const minor = (json: MoneyJson): bigint => Money.parse(json).amountMinor;

/** What an event does to the list of progress sheets. */
export function* sheetRow(
  { type, data }: WorkEvent,
  effectiveOn: LocalDate,
  revision: number,
): Iterable<RowChange> {
  if (!('sheet' in data)) return;
  const { programme, work, sheet, affiliation } = data;
  const row = { table: 'work_sheet', key: { programme, work, sheet } };
  const { person } = affiliation;
  if (type === 'ProgressSheetPresented') {
    yield { ...row, set: { ...presented(data), presented_on: effectiveOn, certified_by: person, revision } };
  }
  if (type === 'ProgressSheetReturned') {
    yield { ...row, set: { state: 'returned', reason: data.reason, revision } };
  }
  if (type === 'ProgressSheetApproved') {
    const { municipal, lender } = data.parts;
    const parts = { municipal: minor(municipal.gross), lender: minor(lender.gross) };
    const by = { budget_year: data.budgetYear, approved_on: effectiveOn, approved_by: person };
    yield { ...row, set: { state: 'approved', ...parts, ...by, revision } };
  }
  if (type === 'ProgressSheetPaid') {
    const { reference } = data;
    yield { ...row, set: { state: 'paid', paid_on: effectiveOn, paid_by: person, reference, revision } };
  }
}

const presented = (data: WorkData<'ProgressSheetPresented'>) => ({
  state: 'presented',
  progress: data.progress,
  measured_until: data.measuredUntil,
  currency: data.gross.currency,
  gross: minor(data.gross),
  amortisation: minor(data.amortisation),
  retention: minor(data.retention),
  payable: minor(data.payable),
  reason: null,
});

/** What an event does to the list of the municipality's deposits. */
export function* depositRow(
  { type, data }: WorkEvent,
  effectiveOn: LocalDate,
  revision: number,
): Iterable<RowChange> {
  if (!('deposit' in data)) return;
  const { programme, work, deposit } = data;
  const row = { table: 'work_deposit', key: { programme, work, deposit } };
  if (type === 'MunicipalDepositVerified') {
    yield { ...row, set: { verified_on: data.on, shown_by: data.shownBy, revision } };
    return;
  }
  if (type === 'MunicipalDepositReversed') {
    yield { ...row, set: { reversed_on: effectiveOn, reason: data.reason, revision } };
    return;
  }
  if (type !== 'MunicipalShareDeposited') return;
  const { amount, depositedOn: deposited_on, reference, account } = data;
  const set = {
    currency: amount.currency,
    amount: minor(amount),
    deposited_on,
    reference,
    account,
    revision,
  };
  yield { ...row, set };
}
