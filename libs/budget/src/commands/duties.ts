import {
  affiliationOn,
  dutiesFacts,
  dutyConflicts,
  type Act,
  type ConflictRule,
  type DutyConflicts,
  type Engagement,
} from '@tramo/identity';
import type { LocalDate } from '@tramo/kernel';
import type { BudgetState, Done } from '../budget.state';
import type { AskedOfBudget } from './asking';

/** A command under which a person acts; that person alone is looked up, the others are in the events. */
export type AskedByPerson = AskedOfBudget & { readonly by: string };

export const dutiesOf = <Body extends AskedByPerson>(act: Act) =>
  dutiesFacts<Body, BudgetState>({
    programme: ({ programme }) => programme,
    acts: [act],
    persons: ({ by }) => [by],
  });

interface Acting {
  readonly act: Act;
  readonly actor: string;
  readonly on: LocalDate;
  readonly facts: {
    readonly duties: { readonly conflicts: readonly ConflictRule[] };
    readonly people: readonly Engagement[];
  };
}

interface Before {
  readonly act: Act;
  readonly done: Done | undefined;
  readonly reference: string;
}

/** What the duties in force say about two acts on one thing. */
export function dutiesMet(
  { act, actor, on, facts }: Acting,
  { act: before, done, reference }: Before,
): DutyConflicts {
  if (!done) return { refused: [], found: [] };
  const past = {
    act: before,
    person: done.affiliation.person,
    on: done.on,
    reference,
    affiliation: done.affiliation,
  };
  return dutyConflicts({ act, actor, on }, [past], facts.duties.conflicts, facts.people);
}

/** Somebody, with what ties them to others, as an event keeps it. */
export const doneBy = (actor: string, on: LocalDate, people: readonly Engagement[]) => ({
  on,
  affiliation: affiliationOn(people, actor, on),
});
