import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Rejection } from '@tramo/kernel';
import { agreement } from '../agreement';
import { restsOn } from '../days';
import { doneBy, groundOf, standing, type AskedOfAgreement } from '../ground';
import { stepFacts, streamOf } from '../asking';
import type { Contract } from './contract.state';
import { hasEnded, notSuspended } from './refusals';

type Body = AskedOfAgreement & { readonly reason: string };

/** Nothing is requested, approved or paid while it lasts. */
export class SuspendAgreement extends CommandOfPerson<Body> {}

export const SuspendAgreementHandler = decides(SuspendAgreement, {
  decider: agreement,
  stream: streamOf,
  facts: stepFacts<Body>(),
  decide: (state, body, context) => {
    const ground = groundOf(state, body, context, [restsOn.standing]);
    if (ground instanceof Rejection) return ground;
    const data = { ...ground.of, ...doneBy(context, context.facts.people), reason: body.reason };
    return accept([{ type: 'AgreementSuspended', data }], [...ground.broken, ...standing(ground.contract)]);
  },
});

export class ResumeAgreement extends CommandOfPerson<Body> {}

export const ResumeAgreementHandler = decides(ResumeAgreement, {
  decider: agreement,
  stream: streamOf,
  facts: stepFacts<Body>(),
  decide: (state, body, context) => {
    const ground = groundOf(state, body, context, [restsOn.standing]);
    if (ground instanceof Rejection) return ground;
    const { contract } = ground;
    const data = { ...ground.of, ...doneBy(context, context.facts.people), reason: body.reason };
    const running =
      contract.standing === 'suspended' ? [] : [notSuspended(contract.agreement, contract.standing)];
    return accept([{ type: 'AgreementResumed', data }], [...ground.broken, ...running]);
  },
});

/** It ends before its time; what was paid is still to be justified, and then it is closed. */
export class TerminateAgreement extends CommandOfPerson<Body> {}

export const TerminateAgreementHandler = decides(TerminateAgreement, {
  decider: agreement,
  stream: streamOf,
  facts: stepFacts<Body>(),
  decide: (state, body, context) => {
    const ground = groundOf(state, body, context, [restsOn.standing]);
    if (ground instanceof Rejection) return ground;
    const data = { ...ground.of, ...doneBy(context, context.facts.people), reason: body.reason };
    return accept([{ type: 'AgreementTerminated', data }], [...ground.broken, ...ended(ground.contract)]);
  },
});

const ended = ({ agreement: id, standing: now }: Contract): readonly Rejection[] =>
  now === 'in-force' || now === 'suspended' ? [] : [hasEnded(id, now)];
