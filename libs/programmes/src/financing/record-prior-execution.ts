import { decides, LedgerCommand } from '@tramo/event-log';
import { accept, Rejection, type LocalDate } from '@tramo/kernel';
import { financingStream } from '../codes';
import { financing } from './financing.state';
import { brokenDates, cellMissing, groundFact } from './ground';
import { beyondFree, financingUnknown, positiveAmount } from './refusals';

/** What had been documented to the lender before the ledger began: an opening balance. */
export type RecordPriorExecutionBody = {
  readonly financing: string;
  readonly share: string;
  readonly category?: string | null;
  readonly amount: { readonly amount: string; readonly currency: string };
  /** The last day of what it covers. */
  readonly until: LocalDate;
  readonly correctsOn?: LocalDate | null;
};

export class RecordPriorExecution extends LedgerCommand<RecordPriorExecutionBody> {}

export const RecordPriorExecutionHandler = decides(RecordPriorExecution, {
  decider: financing,
  stream: (body: RecordPriorExecutionBody) => financingStream(body.financing),
  facts: { ground: groundFact<RecordPriorExecutionBody>(() => null) },
  decide: (state, body, { facts, effectiveOn }) => {
    const { agreement } = state;
    const { financing: code, share, category = null, until, correctsOn = null } = body;
    if (!agreement) return financingUnknown(code);
    const missing = cellMissing(state, code, { share, category });
    if (missing) return missing;
    const amount = positiveAmount(agreement, body.amount, 'amount');
    if (amount instanceof Rejection) return amount;
    const { programme } = agreement;
    const data = { programme, financing: code, share, category, amount: amount.toJSON(), until, correctsOn };
    return accept(
      [{ type: 'PriorExecutionRecorded', data }],
      [
        ...brokenDates(facts.ground, { programme, effectiveOn, correctsOn }),
        ...beyondFree(state, { share, category, amount }),
      ],
    );
  },
});
