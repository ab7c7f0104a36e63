import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Rejection } from '@tramo/kernel';
import { agreement } from '../../agreement';
import { dutiesMet, dutyFacts } from '../../asking';
import { streamOf, type AskedOfTranche } from '../asking';
import { trancheAt, trancheGround } from '../ground';
import { offsetIncomplete } from '../refusals';

/**
 * All of a tranche was set off against what is owed, so that no payment of it is ever ordered: it is as good as
 * arrived. Budget, category and books have followed each offset already, and no money leaves.
 */
export class ConfirmOffset extends CommandOfPerson<AskedOfTranche> {}

export const ConfirmOffsetHandler = decides(ConfirmOffset, {
  decider: agreement,
  stream: streamOf,
  facts: dutyFacts<AskedOfTranche>('paid'),
  decide: (state, body, context) => {
    const ground = trancheGround(state, body, context);
    if (ground instanceof Rejection) return ground;
    const tranche = trancheAt(ground, 'approved');
    if (tranche instanceof Rejection) return tranche;
    const { amount, offset, commitment } = tranche;
    const toPay = amount.minus(offset);
    if (toPay.isPositive() || commitment === null) return offsetIncomplete(tranche.tranche, offset, toPay);
    const { agreement: id, acts } = ground.contract;
    const present = { act: 'paid', agreement: id, tranche: tranche.tranche } as const;
    const { refused, found } = dutiesMet(present, acts, context);
    const data = { ...ground.ofTranche, amount: offset.toJSON(), commitment };
    return accept([{ type: 'TrancheSetOff', data }], [...ground.broken, ...refused], found);
  },
});
