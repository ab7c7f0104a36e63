import { Money, unreachable, getSharded, putSharded } from '@tramo/kernel';
import type { Line } from '@tramo/programmes';
import { requestedKey, withLine, type BudgetState } from './budget.state';
import type { Balance } from './events/shapes';
import type { LineChange } from './line-state';

/**
 * Part of a state's balance enters a line (1) or leaves it (-1), by reclassification or by lapsing, with what holds it:
 * a request, pre-commitment or commitment that is reclassified is the new line's from then on.
 */
export function withBalance(
  state: BudgetState,
  line: Line,
  balance: Balance,
  origin: 'reclassified' | 'lapsed',
  sign: 1 | -1,
): BudgetState {
  const amount = Money.parse(balance.amount).times(sign);
  const ofCascade = balance.state !== 'programmed' && balance.state !== 'requested';
  const change: LineChange = { [balance.state]: amount, ...(ofCascade && { [origin]: amount }) };
  return withHolder(withLine(state, line, change, amount.currency.code), line, balance, amount);
}

function withHolder(state: BudgetState, line: Line, balance: Balance, change: Money): BudgetState {
  const { holder } = balance;
  if (holder === null) return state;
  switch (balance.state) {
    case 'requested':
      return withRequested(state, holder, line, change);
    case 'preCommitted':
      return withPreCommitment(state, holder, line, change);
    case 'committed':
      return withCommitment(state, holder, line, 'open', change);
    case 'accrued':
    case 'paid':
    case 'justified':
      return withCommitment(state, holder, line, balance.state, change);
    case 'programmed':
    case 'available':
      return state;
    default:
      return unreachable(balance.state, 'state of a balance');
  }
}

function withRequested(state: BudgetState, request: string, line: Line, change: Money): BudgetState {
  const key = requestedKey(request, line);
  const open = getSharded(state.requested, key)?.open.plus(change) ?? change;
  return { ...state, requested: putSharded(state.requested, key, { request, line, open }) };
}

function withPreCommitment(state: BudgetState, id: string, line: Line, change: Money): BudgetState {
  const before = getSharded(state.preCommitments, id);
  if (!before) return state;
  const after = { ...before, line, open: before.open.plus(change) };
  return { ...state, preCommitments: putSharded(state.preCommitments, id, after) };
}

/** With the pre-commitment it was made from, also where nothing is left there: what is released goes back to it. */
function withCommitment(
  state: BudgetState,
  id: string,
  line: Line,
  station: 'open' | 'accrued' | 'paid' | 'justified',
  change: Money,
): BudgetState {
  const before = getSharded(state.commitments, id);
  if (!before) return state;
  const after = { ...before, line, [station]: before[station].plus(change) };
  const moved = { ...state, commitments: putSharded(state.commitments, id, after) };
  const { preCommitment } = before;
  return preCommitment
    ? withPreCommitment(moved, preCommitment.id, line, Money.zero(change.currency.code))
    : moved;
}
