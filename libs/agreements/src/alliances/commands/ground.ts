import type { DecisionContext } from '@tramo/event-log';
import { affiliationOn, type Affiliation, type Engagement } from '@tramo/identity';
import { Rejection, type LocalDate } from '@tramo/kernel';
import { rulesOfProgramme, type ProgrammeAnswer } from '@tramo/programmes';
import type { AllianceState, OpenedAlliance } from '../alliance.state';
import { moveTo, type Move } from '../moves';
import { allianceUnknown, beforeLastStep } from '../refusals';
import type { AllianceStage } from '../shapes';
import type { AskedOfAlliance } from './asking';

/** Who does it, as every event of an alliance keeps it. */
export interface Done {
  readonly programme: string;
  readonly alliance: string;
  readonly by: string;
  readonly on: LocalDate;
  readonly affiliation: Affiliation;
}

/** What a decision stands on: the alliance it is about, who acts, and the rules broken before it begins. */
export interface Ground {
  readonly opened: OpenedAlliance;
  readonly done: Done;
  readonly broken: readonly Rejection[];
}

type Acting = Pick<
  DecisionContext<{ readonly people: readonly Engagement[] }>,
  'actor' | 'actedOn' | 'facts'
>;

export const doneBy = (
  { programme, alliance }: AskedOfAlliance,
  { actor: by, actedOn: on, facts }: Acting,
): Done => ({ programme, alliance, by, on, affiliation: affiliationOn(facts.people, by, on) });

type Context = Acting &
  Pick<
    DecisionContext<{ readonly people: readonly Engagement[]; readonly programme: ProgrammeAnswer }>,
    'effectiveOn' | 'facts'
  >;

export function groundOf(
  { opened, since }: AllianceState,
  body: AskedOfAlliance,
  context: Context,
): Ground | Rejection {
  const { programme, alliance } = body;
  const { effectiveOn, facts } = context;
  const rules = rulesOfProgramme(facts.programme, { programme, effectiveOn });
  if (rules instanceof Rejection) return rules;
  if (opened?.programme !== programme) return allianceUnknown(alliance);
  const early = since !== null && effectiveOn < since ? [beforeLastStep(effectiveOn, since)] : [];
  return { opened, done: doneBy(body, context), broken: [...rules, ...early] };
}

interface Step {
  readonly data: Done & Move;
  readonly broken: readonly Rejection[];
}

/** The same for a step whose event says little more than where it leads. */
export function stepTo(
  state: AllianceState,
  stage: AllianceStage,
  body: AskedOfAlliance,
  context: Context,
): Step | Rejection {
  const ground = groundOf(state, body, context);
  if (ground instanceof Rejection) return ground;
  const { opened, done, broken } = ground;
  const { evaluator } = opened;
  return { data: { ...done, ...moveTo(state, stage, { evaluator, opinions: state.opinions }) }, broken };
}
