import {
  dutiesFacts,
  dutyConflicts,
  peopleFact,
  type Act,
  type ConflictRule,
  type DutyConflicts,
  type Engagement,
  type PastAct,
} from '@tramo/identity';
import type { DecisionContext, Fact, JsonValue } from '@tramo/event-log';
import { agreementStream, trancheScope, type AgreementState } from './agreement.state';
import type { AllianceAnswer } from './alliances';
import { programmeOfAgreement, type AskedOfAgreement } from './ground';

/** As the command has it when its facts are asked for: with the person who acts. */
export type ByPerson<Body> = Body & { readonly by: string };

/** The wire's own form of money, as bodies hold it. */
export type AskedMoney = { readonly amount: string; readonly currency: string };

/** Facts of one command's body and of the agreement's own state. */
export type FactOf<Body, Value extends JsonValue> = Fact<ByPerson<Body>, AgreementState, Value>;

export const streamOf = ({ agreement }: AskedOfAgreement): string => agreementStream(agreement);

const programmeOf = ({ programme }: AskedOfAgreement): string => programme;
const actorOf = ({ by }: { readonly by: string }): readonly string[] => [by];

/** What a step asks that is nobody's duty in particular. */
export const stepFacts = <Body extends AskedOfAgreement>() => ({
  programme: programmeOfAgreement<ByPerson<Body>>(),
  people: peopleFact<ByPerson<Body>, AgreementState>({ programme: programmeOf, persons: actorOf }),
});

/** What a step asks that is not for everybody to take. */
export const dutyFacts = <Body extends AskedOfAgreement>(act: Act) => ({
  programme: programmeOfAgreement<ByPerson<Body>>(),
  ...dutiesFacts<ByPerson<Body>, AgreementState>({
    programme: programmeOf,
    acts: [act],
    persons: actorOf,
  }),
});

type Acting = Pick<
  DecisionContext<{
    readonly duties: { readonly conflicts: readonly ConflictRule[] };
    readonly people: readonly Engagement[];
  }>,
  'actor' | 'actedOn' | 'facts'
>;

interface Present {
  readonly act: Act;
  readonly agreement: string;
  readonly tranche?: number;
}

/** What the duties in force say about it beside all that was done in the whole chain of the agreement. */
export const dutiesMet = (
  { act, agreement, tranche }: Present,
  past: readonly PastAct[],
  { actor, actedOn: on, facts }: Acting,
): DutyConflicts => {
  const scopes = { agreement, ...(tranche !== undefined && { tranche: trancheScope(agreement, tranche) }) };
  return dutyConflicts({ act, actor, on, scopes }, past, facts.duties.conflicts, facts.people);
};

/** Who advised and who rated, before there was an agreement. */
export const actsOfAlliance = ({ acts }: Pick<AllianceAnswer, 'acts'>): readonly PastAct[] => acts;
