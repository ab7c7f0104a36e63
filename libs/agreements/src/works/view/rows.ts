import type { RecordedEvent, Row, RowChange } from '@tramo/event-log';
import { Money, unreachable, type LocalDate, type MoneyJson } from '@tramo/kernel';
import { ofParts, sharedOf, totalOf } from '../shared';
import { workEvents, type WorkData, type WorkEvent } from '../work.events';
import { depositRow, sheetRow } from './detail-rows';
import { addendumRow, paymentRow } from './payment-rows';

type RecordedWorkEvent = WorkEvent & Pick<RecordedEvent, 'revision' | 'metadata'>;

const TYPES: ReadonlySet<string> = new Set(workEvents.map(({ type }) => type));

/** The catalogue has seen to it that a type's data are its own. */
export const isWorkEvent = (event: Pick<RecordedEvent, 'type'>): event is RecordedWorkEvent =>
  TYPES.has(event.type);

/** What an event does to the list of municipal works, to their sheets and to their deposits. */
export function* workRows(event: RecordedWorkEvent): Iterable<RowChange> {
  const { data, revision } = event;
  const { effectiveOn } = event.metadata;
  const { set, add } = changeOf(event, effectiveOn);
  yield {
    table: 'work',
    key: { programme: data.programme, work: data.work },
    set: { ...set, last_on: effectiveOn, revision },
    ...(add && { add }),
  };
  yield* sheetRow(event, effectiveOn, revision);
  yield* depositRow(event, effectiveOn, revision);
  yield* paymentRow(event, effectiveOn, revision);
  yield* addendumRow(event, effectiveOn, revision);
}

interface Change {
  readonly set: Row;
  readonly add?: Readonly<Record<string, bigint>>;
}

function changeOf(event: WorkEvent, effectiveOn: LocalDate): Change {
  const { type, data } = event;
  switch (type) {
    case 'LetterOfIntentSigned':
      return { set: intended(data, effectiveOn) };
    case 'FinalDesignApproved':
      return { set: designed(data) };
    case 'WorkAgreementSigned':
      return { set: signed(data) };
    case 'MunicipalShareDeposited':
      return { set: {}, add: { deposited: minor(data.amount) } };
    case 'MunicipalDepositVerified':
      return { set: {}, add: { verified: minor(data.amount) } };
    case 'MunicipalDepositReversed':
      return { set: {}, add: reversed(data) };
    case 'MunicipalFundsReturned':
      return { set: {}, add: { deposited: -minor(data.amount), verified: -minor(data.amount) } };
    case 'WorksAdvanceReturned': {
      const amount = minor(data.amount);
      const released = data.from === 'retention' ? amount : 0n;
      return { set: {}, add: { advanced: -amount, released } };
    }
    case 'WorksAdvancePaid':
      return { set: { requested: 0n }, add: { advanced: minor(data.amount) } };
    case 'ProgressSheetApproved':
      return approved(data);
    case 'ProgressSheetPaid':
      return {
        set: {},
        add: { used: minor(data.parts.municipal.gross), paid: minor(data.parts.lender.gross) },
      };
    case 'WorkAccepted': {
      const state = data.kind === 'final' ? 'accepted' : 'accepted-provisionally';
      return { set: { state }, add: { released: totalOf(sharedOf(data.released)).amountMinor } };
    }
    case 'WorkSuspended':
    case 'WorkTerminated':
      return { set: { state: data.state, stopped: data.reason } };
    case 'WorkResumed':
      return { set: { state: data.state, stopped: null } };
    case 'WorkAddendumSigned':
      return { set: resigned(data) };
    case 'RetentionReleased':
      return { set: {}, add: { released: totalOf(sharedOf(data.released)).amountMinor } };
    case 'WorkPaymentBounced':
      return { set: {}, add: bounced(data) };
    case 'WorksAdvanceRequested':
      return { set: { requested: minor(data.amount) } };
    case 'MunicipalPromiseLessened':
    case 'WorkYearCommitted':
    case 'WorkYearReleased':
    case 'ProgressSheetPresented':
    case 'ProgressSheetReturned':
      return { set: {} };
    default:
      return unreachable(type, 'event of a municipal work');
  }
}

const minor = (json: MoneyJson): bigint => Money.parse(json).amountMinor;

const intended = (data: WorkData<'LetterOfIntentSigned'>, on: LocalDate): Row => ({
  state: 'intended',
  intended_on: on,
  name: data.name,
  municipality: data.municipality.code,
  municipality_name: data.municipality.name,
  letter: data.reference,
  currency: data.estimate?.currency ?? null,
  amount: data.estimate ? minor(data.estimate) : 0n,
  progress: '0',
});

const designed = (data: WorkData<'FinalDesignApproved'>): Row => ({
  state: 'designed',
  designer: data.designer.person,
  municipal_percentage: data.municipalPercentage,
  lender_percentage: data.lenderPercentage,
  currency: data.amount.currency,
  amount: minor(data.amount),
});

function signed(data: WorkData<'WorkAgreementSigned'>): Row {
  const { source, financing, category, component, region } = data.place.line;
  return {
    state: 'signed',
    agreement: data.reference,
    fund: data.place.entity,
    contractor: data.contractor,
    source,
    financing,
    category,
    component,
    region,
    starts_on: data.startsOn,
    ends_on: data.endsOn,
    advance_percentage: data.advancePercentage,
    retention_percentage: data.retentionPercentage,
    municipal: minor(data.shared.municipal),
    lender: minor(data.shared.lender),
  };
}

const resigned = (data: WorkData<'WorkAddendumSigned'>): Row => ({
  amount: minor(data.amount),
  municipal: minor(data.shared.municipal),
  lender: minor(data.shared.lender),
  ends_on: data.endsOn,
});

function bounced({ of, shared, paid }: WorkData<'WorkPaymentBounced'>): Readonly<Record<string, bigint>> {
  const back = -totalOf(sharedOf(shared)).amountMinor;
  if (of === 'advance') return { advanced: back };
  if (of === 'municipality') return { deposited: -back, verified: -back };
  if (!paid) return { released: back };
  return { used: -minor(paid.parts.municipal.gross), paid: -minor(paid.parts.lender.gross) };
}

function reversed({ amount, wasVerified }: WorkData<'MunicipalDepositReversed'>) {
  const gone = -minor(amount);
  return { deposited: gone, verified: wasVerified ? gone : 0n };
}

const approved = ({ parts, progress }: WorkData<'ProgressSheetApproved'>): Change => ({
  set: { progress },
  add: {
    measured: totalOf(ofParts(parts, 'gross')).amountMinor,
    amortised: totalOf(ofParts(parts, 'amortisation')).amountMinor,
    retained: totalOf(ofParts(parts, 'retention')).amountMinor,
    accrued: minor(parts.lender.gross),
  },
});
