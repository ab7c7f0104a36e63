import { POLICY_DEFAULTS, type ConflictRule, type Engagement } from '@tramo/identity';
import { Rejection, type Decision, type DomainEvent, type LocalDate } from '@tramo/kernel';
import type { AskedLine, Line, ProgrammeAnswer } from '@tramo/programmes';
import type { BudgetEvent, DataOf } from './events';

/** A programme such as `par2`: a credit whose category 2(a) pays B.1 and the regional assistance, and counterpart. */
export const b1: Line = {
  entity: 'uep',
  source: 'credit',
  financing: '8735-bo',
  category: '2(a)',
  component: 'B.1',
  budgetCode: null,
  region: null,
  scope: null,
};
export const assistance: Line = { ...b1, component: 'B.4' };
export const works: Line = { ...b1, component: 'A.2', category: '1' };
export const pledged: Line = { ...b1, source: 'producers', financing: null, category: null };

export const asked = ({ source, component }: Line): AskedLine => ({ source, component });
export const bob = (amount: string) => ({ amount, currency: 'BOB' as const });

export const programme: ProgrammeAnswer = {
  exists: true,
  bookCurrency: 'BOB',
  executingUnit: 'uep',
  monthClosed: false,
  sources: [{ source: 'credit', financing: '8735-bo' }],
  crosswalk: [
    { financing: '8735-bo', component: 'B.1', category: '2(a)' },
    { financing: '8735-bo', component: 'B.4', category: '2(a)' },
    { financing: '8735-bo', component: 'A.2', category: '1' },
  ],
  problems: [],
};

const ofActs = (...acts: readonly [ConflictRule['acts'][0], ConflictRule['acts'][1]]): ConflictRule => ({
  acts,
  scope: 'act',
  by: 'person',
  force: 'refuse',
});

/** What every command of the room may ask, as it is answered when nothing is wrong. */
export const facts = {
  programme,
  entityKnown: true,
  counterpart: [] as readonly string[],
  duties: {
    version: 0,
    conflicts: [ofActs('requested-inscription', 'inscribed')] as readonly ConflictRule[],
  },
  people: [] as readonly Engagement[],
  policy: {
    version: 0,
    planDemanded: true,
    committed: 'lapse' as 'lapse' | 'kept',
    terms: { ...POLICY_DEFAULTS.rateTerms },
  },
};

export const today = '2022-03-31' as LocalDate;
export const inBudget = { programme: 'par2', year: '2022' } as const;
export const posting = { programme: 'par2', budgetYear: '2022', by: 'ana', correctsOn: null } as const;
export const law = { type: 'Ley', number: '1413', date: '2021-12-17' as LocalDate } as const;
export const done = {
  on: today,
  affiliation: { person: 'ana', employer: null, hiredBy: null },
} as const;

export const opened: BudgetEvent = {
  type: 'BudgetOpened',
  data: { programme: 'par2', budgetYear: '2022', by: 'ana', currency: 'BOB', entity: 'uep' },
};

export const planned = (line: Line, amount: string): BudgetEvent => ({
  type: 'BudgetPlanned',
  data: { ...posting, line, amount: bob(amount) },
});

export const inscribed = (
  line: Line,
  amount: string,
  more: Partial<DataOf<'AppropriationInscribed'>> = {},
): BudgetEvent => ({
  type: 'AppropriationInscribed',
  data: {
    ...posting,
    legalAct: law,
    kind: 'initial',
    line,
    amount: bob(amount),
    request: null,
    ...more,
  },
});

export const requested = (request: string, line: Line, amount: string): BudgetEvent => ({
  type: 'InscriptionRequested',
  data: { ...posting, ...done, request, reason: 'more producers', line, amount: bob(amount) },
});

export const preCommitted = (id: string, line: Line, amount: string): BudgetEvent => ({
  type: 'PreCommitmentMade',
  data: { ...posting, ...done, id, line, amount: bob(amount), reference: 'CDP' },
});

export const committed = (
  id: string,
  line: Line,
  amount: string,
  more: Partial<DataOf<'CommitmentMade'>> = {},
): BudgetEvent => ({
  type: 'CommitmentMade',
  data: {
    ...posting,
    id,
    line,
    amount: bob(amount),
    preCommitment: null,
    agreement: null,
    reference: 'convenio',
    reservation: null,
    ...more,
  },
});

export const closed: BudgetEvent = {
  type: 'BudgetYearClosed',
  data: { programme: 'par2', budgetYear: '2022', by: 'ana', committed: 'lapse' },
};

/** In what a decision is made that a test makes by itself. */
export const deciding = {
  actor: 'ana',
  roles: [],
  mode: 'live',
  effectiveOn: today,
  actedOn: today,
  now: '2022-03-31T12:00:00.000Z',
  stream: 'budget-par2-2022',
} as const;

/** What live writes: nothing where a rule is broken. */
export const eventsOf = <Event extends DomainEvent>(decision: Decision<Event>): readonly Event[] =>
  decision instanceof Rejection || decision.broken.length > 0 ? [] : decision.events;
