import { invariant } from '@tramo/kernel';

/** The steps in which an agreement's own acts move what it has committed: one station on, or one back. */
export const COMMITMENT_MOVES = [
  { from: 'committed', to: 'accrued' },
  { from: 'accrued', to: 'paid' },
  { from: 'paid', to: 'accrued' },
  { from: 'paid', to: 'justified' },
  { from: 'justified', to: 'paid' },
] as const;
export type CommitmentMove = (typeof COMMITMENT_MOVES)[number];

/** What it does not need any more, what is not owed after all, and what is paid and comes back. */
export const COMMITMENT_RETURNS = [
  { from: 'accrued', to: 'committed' },
  { from: 'committed', to: 'available' },
  { from: 'paid', to: 'available' },
] as const;
export type CommitmentReturn = (typeof COMMITMENT_RETURNS)[number];

/** Of the lender's category. What is documented to the lender is nobody's to move here. */
export const CATEGORY_MOVES = [
  { from: 'reserved', to: 'eligible' },
  { from: 'eligible', to: 'reserved' },
] as const;
export type CategoryMove = (typeof CATEGORY_MOVES)[number];

export const CATEGORY_RETURNS = [
  { from: 'reserved', to: 'free' },
  { from: 'eligible', to: 'free' },
] as const;
export type CategoryReturn = (typeof CATEGORY_RETURNS)[number];

interface Move {
  readonly from: string;
  readonly to: string;
}

/** Stored events can say more steps than these; nothing is to write them. */
export function mustBeOneOf(moves: readonly Move[], { from, to }: Move): void {
  const known = moves.some((one) => one.from === from && one.to === to);
  invariant(known, `nothing moves from ${from} to ${to}`);
}
