import { Money, getSharded, putSharded } from '@tramo/kernel';
import { withLine, type BudgetState, type CommitmentState, type Reserved } from './budget.state';
import type { DataOf } from './events';
import type { Station } from './events/shapes';

export function preCommitted(state: BudgetState, data: DataOf<'PreCommitmentMade'>): BudgetState {
  const { id, line, on, affiliation } = data;
  const open = Money.parse(data.amount);
  return {
    ...withLine(state, line, { available: open.negate(), preCommitted: open }, open.currency.code),
    preCommitments: putSharded(state.preCommitments, id, { id, line, open, on, affiliation }),
  };
}

export function preCommitmentReleased(
  state: BudgetState,
  data: DataOf<'PreCommitmentReleased'>,
): BudgetState {
  const { id, line } = data;
  const amount = Money.parse(data.amount);
  const freed = withLine(
    state,
    line,
    { available: amount, preCommitted: amount.negate() },
    amount.currency.code,
  );
  return withPreCommitment(freed, id, amount.negate());
}

export function committed(state: BudgetState, data: DataOf<'CommitmentMade'>): BudgetState {
  const { id, line, agreement, reservation, by, correctsOn } = data;
  const { amount, fromPreCommitment, fromAvailable } = partsOf(data);
  const change = {
    available: fromAvailable.negate(),
    preCommitted: fromPreCommitment.negate(),
    committed: amount,
  };
  const preCommitment = data.preCommitment && { id: data.preCommitment.id, open: fromPreCommitment };
  const zero = Money.zero(amount.currency.code);
  const byAgreement = reservation !== null;
  const none = { id, line, open: zero, accrued: zero, paid: zero, justified: zero, agreement, byAgreement };
  const before = getSharded(state.commitments, id) ?? { ...none, preCommitment };
  const after = {
    ...withLine(state, line, change, amount.currency.code),
    commitments: putSharded(state.commitments, id, { ...before, line, open: before.open.plus(amount) }),
  };
  const kept = reservation
    ? withReserved(after, reservation, { commitment: id, by, correctsOn, amount, moved: null })
    : after;
  return preCommitment ? withPreCommitment(kept, preCommitment.id, fromPreCommitment.negate()) : kept;
}

const OPEN = { committed: 'open', accrued: 'accrued', paid: 'paid', justified: 'justified' } as const;

export function commitmentMoved(state: BudgetState, data: DataOf<'CommitmentMoved'>): BudgetState {
  const { id, line, from, to, by, correctsOn } = data;
  const amount = Money.parse(data.amount);
  const change = { [from]: amount.negate(), [to]: amount };
  const after = withLine(state, line, change, amount.currency.code);
  const before = getSharded(after.commitments, id);
  if (!before) return after;
  const moved = (commitment: CommitmentState, station: Station, change_: Money): CommitmentState =>
    station === 'available'
      ? commitment
      : { ...commitment, [OPEN[station]]: commitment[OPEN[station]].plus(change_) };
  const commitment = moved(moved(before, from, amount.negate()), to, amount);
  const undo = { commitment: id, by, correctsOn, amount, moved: { from, to } };
  return withReserved(
    { ...after, commitments: putSharded(after.commitments, id, commitment) },
    data.reservation,
    undo,
  );
}

const withReserved = (state: BudgetState, reservation: string, reserved: Reserved): BudgetState => ({
  ...state,
  reserved: putSharded(state.reserved, reservation, reserved),
});

export function commitmentReleased(state: BudgetState, data: DataOf<'CommitmentReleased'>): BudgetState {
  const { id, line } = data;
  const { amount, fromPreCommitment, fromAvailable } = partsOf(data);
  const change = { available: fromAvailable, preCommitted: fromPreCommitment, committed: amount.negate() };
  const after = withCommitment(
    withLine(state, line, change, amount.currency.code),
    id,
    amount.negate(),
    fromPreCommitment.negate(),
  );
  return data.preCommitment ? withPreCommitment(after, data.preCommitment.id, fromPreCommitment) : after;
}

/** How much of a commitment's amount a pre-commitment holds, and how much the line. */
export function partsOf({
  amount: json,
  preCommitment,
}: Pick<DataOf<'CommitmentMade'>, 'amount' | 'preCommitment'>) {
  const amount = Money.parse(json);
  const fromPreCommitment = preCommitment
    ? Money.parse(preCommitment.amount)
    : Money.zero(amount.currency.code);
  return { amount, fromPreCommitment, fromAvailable: amount.minus(fromPreCommitment) };
}

function withPreCommitment(state: BudgetState, id: string, change: Money): BudgetState {
  const before = getSharded(state.preCommitments, id);
  if (!before) return state;
  const after = { ...before, open: before.open.plus(change) };
  return { ...state, preCommitments: putSharded(state.preCommitments, id, after) };
}

function withCommitment(state: BudgetState, id: string, change: Money, ofPreCommitment: Money): BudgetState {
  const before = getSharded(state.commitments, id);
  if (!before) return state;
  const { preCommitment } = before;
  const after = {
    ...before,
    open: before.open.plus(change),
    preCommitment: preCommitment && { ...preCommitment, open: preCommitment.open.plus(ofPreCommitment) },
  };
  return { ...state, commitments: putSharded(state.commitments, id, after) };
}
