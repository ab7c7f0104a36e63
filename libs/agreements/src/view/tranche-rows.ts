import type { EventOf, RowChange } from '@tramo/event-log';
import { Money, unreachable } from '@tramo/kernel';
import type { AgreementEvent, DataOf } from '../agreement.events';
import { waitingAt } from '../tranches/clock';
import { trancheEvents } from '../tranches/tranche.events';
import type { TrancheStep } from '../tranches/steps';
import type { RecordedAt } from './recorded-at';

export { trancheTables } from './tranche-tables';

/** What an event does to the list of tranches, to their clock, their signatures and their waivers. */
export function* trancheRows(event: AgreementEvent, at: RecordedAt): Iterable<RowChange> {
  if (isTrancheEvent(event)) yield* rowsOf(event, at);
  if (event.type === 'IneligibleSettled') yield* offset(event.data);
}

/** So much less of another tranche is to be paid. */
function* offset({
  programme,
  agreement,
  against,
  amount,
}: DataOf<'IneligibleSettled'>): Iterable<RowChange> {
  if (!against) return;
  const key = { programme, agreement, tranche: against.tranche };
  yield { table: 'tranche', key, add: { set_off: Money.parse(amount).amountMinor } };
}

type TrancheEvent = EventOf<(typeof trancheEvents)[number]>;

const TYPES: ReadonlySet<string> = new Set(trancheEvents.map(({ type }) => type));
const isTrancheEvent = (event: AgreementEvent): event is TrancheEvent => TYPES.has(event.type);

function* rowsOf({ type, data }: TrancheEvent, at: RecordedAt): Iterable<RowChange> {
  switch (type) {
    case 'TrancheRequested':
      yield* moved(data, at, 'requested', requested(data, at));
      return;
    case 'TrancheReviewed':
      yield* moved(data, at, 'reviewed');
      return;
    case 'TrancheReturned':
      yield* moved(data, at, 'returned', { reason: data.reason });
      return;
    case 'TrancheRejected':
      yield* moved(data, at, 'rejected', { reason: data.reason });
      return;
    case 'TrancheSigned':
      yield* signed(data, at);
      return;
    case 'TrancheApproved':
      yield* moved(data, at, 'approved', {
        approved_on: at.effectiveOn,
        budget_year: data.place.budgetYear,
        commitment: data.commitment,
      });
      return;
    case 'TrancheCancelled':
      yield* moved(data, at, 'cancelled', { reason: data.reason, commitment: null, payment: null });
      return;
    case 'TrancheReduced':
      yield* moved(data, at, 'approved', { reason: data.reason, payment: null, to_pay: 0n });
      yield { table: 'tranche', key: keyOf(data), add: { amount: -minorOf(data) } };
      return;
    case 'TrancheOrdered':
      yield* moved(data, at, 'ordered', {
        to_pay: minorOf(data),
        payment: data.payment,
        payer: data.payer,
        payee: data.payee.account,
        sent_on: null,
        confirmed_on: null,
      });
      return;
    case 'TrancheSent':
      yield* moved(data, at, 'sent', { sent_on: at.effectiveOn });
      return;
    case 'TrancheConfirmed':
      yield* moved(data, at, 'confirmed', { confirmed_on: at.effectiveOn });
      return;
    case 'TrancheBounced':
      yield* moved(data, at, 'bounced', { reason: data.reason, confirmed_on: null });
      return;
    case 'TrancheSetOff':
      yield* moved(data, at, 'confirmed', { confirmed_on: at.effectiveOn, to_pay: 0n });
      return;
    case 'TrancheClosed':
      yield* moved(data, at, 'closed');
      return;
    case 'WaiverProposed':
      yield waiverProposed(data);
      return;
    case 'WaiverGranted': {
      const { affiliation, on } = data;
      yield {
        table: 'tranche_waiver',
        key: waiverKey(data),
        set: { granted_by: affiliation.person, granted_on: on },
      };
      return;
    }
    case 'NoObjectionGiven':
      return;
    default:
      unreachable(type, 'event of a tranche');
  }
}

type OfTranche = Pick<
  DataOf<'TrancheReviewed'>,
  'programme' | 'agreement' | 'tranche' | 'affiliation' | 'on'
>;
type Columns = Readonly<Record<string, string | number | bigint | null>>;

const keyOf = ({ programme, agreement, tranche }: OfTranche) => ({ programme, agreement, tranche });
const minorOf = ({ amount }: Pick<DataOf<'TrancheOrdered'>, 'amount'>): bigint =>
  Money.parse(amount).amountMinor;

/** Into another state, where something else is waited for. */
function* moved(
  data: OfTranche,
  { effectiveOn, revision }: RecordedAt,
  state: TrancheStep,
  columns: Columns = {},
): Iterable<RowChange> {
  const { wait, owner } = waitingAt(state) ?? { wait: null, owner: null };
  yield {
    table: 'tranche',
    key: keyOf(data),
    set: { state, wait, owner, since: effectiveOn, revision, ...columns },
  };
  yield {
    table: 'tranche_step',
    key: { ...keyOf(data), revision },
    set: { state, wait, owner, started_on: effectiveOn, by: data.affiliation.person },
  };
}

/** A request begins anew: nothing of an earlier one counts. */
const requested = (data: DataOf<'TrancheRequested'>, { effectiveOn, revision }: RecordedAt): Columns => ({
  currency: data.amount.currency,
  amount: minorOf(data),
  requested_by: data.affiliation.person,
  requested_on: effectiveOn,
  requested_revision: revision,
  signatures: 0,
  signatures_needed: null,
  set_off: 0n,
  to_pay: null,
  approved_on: null,
  budget_year: null,
  commitment: null,
  payment: null,
  payer: null,
  payee: null,
  sent_on: null,
  confirmed_on: null,
  reason: null,
});

function* signed(data: DataOf<'TrancheSigned'>, { effectiveOn, revision }: RecordedAt): Iterable<RowChange> {
  const { signature, needed, affiliation } = data;
  yield {
    table: 'tranche',
    key: keyOf(data),
    set: { signatures: signature, signatures_needed: needed, revision },
  };
  yield {
    table: 'tranche_signature',
    key: { ...keyOf(data), revision },
    set: {
      signature,
      needed,
      by: affiliation.person,
      employer: affiliation.employer,
      signed_on: effectiveOn,
    },
  };
}

const waiverKey = ({ programme, agreement, waiver }: DataOf<'WaiverGranted'>) => ({
  programme,
  agreement,
  waiver,
});

const waiverProposed = (data: DataOf<'WaiverProposed'>): RowChange => ({
  table: 'tranche_waiver',
  key: waiverKey(data),
  set: {
    tranche: data.tranche,
    condition: data.condition,
    legal_act: data.legalAct,
    reason: data.reason,
    expires_on: data.expiresOn,
    proposed_by: data.affiliation.person,
    proposed_on: data.on,
    granted_by: null,
    granted_on: null,
  },
});
