import type { ViewTable } from '@tramo/event-log';
import type { CurrencyCode, LocalDate } from '@tramo/kernel';
import type { LineMeasure } from '../line-state';

type Snake<Text extends string> = Text extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `_${Lowercase<First>}`}${Snake<Rest>}`
  : Text;

interface OfYear {
  programme: string;
  year: string;
}

interface LineColumns {
  entity: string;
  source: string;
  financing: string | null;
  category: string | null;
  component: string | null;
  budget_code: string | null;
  region: string | null;
  scope: string | null;
}

/** As they are read from the views. */
export interface BudgetTables {
  budget_year: OfYear & {
    currency: CurrencyCode;
    entity: string;
    state: 'open' | 'closed';
    opened_on: LocalDate;
    closed_on: LocalDate | null;
    /** What the country's rule made of commitments when the year was closed. */
    committed_at_close: 'lapse' | 'kept' | null;
    still_to_lapse: bigint;
    /** Of the stream's last event. */
    revision: bigint;
  };
  budget_line: OfYear & { id: string; sort: string; currency: CurrencyCode } & LineColumns &
    Record<Snake<LineMeasure>, bigint>;
  budget_pre_commitment: OfYear & Held & { reference: string; open: bigint };
  budget_commitment: OfYear &
    Held & {
      reference: string;
      agreement: string | null;
      pre_commitment: string | null;
      /** Neither accrued nor given back. */
      open: bigint;
      accrued: bigint;
      paid: bigint;
      justified: bigint;
    };
  budget_request: OfYear & {
    id: string;
    reason: string;
    requested_on: LocalDate;
    by: string;
    currency: CurrencyCode;
    amount: bigint;
    /** What no inscription has answered. */
    open: bigint;
  };
  budget_request_line: OfYear & { request: string; line: string; amount: bigint; open: bigint };
  budget_legal_act: OfYear & {
    revision: bigint;
    effect: LegalEffect;
    type: string;
    number: string;
    dated: LocalDate;
    effective_on: LocalDate;
    line: string;
    /** Of a transfer, the line it goes to; of a carry-forward, the line of the year before. */
    other_line: string | null;
    currency: CurrencyCode;
    amount: bigint;
    by: string;
  };
}

export type LegalEffect = 'initial' | 'additional' | 'transfer' | 'reduction' | 'carry-forward';

interface Held {
  id: string;
  /** The id of its line. */
  line: string;
  currency: CurrencyCode;
  amount: bigint;
  made_on: LocalDate;
  by: string;
}

const nullable = <const Type extends 'text' | 'date'>(type: Type) => ({ type, nullable: true }) as const;
const ofYear = { programme: 'text', year: 'text' } as const;
const held = {
  ...ofYear,
  id: 'text',
  line: 'text',
  currency: 'text',
  amount: 'integer',
  open: 'integer',
  made_on: 'date',
  by: 'text',
  reference: 'text',
} as const;

export const budgetViewTables: Readonly<Record<keyof BudgetTables, ViewTable>> = {
  budget_year: {
    columns: {
      ...ofYear,
      currency: 'text',
      entity: 'text',
      state: 'text',
      opened_on: 'date',
      closed_on: nullable('date'),
      committed_at_close: nullable('text'),
      still_to_lapse: 'integer',
      revision: 'integer',
    },
    key: ['programme', 'year'],
  },
  budget_line: {
    columns: {
      ...ofYear,
      id: 'text',
      /** The codes one after the other, by which a list of lines is ordered. */
      sort: 'text',
      currency: 'text',
      entity: 'text',
      source: 'text',
      financing: nullable('text'),
      category: nullable('text'),
      component: nullable('text'),
      budget_code: nullable('text'),
      region: nullable('text'),
      scope: nullable('text'),
      programmed: 'integer',
      requested: 'integer',
      initial: 'integer',
      additional: 'integer',
      transferred: 'integer',
      reduced: 'integer',
      carried: 'integer',
      lapsed: 'integer',
      reclassified: 'integer',
      available: 'integer',
      pre_committed: 'integer',
      committed: 'integer',
      accrued: 'integer',
      paid: 'integer',
      justified: 'integer',
    },
    key: ['programme', 'year', 'id'],
    indexes: [['programme', 'year', 'sort']],
  },
  budget_pre_commitment: { columns: held, key: ['programme', 'year', 'id'] },
  budget_commitment: {
    columns: {
      ...held,
      agreement: nullable('text'),
      pre_commitment: nullable('text'),
      accrued: 'integer',
      paid: 'integer',
      justified: 'integer',
    },
    key: ['programme', 'year', 'id'],
    indexes: [['programme', 'year', 'line']],
  },
  budget_request: {
    columns: {
      ...ofYear,
      id: 'text',
      reason: 'text',
      requested_on: 'date',
      by: 'text',
      currency: 'text',
      amount: 'integer',
      open: 'integer',
    },
    key: ['programme', 'year', 'id'],
  },
  budget_request_line: {
    columns: { ...ofYear, request: 'text', line: 'text', amount: 'integer', open: 'integer' },
    key: ['programme', 'year', 'request', 'line'],
  },
  budget_legal_act: {
    columns: {
      ...ofYear,
      revision: 'integer',
      effect: 'text',
      type: 'text',
      number: 'text',
      dated: 'date',
      effective_on: 'date',
      line: 'text',
      other_line: nullable('text'),
      currency: 'text',
      amount: 'integer',
      by: 'text',
    },
    key: ['programme', 'year', 'revision'],
  },
};
