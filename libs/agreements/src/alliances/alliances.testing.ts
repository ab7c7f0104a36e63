import { DEFAULT_CONFLICTS, type Engagement } from '@tramo/identity';
import type { LocalDate } from '@tramo/kernel';
import type { ProgrammeAnswer } from '@tramo/programmes';
import type { AllianceData, AllianceEvent } from './alliance.events';
import { ASPECTS, type AllianceStep, type Aspect, type Opinion, type StepOwner } from './shapes';

/** Potato producers of Potosí, who would sell to a mill: an alliance at every station of its life. */
export const date = (text: string): LocalDate => text as LocalDate;
export const today = date('2022-03-31');
export const named = { programme: 'par2', alliance: 'al-1' } as const;
export const asked = { ...named, by: 'ana' } as const;
export const hash = 'c'.repeat(64);
export const bob = (amount: string) => ({ amount, currency: 'BOB' as const });

const programme: ProgrammeAnswer = {
  exists: true,
  bookCurrency: 'BOB',
  executingUnit: 'uep',
  monthClosed: false,
  sources: [],
  crosswalk: [],
  problems: [],
};

/** What every command may ask, as it is answered when nothing is wrong. */
export const facts = {
  agreement: { agreement: null, standing: null },
  programme,
  duties: { version: 0, conflicts: DEFAULT_CONFLICTS },
  people: [] as readonly Engagement[],
};

export const doneBy = (by: string, employer: string | null = null, hiredBy: string | null = null) => ({
  ...named,
  by,
  on: today,
  affiliation: { person: by, employer, hiredBy },
});
export const ana = doneBy('ana');

/** One step ends, the next begins. */
export const clock = (number: number, step: AllianceStep, owner: StepOwner) => ({
  ended: number === 1 ? null : number - 1,
  begun: { number, step, owner },
});
export const still = { ended: null, begun: null } as const;

export const organisation = {
  code: 'ORG-1',
  name: 'Asociación Ñuqanchik',
  taxId: null,
  region: 'Potosí',
  municipality: 'Betanzos',
  producers: 40,
  women: 22,
};

export const requested: AllianceEvent = {
  type: 'AllianceRequested',
  data: {
    ...ana,
    state: 'requested',
    clock: clock(1, 'assessment', 'unit'),
    organisation,
    ally: { name: 'Molino del Sur' },
    product: 'papa',
    model: 1,
    evaluator: 'unit',
    seasonDeadline: date('2022-09-30'),
    department: 'Potosí',
  },
};

export const assessed: AllianceEvent = {
  type: 'OpportunityAssessed',
  data: {
    ...ana,
    state: 'assessed',
    clock: clock(2, 'plan', 'organisation'),
    result: 'viable',
    text: 'there is a buyer',
    evidence: null,
  },
};

export const planned = (by = 'luz', more: Partial<AllianceData<'PlanFormulated'>> = {}): AllianceEvent => ({
  type: 'PlanFormulated',
  data: {
    ...doneBy(by),
    state: 'planned',
    clock: clock(3, 'opinions', 'unit'),
    plan: 1,
    total: bob('1000.00'),
    credit: bob('700.00'),
    counterpart: bob('300.00'),
    evidence: hash,
    ...more,
  },
});

export const rated = (
  aspect: Aspect,
  opinion: Opinion = 'favourable',
  more: Partial<AllianceData<'OpinionGiven'>> = {},
): AllianceEvent => ({
  type: 'OpinionGiven',
  data: {
    ...doneBy('eva'),
    state: 'planned',
    clock: still,
    plan: 1,
    aspect,
    opinion,
    text: 'as they say',
    evidence: hash,
    ...more,
  },
});

const LAST = ASPECTS.length - 1;
/** Five of them, of which the last brings the plan before the committee. */
export const allRated: readonly AllianceEvent[] = ASPECTS.map((aspect, index) =>
  rated(aspect, 'favourable', index === LAST ? { clock: clock(4, 'prioritisation', 'committee') } : {}),
);

export const prioritised: AllianceEvent = {
  type: 'AlliancePrioritised',
  data: {
    ...ana,
    state: 'prioritised',
    clock: clock(5, 'signature', 'unit'),
    act: 'Acta 4/2022',
    rank: 3,
    score: '87.5',
  },
};

const signing = { ...named, agreement: 'A-17', reservation: 'res-1', by: 'rosa' };

export const signed: AllianceEvent = {
  type: 'AllianceSigned',
  data: { ...signing, state: 'signed', clock: clock(6, 'start', 'organisation') },
};

export const unsigned = (
  data: Pick<AllianceData<'AllianceSigningUndone'>, 'state' | 'clock'>,
): AllianceEvent => ({ type: 'AllianceSigningUndone', data: { ...signing, ...data, reason: 'refused' } });

export const investing: AllianceEvent = {
  type: 'InvestmentBegun',
  data: { ...ana, state: 'investing', clock: clock(7, 'investment', 'organisation') },
};

export const operating: AllianceEvent = {
  type: 'OperationBegun',
  data: { ...ana, state: 'operating', clock: clock(8, 'operation', 'organisation') },
};

export const suspended = (number: number): AllianceEvent => ({
  type: 'AllianceSuspended',
  data: { ...ana, state: 'suspended', clock: clock(number, 'suspension', 'unit'), reason: 'flood' },
});

export const toPlanned = [requested, assessed, planned()] as const;
export const toPrioritised = [...toPlanned, ...allRated, prioritised] as const;
export const toSigned = [...toPrioritised, signed] as const;
export const toOperating = [...toSigned, investing, operating] as const;
