import { shardedValues } from '@tramo/kernel';
import type { Money } from '@tramo/kernel';
import { lineKey, type Line } from '@tramo/programmes';
import type { BudgetState, ClosedBudget, CommitmentState } from '../budget.state';
import type { Balance } from '../events/shapes';

/** Small enough for an event of 64 kB, however long the codes. */
const BALANCES_PER_EVENT = 50;
/** Small enough for an append of 768 kB; who has more asks again. */
export const BALANCES_PER_COMMAND = 1_000;

export interface LineBalance {
  readonly line: Line;
  readonly balance: Balance;
}

const balance = (
  line: Line,
  state: Balance['state'],
  amount: Money,
  holder: string | null = null,
  agreement: string | null = null,
): LineBalance => ({ line, balance: { state, holder, agreement, amount: amount.toJSON() } });

/** What is free, by line. */
export function* availableBalances({ lines }: BudgetState): Iterable<LineBalance> {
  for (const { line, available } of shardedValues(lines)) {
    if (available.isPositive()) yield balance(line, 'available', available);
  }
}

export function* preCommittedBalances({ preCommitments }: BudgetState): Iterable<LineBalance> {
  for (const { id, line, open } of shardedValues(preCommitments)) {
    if (open.isPositive()) yield balance(line, 'preCommitted', open, id);
  }
}

export function* committedBalances({ commitments }: BudgetState): Iterable<LineBalance> {
  for (const { id, line, open, agreement } of shardedValues(commitments)) {
    if (open.isPositive()) yield balance(line, 'committed', open, id, agreement);
  }
}

/** What ends with the year. */
export function* balancesToLapse(
  state: BudgetState,
  committed: ClosedBudget['committed'],
): Iterable<LineBalance> {
  yield* availableBalances(state);
  yield* preCommittedBalances(state);
  if (committed === 'lapse') yield* committedBalances(state);
}

/**
 * Everything that rests on one line; what a commitment may go back to goes ahead of the commitment, and all that one
 * commitment holds goes together, since it is looked for on the line the commitment is on.
 */
export function* balancesOfLine(state: BudgetState, wanted: Line): Iterable<LineBalance> {
  const key = lineKey(wanted);
  const ofLine = ({ line }: { readonly line: Line }): boolean => lineKey(line) === key;
  yield* [...preCommittedBalances(state)].filter(ofLine);
  for (const commitment of [...shardedValues(state.commitments)].filter(ofLine)) {
    yield* balancesOfCommitment(commitment);
  }
  for (const { request, line, open } of shardedValues(state.requested)) {
    if (open.isPositive() && ofLine({ line })) yield balance(line, 'requested', open, request);
  }
  for (const line of [...shardedValues(state.lines)].filter(ofLine)) {
    for (const measure of ['programmed', 'available'] as const) {
      if (line[measure].isPositive()) yield balance(line.line, measure, line[measure]);
    }
  }
}

function* balancesOfCommitment({
  id,
  line,
  agreement,
  open: committed,
  ...further
}: CommitmentState): Iterable<LineBalance> {
  const held = { committed, ...further };
  for (const station of ['committed', 'accrued', 'paid', 'justified'] as const) {
    if (held[station].isPositive()) yield balance(line, station, held[station], id, agreement);
  }
}

/** As many as one command may move, in the portions that one event may hold, each with how many are left after it. */
export function* portionsOf(
  balances: readonly LineBalance[],
): Iterable<{ readonly portion: readonly LineBalance[]; readonly left: number }> {
  const most = wholeHolders(balances);
  for (let from = 0; from < most; from += BALANCES_PER_EVENT) {
    const portion = balances.slice(from, Math.min(from + BALANCES_PER_EVENT, most));
    yield { portion, left: balances.length - from - portion.length };
  }
}

/** Not cut where the last holder has more. */
function wholeHolders(balances: readonly LineBalance[]): number {
  let most = Math.min(balances.length, BALANCES_PER_COMMAND);
  const holderAt = (index: number): string | null => balances[index]?.balance.holder ?? null;
  while (most < balances.length && holderAt(most) !== null && holderAt(most) === holderAt(most - 1))
    most -= 1;
  return most;
}
