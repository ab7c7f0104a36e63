import type { Money, Rejection } from '@tramo/kernel';
import type { SignedGround } from './ground';
import { advanceExceedsShare, advanceTooLate } from './money-refusals';
import { percentOf, totalOf } from './shared';
import type { WorkState } from './work.state';

/** No more than was agreed, and before there is anything to measure. */
export function advanceBroken(
  { sheets }: WorkState,
  { contract, money }: SignedGround,
  asked: Money,
): readonly Rejection[] {
  const { advancePercentage: percentage } = contract;
  const most = percentOf(contract.amount, percentage);
  const advanced = totalOf(money.advanced);
  return [
    ...(sheets.size > 0 ? [advanceTooLate(sheets.size)] : []),
    ...(advanced.plus(asked).isGreaterThan(most)
      ? [advanceExceedsShare({ percentage, most, advanced, asked })]
      : []),
  ];
}
