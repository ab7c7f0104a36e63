import { Money, type MoneyJson } from '@tramo/kernel';
import type { WorkContract, WorkState } from './work.state';

/** All that is still reserved, of a work that needs nothing of it any more; null where there is nothing of the kind. */
export const leftOfCategory = ({ reserved }: WorkContract): MoneyJson | null =>
  reserved?.left.isPositive() ? reserved.left.toJSON() : null;

/** What a work that is terminated gives back: what was approved is still paid, and keeps its share until then. */
export function notNeeded({ contract, sheets }: WorkState): MoneyJson | null {
  if (!contract?.reserved) return null;
  const { amount, left } = contract.reserved;
  const lender = contract.shared.lender;
  const owed = [...sheets.values()].reduce(
    (sum, { state, approved }) =>
      state === 'approved' && approved ? sum.plus(Money.parse(approved.parts.lender.gross)) : sum,
    Money.zero(lender.currency.code),
  );
  if (!owed.isLessThan(lender)) return null;
  const needed = amount.allocate([owed.amountMinor, lender.minus(owed).amountMinor])[0]!;
  const freed = left.minus(needed);
  return freed.isPositive() ? freed.toJSON() : null;
}

/** With the last of what was owed after the end, what it did not take of its share. */
export function leftAfterPaying(
  state: WorkState,
  sheet: number,
  eligible: MoneyJson | null,
): MoneyJson | null {
  const { contract, stage, sheets } = state;
  if (!contract?.reserved || (stage !== 'terminated' && stage !== 'accepted')) return null;
  const isLast = [...sheets.values()].every((one) => one.sheet === sheet || one.state !== 'approved');
  if (!isLast) return null;
  const { left } = contract.reserved;
  const rest = eligible ? left.minus(Money.parse(eligible)) : left;
  return rest.isPositive() ? rest.toJSON() : null;
}
