import { decides, LedgerCommand } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { Rejection, getSharded, shardedValues } from '@tramo/kernel';
import { budget } from '../budget';
import { amountsOf } from './amounts';
import {
  askedLinesOf,
  counterpartFact,
  linesFacts,
  noLines,
  sourcesOf,
  streamOf,
  type AskedAmounts,
  type AskedOfBudget,
} from './asking';
import { doneBy, dutiesOf, type AskedByPerson } from './duties';
import { groundOf } from './ground';
import { accepted, inTurn } from './in-turn';
import { planRuleFact } from './plan-rule';
import { alreadyHeld, counterpartNotAppropriated, nothingHeld } from './refusals';
import { requestBeyondPlan } from './request-beyond-plan';

type Body = AskedOfBudget & AskedAmounts & { readonly request: string; readonly reason: string };
type BodyOfPerson = Body & AskedByPerson;

export class RequestInscription extends CommandOfPerson<Body> {}

export const RequestInscriptionHandler = decides(RequestInscription, {
  decider: budget,
  stream: streamOf,
  facts: {
    ...linesFacts<BodyOfPerson>(askedLinesOf),
    ...dutiesOf<BodyOfPerson>('requested-inscription'),
    counterpart: counterpartFact<BodyOfPerson>(sourcesOf),
    policy: planRuleFact<BodyOfPerson>(),
  },
  decide: (state, body, context) => {
    const { request, reason, lines } = body;
    const ground = groundOf(state, body, context, { lines: askedLinesOf(body) });
    if (ground instanceof Rejection) return ground;
    const { currency } = ground.budget;
    const amounts = amountsOf(lines, currency);
    if (amounts instanceof Rejection) return amounts;
    if (getSharded(state.requests, request)) return alreadyHeld('INSCRIPTION_REQUEST', request, 'request');
    const { planDemanded } = context.facts.policy;
    const done = doneBy(context.actor, context.actedOn, context.facts.people);
    return inTurn(state, amounts, ground, (now, amount, index) => {
      const line = ground.lines[index]!;
      if (context.facts.counterpart.includes(line.source)) {
        return counterpartNotAppropriated(line.source, `lines.${index}.line`);
      }
      const data = { ...ground.posting, ...done, request, reason, line, amount: amount.toJSON() };
      return {
        event: { type: 'InscriptionRequested', data },
        broken: planDemanded ? requestBeyondPlan(now, line, amount, `lines.${index}.amount`) : [],
      };
    });
  },
});

type Withdrawal = AskedOfBudget & { readonly request: string; readonly reason: string };

export class WithdrawInscriptionRequest extends LedgerCommand<Withdrawal> {}

/** Takes back what no inscription has answered. */
export const WithdrawInscriptionRequestHandler = decides(WithdrawInscriptionRequest, {
  decider: budget,
  stream: streamOf,
  facts: linesFacts<Withdrawal>(noLines),
  decide: (state, body, context) => {
    const ground = groundOf(state, body, context);
    if (ground instanceof Rejection) return ground;
    const { request, reason } = body;
    const open = [...shardedValues(state.requested)].filter(
      (one) => one.request === request && one.open.isPositive(),
    );
    if (open.length === 0) return nothingHeld('OPEN_INSCRIPTION_REQUEST', request, 'request');
    const events = open.map(({ line, open: left }) => ({
      type: 'InscriptionRequestWithdrawn' as const,
      data: { ...ground.posting, request, reason, line, amount: left.toJSON() },
    }));
    return accepted(events, ground.broken);
  },
});
