import type { EventOf, RowChange } from '@tramo/event-log';
import { Money, unreachable, type LocalDate } from '@tramo/kernel';
import { financingEvents, type FinancingData } from '../financing/financing.events';

type FinancingEvent = EventOf<(typeof financingEvents)[number]>;

const TYPES: ReadonlySet<string> = new Set(financingEvents.map(({ type }) => type));

/** The catalogue has seen to it that a type's data are its own. */
export const isFinancingEvent = (event: { readonly type: string }): event is FinancingEvent =>
  TYPES.has(event.type);

/** Terms only; what moves between categories is in the books. */
export function* financingRows({ type, data }: FinancingEvent, effectiveOn: LocalDate): Iterable<RowChange> {
  switch (type) {
    case 'FinancingAgreementSigned':
      yield signed(data, effectiveOn);
      return;
    case 'FinancingShared':
      yield shared(data);
      return;
    case 'CategoryDefined':
      yield defined(data);
      return;
    case 'CategoryAllocated':
    case 'CategoryReallocated':
    case 'CategoryPlanned':
    case 'PriorExecutionRecorded':
    case 'CategoryReserved':
    case 'CategoryMoved':
    case 'CategoryReservationReleased':
      return;
    case 'FinancingSuspended':
      yield suspended(data);
      return;
    case 'FinancingSuspensionLifted':
      yield lifted(data);
      return;
    default:
      return unreachable(type, 'event of a financing agreement');
  }
}

const signed = (data: FinancingData<'FinancingAgreementSigned'>, signedOn: LocalDate): RowChange => {
  const { financing, programme, lender, number, closingDate, graceEnd, withdrawals, specialAccounts } = data;
  const amount = Money.parse(data.amount);
  return {
    table: 'financing_agreement',
    key: { code: financing },
    set: {
      programme,
      lender,
      number,
      currency: amount.currency.code,
      amount_minor: amount.amountMinor,
      signed_on: signedOn,
      closing_date: closingDate,
      grace_end: graceEnd,
      withdrawals,
      special_accounts: specialAccounts,
    },
  };
};

const suspended = (data: FinancingData<'FinancingSuspended'>): RowChange => {
  const { financing, number, suspendedOn, document, reason, by, on } = data;
  return {
    table: 'financing_suspension',
    key: { financing, number },
    set: { suspended_on: suspendedOn, document, reason, suspended_by: by, recorded_on: on, ...NOT_LIFTED },
  };
};

const NOT_LIFTED = { lifted_on: null, lift_document: null, lift_reason: null, lifted_by: null } as const;

const lifted = (data: FinancingData<'FinancingSuspensionLifted'>): RowChange => {
  const { financing, number, liftedOn, document, reason, by } = data;
  return {
    table: 'financing_suspension',
    key: { financing, number },
    set: { lifted_on: liftedOn, lift_document: document, lift_reason: reason, lifted_by: by },
  };
};

const shared = ({ financing, executor, purpose, amount }: FinancingData<'FinancingShared'>): RowChange => {
  const { currency, amountMinor } = Money.parse(amount);
  return {
    table: 'financing_share',
    key: { financing, executor, purpose },
    set: { currency: currency.code, amount_minor: amountMinor },
  };
};

const defined = (data: FinancingData<'CategoryDefined'>): RowChange => {
  const { financing, code, name, percentage, eligibleAt } = data;
  return {
    table: 'financing_category',
    key: { financing, code },
    set: { name, percentage, eligible_at: eligibleAt },
  };
};
