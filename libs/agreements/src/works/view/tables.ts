import type { ViewTable } from '@tramo/event-log';
import type { CurrencyCode, LocalDate } from '@tramo/kernel';
import type { Bouncing, SheetStage, WorkStage } from '../shapes';

interface OfWork {
  programme: string;
  work: string;
}

/** As they are read from the views. */
export interface WorkTables {
  work: OfWork & {
    state: WorkStage;
    /** The date of its last event. */
    last_on: LocalDate;
    intended_on: LocalDate;
    name: string;
    municipality: string;
    municipality_name: string;
    letter: string;
    /** Why it is suspended, or was terminated; null else. */
    stopped: string | null;
    designer: string | null;
    municipal_percentage: string | null;
    lender_percentage: string | null;
    /** Null until an amount is known. */
    currency: CurrencyCode | null;
    amount: bigint;
    /** The rest is null, or zero, until the agreement is signed. */
    agreement: string | null;
    fund: string | null;
    contractor: string | null;
    source: string | null;
    financing: string | null;
    category: string | null;
    component: string | null;
    region: string | null;
    starts_on: LocalDate | null;
    ends_on: LocalDate | null;
    advance_percentage: string | null;
    retention_percentage: string | null;
    municipal: bigint;
    lender: bigint;
    deposited: bigint;
    verified: bigint;
    used: bigint;
    /** An advance that is asked for and not paid yet. */
    requested: bigint;
    advanced: bigint;
    amortised: bigint;
    /** Of sheets that are approved. */
    measured: bigint;
    /** Of that, what the lender owes and what of it is paid. */
    accrued: bigint;
    paid: bigint;
    retained: bigint;
    released: bigint;
    /** Physical progress in percent, as the last approved sheet has it. */
    progress: string;
    /** Of the stream's last event. */
    revision: bigint;
  };
  work_sheet: OfWork & {
    sheet: bigint;
    state: SheetStage;
    progress: string;
    measured_until: LocalDate;
    presented_on: LocalDate;
    certified_by: string;
    currency: CurrencyCode;
    gross: bigint;
    amortisation: bigint;
    retention: bigint;
    payable: bigint;
    /** By whose it is; zero until it is approved. */
    municipal: bigint;
    lender: bigint;
    budget_year: string | null;
    approved_on: LocalDate | null;
    approved_by: string | null;
    paid_on: LocalDate | null;
    paid_by: string | null;
    reference: string | null;
    /** Why it was returned; null unless it was, last. */
    reason: string | null;
    revision: bigint;
  };
  work_deposit: OfWork & {
    deposit: string;
    currency: CurrencyCode;
    amount: bigint;
    deposited_on: LocalDate;
    reference: string;
    /** The collection account that it arrived on; null where the treasury keeps none. */
    account: string | null;
    verified_on: LocalDate | null;
    shown_by: string | null;
    /** When it was reversed, and why; null unless it was. */
    reversed_on: LocalDate | null;
    reason: string | null;
    revision: bigint;
  };
  work_payment: OfWork & {
    payment: string;
    of: Bouncing;
    sheet: bigint | null;
    currency: CurrencyCode;
    /** By whose money it was. */
    municipal: bigint;
    lender: bigint;
    payer: string | null;
    reference: string;
    paid_on: LocalDate;
    paid_by: string;
    /** When it came back, and why; null unless it did. */
    bounced_on: LocalDate | null;
    reason: string | null;
    revision: bigint;
  };
  work_addendum: OfWork & {
    addendum: string;
    reference: string;
    reason: string;
    signed_on: LocalDate;
    currency: CurrencyCode;
    amount: bigint;
    ends_on: LocalDate;
    revision: bigint;
  };
}

const nullable = <const Type extends 'text' | 'date' | 'integer'>(type: Type) =>
  ({ type, nullable: true }) as const;
const ofWork = { programme: 'text', work: 'text' } as const;

export const workViewTables: Readonly<Record<keyof WorkTables, ViewTable>> = {
  work: {
    columns: {
      ...ofWork,
      state: 'text',
      last_on: 'date',
      intended_on: 'date',
      name: 'text',
      municipality: 'text',
      municipality_name: 'text',
      letter: 'text',
      stopped: nullable('text'),
      designer: nullable('text'),
      municipal_percentage: nullable('text'),
      lender_percentage: nullable('text'),
      currency: nullable('text'),
      amount: 'integer',
      agreement: nullable('text'),
      fund: nullable('text'),
      contractor: nullable('text'),
      source: nullable('text'),
      financing: nullable('text'),
      category: nullable('text'),
      component: nullable('text'),
      region: nullable('text'),
      starts_on: nullable('date'),
      ends_on: nullable('date'),
      advance_percentage: nullable('text'),
      retention_percentage: nullable('text'),
      municipal: 'integer',
      lender: 'integer',
      deposited: 'integer',
      verified: 'integer',
      used: 'integer',
      requested: 'integer',
      advanced: 'integer',
      amortised: 'integer',
      measured: 'integer',
      accrued: 'integer',
      paid: 'integer',
      retained: 'integer',
      released: 'integer',
      progress: 'text',
      revision: 'integer',
    },
    key: ['programme', 'work'],
    indexes: [['programme', 'state']],
  },
  work_sheet: {
    columns: {
      ...ofWork,
      sheet: 'integer',
      state: 'text',
      progress: 'text',
      measured_until: 'date',
      presented_on: 'date',
      certified_by: 'text',
      currency: 'text',
      gross: 'integer',
      amortisation: 'integer',
      retention: 'integer',
      payable: 'integer',
      municipal: 'integer',
      lender: 'integer',
      budget_year: nullable('text'),
      approved_on: nullable('date'),
      approved_by: nullable('text'),
      paid_on: nullable('date'),
      paid_by: nullable('text'),
      reference: nullable('text'),
      reason: nullable('text'),
      revision: 'integer',
    },
    key: ['programme', 'work', 'sheet'],
  },
  work_deposit: {
    columns: {
      ...ofWork,
      deposit: 'text',
      currency: 'text',
      amount: 'integer',
      deposited_on: 'date',
      reference: 'text',
      account: nullable('text'),
      verified_on: nullable('date'),
      shown_by: nullable('text'),
      reversed_on: nullable('date'),
      reason: nullable('text'),
      revision: 'integer',
    },
    key: ['programme', 'work', 'deposit'],
  },
  work_payment: {
    columns: {
      ...ofWork,
      payment: 'text',
      of: 'text',
      sheet: nullable('integer'),
      currency: 'text',
      municipal: 'integer',
      lender: 'integer',
      payer: nullable('text'),
      reference: 'text',
      paid_on: 'date',
      paid_by: 'text',
      bounced_on: nullable('date'),
      reason: nullable('text'),
      revision: 'integer',
    },
    key: ['programme', 'work', 'payment'],
  },
  work_addendum: {
    columns: {
      ...ofWork,
      addendum: 'text',
      reference: 'text',
      reason: 'text',
      signed_on: 'date',
      currency: 'text',
      amount: 'integer',
      ends_on: 'date',
      revision: 'integer',
    },
    key: ['programme', 'work', 'addendum'],
  },
};
