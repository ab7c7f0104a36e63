import type { DecisionContext } from '@tramo/event-log';
import {
  affiliationOn,
  dutyConflicts,
  type Act,
  type Affiliation,
  type ConflictRule,
  type DutyConflicts,
  type Engagement,
} from '@tramo/identity';
import { Rejection, type LocalDate } from '@tramo/kernel';
import { rulesOfProgramme, type ProgrammeAnswer } from '@tramo/programmes';
import { correctsTheFuture } from '../contract/refusals';
import type { AskedOfWork } from './asking';
import { workHasEnded, workNotSigned, workSuspended, workUnknown } from './refusals';
import type { WorkStage } from './shapes';
import {
  scopesOf,
  type Letter,
  type OfWork,
  type WorkContract,
  type WorkMoney,
  type WorkState,
} from './work.state';

/** Who does it, as every event of a work keeps it. */
export interface Done {
  readonly programme: string;
  readonly work: string;
  readonly on: LocalDate;
  readonly affiliation: Affiliation;
}

/** What a decision stands on: whose work it is, who acts, and the rules broken before it begins. */
export interface Ground {
  readonly letter: Letter;
  readonly done: Done;
  readonly correctsOn: LocalDate | null;
  readonly broken: readonly Rejection[];
}

type Acting = Pick<
  DecisionContext<{ readonly people: readonly Engagement[] }>,
  'actor' | 'actedOn' | 'facts'
>;
type Context = Acting &
  Pick<
    DecisionContext<{ readonly people: readonly Engagement[]; readonly programme: ProgrammeAnswer }>,
    'effectiveOn' | 'facts'
  >;

export const doneBy = ({ programme, work }: AskedOfWork, { actor, actedOn: on, facts }: Acting): Done => ({
  programme,
  work,
  on,
  affiliation: affiliationOn(facts.people, actor, on),
});

/** Of every command but the first: a work of the programme, in a month that is open, on a line that is sound. */
export function groundOf({ letter }: WorkState, body: AskedOfWork, context: Context): Ground | Rejection {
  const { programme, work } = body;
  const { effectiveOn, facts } = context;
  const rules = rulesOfProgramme(facts.programme, { programme, effectiveOn, pathOf: () => 'line' });
  if (rules instanceof Rejection) return rules;
  if (letter?.programme !== programme) return workUnknown(work);
  const correctsOn = (body.correctsOn ?? null) as LocalDate | null;
  return {
    letter,
    done: doneBy(body, context),
    correctsOn,
    broken: [...rules, ...correctsTheFuture(correctsOn, effectiveOn)],
  };
}

export interface SignedGround extends Ground {
  readonly contract: WorkContract;
  readonly money: WorkMoney;
  /** What every event that posts says. */
  readonly posting: Done & {
    readonly place: WorkContract['place'];
    readonly correctsOn: LocalDate | null;
  };
}

/** Of what is done under the agreement with the fund. */
export function signedGround(
  state: WorkState,
  body: AskedOfWork,
  context: Context,
): SignedGround | Rejection {
  const ground = groundOf(state, body, context);
  if (ground instanceof Rejection) return ground;
  const { contract, money } = state;
  if (!contract || !money) return workNotSigned(body.work);
  const { done, correctsOn } = ground;
  return { ...ground, contract, money, posting: { ...done, place: contract.place, correctsOn } };
}

/** Broken while the work is not to go on. */
export function standing({ stage, letter }: WorkState): readonly Rejection[] {
  const work = letter?.work ?? '';
  if (stage === 'suspended') return [workSuspended(work)];
  return hasEnded(stage) ? [workHasEnded(work, stage)] : [];
}

/** Broken where nothing more is to be built: suspended, ended, or accepted but for its defects. */
export const inCourse = (state: WorkState): readonly Rejection[] =>
  state.stage === 'accepted-provisionally'
    ? [workHasEnded(state.letter?.work ?? '', state.stage)]
    : standing(state);

/** Debts are paid after the end too; only a suspension stops that. */
export const notSuspended = (state: WorkState): readonly Rejection[] =>
  state.stage === 'suspended' ? standing(state) : [];

export const hasEnded = (stage: WorkStage): boolean => stage === 'accepted' || stage === 'terminated';

type Judging = Pick<
  DecisionContext<{
    readonly duties: { readonly conflicts: readonly ConflictRule[] };
    readonly people: readonly Engagement[];
  }>,
  'actor' | 'actedOn' | 'facts'
>;

/** What the duties in force say about it beside all that was done for the work so far. */
export function dutiesMet(
  act: Act,
  { acts, letter }: WorkState,
  of: OfWork,
  { actor, actedOn: on, facts }: Judging,
): DutyConflicts {
  const scopes = scopesOf(letter?.work ?? '', of);
  return dutyConflicts({ act, actor, on, scopes }, acts, facts.duties.conflicts, facts.people);
}
