import { defineDecider } from '@tramo/event-log';
import type { Act, Affiliation } from '@tramo/identity';
import { Money, unreachable, type LocalDate } from '@tramo/kernel';
import { allianceEvents, type AllianceData, type AllianceEvent } from './alliance.events';
import type { AllianceStage, Aspect, Evaluator, Opinion, RunningStep } from './shapes';

/** What somebody did here that keeps them, or whoever is tied to them, from other acts. */
export type AllianceAct = {
  readonly act: Extract<Act, 'advised' | 'rated'>;
  readonly person: string;
  readonly on: LocalDate;
  readonly reference: string;
  readonly affiliation: Affiliation;
};

/** The opinions on the present plan, the last of each aspect. */
export type Opinions = Readonly<Partial<Record<Aspect, Opinion>>>;

export interface AllianceState {
  /** Null until it is requested. */
  readonly opened: {
    readonly programme: string;
    readonly alliance: string;
    readonly organisation: {
      readonly code: string;
      readonly name: string;
      readonly region: string | null;
    };
    readonly evaluator: Evaluator;
    /** The day after which this season's crop is too late. */
    readonly seasonDeadline: LocalDate | null;
  } | null;
  readonly stage: AllianceStage;
  /** Where it is taken up again; null unless it is suspended. */
  readonly suspendedFrom: AllianceStage | null;
  /** The latest date of its events: no step comes before it. */
  readonly since: LocalDate | null;
  /** The step that is running, and how many there have been. */
  readonly running: RunningStep | null;
  readonly steps: number;
  /** The number of the present plan; 0 while there is none. */
  readonly plan: number;
  /** What the present plan asks of the programme. */
  readonly credit: Money | null;
  readonly opinions: Opinions;
  readonly acts: readonly AllianceAct[];
  readonly signing: {
    readonly agreement: string;
    readonly reservation: string;
    readonly by: string;
  } | null;
}

export type OpenedAlliance = NonNullable<AllianceState['opened']>;

export const initialAlliance: AllianceState = {
  opened: null,
  stage: 'requested',
  suspendedFrom: null,
  since: null,
  running: null,
  steps: 0,
  plan: 0,
  credit: null,
  opinions: {},
  acts: [],
  signing: null,
};

export const allianceStream = (alliance: string): string => `alliance-${alliance}`;

/** Producers, a buyer and a plan, from the request to the end. */
export const alliance = defineDecider({
  events: allianceEvents,
  initial: initialAlliance,
  evolve: (before: AllianceState, event: AllianceEvent): AllianceState => {
    const state = moved(before, event);
    const { type, data } = event;
    switch (type) {
      case 'AllianceRequested':
        return { ...state, opened: openedBy(data) };
      case 'PlanFormulated':
        return {
          ...state,
          plan: data.plan,
          credit: Money.parse(data.credit),
          opinions: {},
          acts: [...state.acts, advised(data)],
        };
      case 'OpinionGiven':
        return {
          ...state,
          opinions: { ...state.opinions, [data.aspect]: data.opinion },
          acts: [...state.acts, rated(data)],
        };
      case 'AllianceSigned': {
        const { agreement, reservation, by } = data;
        return { ...state, signing: { agreement, reservation, by } };
      }
      case 'AllianceSigningUndone':
        return { ...state, signing: null, suspendedFrom: before.suspendedFrom && 'prioritised' };
      case 'AllianceSuspended':
        return { ...state, suspendedFrom: before.suspendedFrom ?? before.stage };
      case 'OpportunityAssessed':
      case 'AlliancePrioritised':
      case 'InvestmentBegun':
      case 'OperationBegun':
      case 'AllianceConcluded':
      case 'AllianceResumed':
      case 'AllianceTerminated':
      case 'AllianceDeclined':
        return state;
      default:
        return unreachable(type, 'event of an alliance');
    }
  },
});

function moved(state: AllianceState, { data, effectiveOn }: AllianceEvent): AllianceState {
  const { ended, begun } = data.clock;
  const dates = [state.since, effectiveOn ?? null].filter((date) => date !== null);
  return {
    ...state,
    stage: data.state,
    suspendedFrom: data.state === 'suspended' ? state.suspendedFrom : null,
    since: dates.sort().at(-1) ?? null,
    running: begun ?? (ended === null ? state.running : null),
    steps: begun?.number ?? state.steps,
  };
}

const openedBy = ({
  programme,
  alliance: id,
  organisation: { code, name, region },
  evaluator,
  seasonDeadline,
}: AllianceData<'AllianceRequested'>): OpenedAlliance => ({
  programme,
  alliance: id,
  organisation: { code, name, region },
  evaluator,
  seasonDeadline,
});

const advised = ({
  alliance: id,
  by,
  on,
  affiliation,
  plan,
}: AllianceData<'PlanFormulated'>): AllianceAct => ({
  act: 'advised',
  person: by,
  on,
  reference: `plan ${plan} of alliance ${id}`,
  affiliation,
});

const rated = ({ alliance: id, by, on, affiliation, aspect }: AllianceData<'OpinionGiven'>): AllianceAct => ({
  act: 'rated',
  person: by,
  on,
  reference: `${aspect} opinion on alliance ${id}`,
  affiliation,
});
