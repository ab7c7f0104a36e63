import {
  freesCategory,
  movesCategory,
  movesCommitment,
  returnsToLine,
  type CategoryMovementAsk,
  type CommitmentMove,
  type CommitmentReturn,
  type MovementAsk,
  type ReturnAsk,
} from '@tramo/budget';
import { Money, unreachable, type MoneyJson } from '@tramo/kernel';
import type { AgreementEvent, DataOf } from '../agreement.events';
import type { AgreementState } from '../agreement.state';
import { comesBack } from './settlement';

type By = { readonly by: string };

/** What the events mean for the commitments of the budget. */
export const movesCommitments = <Body extends By>() =>
  movesCommitment((body: Body, _state: AgreementState, intended: readonly AgreementEvent[]) =>
    intended.filter(isMoving).flatMap((event) => commitmentMoves(event, body.by)),
  );

/** What comes back in the year it was paid in is available again. */
export const returnsToLines = <Body extends By>() =>
  returnsToLine((body: Body, _state: AgreementState, written: readonly AgreementEvent[]) =>
    written.filter(isReturning).flatMap((event) => lineReturns(event, body.by)),
  );

/** What the events mean for the lender's category. */
export const movesCategories = <Body extends By>() =>
  movesCategory((_body: Body, { contract }: AgreementState, intended: readonly AgreementEvent[]) => {
    const financing = contract?.reserved?.financing;
    if (financing === undefined) return [];
    return intended.filter(isMoving).flatMap((event) => categoryMoves(event, financing));
  });

export const freesCategories = <Body extends By>() =>
  freesCategory((_body: Body, { contract }: AgreementState, written: readonly AgreementEvent[]) => {
    const financing = contract?.reserved?.financing;
    if (financing === undefined) return [];
    return written
      .filter(isReturning)
      .flatMap(({ data: { agreement, freed, reference } }) =>
        freed
          ? moved(
              { financing, reservationId: agreement, from: freed.from, to: 'free', reference },
              freed.amount,
            )
          : [],
      );
  });

/** The events of the area that move money in other streams; the others are about nothing but the agreement. */
const MOVING = [
  'ExpenseAccepted',
  'ExpenseRuledIneligible',
  'IneligibleSettled',
  'SpendingRecorded',
] as const satisfies readonly AgreementEvent['type'][];
/** Those by which money comes back. */
const RETURNING = [
  'IneligibleSettled',
  'BalanceReturned',
] as const satisfies readonly AgreementEvent['type'][];
type OfTypes<Types extends readonly AgreementEvent['type'][]> = Extract<
  AgreementEvent,
  { type: Types[number] }
>;
type MovingEvent = OfTypes<typeof MOVING>;
type ReturningEvent = OfTypes<typeof RETURNING>;

const isOf =
  <const Types extends readonly AgreementEvent['type'][]>(types: Types) =>
  (event: AgreementEvent): event is OfTypes<Types> =>
    types.includes(event.type);
const isMoving = isOf(MOVING);
const isReturning = isOf(RETURNING);

function commitmentMoves({ type, data }: MovingEvent, by: string): readonly MovementAsk[] {
  switch (type) {
    case 'ExpenseAccepted':
      return movements(ofExpense(data, by), [{ from: 'paid', to: 'justified' }]);
    case 'ExpenseRuledIneligible':
      return data.wasAccepted ? movements(ofExpense(data, by), [{ from: 'justified', to: 'paid' }]) : [];
    case 'IneligibleSettled':
      return settlementMoves({ ...data, by });
    case 'SpendingRecorded':
      return movements({ ...data, reference: `spending ${data.spending}`, by }, [
        { from: 'committed', to: 'accrued' },
        { from: 'accrued', to: 'paid' },
        { from: 'paid', to: 'justified' },
      ]);
    default:
      return unreachable(type, 'event that moves a commitment');
  }
}

const ofExpense = (data: DataOf<'ExpenseAccepted' | 'ExpenseRuledIneligible'>, by: string): Moving => ({
  ...data,
  amount: data.subsidy,
  reference: `expense ${data.expense}`,
  by,
});

function settlementMoves(data: DataOf<'IneligibleSettled'> & By): readonly MovementAsk[] {
  switch (data.way) {
    case 'offset':
      return data.against ? movements({ ...data, ...data.against }, [{ from: 'accrued', to: 'paid' }]) : [];
    case 'written-off':
      return movements(data, [{ from: 'paid', to: 'justified' }]);
    case 'to-project':
    case 'substituted':
    case 'to-account':
      return [];
    default:
      return unreachable(data.way, 'way to make good what was ineligible');
  }
}

function lineReturns({ type, data }: ReturningEvent, by: string): readonly ReturnAsk[] {
  if (!data.sameYear) return [];
  const isBack = type === 'BalanceReturned' || comesBack(data.way);
  return isBack ? movements({ ...data, by }, [{ from: 'paid', to: 'available' }]) : [];
}

interface Moving {
  readonly programme: string;
  readonly place: { readonly budgetYear: string };
  readonly commitment: string;
  readonly amount: MoneyJson;
  readonly reference: string;
  readonly by: string;
  readonly correctsOn: MovementAsk['correctsOn'];
}

function movements<const Move extends CommitmentMove | CommitmentReturn>(
  { programme, place, commitment: id, amount, reference, by, correctsOn }: Moving,
  moves: readonly Move[],
) {
  if (!Money.parse(amount).isPositive()) return [];
  const of = { programme, year: place.budgetYear, id, amount: { ...amount }, reference, by, correctsOn };
  return moves.map((move) => ({ ...of, ...move }));
}

function categoryMoves({ type, data }: MovingEvent, financing: string): readonly CategoryMovementAsk[] {
  const of = { financing, reservationId: data.agreement };
  switch (type) {
    case 'ExpenseAccepted': {
      const reference = `expense ${data.expense}`;
      return moved({ ...of, from: 'reserved', to: 'eligible', reference }, data.eligible?.amount);
    }
    case 'SpendingRecorded': {
      const reference = `spending ${data.spending}`;
      return moved({ ...of, from: 'reserved', to: 'eligible', reference }, data.eligible?.amount);
    }
    case 'ExpenseRuledIneligible': {
      const reference = `expense ${data.expense}`;
      const back = data.wasAccepted ? data.eligible?.amount : undefined;
      return moved({ ...of, from: 'eligible', to: 'reserved', reference }, back);
    }
    case 'IneligibleSettled':
      return [];
    default:
      return unreachable(type, 'event that moves a category');
  }
}

const moved = <const Of extends object>(of: Of, amount: MoneyJson | undefined) =>
  amount && Money.parse(amount).isPositive() ? [{ ...of, amount: { ...amount } }] : [];
