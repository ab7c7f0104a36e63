import { Type } from '@sinclair/typebox';
import { defineEvent, type EventOf } from '@tramo/event-log';
import { dateSchema } from '@tramo/identity';
import { moneySchema, oneOf, orNull } from '@tramo/journal';
import {
  allySchema,
  ASPECTS,
  ASSESSMENTS,
  count,
  EVALUATORS,
  modelSchema,
  ofAct,
  ofAlliance,
  OPINIONS,
  organisationSchema,
  text,
} from './shapes';

export const AllianceRequested = defineEvent(
  'AllianceRequested',
  Type.Object({
    ...ofAct,
    organisation: organisationSchema,
    /** Who buys what the producers make, where that is known. */
    ally: orNull(allySchema),
    product: text,
    model: modelSchema,
    evaluator: oneOf(EVALUATORS),
    /** When the crop is sown: a plan that is paid later is of no use this year. */
    seasonDeadline: orNull(dateSchema),
    department: orNull(text),
  }),
);

export const OpportunityAssessed = defineEvent(
  'OpportunityAssessed',
  Type.Object({ ...ofAct, result: oneOf(ASSESSMENTS), text, evidence: orNull(text) }),
);

export const PlanFormulated = defineEvent(
  'PlanFormulated',
  Type.Object({
    ...ofAct,
    /** Counted from 1: a plan that is formulated anew has no opinions yet. */
    plan: count,
    total: moneySchema,
    credit: moneySchema,
    counterpart: moneySchema,
    evidence: text,
  }),
);

export const OpinionGiven = defineEvent(
  'OpinionGiven',
  Type.Object({
    ...ofAct,
    /** The plan it is about; null in a history that has opinions of none. */
    plan: orNull(count),
    aspect: oneOf(ASPECTS),
    opinion: oneOf(OPINIONS),
    text,
    evidence: text,
  }),
);

export const AlliancePrioritised = defineEvent(
  'AlliancePrioritised',
  Type.Object({ ...ofAct, act: text, rank: count, score: text }),
);

const ofSigning = { ...ofAlliance, agreement: text, reservation: text };

/** Written by the signing of the agreement, whose own event says who signed and for whom they work. */
export const AllianceSigned = defineEvent('AllianceSigned', Type.Object(ofSigning));
export const AllianceSigningUndone = defineEvent(
  'AllianceSigningUndone',
  Type.Object({ ...ofSigning, reason: text }),
);

export const InvestmentBegun = defineEvent('InvestmentBegun', Type.Object(ofAct));
export const OperationBegun = defineEvent('OperationBegun', Type.Object(ofAct));
export const AllianceConcluded = defineEvent('AllianceConcluded', Type.Object({ ...ofAct, reference: text }));

const withReason = Type.Object({ ...ofAct, reason: text });
export const AllianceSuspended = defineEvent('AllianceSuspended', withReason);
export const AllianceResumed = defineEvent('AllianceResumed', withReason);
export const AllianceTerminated = defineEvent('AllianceTerminated', withReason);
export const AllianceDeclined = defineEvent('AllianceDeclined', withReason);

/** Every type that rests on an alliance's stream. */
export const allianceEvents = [
  AllianceRequested,
  OpportunityAssessed,
  PlanFormulated,
  OpinionGiven,
  AlliancePrioritised,
  AllianceSigned,
  AllianceSigningUndone,
  InvestmentBegun,
  OperationBegun,
  AllianceConcluded,
  AllianceSuspended,
  AllianceResumed,
  AllianceTerminated,
  AllianceDeclined,
] as const;

export type AllianceEvent = EventOf<(typeof allianceEvents)[number]>;
export type AllianceData<Type extends AllianceEvent['type']> = Extract<AllianceEvent, { type: Type }>['data'];
