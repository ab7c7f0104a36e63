import { fact, LedgerCommand, type CommandContext, type Fact, type JsonObject } from '@tramo/event-log';
import { policyFact } from '../policy/policy-fact';
import { rolesDecider, rolesStream, type Engagement } from '../roles/roles.state';
import type { Act, ConflictRule } from './acts';

/**
 * A command whose facts depend on who asks. Facts see no more of a command than its body; so the actor is put
 * there, and by nobody but this.
 */
export abstract class CommandOfPerson<Body extends JsonObject> extends LedgerCommand<Body & { by: string }> {
  constructor(body: Body, context: CommandContext) {
    super({ ...body, by: context.actor }, context);
  }
}

export interface DutiesFactOptions<Body, State> {
  readonly programme: (body: Body, state: State) => string;
  /** What the command does: rules about other acts are not recorded with it. */
  readonly acts: readonly Act[];
  /** Whose engagements are needed; those of people whose acts recorded them are not. */
  readonly persons: (body: Body) => readonly string[];
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
  people: fact(
    rolesDecider,
    (body, state) => rolesStream(programme(body, state)),
    ({ engagements }, body) => engagements.filter(({ person }) => persons(body).includes(person)),
  ),
});
