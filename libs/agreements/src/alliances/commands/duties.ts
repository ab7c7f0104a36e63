import { dutiesFacts, dutyConflicts, type Act, type ConflictRule, type DutyConflicts } from '@tramo/identity';
import type { DecisionContext } from '@tramo/event-log';
import type { Engagement } from '@tramo/identity';
import type { AllianceState } from '../alliance.state';
import { programmeFacts, type AskedByPerson, type AskedOfAlliance } from './asking';

/** What a step asks that is not for everybody to take. */
export const dutyFacts = <Body extends AskedOfAlliance>(act: Act) => ({
  ...programmeFacts<AskedByPerson<Body>>(),
  ...dutiesFacts<AskedByPerson<Body>, AllianceState>({
    programme: (body) => body.programme,
    acts: [act],
    persons: ({ by }) => [by],
  }),
});

type Context = Pick<
  DecisionContext<{
    readonly duties: { readonly conflicts: readonly ConflictRule[] };
    readonly people: readonly Engagement[];
  }>,
  'actor' | 'actedOn' | 'facts'
>;

/** What the duties in force say about it beside all that was done in the alliance so far. */
export const dutiesMet = (
  act: Act,
  { acts }: AllianceState,
  { actor, actedOn: on, facts }: Context,
): DutyConflicts => dutyConflicts({ act, actor, on }, acts, facts.duties.conflicts, facts.people);
