import type { RowChange, ViewTable } from '@tramo/event-log';
import { Money, unreachable, type LocalDate, type MoneyJson } from '@tramo/kernel';
import type { AgreementEvent, DataOf } from '../agreement.events';
import { wordsOf } from '../alliances/view/words';
import { instalmentsByYear } from '../contract/contract.state';
import { contractViewTables, type AgreementStanding } from './contract-tables';
import type { RecordedAt } from './recorded-at';

export const contractTables: Readonly<Record<string, ViewTable>> = contractViewTables;

/** What an event does to the list of agreements, to their years, tranches and addenda. */
export function* contractRows(event: AgreementEvent, at: RecordedAt): Iterable<RowChange> {
  if (concerns(event)) yield* rowsOf(event, at);
}

const CONCERNED = [
  'AgreementSigned',
  'AddendumSigned',
  'InstalmentCommitted',
  'InstalmentReleased',
  'PayeeNamed',
  'AgreementSuspended',
  'AgreementResumed',
  'AgreementTerminated',
  'AgreementClosed',
  'TrancheConfirmed',
  'TrancheBounced',
  'ExpenseAccepted',
  'ExpenseRuledIneligible',
] as const;
type Concerning = Extract<AgreementEvent, { type: (typeof CONCERNED)[number] }>;

const TYPES: ReadonlySet<string> = new Set(CONCERNED);
const concerns = (event: AgreementEvent): event is Concerning => TYPES.has(event.type);

