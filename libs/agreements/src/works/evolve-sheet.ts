import { Money, type LocalDate } from '@tramo/kernel';
import { withMoney } from './evolve-work';
import { ofParts, plus } from './shared';
import type { WorkData } from './work.events';
import type { Sheet, WorkState } from './work.state';

type On = LocalDate | null | undefined;

export const withSheet = (state: WorkState, sheet: Sheet): WorkState => ({
  ...state,
  sheets: new Map(state.sheets).set(sheet.sheet, sheet),
});

export const presented = (state: WorkState, data: WorkData<'ProgressSheetPresented'>, on: On): WorkState =>
  withSheet(state, {
    sheet: data.sheet,
    state: 'presented',
    progress: data.progress,
    measuredUntil: data.measuredUntil,
    on: on ?? null,
    bounced: false,
    gross: Money.parse(data.gross),
    amortisation: Money.parse(data.amortisation),
    retention: Money.parse(data.retention),
    payable: Money.parse(data.payable),
    approved: null,
  });

export function approved(
  before: WorkState,
  { sheet, budgetYear, commitment, parts }: WorkData<'ProgressSheetApproved'>,
  on: On,
): WorkState {
  const known = before.sheets.get(sheet);
  if (!known) return before;
  const approval = { budgetYear, commitment, parts };
  const state = withSheet(before, { ...known, state: 'approved', on: on ?? null, approved: approval });
  const year = before.committed.get(budgetYear);
  const accrued = Money.parse(parts.lender.gross);
  const committed = year
    ? new Map(before.committed).set(budgetYear, { ...year, accrued: year.accrued.plus(accrued) })
    : before.committed;
  return withMoney({ ...state, committed }, (money) => ({
    ...money,
    gross: plus(money.gross, ofParts(parts, 'gross')),
    amortised: plus(money.amortised, ofParts(parts, 'amortisation')),
    retained: plus(money.retained, ofParts(parts, 'retention')),
  }));
}

export function paid(before: WorkState, { sheet, parts }: WorkData<'ProgressSheetPaid'>, on: On): WorkState {
  const state = withSheet(before, { ...before.sheets.get(sheet)!, state: 'paid', on: on ?? null });
  return withMoney(state, (money) => ({
    ...money,
    used: money.used.plus(Money.parse(parts.municipal.gross)),
  }));
}

/** Owed again, as it was when it was approved. */
export function unpaid(
  before: WorkState,
  { sheet, parts }: NonNullable<WorkData<'WorkPaymentBounced'>['paid']>,
  on: On,
): WorkState {
  const known = before.sheets.get(sheet);
  if (!known) return before;
  const state = withSheet(before, { ...known, state: 'approved', on: on ?? null, bounced: true });
  return withMoney(state, (money) => ({
    ...money,
    used: money.used.minus(Money.parse(parts.municipal.gross)),
  }));
}
