import { movesCommitment, returnsToLine } from '@tramo/budget';
import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Rejection } from '@tramo/kernel';
import { cancelsPayment, freesCash } from '@tramo/treasury';
import { agreement } from '../../agreement';
import type { AgreementEvent, DataOf } from '../../agreement.events';
import type { AgreementState } from '../../agreement.state';
import { askedBy, movement } from '../asks';
import { streamOf, type AskedOfTranche } from '../asking';
import { stepFacts } from '../facts/release-facts';
import { trancheAt, trancheGround } from '../ground';
import { trancheSetOff } from '../refusals';

type Body = AskedOfTranche & { readonly reason: string };

/**
 * Before money has left, or when it has come back: what had been accrued is committed again. What was set off against
 * it settled a debt and stays: only what is left to pay is cancelled then, and the offset is confirmed.
 */
export class CancelTranche extends CommandOfPerson<Body> {}

type Ends = DataOf<'TrancheCancelled'> | DataOf<'TrancheReduced'>;

const ending =
  <Ask>(askOf: (data: Ends) => Ask | null) =>
  (body: unknown, state: AgreementState, intended: readonly AgreementEvent[]): readonly Ask[] => [
    ...askedBy('TrancheCancelled', askOf)(body, state, intended),
    ...askedBy('TrancheReduced', askOf)(body, state, intended),
  ];

export const CancelTrancheHandler = decides(CancelTranche, {
  decider: agreement,
  triesFirst: true,
  stream: streamOf,
  facts: stepFacts<Body>(),
  reserves: {
    payment: cancelsPayment(
      ending(({ payment, reason, affiliation }) =>
        payment === null ? null : { payment, by: affiliation.person, reason },
      ),
    ),
    // What is not owed any more is given, and follows; what an earlier program reserved for it is given back by this.
    commitment: movesCommitment((_body: unknown, _state: AgreementState) => []),
  },
  follows: {
    committed: returnsToLine(ending((data) => movement(data, { from: 'accrued', to: 'committed' }))),
    cash: freesCash(
      ending(({ payment, payer, reason }) =>
        payment === null || payer === null ? null : { account: payer, payment, reason },
      ),
    ),
  },
  decide: (state, body, context) => {
    const ground = trancheGround(state, body, context);
    if (ground instanceof Rejection) return ground;
    const tranche = trancheAt(ground, 'requested', 'reviewed', 'approved', 'ordered', 'bounced');
    if (tranche instanceof Rejection) return tranche;
    const { amount, offset, commitment, payment } = tranche;
    const toPay = amount.minus(offset);
    if (!toPay.isPositive()) return trancheSetOff(tranche.tranche, offset);
    const ordered = tranche.state === 'ordered' ? payment : null;
    const data = {
      ...ground.ofTranche,
      ...ground.posting,
      amount: toPay.toJSON(),
      wasReturned: tranche.state === 'bounced',
      payment: ordered?.id ?? null,
      payer: ordered?.payer ?? null,
      reason: body.reason,
    };
    const ends: AgreementEvent =
      offset.isPositive() && commitment !== null
        ? { type: 'TrancheReduced', data: { ...data, commitment } }
        : { type: 'TrancheCancelled', data: { ...data, commitment, wasApproved: commitment !== null } };
    return accept([ends], ground.broken);
  },
});
