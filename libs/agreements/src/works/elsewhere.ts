import type {
  CategoryAsk,
  CategoryMovementAsk,
  CategoryReturnAsk,
  CommitmentAsk,
  MovementAsk,
  ReturnAsk,
} from '@tramo/budget';
import { Money, type MoneyJson } from '@tramo/kernel';
import type { GiveUp } from '@tramo/treasury';
import { isPaying, leaving } from './evolve-payment';
import type { WorkEvent } from './work.events';
import type { WorkState } from './work.state';

/** What a work's events ask of the budget's line, of the lender's category and of the treasury. */

type Intended = readonly WorkEvent[];

/** No code holds a colon, so that nobody takes the name before it. */
export const commitmentOf = (work: string, budgetYear: string): string => `work:${work}:${budgetYear}`;

/** The category holds the lender's share for the work; an addendum may have it hold more. */
export const categoryReserved = (
  _body: unknown,
  { contract }: WorkState,
  intended: Intended,
): readonly CategoryAsk[] =>
  intended.flatMap((event) => {
    if (event.type === 'WorkAgreementSigned' && event.data.reserved) {
      const { work, shared, reserved } = event.data;
      const { financing, share, category, amount, rate } = reserved;
      const original = rate === null ? null : shared.lender;
      return [{ financing, share, category, reservationId: work, amount, original, rate, agreement: work }];
    }
    if (event.type !== 'WorkAddendumSigned' || !event.data.reservedChange || !contract?.reserved) return [];
    const { work, shared, reservedChange } = event.data;
    const { amount, rate } = reservedChange;
    if (!Money.parse(amount).isPositive()) return [];
    const { financing, share, category } = contract.reserved;
    const more = Money.parse(shared.lender).minus(contract.shared.lender);
    const original = rate === null ? null : more.toJSON();
    return [{ financing, share, category, reservationId: work, amount, original, rate, agreement: work }];
  });

/** What a sheet that is paid makes eligible, and what is not any more when that comes back. */
export const categoryMoved = (
  _body: unknown,
  { contract }: WorkState,
  intended: Intended,
): readonly CategoryMovementAsk[] =>
  intended.flatMap((event): readonly CategoryMovementAsk[] => {
    const paid = sheetPaidBy(event);
    if (!paid?.eligible || !contract?.reserved) return [];
    const { financing } = contract.reserved;
    const { work: reservationId } = event.data;
    const of = {
      financing,
      reservationId,
      amount: paid.eligible.amount,
      reference: sheetOf(event, paid.sheet),
    };
    return event.type === 'ProgressSheetPaid'
      ? [{ ...of, from: 'reserved', to: 'eligible' }]
      : [{ ...of, from: 'eligible', to: 'reserved' }];
  });

function sheetPaidBy(event: WorkEvent) {
  if (event.type === 'ProgressSheetPaid') return event.data;
  return event.type === 'WorkPaymentBounced' ? event.data.paid : null;
}

/** What nobody needs of it any more: when the work ends, and where an addendum lessens it. */
export const categoryFreed = (
  _body: unknown,
  { contract }: WorkState,
  written: Intended,
): readonly CategoryReturnAsk[] =>
  written.flatMap((event) => {
    const amount = freedBy(event);
    if (!amount?.isPositive() || !contract?.reserved) return [];
    const { work: reservationId } = event.data;
    const { financing } = contract.reserved;
    const reference = 'reference' in event.data ? event.data.reference : contract.reference;
    return [{ financing, reservationId, from: 'reserved', to: 'free', amount: amount.toJSON(), reference }];
  });

function freedBy(event: WorkEvent): Money | undefined {
  if (event.type === 'WorkAddendumSigned') {
    const { reservedChange } = event.data;
    return reservedChange ? Money.parse(reservedChange.amount).negate() : undefined;
  }
  const left = 'reservedLeft' in event.data ? event.data.reservedLeft : null;
  return left ? Money.parse(left) : undefined;
}

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

/** What is not accrued is available on the line again; what lapsed with its year is gone already. */
export const commitmentsReleased = (
  _body: unknown,
  _state: WorkState,
  written: Intended,
): readonly ReturnAsk[] =>
  written.flatMap((event) => {
    if (event.type !== 'WorkYearReleased' || event.data.lapsed) return [];
    const { programme, budgetYear: year, commitment: id, amount, reason, correctsOn } = event.data;
    const by = event.data.affiliation.person;
    return [
      { programme, year, id, amount, reference: reason, by, correctsOn, from: 'committed', to: 'available' },
    ];
  });

/** The lender's part of a sheet is accrued when it is approved and paid when the sheet is, until that comes back. */
export const commitmentsMoved = (
  _body: unknown,
  _state: WorkState,
  intended: Intended,
): readonly MovementAsk[] =>
  intended.flatMap((event): readonly MovementAsk[] => {
    const sheet = event.type === 'ProgressSheetApproved' ? event.data : sheetPaidBy(event);
    if (!sheet || !('correctsOn' in event.data)) return [];
    const { programme, correctsOn, affiliation } = event.data;
    const { budgetYear: year, commitment: id, parts } = sheet;
    const amount = parts.lender.gross;
    if (!Money.parse(amount).isPositive()) return [];
    const reference = sheetOf(event, sheet.sheet);
    return [{ programme, year, id, amount, reference, by: affiliation.person, correctsOn, ...wayOf(event) }];
  });

function wayOf({ type }: WorkEvent) {
  if (type === 'ProgressSheetApproved') return { from: 'committed', to: 'accrued' } as const;
  if (type === 'ProgressSheetPaid') return { from: 'accrued', to: 'paid' } as const;
  return { from: 'paid', to: 'accrued' } as const;
}

/**
 * Out of the fund's operating account goes the lender's part, and out of its collection accounts the municipality's;
 * held and paid at once.
 */
export const cashHeld = (_body: unknown, _state: WorkState, intended: Intended) =>
  intended.flatMap((event) => {
    if (event.type === 'MunicipalDepositReversed') {
      const { account, work, deposit, amount } = event.data;
      return account === null
        ? []
        : [{ account, payment: `${work}-reversal-${deposit}`, amount: plain(amount) }];
    }
    if (!isPaying(event)) return [];
    const { payer, payment, collected } = event.data;
    const lender = leaving(event).lender;
    const own =
      payer !== null && Money.parse(lender).isPositive() ? [{ account: payer, amount: lender }] : [];
    return [...own, ...collected].map(({ account, amount }) => ({ account, payment, amount: plain(amount) }));
  });

export const cashPaid = (body: unknown, state: WorkState, intended: Intended) =>
  cashHeld(body, state, intended).map(({ account, payment }) => ({ account, payment }));

/** And back into each of them. */
export const cashReturned = (_body: unknown, _state: WorkState, written: Intended): readonly GiveUp[] =>
  written.flatMap((event) => {
    if (event.type !== 'WorkPaymentBounced') return [];
    const { payer, payment, collected, shared, reason } = event.data;
    const own = payer !== null && Money.parse(shared.lender).isPositive() ? [payer] : [];
    return [...own, ...collected.map(({ account }) => account)].map((account) => ({
      account,
      payment,
      reason,
    }));
  });

const plain = ({ amount, currency }: MoneyJson) => ({ amount, currency });

const sheetOf = ({ data }: WorkEvent, sheet: number): string => `sheet ${sheet} of ${data.work}`;
