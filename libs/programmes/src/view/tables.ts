import type { ViewTable } from '@tramo/event-log';
import type { CurrencyCode, LocalDate } from '@tramo/kernel';
import type { Classifier, EntityKind, SourceKind } from '../codes';

/** As they are read from the views; what is JSON reads back as text. */
export interface ProgrammesTables {
  programme: {
    code: string;
    name: string;
    country: string;
    agency: string;
    zone: string;
    book_currency: CurrencyCode;
    display_unit: bigint;
    /** SQLite has no booleans: 0 or 1 there. */
    demonstration: boolean | bigint;
    executing_unit: string;
    opened_on: LocalDate;
    /** JSON: keys and names of the budget code's levels, from the widest. */
    levels: string | null;
    separator: string | null;
  };
  programme_entity: { programme: string; code: string; name: string; kind: EntityKind };
  programme_classifier: {
    programme: string;
    classifier: Classifier;
    code: string;
    name: string;
    parent: string | null;
    valid_from: LocalDate;
    valid_to: LocalDate | null;
    /** JSON: the codes that took its place. */
    superseded_by: string | null;
    superseded_because: string | null;
    level: string | null;
    source_kind: SourceKind | null;
    financing: string | null;
    reference: string | null;
  };
  programme_crosswalk: {
    financing: string;
    number: bigint;
    programme: string;
    valid_from: LocalDate;
    proof: string;
  };
  programme_crosswalk_entry: {
    financing: string;
    number: bigint;
    component: string;
    category: string;
    valid_from: LocalDate;
  };
  programme_month: {
    programme: string;
    month: string;
    state: 'closed' | 'reopening-proposed' | 'open';
    closed_by: string;
    proposed_by: string | null;
    reason: string | null;
    seconded_by: string | null;
  };
  programme_holiday: { programme: string; date: LocalDate; name: string; entered_by: string };
  /** What a figure is not about is the empty text. */
  programme_figure: {
    programme: string;
    figure: string;
    year: string;
    region: string;
    component: string;
    budget_code: string;
    /** 1 as a document declares it. */
    declared: bigint;
    value: string;
    unit: string;
    source: string;
    recorded_by: string;
    /** Where it rests in the stream of the programme's figures. */
    revision: bigint;
  };
  financing_agreement: {
    code: string;
    programme: string;
    lender: string;
    number: string;
    currency: CurrencyCode;
    amount_minor: bigint;
    signed_on: LocalDate;
    closing_date: LocalDate;
    grace_end: LocalDate;
    /** JSON: the kinds of withdrawal. */
    withdrawals: string;
    /** JSON: code, name and ceiling of each. */
    special_accounts: string;
  };
  financing_share: {
    financing: string;
    executor: string;
    purpose: string;
    currency: CurrencyCode;
    amount_minor: bigint;
  };
  financing_suspension: {
    financing: string;
    number: bigint;
    suspended_on: LocalDate;
    document: string;
    reason: string;
    suspended_by: string;
    recorded_on: LocalDate;
    lifted_on: LocalDate | null;
    lift_document: string | null;
    lift_reason: string | null;
    lifted_by: string | null;
  };
  financing_category: {
    financing: string;
    code: string;
    name: string;
    percentage: string;
    eligible_at: 'transfer' | 'expense';
  };
}

const nullable = <const Type extends 'text' | 'date' | 'json'>(type: Type) =>
  ({ type, nullable: true }) as const;

export const programmesViewTables: Readonly<Record<keyof ProgrammesTables, ViewTable>> = {
  programme: {
    columns: {
      code: 'text',
      name: 'text',
      country: 'text',
      agency: 'text',
      zone: 'text',
      book_currency: 'text',
      display_unit: 'integer',
      demonstration: 'boolean',
      executing_unit: 'text',
      opened_on: 'date',
      levels: nullable('json'),
      separator: nullable('text'),
    },
    key: ['code'],
  },
  programme_entity: {
    columns: { programme: 'text', code: 'text', name: 'text', kind: 'text' },
    key: ['programme', 'code'],
  },
  programme_classifier: {
    columns: {
      programme: 'text',
      classifier: 'text',
      code: 'text',
      name: 'text',
      parent: nullable('text'),
      valid_from: 'date',
      valid_to: nullable('date'),
      superseded_by: nullable('json'),
      superseded_because: nullable('text'),
      level: nullable('text'),
      source_kind: nullable('text'),
      financing: nullable('text'),
      reference: nullable('text'),
    },
    key: ['programme', 'classifier', 'code'],
  },
  programme_crosswalk: {
    columns: { financing: 'text', number: 'integer', programme: 'text', valid_from: 'date', proof: 'text' },
    key: ['financing', 'number'],
    indexes: [['programme']],
  },
  programme_crosswalk_entry: {
    columns: {
      financing: 'text',
      number: 'integer',
      component: 'text',
      category: 'text',
      valid_from: 'date',
    },
    key: ['financing', 'number', 'component'],
  },
  programme_month: {
    columns: {
      programme: 'text',
      month: 'text',
      state: 'text',
      closed_by: 'text',
      proposed_by: nullable('text'),
      reason: nullable('text'),
      seconded_by: nullable('text'),
    },
    key: ['programme', 'month'],
  },
  programme_holiday: {
    columns: { programme: 'text', date: 'date', name: 'text', entered_by: 'text' },
    key: ['programme', 'date'],
  },
  programme_figure: {
    columns: {
      programme: 'text',
      figure: 'text',
      year: 'text',
      region: 'text',
      component: 'text',
      budget_code: 'text',
      declared: 'boolean',
      value: 'text',
      unit: 'text',
      source: 'text',
      recorded_by: 'text',
      revision: 'integer',
    },
    key: ['programme', 'figure', 'year', 'region', 'component', 'budget_code', 'declared'],
  },
  financing_agreement: {
    columns: {
      code: 'text',
      programme: 'text',
      lender: 'text',
      number: 'text',
      currency: 'text',
      amount_minor: 'integer',
      signed_on: 'date',
      closing_date: 'date',
      grace_end: 'date',
      withdrawals: 'json',
      special_accounts: 'json',
    },
    key: ['code'],
    indexes: [['programme']],
  },
  financing_share: {
    columns: {
      financing: 'text',
      executor: 'text',
      purpose: 'text',
      currency: 'text',
      amount_minor: 'integer',
    },
    key: ['financing', 'executor', 'purpose'],
  },
  financing_suspension: {
    columns: {
      financing: 'text',
      number: 'integer',
      suspended_on: 'date',
      document: 'text',
      reason: 'text',
      suspended_by: 'text',
      recorded_on: 'date',
      lifted_on: nullable('date'),
      lift_document: nullable('text'),
      lift_reason: nullable('text'),
      lifted_by: nullable('text'),
    },
    key: ['financing', 'number'],
  },
  financing_category: {
    columns: { financing: 'text', code: 'text', name: 'text', percentage: 'text', eligible_at: 'text' },
    key: ['financing', 'code'],
  },
};
