import { Money, unreachable, type MoneyJson } from '@tramo/kernel';
import type { AgreementEvent } from '../agreement.events';
import type { AgreementState } from '../agreement.state';

/**
 * What of the lender's category is still reserved for the agreement. Only its own events move it, so that it can be
 * told from them: a command that asks for the rest of it cannot look it up where it is about to change it.
 */
export function withCategoryLeft(state: AgreementState, event: AgreementEvent): AgreementState {
  const { contract } = state;
  if (!contract?.reserved || !moves(event)) return state;
  const left = leftAfter(contract.reserved.left, event);
  return { ...state, contract: { ...contract, reserved: { ...contract.reserved, left } } };
}

const MOVING = [
  'TrancheConfirmed',
  'TrancheBounced',
  'ExpenseAccepted',
  'ExpenseRuledIneligible',
  'IneligibleSettled',
  'BalanceReturned',
  'SpendingRecorded',
  'AddendumSigned',
  'AgreementClosed',
] as const;
type Moving = Extract<AgreementEvent, { type: (typeof MOVING)[number] }>;

const TYPES: ReadonlySet<string> = new Set(MOVING);
const moves = (event: AgreementEvent): event is Moving => TYPES.has(event.type);

function leftAfter(left: Money, { type, data }: Moving): Money {
  switch (type) {
    case 'TrancheConfirmed':
    case 'ExpenseAccepted':
    case 'SpendingRecorded':
      return taken(left, data.eligible?.amount);
    case 'TrancheBounced':
      return data.eligible ? left.plus(Money.parse(data.eligible.amount)) : left;
    case 'ExpenseRuledIneligible':
      return data.wasAccepted && data.eligible ? left.plus(Money.parse(data.eligible.amount)) : left;
    case 'IneligibleSettled':
    case 'BalanceReturned':
      return data.freed?.from === 'reserved' ? taken(left, data.freed.amount) : left;
    case 'AddendumSigned':
      return data.reservedChange ? left.plus(Money.parse(data.reservedChange.amount)) : left;
    case 'AgreementClosed':
      return Money.zero(left.currency.code);
    default:
      return unreachable(type, 'event that moves what is reserved');
  }
}

/** What is taken beyond it was free in the category, since rates have moved. */
function taken(left: Money, json: MoneyJson | undefined): Money {
  if (!json) return left;
  const amount = Money.parse(json);
  return amount.isGreaterThan(left) ? Money.zero(left.currency.code) : left.minus(amount);
}
