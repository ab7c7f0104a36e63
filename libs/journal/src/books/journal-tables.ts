import type { AccountCode } from '../chart';
import type { Basis } from '../journal.view';

/** The tables of the journal as they are queried. */
export interface JournalTables {
  journal_entry: {
    ordinal: bigint;
    event_id: string;
    stream: string;
    revision: bigint;
    type: string;
    programme: string;
    actor: string;
    command: string;
    mode: 'live' | 'history';
    effective_on: string;
    recorded_at: string;
    corrects_on: string | null;
  };
  journal_posting: {
    ordinal: bigint;
    line: bigint;
    cell: bigint;
    effective_day: bigint;
    minor: bigint;
  };
  journal_cell: {
    id: bigint;
    account: AccountCode;
    currency: string;
    basis: Basis;
    entity: string;
    programme: string;
    budget_year: string | null;
    financing: string | null;
    source: string | null;
    category: string | null;
    component: string | null;
    budget_code: string | null;
    scope: string | null;
    region: string | null;
    agreement: string | null;
    party: string | null;
    minor: bigint;
    postings: bigint;
  };
}
