import type { Fact } from '@tramo/event-log';
import { policyFact } from '../policy/policy-fact';
import { peopleFact, type PeopleFactOptions } from '../roles/people-fact';
import type { Engagement } from '../roles/roles.state';
import type { Act, ConflictRule } from './acts';

export interface DutiesFactOptions<Body, State> extends PeopleFactOptions<Body, State> {
  /** What the command does: rules about other acts are not recorded with it. */
  readonly acts: readonly Act[];
}

export interface DutiesFacts<Body, State> {
  readonly duties: Fact<Body, State, { version: number; conflicts: readonly ConflictRule[] }>;
  readonly people: Fact<Body, State, readonly Engagement[]>;
}

/** What `dutyConflicts` asks for, to be spread among a command's facts: the matrix in force, and the people. */
export const dutiesFacts = <Body, State>({
  programme,
  acts,
  persons,
}: DutiesFactOptions<Body, State>): DutiesFacts<Body, State> => ({
  duties: policyFact({
    programme,
    select: ({ conflicts }) => ({
      conflicts: conflicts.filter((rule) => rule.acts.some((act) => acts.includes(act))),
    }),
  }),
  people: peopleFact({ programme, persons }),
});
