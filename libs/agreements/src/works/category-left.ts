import { Money, type MoneyJson } from '@tramo/kernel';
import type { WorkEvent } from './work.events';
import type { WorkReserved, WorkState } from './work.state';

/** What of the lender's category is still reserved for the work; addenda have said theirs themselves. */
export function withCategoryLeft(state: WorkState, event: WorkEvent): WorkState {
  const { contract } = state;
  if (!contract?.reserved) return state;
  const reserved = { ...contract.reserved, left: leftAfter(contract.reserved, event) };
  return { ...state, contract: { ...contract, reserved } };
}

function leftAfter({ left }: WorkReserved, { type, data }: WorkEvent): Money {
  if (type === 'WorkPaymentBounced') {
    const eligible = data.paid?.eligible;
    return eligible ? left.plus(Money.parse(eligible.amount)) : left;
  }
  const paid = type === 'ProgressSheetPaid' ? lessened(left, data.eligible?.amount) : left;
  return 'reservedLeft' in data ? lessened(paid, data.reservedLeft) : paid;
}

/** What is taken beyond it was free in the category, since rates have moved. */
function lessened(left: Money, json: MoneyJson | null | undefined): Money {
  if (!json) return left;
  const amount = Money.parse(json);
  return amount.isGreaterThan(left) ? Money.zero(left.currency.code) : left.minus(amount);
}
