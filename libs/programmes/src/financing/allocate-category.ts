import { decides, LedgerCommand } from '@tramo/event-log';
import { accept, Money, Rejection, type LocalDate } from '@tramo/kernel';
import { financingStream } from '../codes';
import { financing, type FinancingState } from './financing.state';
import { brokenDates, cellMissing, groundFact } from './ground';
import { financingUnknown, positiveAmount } from './refusals';

export type AllocateCategoryBody = {
  readonly financing: string;
  /** The executor whose share it is. */
  readonly share: string;
  /** Absent while the share is not broken down by category. */
  readonly category?: string | null;
  readonly amount: { readonly amount: string; readonly currency: string };
  readonly correctsOn?: LocalDate | null;
};

export class AllocateCategory extends LedgerCommand<AllocateCategoryBody> {}

export const AllocateCategoryHandler = decides(AllocateCategory, {
  decider: financing,
  stream: (body: AllocateCategoryBody) => financingStream(body.financing),
  facts: { ground: groundFact<AllocateCategoryBody>(() => null) },
  decide: (state, body, { facts, effectiveOn }) => {
    const { agreement } = state;
    const { financing: code, share, category = null, correctsOn = null } = body;
    if (!agreement) return financingUnknown(code);
    const missing = cellMissing(state, code, { share, category });
    if (missing) return missing;
    const amount = positiveAmount(agreement, body.amount, 'amount');
    if (amount instanceof Rejection) return amount;
    const { programme } = agreement;
    const data = { programme, financing: code, share, category, amount: amount.toJSON(), correctsOn };
    return accept(
      [{ type: 'CategoryAllocated', data }],
      [
        ...brokenDates(facts.ground, { programme, effectiveOn, correctsOn }),
        ...shareExceeded(state, share, amount),
      ],
    );
  },
});

function shareExceeded(state: FinancingState, share: string, amount: Money): readonly Rejection[] {
  const { total } = state.shares.get(share)!;
  const allocated = allocatedOf(state, share, total);
  const left = total.minus(allocated);
  if (!amount.isGreaterThan(left)) return [];
  return [
    new Rejection({
      code: 'ALLOCATION_EXCEEDS_SHARE',
      message: `the categories would add up to more than the ${total.toString()} of ${share}`,
      values: { share, total, allocated, left, amount },
      cure: `allocate at most ${left.toString()}, or reallocate from another category`,
      field: 'amount',
    }),
  ];
}

const allocatedOf = ({ cells }: FinancingState, share: string, total: Money): Money =>
  Money.sum(
    total.currency.code,
    [...cells.values()].filter((cell) => cell.share === share).map(({ allocated }) => allocated),
  );
