import type { ViewTable } from '@tramo/event-log';
import type { CurrencyCode, LocalDate } from '@tramo/kernel';
import type { AllianceStage, AllianceStep, Aspect, Evaluator, Opinion, StepOwner } from '../shapes';

interface OfAlliance {
  programme: string;
  alliance: string;
}

/** As they are read from the views. */
export interface AllianceTables {
  alliance: OfAlliance & {
    state: AllianceStage;
    /** The date of its last event. */
    last_on: LocalDate;
    requested_on: LocalDate;
    organisation: string;
    organisation_name: string;
    tax_id: string | null;
    region: string | null;
    municipality: string | null;
    producers: bigint;
    women: bigint;
    ally: string | null;
    product: string;
    model: bigint;
    evaluator: Evaluator;
    season_deadline: LocalDate | null;
    department: string | null;
    /** The words it is looked for by, in small letters without accents. */
    words: string;
    /** The step that is running, whose turn it is and from when; null once it has ended. */
    step: AllianceStep | null;
    owner: StepOwner | null;
    step_since: LocalDate | null;
    /** The number of its plan; 0 while there is none. */
    plan: bigint;
    currency: CurrencyCode | null;
    total: bigint;
    credit: bigint;
    counterpart: bigint;
    plan_evidence: string | null;
    committee_act: string | null;
    rank: bigint | null;
    score: string | null;
    agreement: string | null;
    /** Of the stream's last event. */
    revision: bigint;
  };
  alliance_opinion: OfAlliance & {
    /** 0 where it is about none, as history may have it. */
    plan: bigint;
    aspect: Aspect;
    opinion: Opinion;
    text: string;
    evidence: string;
    by: string;
    employer: string | null;
    given_on: LocalDate;
    revision: bigint;
  };
  alliance_step: OfAlliance & {
    number: bigint;
    step: AllianceStep;
    owner: StepOwner;
    started_on: LocalDate;
    ended_on: LocalDate | null;
  };
  alliance_timeline: OfAlliance & {
    revision: bigint;
    event: string;
    state: AllianceStage;
    effective_on: LocalDate;
    /** When the ledger learned it. */
    instant: string;
    by: string;
    /** What was said with it: a reason, a result, an act. */
    remark: string | null;
  };
}

const nullable = <const Type extends 'text' | 'date' | 'integer'>(type: Type) =>
  ({ type, nullable: true }) as const;
const ofAlliance = { programme: 'text', alliance: 'text' } as const;

export const allianceViewTables: Readonly<Record<keyof AllianceTables, ViewTable>> = {
  alliance: {
    columns: {
      ...ofAlliance,
      state: 'text',
      last_on: 'date',
      requested_on: 'date',
      organisation: 'text',
      organisation_name: 'text',
      tax_id: nullable('text'),
      region: nullable('text'),
      municipality: nullable('text'),
      producers: 'integer',
      women: 'integer',
      ally: nullable('text'),
      product: 'text',
      model: 'integer',
      evaluator: 'text',
      season_deadline: nullable('date'),
      department: nullable('text'),
      words: 'text',
      step: nullable('text'),
      owner: nullable('text'),
      step_since: nullable('date'),
      plan: 'integer',
      currency: nullable('text'),
      total: 'integer',
      credit: 'integer',
      counterpart: 'integer',
      plan_evidence: nullable('text'),
      committee_act: nullable('text'),
      rank: nullable('integer'),
      score: nullable('text'),
      agreement: nullable('text'),
      revision: 'integer',
    },
    key: ['programme', 'alliance'],
  },
  alliance_opinion: {
    columns: {
      ...ofAlliance,
      plan: 'integer',
      aspect: 'text',
      opinion: 'text',
      text: 'text',
      evidence: 'text',
      by: 'text',
      employer: nullable('text'),
      given_on: 'date',
      revision: 'integer',
    },
    key: ['programme', 'alliance', 'plan', 'aspect'],
  },
  alliance_step: {
    columns: {
      ...ofAlliance,
      number: 'integer',
      step: 'text',
      owner: 'text',
      started_on: 'date',
      ended_on: nullable('date'),
    },
    key: ['programme', 'alliance', 'number'],
  },
  alliance_timeline: {
    columns: {
      ...ofAlliance,
      revision: 'integer',
      event: 'text',
      state: 'text',
      effective_on: 'date',
      instant: 'instant',
      by: 'text',
      remark: nullable('text'),
    },
    key: ['programme', 'alliance', 'revision'],
    appendOnly: true,
  },
};
