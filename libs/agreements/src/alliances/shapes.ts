import { Type, type Static } from '@sinclair/typebox';
import { affiliationSchema, dateSchema } from '@tramo/identity';
import { oneOf, orNull } from '@tramo/journal';

/** Where an alliance stands. Until it is signed it can be declined, and after that terminated. */
export const ALLIANCE_STATES = [
  'requested',
  'assessed',
  'planned',
  'prioritised',
  'signed',
  'investing',
  'operating',
  'concluded',
  'suspended',
  'terminated',
  'declined',
] as const;
export type AllianceStage = (typeof ALLIANCE_STATES)[number];

/** What is waited for, each with somebody whose turn it is. */
export const ALLIANCE_STEPS = [
  'assessment',
  'plan',
  'opinions',
  'revision',
  'prioritisation',
  'signature',
  'start',
  'investment',
  'operation',
  'suspension',
] as const;
export type AllianceStep = (typeof ALLIANCE_STEPS)[number];

export const STEP_OWNERS = ['unit', 'organisation', 'committee', 'operating-agent'] as const;
export type StepOwner = (typeof STEP_OWNERS)[number];

/** Who assesses and rates, which depends on the model and on the call. */
export const EVALUATORS = ['unit', 'operating-agent'] as const;
export type Evaluator = (typeof EVALUATORS)[number];

/** The three kinds of support. */
export const ALLIANCE_MODELS = [1, 2, 3] as const;
export type AllianceModel = (typeof ALLIANCE_MODELS)[number];
export const modelSchema = Type.Unsafe<AllianceModel>(
  Type.Union(ALLIANCE_MODELS.map((model) => Type.Literal(model))),
);

export const ASSESSMENTS = ['viable', 'not-viable'] as const;
export type Assessment = (typeof ASSESSMENTS)[number];

export const ASPECTS = ['financial', 'social', 'environmental', 'productive', 'administrative'] as const;
export type Aspect = (typeof ASPECTS)[number];

export const OPINIONS = ['favourable', 'with-conditions', 'unfavourable'] as const;
export type Opinion = (typeof OPINIONS)[number];

export const text = Type.String();
export const count = Type.Integer();
const stepSchema = Type.Object({ number: count, step: oneOf(ALLIANCE_STEPS), owner: oneOf(STEP_OWNERS) });
/** A step with its number among those of its alliance. */
export type RunningStep = Readonly<Static<typeof stepSchema>>;

/** Where an event leaves the alliance: its state, the step that ends with it, and the one that begins. */
const moved = {
  state: oneOf(ALLIANCE_STATES),
  clock: Type.Object({ ended: orNull(count), begun: orNull(stepSchema) }),
};

/** On every event of an alliance, so that its rows follow from it alone; and who did it. */
export const ofAlliance = { programme: text, alliance: text, by: text, ...moved };

/** On those that a person wrote here: the day of it, and what tied the person to others then. */
export const ofAct = { ...ofAlliance, on: dateSchema, affiliation: affiliationSchema };

export const organisationSchema = Type.Object({
  code: text,
  name: text,
  taxId: orNull(text),
  region: orNull(text),
  municipality: orNull(text),
  producers: count,
  women: count,
});

export const allySchema = Type.Object({ name: text });
