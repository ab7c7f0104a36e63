import type { CategoryMovementAsk } from '@tramo/budget';
import type { AgreementEvent } from '../agreement.events';
import type { AgreementState } from '../agreement.state';
import { referenceOf } from './asks';

type Station = CategoryMovementAsk['from'];

/** What a transfer makes eligible of the lender's category, or one that came back takes from it. */
export const lenderMovement =
  (type: 'TrancheConfirmed' | 'TrancheBounced', from: Station, to: Station) =>
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
      return [{ financing, reservationId: agreement, from, to, amount, reference: referenceOf(event.data) }];
    });