function* rowsOf({ type, data }: Concerning, at: RecordedAt): Iterable<RowChange> {
  switch (type) {
    case 'AgreementSigned':
      yield* signed(data, at);
      return;
    case 'AddendumSigned':
      yield* amended(data, at);
      return;
    case 'InstalmentCommitted':
      yield* committed(data, at, 1n);
      return;
    case 'InstalmentReleased':
      yield* committed(data, at, -1n);
      return;
    case 'PayeeNamed':
      yield { ...agreementRow(data), set: { payee: data.account, revision: at.revision } };
      return;
    case 'AgreementSuspended':
      yield stands(data, at, 'suspended', data.reason);
      return;
    case 'AgreementResumed':
      yield stands(data, at, 'in-force', data.reason);
      return;
    case 'AgreementTerminated':
      yield stands(data, at, 'terminated', data.reason);
      return;
    case 'AgreementClosed':
      yield* closed(data, at);
      return;
    case 'TrancheConfirmed':
      yield { ...agreementRow(data), add: { transferred: minorOf(data.amount) } };
      return;
    case 'TrancheBounced':
      if (data.wasConfirmed) yield { ...agreementRow(data), add: { transferred: -minorOf(data.amount) } };
      return;
    case 'ExpenseAccepted':
      yield { ...agreementRow(data), add: { accepted: minorOf(data.subsidy) } };
      return;
    case 'ExpenseRuledIneligible':
      if (data.wasAccepted) yield { ...agreementRow(data), add: { accepted: -minorOf(data.subsidy) } };
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
const agreementRow = (of: OfAgreement) => ({ table: 'agreement', key: keyOf(of) });

function* signed(
  data: DataOf<'AgreementSigned'>,
  { effectiveOn, revision }: RecordedAt,
): Iterable<RowChange> {
  const { organisation, reserved, line, affiliation } = data;
  yield {
    ...agreementRow(data),
    set: {
      kind: data.kind,
      standing: 'in-force',
      standing_reason: null,
      standing_since: effectiveOn,
      reference: data.reference,
      alliance: data.alliance,
      organisation: organisation?.code ?? null,
      organisation_name: organisation?.name ?? null,
      payee: data.payee,
      entity: line.entity,
      source: line.source,
      financing: line.financing,
      category: line.category,
      component: line.component,
      budget_code: line.budgetCode,
      region: line.region,
      scope: line.scope,
      currency: data.credit.currency,
      ...termsOf(data),
      starts_on: data.startsOn,
      signed_on: effectiveOn,
      signed_by: affiliation.person,
      share: reserved?.share ?? null,
      lender_currency: reserved?.amount.currency ?? null,
      reserved: reserved ? minorOf(reserved.amount) : 0n,
      committed: 0n,
      transferred: 0n,
      accepted: 0n,
      assets: null,
      words: wordsOf([data.agreement, data.reference, data.alliance, organisation?.code, organisation?.name]),
      revision,
    },
  };
  for (const [year, amount] of instalmentsByYear(data.tranches)) yield yearAgreed(data, year, amount);
  yield* instalments(data);
}

function* amended(
  data: DataOf<'AddendumSigned'>,
  { effectiveOn, revision }: RecordedAt,
): Iterable<RowChange> {
  const { reservedChange, affiliation, addendum, credit } = data;
  yield {
    ...agreementRow(data),
    set: { ...termsOf(data), revision },
    ...(reservedChange && { add: { reserved: minorOf(reservedChange.amount) } }),
  };
  for (const { budgetYear, amount } of data.futureYears)
    yield yearAgreed(data, budgetYear, Money.parse(amount));
  yield* instalments(data);
  for (const tranche of data.droppedTranches) {
    yield { table: 'agreement_instalment', key: { ...keyOf(data), tranche }, delete: true };
  }
  yield {
    table: 'agreement_addendum',
    key: { ...keyOf(data), addendum },
    set: {
      reference: data.reference,
      reason: data.reason,
      currency: credit.currency,
      credit: minorOf(credit),
      ends_on: data.endsOn,
      signed_on: effectiveOn,
      by: affiliation.person,
      revision,
    },
  };
}

type Terms = DataOf<'AgreementSigned'> | DataOf<'AddendumSigned'>;

const termsOf = ({ credit, counterpart, phases, endsOn }: Terms) => ({
  credit: minorOf(credit),
  counterpart,
  phases,
  ends_on: endsOn,
});

/** A year that nothing is agreed for any more keeps its row, with zero: what was committed in it may stand there. */
const yearAgreed = (of: OfAgreement, year: string, amount: Money): RowChange => ({
  table: 'agreement_year',
  key: { ...keyOf(of), year },
  set: { currency: amount.currency.code },
  add: { agreed: amount.amountMinor, committed: 0n },
});

function* instalments(data: Terms): Iterable<RowChange> {
  for (const { tranche, amount, budgetYear, dueOn, milestone, progress, phase } of data.tranches) {
    yield {
      table: 'agreement_instalment',
      key: { ...keyOf(data), tranche },
      set: {
        currency: amount.currency,
        amount: minorOf(amount),
        year: budgetYear,
        due_on: dueOn,
        milestone,
        progress,
        phase,
      },
    };
  }
}

function* committed(
  data: DataOf<'InstalmentCommitted'>,
  { revision }: RecordedAt,
  sign: 1n | -1n,
): Iterable<RowChange> {
  const minor = sign * minorOf(data.amount);
  yield { ...agreementRow(data), set: { revision }, add: { committed: minor } };
  yield {
    table: 'agreement_year',
    key: { ...keyOf(data), year: data.budgetYear },
    set: { commitment: data.commitment },
    add: { committed: minor },
  };
}

const stands = (
  of: OfAgreement,
  { effectiveOn, revision }: { readonly effectiveOn: LocalDate; readonly revision: number },
  standing: AgreementStanding,
  reason: string | null,
): RowChange => ({
  ...agreementRow(of),
  set: { standing, standing_reason: reason, standing_since: effectiveOn, revision },
});

function* closed(data: DataOf<'AgreementClosed'>, at: RecordedAt): Iterable<RowChange> {
  const { reservedLeft, assets } = data;
  yield stands(data, at, 'closed', null);
  yield {
    ...agreementRow(data),
    set: { assets },
    ...(reservedLeft && { add: { reserved: -minorOf(reservedLeft) } }),
  };
}
