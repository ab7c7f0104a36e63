import { getSharded, putSharded, shardedValues } from '@tramo/kernel';
import { lineKey, type Line } from '@tramo/programmes';
import type { BudgetState, CommitmentState } from './budget.state';

/** What a line is, whichever category the crosswalk of the day leads it to. */
export const codesOf = (line: Line): string => lineKey({ ...line, financing: null, category: null });

/**
 * Where what is asked for on a line rests in this budget. An agreement keeps the line it was signed with; when a
 * corrected crosswalk has moved its balances here, or this year was inscribed under the corrected one already, its money
 * is on another line of the same codes.
 */
export function restingLine(state: BudgetState, asked: Line): Line {
  const followed = followedFrom(state, asked);
  if (followed || getSharded(state.lines, lineKey(asked))) return followed ?? asked;
  const codes = codesOf(asked);
  const same = [...shardedValues(state.lines)].filter(({ line }) => codesOf(line) === codes);
  const resting = same.filter(({ line }) => !getSharded(state.movedTo, lineKey(line)));
  return resting.length === 1 ? resting[0]!.line : asked;
}

function followedFrom({ movedTo }: BudgetState, from: Line): Line | undefined {
  let line: Line | undefined;
  for (let next = getSharded(movedTo, lineKey(from)); next; next = getSharded(movedTo, lineKey(next))) {
    line = next;
  }
  return line;
}

/** A commitment with nothing left of it is where its line has gone; any other is where it is. */
export const lineOfCommitment = (state: BudgetState, commitment: CommitmentState): Line =>
  isEmpty(commitment) ? restingLine(state, commitment.line) : commitment.line;

const isEmpty = ({ open, accrued, paid, justified }: CommitmentState): boolean =>
  [open, accrued, paid, justified].every((amount) => amount.isZero());

/** A line that others were moved to stays where it is, also when it had been moved away itself before. */
export function withMoved(state: BudgetState, from: Line, to: Line): BudgetState {
  const moved = putSharded<Line | null>(state.movedTo, lineKey(from), to);
  return { ...state, movedTo: putSharded<Line | null>(moved, lineKey(to), null) };
}
