import { decides, LedgerCommand } from '@tramo/event-log';
import { accept, Rejection, type LocalDate } from '@tramo/kernel';
import { financingStream } from '../codes';
import { financing } from './financing.state';
import { brokenDates, cellMissing, groundFact } from './ground';
import { beyondFree, financingUnknown, positiveAmount } from './refusals';

export type ReallocateCategoryBody = {
  readonly financing: string;
  readonly share: string;
  /** Absent for what is not broken down yet. */
  readonly from?: string | null;
  readonly to?: string | null;
  readonly amount: { readonly amount: string; readonly currency: string };
  readonly reason: string;
  readonly correctsOn?: LocalDate | null;
};

export class ReallocateCategory extends LedgerCommand<ReallocateCategoryBody> {}

export const ReallocateCategoryHandler = decides(ReallocateCategory, {
  decider: financing,
  stream: (body: ReallocateCategoryBody) => financingStream(body.financing),
  facts: { ground: groundFact<ReallocateCategoryBody>(() => null) },
  decide: (state, body, { facts, effectiveOn }) => {
    const { agreement } = state;
    const { financing: code, share, from = null, to = null, reason, correctsOn = null } = body;
    if (!agreement) return financingUnknown(code);
    const missing =
      cellMissing(state, code, { share, category: from }, 'from') ??
      cellMissing(state, code, { share, category: to }, 'to');
    if (missing) return missing;
    if (from === to) return toItself(share, from);
    const amount = positiveAmount(agreement, body.amount, 'amount');
    if (amount instanceof Rejection) return amount;
    const { programme } = agreement;
    const data = { programme, financing: code, share, from, to, amount: amount.toJSON(), reason, correctsOn };
    return accept(
      [{ type: 'CategoryReallocated', data }],
      [
        ...brokenDates(facts.ground, { programme, effectiveOn, correctsOn }),
        ...beyondFree(state, { share, category: from, amount }),
      ],
    );
  },
});

const toItself = (share: string, category: string | null): Rejection =>
  new Rejection({
    code: 'REALLOCATION_TO_ITSELF',
    message: 'what is reallocated goes to another category',
    values: { share, from: category, to: category },
    cure: 'name two categories, or one and what is not broken down',
    field: 'to',
  });
