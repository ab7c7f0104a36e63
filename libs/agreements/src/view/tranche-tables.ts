import type { ViewTable } from '@tramo/event-log';
import type { CurrencyCode, LocalDate } from '@tramo/kernel';
import type { TrancheWait, WaitOwner } from '../tranches/clock';
import type { TrancheStep } from '../tranches/steps';

interface OfTranche {
  programme: string;
  agreement: string;
  tranche: bigint;
}

/** As they are read from the views. */
export interface TrancheTables {
  tranche: OfTranche & {
    state: TrancheStep;
    /** The first day of the state it is in. */
    since: LocalDate;
    currency: CurrencyCode;
    amount: bigint;
    /** What was set off against it, and so is not paid. */
    set_off: bigint;
    /** What was paid, or is on its way: the amount less what was set off. */
    to_pay: bigint | null;
    requested_by: string;
    requested_on: LocalDate;
    /** Of the request that counts: signatures before it do not. */
    requested_revision: bigint;
    signatures: bigint;
    signatures_needed: bigint | null;
    approved_on: LocalDate | null;
    /** Of the year and the line that carry it, once it is approved. */
    budget_year: string | null;
    commitment: string | null;
    payment: string | null;
    payer: string | null;
    payee: string | null;
    sent_on: LocalDate | null;
    confirmed_on: LocalDate | null;
    /** Why it was returned, rejected, cancelled, or came back. */
    reason: string | null;
    /** What is waited for and whose turn it is; null where nothing is. */
    wait: TrancheWait | null;
    owner: WaitOwner | null;
    /** Of the stream's last event about it. */
    revision: bigint;
  };
  tranche_step: OfTranche & {
    /** Of the event that began it; it lasts until the next of the tranche. */
    revision: bigint;
    state: TrancheStep;
    wait: TrancheWait | null;
    owner: WaitOwner | null;
    started_on: LocalDate;
    by: string;
  };
  tranche_signature: OfTranche & {
    revision: bigint;
    signature: bigint;
    needed: bigint;
    by: string;
    employer: string | null;
    signed_on: LocalDate;
  };
  tranche_waiver: {
    programme: string;
    agreement: string;
    waiver: string;
    tranche: bigint;
    condition: string;
    legal_act: string;
    reason: string;
    expires_on: LocalDate;
    proposed_by: string;
    proposed_on: LocalDate;
    granted_by: string | null;
    granted_on: LocalDate | null;
  };
}

const nullable = <const Type extends 'text' | 'date' | 'integer'>(type: Type) =>
  ({ type, nullable: true }) as const;
const ofTranche = { programme: 'text', agreement: 'text', tranche: 'integer' } as const;
const wait = { wait: nullable('text'), owner: nullable('text') };

export const trancheTables: Readonly<Record<keyof TrancheTables, ViewTable>> = {
  tranche: {
    columns: {
      ...ofTranche,
      ...wait,
      state: 'text',
      since: 'date',
      currency: 'text',
      amount: 'integer',
      set_off: 'integer',
      to_pay: nullable('integer'),
      requested_by: 'text',
      requested_on: 'date',
      requested_revision: 'integer',
      signatures: 'integer',
      signatures_needed: nullable('integer'),
      approved_on: nullable('date'),
      budget_year: nullable('text'),
      commitment: nullable('text'),
      payment: nullable('text'),
      payer: nullable('text'),
      payee: nullable('text'),
      sent_on: nullable('date'),
      confirmed_on: nullable('date'),
      reason: nullable('text'),
      revision: 'integer',
    },
    key: ['programme', 'agreement', 'tranche'],
    indexes: [['programme', 'state']],
  },
  tranche_step: {
    columns: {
      ...ofTranche,
      ...wait,
      revision: 'integer',
      state: 'text',
      started_on: 'date',
      by: 'text',
    },
    key: ['programme', 'agreement', 'tranche', 'revision'],
  },
  tranche_signature: {
    columns: {
      ...ofTranche,
      revision: 'integer',
      signature: 'integer',
      needed: 'integer',
      by: 'text',
      employer: nullable('text'),
      signed_on: 'date',
    },
    key: ['programme', 'agreement', 'tranche', 'revision'],
  },
  tranche_waiver: {
    columns: {
      ...ofTranche,
      waiver: 'text',
      condition: 'text',
      legal_act: 'text',
      reason: 'text',
      expires_on: 'date',
      proposed_by: 'text',
      proposed_on: 'date',
      granted_by: nullable('text'),
      granted_on: nullable('date'),
    },
    key: ['programme', 'agreement', 'waiver'],
  },
};
