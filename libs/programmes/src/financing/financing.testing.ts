import type { EventOf } from '@tramo/event-log';
import { Money, type LocalDate, type MoneyJson } from '@tramo/kernel';
import type { financingEvents, FinancingData } from './financing.events';

export type FinancingEvent = EventOf<(typeof financingEvents)[number]>;

export const date = (text: string): LocalDate => text as LocalDate;
export const usd = (amount: string): MoneyJson => Money.of(amount, 'USD').toJSON();

const of = { programme: 'par2', financing: '8735-bo' };
const cell = { ...of, share: 'UCP', category: '1' as string | null };
const correction = { correctsOn: null };

export const signed: FinancingEvent = {
  type: 'FinancingAgreementSigned',
  data: {
    ...of,
    lender: 'AIF',
    number: '8735-BO',
    amount: usd('1000'),
    closingDate: date('2023-12-31'),
    graceEnd: date('2024-04-30'),
    withdrawals: ['advance'],
    specialAccounts: [{ code: 'CE-1', name: 'Cuenta especial', ceiling: usd('100') }],
  },
};

export const shared = (executor: string, amount: string, purpose = 'proyecto'): FinancingEvent => ({
  type: 'FinancingShared',
  data: { ...of, executor, purpose, amount: usd(amount) },
});

export const category = (code: string): FinancingEvent => ({
  type: 'CategoryDefined',
  data: { ...of, code, name: `Category ${code}`, percentage: '70', eligibleAt: 'expense' },
});

export const allocated = (
  amount: string,
  more: Partial<FinancingData<'CategoryAllocated'>> = {},
): FinancingEvent => ({
  type: 'CategoryAllocated',
  data: { ...cell, amount: usd(amount), ...correction, ...more },
});

export const reallocated = (
  amount: string,
  more: Partial<FinancingData<'CategoryReallocated'>> = {},
): FinancingEvent => ({
  type: 'CategoryReallocated',
  data: {
    ...of,
    share: 'UCP',
    from: '1',
    to: '2',
    amount: usd(amount),
    reason: 'letter',
    ...correction,
    ...more,
  },
});

export const planned = (
  amount: string,
  change: string,
  more: Partial<FinancingData<'CategoryPlanned'>> = {},
): FinancingEvent => ({
  type: 'CategoryPlanned',
  data: { ...cell, year: '2022', amount: usd(amount), change: usd(change), ...correction, ...more },
});

export const executed = (
  amount: string,
  more: Partial<FinancingData<'PriorExecutionRecorded'>> = {},
): FinancingEvent => ({
  type: 'PriorExecutionRecorded',
  data: { ...cell, amount: usd(amount), until: date('2021-12-31'), ...correction, ...more },
});

export const reserved = (amount: string, reservationId = 'r-1'): FinancingEvent => ({
  type: 'CategoryReserved',
  data: {
    ...cell,
    reservationId,
    amount: usd(amount),
    original: null,
    rate: null,
    agreement: 'c-1',
    byReservation: null,
  },
});

export const released = (amount: string, reservationId = 'r-1'): FinancingEvent => ({
  type: 'CategoryReservationReleased',
  data: { ...cell, reservationId, amount: usd(amount), agreement: 'c-1', reason: 'given up' },
});
