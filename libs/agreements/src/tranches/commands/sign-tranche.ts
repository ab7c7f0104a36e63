import { movesCommitment } from '@tramo/budget';
import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, canonicalJson, Rejection } from '@tramo/kernel';
import { agreement } from '../../agreement';
import type { AgreementEvent, DataOf } from '../../agreement.events';
import { commitmentOf } from '../../contract/contract.state';
import { askedBy, movement } from '../asks';
import { streamOf, type AskedOfTranche } from '../asking';
import { evaluated, failures } from '../conditions/evaluate';
import { signaturesNeeded } from '../conditions/signatures-needed';
import { restsOn } from '../../days';
import { releaseFacts, yearOfTranche } from '../facts/release-facts';
import { trancheAt, trancheGround, type TrancheGround } from '../ground';
import { payeeNow } from '../payee';
import { payeeChanged, signedAlready } from '../refusals';
import { releaseOf } from '../release';
import type { TrancheState } from '../tranche.state';

export class SignTranche extends CommandOfPerson<AskedOfTranche> {}

export const SignTrancheHandler = decides(SignTranche, {
  decider: agreement,
  triesFirst: true,
  stream: streamOf,
  facts: releaseFacts<AskedOfTranche>('approved'),
  reserves: {
    commitment: movesCommitment(
      askedBy('TrancheApproved', (data) => movement(data, { from: 'committed', to: 'accrued' })),
    ),
  },
  decide: (state, body, context) => {
    // What approving accrues is the year's commitment.
    const ground = trancheGround(state, body, context, [restsOn.commitment(yearOfTranche(body, state))]);
    if (ground instanceof Rejection) return ground;
    const tranche = trancheAt(ground, 'reviewed');
    if (tranche instanceof Rejection) return tranche;
    const { amount, documents, signatures, signedFor } = tranche;
    const looking = { step: 'signature', act: 'approved', amount, documents } as const;
    const { release, found } = releaseOf(state, ground, looking, context);
    const evaluation = evaluated(release);
    const signature = signatures.length + 1;
    const { needed, unrated } = signaturesNeeded(release);
    const payee = payeeNow(ground.contract, context.facts.payee);
    const moved = signedFor && canonicalJson(signedFor) !== canonicalJson(payee);
    const data = { ...ground.ofTranche, amount: amount.toJSON(), signature, needed, payee, evaluation };
    const signed: AgreementEvent = { type: 'TrancheSigned', data };
    const last: readonly AgreementEvent[] =
      signature < needed ? [] : [{ type: 'TrancheApproved', data: approval(ground, tranche) }];
    return accept(
      [signed, ...last],
      [
        ...ground.broken,
        ...secondSignature(tranche, context.actor),
        ...failures(evaluation, release),
        ...(unrated ? [unrated] : []),
        ...(moved ? [payeeChanged(signedFor, payee)] : []),
      ],
      found,
    );
  },
});

/** Each is another person's, whatever the matrix of duties says. */
function secondSignature({ signatures, tranche }: TrancheState, actor: string): readonly Rejection[] {
  const before = signatures.find(({ affiliation }) => affiliation.person === actor);
  return before ? [signedAlready(actor, tranche, before.on)] : [];
}

function approval(ground: TrancheGround, { amount }: TrancheState): DataOf<'TrancheApproved'> {
  const { contract, instalment, ofTranche, posting } = ground;
  const { budgetYear } = instalment;
  return {
    ...ofTranche,
    ...posting,
    amount: amount.toJSON(),
    commitment:
      contract.committed.get(budgetYear)?.commitment ?? commitmentOf(contract.agreement, budgetYear),
  };
}
