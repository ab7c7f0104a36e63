import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Rejection } from '@tramo/kernel';
import { agreement } from '../../agreement';
import { unjustifiedOf } from '../../agreement.state';
import { streamOf, type AskedOfTranche } from '../asking';
import { stepFacts } from '../facts/release-facts';
import { trancheAt, trancheGround } from '../ground';
import { trancheUnjustified } from '../refusals';

/** Everything it transferred is justified, returned or written off. */
export class CloseTranche extends CommandOfPerson<AskedOfTranche> {}

export const CloseTrancheHandler = decides(CloseTranche, {
  decider: agreement,
  stream: streamOf,
  facts: stepFacts<AskedOfTranche>(),
  decide: (state, body, context) => {
    const ground = trancheGround(state, body, context);
    if (ground instanceof Rejection) return ground;
    const tranche = trancheAt(ground, 'confirmed');
    if (tranche instanceof Rejection) return tranche;
    const left = unjustifiedOf(state, tranche);
    return accept(
      [{ type: 'TrancheClosed', data: ground.ofTranche }],
      [...ground.broken, ...(left.isPositive() ? [trancheUnjustified(tranche.tranche, left)] : [])],
    );
  },
});
