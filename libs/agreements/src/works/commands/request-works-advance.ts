import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Rejection } from '@tramo/kernel';
import { amountOf } from '../../ground';
import { advanceBroken } from '../advance';
import { dutyFacts, streamOf, type AskedMoney, type AskedOfWork } from '../asking';
import { dutiesMet, inCourse, signedGround } from '../ground';
import { inOrder } from '../in-order';
import { work } from '../work';

type Body = AskedOfWork & { readonly amount: AskedMoney; readonly reason: string };

/** Somebody asks that the contractor is advanced so much; anew while it is not paid. Another one pays it. */
export class RequestWorksAdvance extends CommandOfPerson<Body> {}

export const RequestWorksAdvanceHandler = decides(RequestWorksAdvance, {
  decider: work,
  stream: streamOf,
  facts: dutyFacts<Body>('requested'),
  decide: (state, body, context) => {
    const ground = signedGround(state, body, context);
    if (ground instanceof Rejection) return ground;
    const amount = amountOf(body.amount, { credit: ground.contract.amount }, 'amount');
    if (amount instanceof Rejection) return amount;
    const { refused, found } = dutiesMet('requested', state, 'advance', context);
    const data = { ...ground.done, amount: amount.toJSON(), reason: body.reason };
    const { effectiveOn: on } = context;
    return accept(
      [{ type: 'WorksAdvanceRequested', data }],
      [
        ...ground.broken,
        ...inCourse(state),
        ...inOrder(
          { what: 'the request of an advance', on },
          { what: 'the agreement', on: state.dates.agreement },
        ),
        ...advanceBroken(state, ground, amount),
        ...refused,
      ],
      found,
    );
  },
});
