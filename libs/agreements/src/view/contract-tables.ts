import type { ViewTable } from '@tramo/event-log';
import type { CurrencyCode, LocalDate } from '@tramo/kernel';

interface OfAgreement {
  programme: string;
  agreement: string;
}

export const AGREEMENT_STANDINGS = ['in-force', 'suspended', 'terminated', 'closed'] as const;
export type AgreementStanding = (typeof AGREEMENT_STANDINGS)[number];

/** As they are read from the views. */
export interface ContractTables {
  agreement: OfAgreement & {
    kind: 'subproject' | 'administration';
    standing: AgreementStanding;
    /** Why it was suspended, resumed or terminated last. */
    standing_reason: string | null;
    standing_since: LocalDate;
    reference: string;
    alliance: string | null;
    organisation: string | null;
    organisation_name: string | null;
    payee: string | null;
    entity: string;
    source: string;
    financing: string | null;
    category: string | null;
    component: string | null;
    budget_code: string | null;
    region: string | null;
    scope: string | null;
    currency: CurrencyCode;
    credit: bigint;
    counterpart: string | null;
    phases: string;
    starts_on: LocalDate;
    ends_on: LocalDate;
    signed_on: LocalDate;
    signed_by: string;
    share: string | null;
    lender_currency: CurrencyCode | null;
    /** Of the lender's category, in its currency, with what addenda have changed. */
    reserved: bigint;
    committed: bigint;
    transferred: bigint;
    accepted: bigint;
    assets: string | null;
    /** What it is searched by. */
    words: string;
    /** Of the last event that changed what is agreed or where it stands. */
    revision: bigint;
  };
  agreement_year: OfAgreement & {
    year: string;
    currency: CurrencyCode;
    commitment: string | null;
    agreed: bigint;
    committed: bigint;
  };
  agreement_instalment: OfAgreement & {
    tranche: bigint;
    currency: CurrencyCode;
    amount: bigint;
    year: string;
    due_on: LocalDate | null;
    milestone: string | null;
    progress: string | null;
    phase: string | null;
  };
  agreement_addendum: OfAgreement & {
    addendum: string;
    reference: string;
    reason: string;
    currency: CurrencyCode;
    credit: bigint;
    ends_on: LocalDate;
    signed_on: LocalDate;
    by: string;
    revision: bigint;
  };
}

const nullable = <const Type extends 'text' | 'date' | 'json'>(type: Type) =>
  ({ type, nullable: true }) as const;
const ofAgreement = { programme: 'text', agreement: 'text' } as const;

export const contractViewTables: Readonly<Record<keyof ContractTables, ViewTable>> = {
  agreement: {
    columns: {
      ...ofAgreement,
      kind: 'text',
      standing: 'text',
      standing_reason: nullable('text'),
      standing_since: 'date',
      reference: 'text',
      alliance: nullable('text'),
      organisation: nullable('text'),
      organisation_name: nullable('text'),
      payee: nullable('text'),
      entity: 'text',
      source: 'text',
      financing: nullable('text'),
      category: nullable('text'),
      component: nullable('text'),
      budget_code: nullable('text'),
      region: nullable('text'),
      scope: nullable('text'),
      currency: 'text',
      credit: 'integer',
      counterpart: nullable('json'),
      phases: 'json',
      starts_on: 'date',
      ends_on: 'date',
      signed_on: 'date',
      signed_by: 'text',
      share: nullable('text'),
      lender_currency: nullable('text'),
      reserved: 'integer',
      committed: 'integer',
      transferred: 'integer',
      accepted: 'integer',
      assets: nullable('json'),
      words: 'text',
      revision: 'integer',
    },
    key: ['programme', 'agreement'],
    indexes: [['programme', 'organisation']],
  },
  agreement_year: {
    columns: {
      ...ofAgreement,
      year: 'text',
      currency: 'text',
      commitment: nullable('text'),
      agreed: 'integer',
      committed: 'integer',
    },
    key: ['programme', 'agreement', 'year'],
  },
  agreement_instalment: {
    columns: {
      ...ofAgreement,
      tranche: 'integer',
      currency: 'text',
      amount: 'integer',
      year: 'text',
      due_on: nullable('date'),
      milestone: nullable('text'),
      progress: nullable('text'),
      phase: nullable('text'),
    },
    key: ['programme', 'agreement', 'tranche'],
  },
  agreement_addendum: {
    columns: {
      ...ofAgreement,
      addendum: 'text',
      reference: 'text',
      reason: 'text',
      currency: 'text',
      credit: 'integer',
      ends_on: 'date',
      signed_on: 'date',
      by: 'text',
      revision: 'integer',
    },
    key: ['programme', 'agreement', 'addendum'],
  },
};
