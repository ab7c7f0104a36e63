import type {
  CategoryAsk,
  CategoryMovementAsk,
  CategoryReturnAsk,
  CommitmentAsk,
  MovementAsk,
} from '@tramo/budget';
import { Money } from '@tramo/kernel';
import type { WorkEvent } from './work.events';
import type { WorkState } from './work.state';

/** What a work's events ask of the budget's line, of the lender's category and of the treasury. */

type Intended = readonly WorkEvent[];

export const commitmentOf = (work: string, budgetYear: string): string => `${work}-${budgetYear}`;

/** The category holds the lender's share for the work. */
export const categoryReserved = (
  _body: unknown,
  _state: WorkState,
  intended: Intended,
): readonly CategoryAsk[] =>
  intended.flatMap((event) => {
    if (event.type !== 'WorkAgreementSigned' || event.data.reserved === null) return [];
    const { work, shared, reserved } = event.data;
    const { financing, share, category, amount, rate } = reserved;
    const original = rate === null ? null : shared.lender;
    return [{ financing, share, category, reservationId: work, amount, original, rate, agreement: work }];
  });

/** What a sheet that is paid makes eligible. */
export const categoryMoved = (
  _body: unknown,
  { contract }: WorkState,
  intended: Intended,
): readonly CategoryMovementAsk[] =>
  intended.flatMap((event) => {
    if (event.type !== 'ProgressSheetPaid' || !event.data.eligible || !contract?.reserved) return [];
    const { work: reservationId, eligible } = event.data;
    const { financing } = contract.reserved;
    const reference = sheetOf(event.data);
    return [
      { financing, reservationId, from: 'reserved', to: 'eligible', amount: eligible.amount, reference },
    ];
  });

/** What nobody needs of it any more when the work is accepted. */
export const categoryFreed = (
  _body: unknown,
  { contract }: WorkState,
  written: Intended,
): readonly CategoryReturnAsk[] =>
  written.flatMap((event) => {
    if (event.type !== 'WorkAccepted' || !event.data.reservedLeft || !contract?.reserved) return [];
    const { work: reservationId, reservedLeft: amount, reference } = event.data;
    const { financing } = contract.reserved;
    if (!Money.parse(amount).isPositive()) return [];
    return [{ financing, reservationId, from: 'reserved', to: 'free', amount, reference }];
  });

/** The year's line takes what is committed for the year. */
export const commitmentsMade = (
  _body: unknown,
  { contract }: WorkState,
  intended: Intended,
): readonly CommitmentAsk[] =>
  intended.flatMap((event) => {
    if (event.type !== 'WorkYearCommitted') return [];
    const { programme, work, budgetYear: year, commitment: id, line, amount, correctsOn } = event.data;
    const by = event.data.affiliation.person;
    const reference = contract?.reference ?? work;
    return [{ programme, year, id, line, amount, agreement: work, reference, by, correctsOn }];
  });

/** The lender's part of a sheet is accrued when it is approved and paid when the sheet is. */
export const commitmentsMoved = (
  _body: unknown,
  _state: WorkState,
  intended: Intended,
): readonly MovementAsk[] =>
  intended.flatMap((event): readonly MovementAsk[] => {
    if (event.type !== 'ProgressSheetApproved' && event.type !== 'ProgressSheetPaid') return [];
    const { programme, budgetYear: year, commitment: id, parts, correctsOn } = event.data;
    const amount = parts.lender.gross;
    const by = event.data.affiliation.person;
    if (!Money.parse(amount).isPositive()) return [];
    const of = { programme, year, id, amount, reference: sheetOf(event.data), by, correctsOn };
    return event.type === 'ProgressSheetApproved'
      ? [{ ...of, from: 'committed', to: 'accrued' }]
      : [{ ...of, from: 'accrued', to: 'paid' }];
  });

/** Out of the fund's operating account goes the lender's part; held and paid at once. */
export const cashHeld = (_body: unknown, _state: WorkState, intended: Intended) =>
  intended.flatMap((event) => {
    if (
      event.type !== 'WorksAdvancePaid' &&
      event.type !== 'ProgressSheetPaid' &&
      event.type !== 'WorkAccepted'
    ) {
      return [];
    }
    const { payer: account, payment } = event.data;
    const amount = leaving(event);
    return account === null || !Money.parse(amount).isPositive() ? [] : [{ account, payment, amount }];
  });

export const cashPaid = (body: unknown, state: WorkState, intended: Intended) =>
  cashHeld(body, state, intended).map(({ account, payment }) => ({ account, payment }));

type Paying = Extract<WorkEvent, { type: 'WorksAdvancePaid' | 'ProgressSheetPaid' | 'WorkAccepted' }>;

function leaving({ type, data }: Paying) {
  if (type === 'ProgressSheetPaid') return { ...data.parts.lender.payable };
  return { ...(type === 'WorkAccepted' ? data.released : data.shared).lender };
}

const sheetOf = ({ sheet, work }: { readonly sheet: number; readonly work: string }): string =>
  `sheet ${sheet} of ${work}`;
