import { freesCategory } from '@tramo/budget';
import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Rejection } from '@tramo/kernel';
import { stepFacts, streamOf, type AskedOfWork } from '../asking';
import { notNeeded } from '../category-needed';
import { categoryFreed } from '../elsewhere';
import { groundOf, hasEnded, signedGround, standing } from '../ground';
import { promiseLessened } from '../municipal-money';
import { workHasEnded, workNotSuspended } from '../refusals';
import { work } from '../work';
import type { WorkEvent } from '../work.events';

type Body = AskedOfWork & { readonly reason: string };

export class SuspendWork extends CommandOfPerson<Body> {}

export const SuspendWorkHandler = decides(SuspendWork, {
  decider: work,
  stream: streamOf,
  facts: stepFacts<Body>(),
  decide: (state, body, context) => {
    const ground = groundOf(state, body, context);
    if (ground instanceof Rejection) return ground;
    const data = { ...ground.done, state: 'suspended' as const, reason: body.reason };
    return accept([{ type: 'WorkSuspended', data }], [...ground.broken, ...standing(state)]);
  },
});

export class ResumeWork extends CommandOfPerson<Body> {}

/** Goes on where it was suspended. */
export const ResumeWorkHandler = decides(ResumeWork, {
  decider: work,
  stream: streamOf,
  facts: stepFacts<Body>(),
  decide: (state, body, context) => {
    const ground = groundOf(state, body, context);
    if (ground instanceof Rejection) return ground;
    const { suspendedFrom, stage } = state;
    if (suspendedFrom === null) return workNotSuspended(body.work, stage);
    const data = { ...ground.done, state: suspendedFrom, reason: body.reason };
    return accept([{ type: 'WorkResumed', data }], ground.broken);
  },
});

export class TerminateWork extends CommandOfPerson<Body> {}

/** Ends before its time: what was approved is still paid, and what that does not need of the category is free again. */
export const TerminateWorkHandler = decides(TerminateWork, {
  decider: work,
  stream: streamOf,
  facts: stepFacts<Body>(),
  follows: { freed: freesCategory(categoryFreed) },
  decide: (state, body, context) => {
    const ground = groundOf(state, body, context);
    if (ground instanceof Rejection) return ground;
    const { stage } = state;
    if (hasEnded(stage)) return workHasEnded(body.work, stage);
    const of = { ...ground.done, state: 'terminated' as const, reason: body.reason };
    const data = { ...of, reservedLeft: notNeeded(state) };
    const signed = signedGround(state, body, context);
    const lessened = signed instanceof Rejection ? [] : promiseLessened(signed);
    const ended: WorkEvent = { type: 'WorkTerminated', data };
    return accept([ended, ...lessened], ground.broken);
  },
});
