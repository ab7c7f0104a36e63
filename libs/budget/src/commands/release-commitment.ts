import { decides, LedgerCommand } from '@tramo/event-log';
import { Rejection, type Money, getSharded } from '@tramo/kernel';
import { budget } from '../budget';
import type { CommitmentState } from '../budget.state';
import { amountOf } from './amounts';
import { linesFacts, noLines, streamOf, type AskedMoney, type AskedOfBudget } from './asking';
import { groundOf } from './ground';
import { accepted } from './in-turn';
import { heldByAgreement, nothingHeld, releaseExceeds } from './refusals';

type Body = AskedOfBudget & {
  readonly id: string;
  /** All that is open of it when absent. */
  readonly amount?: AskedMoney | null;
  readonly reason: string;
};

export class ReleaseCommitment extends LedgerCommand<Body> {}

export const ReleaseCommitmentHandler = decides(ReleaseCommitment, {
  decider: budget,
  stream: streamOf,
  facts: linesFacts<Body>(noLines),
  decide: (state, body, context) => {
    const { id, reason } = body;
    const ground = groundOf(state, body, context);
    if (ground instanceof Rejection) return ground;
    const commitment = getSharded(state.commitments, id);
    if (!commitment) return nothingHeld('COMMITMENT', id);
    const { line, open, agreement } = commitment;
    if (commitment.byAgreement) return heldByAgreement(id, agreement);
    const amount = body.amount ? amountOf(body.amount, ground.budget.currency, 'amount') : open;
    if (amount instanceof Rejection) return amount;
    if (!amount.isPositive()) return releaseExceeds('COMMITMENT', id, open, amount);
    const excess = amount.isGreaterThan(open) ? [releaseExceeds('COMMITMENT', id, open, amount)] : [];
    const preCommitment = backTo(commitment, amount);
    const data = { ...ground.posting, id, line, agreement, amount: amount.toJSON(), preCommitment, reason };
    return accepted([{ type: 'CommitmentReleased', data }], [...ground.broken, ...excess]);
  },
});

/** First to the pre-commitment it was made from, as far as that gave it; the rest to the line. */
function backTo({ preCommitment }: CommitmentState, amount: Money) {
  if (!preCommitment) return null;
  const { id, open } = preCommitment;
  const back = open.isLessThan(amount) ? open : amount;
  return back.isPositive() ? { id, amount: back.toJSON() } : null;
}
