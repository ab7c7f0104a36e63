import { Rejection, type LocalDate } from '@tramo/kernel';
import type { Affiliation } from '../roles/roles.events';
import { affiliationOn, type Engagement } from '../roles/roles.state';
import { conflictName, type Act, type ConflictRule, type ConflictScope, type ConflictTie } from './acts';

/** Which tranche, agreement, year … an act belongs to. */
export type ActScopes = Readonly<Partial<Record<ConflictScope, string>>>;

export interface PastAct {
  readonly act: Act;
  readonly person: string;
  readonly on: LocalDate;
  /** How a reader finds it: `proposal 3`, `tranche 2 of agreement A-17`. */
  readonly reference: string;
  /** Where it is left out, the caller has chosen the past acts so that they are all within reach. */
  readonly scopes?: ActScopes;
  /** What tied the person to others then, when the event of the act says so; otherwise the engagements tell. */
  readonly affiliation?: Affiliation;
}

export interface PresentAct {
  readonly act: Act;
  readonly actor: string;
  readonly on: LocalDate;
  readonly scopes?: ActScopes;
}

/** Apart by force: what refuses, and what only has to be known. */
export interface DutyConflicts {
  readonly refused: readonly Rejection[];
  readonly found: readonly Rejection[];
}

/** No one does what their own earlier acts, or those of people they are tied to, forbid them. */
export function dutyConflicts(
  present: PresentAct,
  pastActs: readonly PastAct[],
  conflicts: readonly ConflictRule[],
  people: readonly Engagement[],
): DutyConflicts {
  const met = conflicts.flatMap((rule) =>
    pastActs.flatMap((past) => {
      const rejection = conflictOf(rule, present, past, people);
      return rejection ? [{ force: rule.force, rejection }] : [];
    }),
  );
  const ofForce = (force: ConflictRule['force']): readonly Rejection[] =>
    met.filter((one) => one.force === force).map(({ rejection }) => rejection);
  return { refused: ofForce('refuse'), found: ofForce('finding') };
}

function conflictOf(
  rule: ConflictRule,
  present: PresentAct,
  past: PastAct,
  people: readonly Engagement[],
): Rejection | undefined {
  if (!areOf(rule, present.act, past.act) || !isWithin(rule.scope, present.scopes, past.scopes))
    return undefined;
  const now = affiliationOn(people, present.actor, present.on);
  const then = past.affiliation ?? affiliationOn(people, past.person, past.on);
  const why = tieBetween(rule.by, now, then);
  return why === undefined ? undefined : dutyConflict(rule, present, past, why);
}

const areOf = ({ acts: [one, other] }: ConflictRule, present: Act, past: Act): boolean =>
  (one === present && other === past) || (one === past && other === present);

/** An act that does not say where it belongs was put beside the other by someone who knew. */
function isWithin(scope: ConflictScope, present: ActScopes = {}, past: ActScopes = {}): boolean {
  const [here, there] = [present[scope], past[scope]];
  return here === undefined || there === undefined || here === there;
}

/** Said as people would say it; nothing where the two are not tied in this way. */
function tieBetween(by: ConflictTie, now: Affiliation, then: Affiliation): string | undefined {
  switch (by) {
    case 'person':
      return now.person === then.person ? 'they are the same person' : undefined;
    case 'employer':
      return now.person !== then.person && now.employer !== null && now.employer === then.employer
        ? `both are employed by ${now.employer}`
        : undefined;
    case 'hired-by':
      if (now.person === then.person) return undefined;
      if (now.hiredBy === then.person) return `${then.person} hired ${now.person}`;
      return then.hiredBy === now.person ? `${now.person} hired ${then.person}` : undefined;
  }
}

const dutyConflict = (rule: ConflictRule, present: PresentAct, past: PastAct, why: string): Rejection =>
  new Rejection({
    code: 'DUTY_CONFLICT',
    category: 'forbidden',
    message:
      `"${spoken(present.act)}" by ${present.actor} does not go together with ` +
      `"${spoken(past.act)}" by ${past.person} (${past.reference}, ${past.on}): ${why}`,
    values: {
      act: present.act,
      person: present.actor,
      on: present.on,
      pastAct: past.act,
      pastPerson: past.person,
      pastOn: past.on,
      reference: past.reference,
      rule: conflictName(rule),
      by: rule.by,
      scope: rule.scope,
      force: rule.force,
      why,
    },
    cure: CURES[rule.by](past.person),
  });

const spoken = (act: Act): string => act.replaceAll('-', ' ');

const CURES: Readonly<Record<ConflictTie, (person: string) => string>> = {
  person: (person) => `let somebody other than ${person} do it`,
  employer: (person) => `let somebody do it who is not employed where ${person} is`,
  'hired-by': (person) => `let somebody do it whom ${person} did not hire, and who did not hire ${person}`,
};
