import type { RowChange, ViewTable } from '@tramo/event-log';
import { Money, unreachable, type MoneyJson } from '@tramo/kernel';
import type { AgreementEvent, DataOf } from '../agreement.events';
import type { Contribution } from '../shapes';
import { counterpartViewTables } from './counterpart-tables';
import type { RecordedAt } from './recorded-at';

export const counterpartTables: Readonly<Record<string, ViewTable>> = counterpartViewTables;

/** What an event does to the four numbers of each party, and to the list of deposits. */
export function* counterpartRows(event: AgreementEvent, at: RecordedAt): Iterable<RowChange> {
  if (concerns(event)) yield* rowsOf(event, at);
}

const CONCERNED = [
  'AgreementSigned',
  'AddendumSigned',
  'CounterpartDeposited',
  'CounterpartVerified',
  'CounterpartReversed',
  'ExpenseAccepted',
  'ExpenseRuledIneligible',
] as const;
type Concerning = Extract<AgreementEvent, { type: (typeof CONCERNED)[number] }>;

const TYPES: ReadonlySet<string> = new Set(CONCERNED);
const concerns = (event: AgreementEvent): event is Concerning => TYPES.has(event.type);

function* rowsOf({ type, data }: Concerning, at: RecordedAt): Iterable<RowChange> {
  switch (type) {
    case 'AgreementSigned':
      for (const one of data.promised) yield numbers(data, one, { promised: 1n });
      return;
    case 'AddendumSigned':
      for (const one of data.promises) yield numbers(data, one, { promised: 1n });
      return;
    case 'CounterpartDeposited':
      yield numbers(data, data, { deposited: 1n });
      yield deposited(data, at);
      return;
    case 'CounterpartVerified':
      yield numbers(data, data, { verified: 1n });
      yield depositRow(data, at, {
        state: 'verified',
        shown_by: data.shownBy,
        verified_on: at.effectiveOn,
        verified_by: data.affiliation.person,
      });
      return;
    case 'CounterpartReversed':
      yield numbers(data, data, { deposited: -1n, ...(data.wasVerified && { verified: -1n }) });
      yield depositRow(data, at, {
        state: 'reversed',
        how: data.how,
        reason: data.reason,
        reversed_on: at.effectiveOn,
        reversed_by: data.affiliation.person,
      });
      return;
    case 'ExpenseAccepted':
      for (const one of data.contributions) yield numbers(data, one, { used: 1n });
      return;
    case 'ExpenseRuledIneligible':
      if (!data.wasAccepted) return;
      for (const one of data.contributions) yield numbers(data, one, { used: -1n });
      return;
    default:
      unreachable(type, 'event that these rows are made of');
  }
}

interface OfAgreement {
  readonly programme: string;
  readonly agreement: string;
}

const minorOf = (money: MoneyJson): bigint => Money.parse(money).amountMinor;
const keyOf = ({ programme, agreement }: OfAgreement) => ({ programme, agreement });

type Number = 'promised' | 'deposited' | 'verified' | 'used';

function numbers(
  of: OfAgreement,
  { party, kind, amount }: Contribution,
  signs: Readonly<Partial<Record<Number, bigint>>>,
): RowChange {
  const minor = minorOf(amount);
  const change = (name: Number): bigint => minor * (signs[name] ?? 0n);
  return {
    table: 'agreement_counterpart',
    key: { ...keyOf(of), party, kind },
    set: { currency: amount.currency },
    add: {
      promised: change('promised'),
      deposited: change('deposited'),
      verified: change('verified'),
      used: change('used'),
    },
  };
}

const depositRow = (
  { deposit, ...of }: OfAgreement & { readonly deposit: string },
  { revision }: RecordedAt,
  columns: Readonly<Record<string, string | null>>,
): RowChange => ({
  table: 'agreement_deposit',
  key: { ...keyOf(of), deposit },
  set: { ...columns, revision },
});

const deposited = (
  data: DataOf<'CounterpartDeposited'>,
  { effectiveOn, revision }: RecordedAt,
): RowChange => ({
  table: 'agreement_deposit',
  key: { ...keyOf(data), deposit: data.deposit },
  set: {
    party: data.party,
    kind: data.kind,
    currency: data.amount.currency,
    amount: minorOf(data.amount),
    account: data.account,
    description: data.description,
    deposited_on: data.depositedOn,
    recorded_on: effectiveOn,
    by: data.affiliation.person,
    evidence: data.evidence,
    state: 'deposited',
    shown_by: null,
    verified_on: null,
    verified_by: null,
    how: null,
    reason: null,
    reversed_on: null,
    reversed_by: null,
    revision,
  },
});
