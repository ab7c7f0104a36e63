import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Money, Rejection, type MoneyJson } from '@tramo/kernel';
import { agreement } from '../../agreement';
import { amountOf } from '../../ground';
import type { Evidence } from '../../shapes';
import { streamOf, type AskedOfTranche } from '../asking';
import type { ConditionName } from '../conditions/condition';
import { evaluated, failures } from '../conditions/evaluate';
import { releaseFacts } from '../facts/release-facts';
import { trancheGround } from '../ground';
import { agreementPaysNobody, trancheNotAt } from '../refusals';
import { releaseOf } from '../release';
import type { TrancheStep } from '../steps';

type Body = AskedOfTranche & {
  /** What was agreed for it when absent. */
  readonly amount?: { readonly amount: MoneyJson['amount']; readonly currency: string } | null;
  readonly documents: Evidence;
};

export class RequestTranche extends CommandOfPerson<Body> {}

const BEFORE = ['programmed', 'returned', 'rejected', 'cancelled'] as const satisfies readonly TrancheStep[];

/** The organisation may ask for what will not pass yet, and is shown why; out of turn it cannot even ask. */
const STOP: readonly ConditionName[] = ['in-force', 'in-turn', 'amount', 'duties'];

export const RequestTrancheHandler = decides(RequestTranche, {
  decider: agreement,
  stream: streamOf,
  facts: releaseFacts<Body>('requested'),
  decide: (state, body, context) => {
    const ground = trancheGround(state, body, context);
    if (ground instanceof Rejection) return ground;
    const { contract, instalment, tranche } = ground;
    if (contract.organisation === null) return agreementPaysNobody(contract.agreement);
    const step = tranche?.state ?? 'programmed';
    if (!BEFORE.some((one) => one === step)) {
      return trancheNotAt(contract.agreement, instalment.tranche, step, BEFORE);
    }
    const amount = body.amount ? amountOf(body.amount, contract, 'amount') : Money.parse(instalment.amount);
    if (amount instanceof Rejection) return amount;
    const { documents } = body;
    const looking = { step: 'request', act: 'requested', amount, documents } as const;
    const { release, found } = releaseOf(state, ground, looking, context);
    const evaluation = evaluated(release);
    const data = { ...ground.ofTranche, amount: amount.toJSON(), documents, evaluation };
    return accept(
      [{ type: 'TrancheRequested', data }],
      [...ground.broken, ...failures(evaluation, release, STOP)],
      found,
    );
  },
});
