import type { CategoryMove, CategoryMovementAsk } from '@tramo/budget';
import { Money } from '@tramo/kernel';
import type { AgreementEvent } from '../agreement.events';
import type { AgreementState } from '../agreement.state';
import { referenceOf } from './asks';

/**
 * What a transfer makes eligible of the lender's category, or one that came back takes from it. What is worth less
 * than the smallest unit of the lender's currency makes nothing eligible, and is paid all the same.
 */
export const lenderMovement =
  (type: 'TrancheConfirmed' | 'TrancheBounced', move: CategoryMove) =>
  (
    _body: unknown,
    { contract }: AgreementState,
    intended: readonly AgreementEvent[],
  ): readonly CategoryMovementAsk[] =>
    intended.flatMap((event) => {
      if (event.type !== 'TrancheConfirmed' && event.type !== 'TrancheBounced') return [];
      const { eligible, agreement } = event.data;
      if (event.type !== type || eligible === null || !contract?.reserved) return [];
      const { financing } = contract.reserved;
      const { amount } = eligible;
      if (!Money.parse(amount).isPositive()) return [];
      return [{ financing, reservationId: agreement, ...move, amount, reference: referenceOf(event.data) }];
    });
