import type { ViewTable } from '@tramo/event-log';
import type { CurrencyCode, LocalDate } from '@tramo/kernel';
import type { ContributionKind } from '../shapes';

interface OfAgreement {
  programme: string;
  agreement: string;
}

export const DEPOSIT_STATES = ['deposited', 'verified', 'reversed'] as const;
export type DepositStanding = (typeof DEPOSIT_STATES)[number];

/** As they are read from the views. */
export interface CounterpartTables {
  /** Four numbers of each party in each kind. */
  agreement_counterpart: OfAgreement & {
    party: string;
    kind: ContributionKind;
    currency: CurrencyCode;
    promised: bigint;
    deposited: bigint;
    verified: bigint;
    used: bigint;
  };
  agreement_deposit: OfAgreement & {
    deposit: string;
    party: string;
    kind: ContributionKind;
    currency: CurrencyCode;
    amount: bigint;
    account: string | null;
    description: string | null;
    deposited_on: LocalDate;
    recorded_on: LocalDate;
    by: string;
    evidence: string;
    state: DepositStanding;
    shown_by: string | null;
    verified_on: LocalDate | null;
    verified_by: string | null;
    how: 'bounced' | 'reversed' | null;
    reason: string | null;
    reversed_on: LocalDate | null;
    reversed_by: string | null;
    /** Of its last event. */
    revision: bigint;
  };
}

const nullable = <const Type extends 'text' | 'date'>(type: Type) => ({ type, nullable: true }) as const;
const ofAgreement = { programme: 'text', agreement: 'text' } as const;

export const counterpartViewTables: Readonly<Record<keyof CounterpartTables, ViewTable>> = {
  agreement_counterpart: {
    columns: {
      ...ofAgreement,
      party: 'text',
      kind: 'text',
      currency: 'text',
      promised: 'integer',
      deposited: 'integer',
      verified: 'integer',
      used: 'integer',
    },
    key: ['programme', 'agreement', 'party', 'kind'],
  },
  agreement_deposit: {
    columns: {
      ...ofAgreement,
      deposit: 'text',
      party: 'text',
      kind: 'text',
      currency: 'text',
      amount: 'integer',
      account: nullable('text'),
      description: nullable('text'),
      deposited_on: 'date',
      recorded_on: 'date',
      by: 'text',
      evidence: 'json',
      state: 'text',
      shown_by: nullable('text'),
      verified_on: nullable('date'),
      verified_by: nullable('text'),
      how: nullable('text'),
      reason: nullable('text'),
      reversed_on: nullable('date'),
      reversed_by: nullable('text'),
      revision: 'integer',
    },
    key: ['programme', 'agreement', 'deposit'],
  },
};
