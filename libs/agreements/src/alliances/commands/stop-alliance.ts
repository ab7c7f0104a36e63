import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Rejection } from '@tramo/kernel';
import { alliance } from '../alliance.state';
import { alreadySigned, ended, neverSigned, notSuspended, suspendedAlready } from '../order';
import { stepFacts, streamOf, type AskedOfAlliance } from './asking';
import { stepTo } from './ground';

type Body = AskedOfAlliance & { readonly reason: string };

export class SuspendAlliance extends CommandOfPerson<Body> {}

export const SuspendAllianceHandler = decides(SuspendAlliance, {
  decider: alliance,
  stream: streamOf,
  facts: stepFacts<Body>(),
  decide: (state, body, context) => {
    const step = stepTo(state, 'suspended', body, context);
    if (step instanceof Rejection) return step;
    const broken = [...ended(state), ...suspendedAlready(state)];
    return accept(
      [{ type: 'AllianceSuspended', data: { ...step.data, reason: body.reason } }],
      [...step.broken, ...broken],
    );
  },
});

export class ResumeAlliance extends CommandOfPerson<Body> {}

/** Goes on where it was suspended; the clock of that step begins anew. */
export const ResumeAllianceHandler = decides(ResumeAlliance, {
  decider: alliance,
  stream: streamOf,
  facts: stepFacts<Body>(),
  decide: (state, body, context) => {
    const step = stepTo(state, state.suspendedFrom ?? state.stage, body, context);
    if (step instanceof Rejection) return step;
    return accept(
      [{ type: 'AllianceResumed', data: { ...step.data, reason: body.reason } }],
      [...step.broken, ...notSuspended(state)],
    );
  },
});

export class TerminateAlliance extends CommandOfPerson<Body> {}

export const TerminateAllianceHandler = decides(TerminateAlliance, {
  decider: alliance,
  stream: streamOf,
  facts: stepFacts<Body>(),
  decide: (state, body, context) => {
    const step = stepTo(state, 'terminated', body, context);
    if (step instanceof Rejection) return step;
    const hasEnded = ended(state);
    const broken = hasEnded.length > 0 ? hasEnded : neverSigned(state);
    return accept(
      [{ type: 'AllianceTerminated', data: { ...step.data, reason: body.reason } }],
      [...step.broken, ...broken],
    );
  },
});

export class DeclineAlliance extends CommandOfPerson<Body> {}

export const DeclineAllianceHandler = decides(DeclineAlliance, {
  decider: alliance,
  stream: streamOf,
  facts: stepFacts<Body>(),
  decide: (state, body, context) => {
    const step = stepTo(state, 'declined', body, context);
    if (step instanceof Rejection) return step;
    const hasEnded = ended(state);
    const broken = hasEnded.length > 0 ? hasEnded : alreadySigned(state);
    return accept(
      [{ type: 'AllianceDeclined', data: { ...step.data, reason: body.reason } }],
      [...step.broken, ...broken],
    );
  },
});
