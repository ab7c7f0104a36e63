import { fact, type Fact } from '@tramo/event-log';
import { alliance, allianceStream, type AllianceAct, type AllianceState } from './alliance.state';
import type { AllianceStage } from './shapes';

/** The alliance as other decisions need it: recorded with them, and small. */
export type AllianceAnswer = {
  readonly exists: boolean;
  readonly programme: string | null;
  readonly state: AllianceStage | null;
  readonly organisation: {
    readonly code: string;
    readonly name: string;
    readonly region: string | null;
  } | null;
  /** Who advised and who rated: duties reach over the whole chain of an agreement. */
  readonly acts: readonly AllianceAct[];
};

interface Question<Body, State> {
  /** By the body, or by the state where that alone knows it; null where there is none. */
  alliance(body: Body, state: State): string | null;
}

export const allianceFact = <Body, State>(
  question: Question<Body, State>,
): Fact<Body, State, AllianceAnswer> =>
  fact(
    alliance,
    (body: Body, state: State) => allianceStream(question.alliance(body, state) ?? ''),
    allianceAnswer,
  );

export const allianceAnswer = ({ opened, stage, acts }: AllianceState): AllianceAnswer => ({
  exists: opened !== null,
  programme: opened?.programme ?? null,
  state: opened && stage,
  organisation: opened?.organisation ?? null,
  acts,
});

/** What the plan that was rated asks of the programme; null where there is none. */
export type PlannedCredit = { readonly amount: string; readonly currency: string } | null;

export const plannedCreditFact = <Body, State>(
  question: Question<Body, State>,
): Fact<Body, State, PlannedCredit> =>
  fact(
    alliance,
    (body: Body, state: State) => allianceStream(question.alliance(body, state) ?? ''),
    ({ credit }) => credit && { ...credit.toJSON() },
  );
