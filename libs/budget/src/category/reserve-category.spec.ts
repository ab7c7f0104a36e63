import { Money, shardedValues } from '@tramo/kernel';
import { financing, type FinancingState } from '@tramo/programmes';
import type { EventOf } from '@tramo/event-log';
import type { financingEvents } from '@tramo/programmes';
import { given } from '../../../../test/support/decider-kit';
import { facts, today } from '../budget.testing';
import { ReleaseCategoryReservationHandler } from './release-category-reservation';
import { ReserveCategoryHandler } from './reserve-category';

type Event = EventOf<(typeof financingEvents)[number]>;

const usd = (amount: string) => ({ amount, currency: 'USD' as const });
const of = { programme: 'par2', financing: '8735-bo' } as const;

const signed: readonly Event[] = [
  {
    type: 'FinancingAgreementSigned',
    data: {
      ...of,
      lender: 'BIRF',
      number: '8735-BO',
      amount: usd('100000000'),
      closingDate: '2022-12-31' as never,
      graceEnd: '2023-04-30' as never,
      withdrawals: ['advance'],
      specialAccounts: [],
    },
  },
  { type: 'FinancingShared', data: { ...of, executor: 'uep', purpose: 'project', amount: usd('85000000') } },
  {
    type: 'CategoryDefined',
    data: { ...of, code: '2(a)', name: 'Subprojects', percentage: '100', eligibleAt: 'transfer' },
  },
  {
    type: 'CategoryAllocated',
    data: { ...of, share: 'uep', category: '2(a)', amount: usd('1000'), correctsOn: null },
  },
];

const known = {
  ...facts,
  rates: [{ regime: 'official', side: 'buy', date: today, value: '6.86', source: 'BCB' } as const],
  ratesOfYearBefore: [],
};
const unknown = { ...known, rates: [] };

const reserve = (amount: { amount: string; currency: string }, more = {}) => ({
  financing: '8735-bo',
  share: 'uep',
  category: '2(a)',
  reservationId: 'A-17',
  amount,
  agreement: 'A-17',
  ...more,
});
const cell = { ...of, share: 'uep', category: '2(a)', reservationId: 'A-17', agreement: 'A-17' };
const reserved = (amount: string, more = {}): Event => ({
  type: 'CategoryReserved',
  data: { ...cell, amount: usd(amount), original: null, rate: null, byReservation: null, ...more },
});

describe('reserving a category', () => {
  test('takes from what is free, in the lender’s currency', () => {
    given(ReserveCategoryHandler, ...signed)
      .when(reserve(usd('1000')), { facts: unknown })
      .thenAccepted(reserved('1000.00'));
  });

  test('of an amount in the programme’s currency keeps the rate it was taken at', () => {
    const original = { amount: '6860.00', currency: 'BOB' };
    const rate = { base: 'USD', quote: 'BOB', ...known.rates[0] };
    given(ReserveCategoryHandler, ...signed)
      .when(reserve(original), { facts: known })
      .thenAccepted(reserved('1000.00', { original, rate }));
  });

  test('without a rate says which is missing', () => {
    const [refusal] = given(ReserveCategoryHandler, ...signed)
      .when(reserve({ amount: '1', currency: 'BOB' }), { facts: unknown })
      .thenRefused('RATE_MISSING');
    expect(refusal!.values).toMatchObject({ pair: 'USD/BOB', regime: 'official', side: 'buy', date: today });
  });

  test('beyond what is free says what is short, and the allocation that would cure it', () => {
    const [refusal] = given(ReserveCategoryHandler, ...signed, reserved('900'))
      .when(reserve(usd('150'), { reservationId: 'A-18' }), { facts: known })
      .thenRefused('CATEGORY_EXHAUSTED');
    expect(refusal).toMatchObject({
      values: {
        free: Money.of('100', 'USD'),
        asked: Money.of('150', 'USD'),
        shortfall: Money.of('50', 'USD'),
      },
      cure: 'allocate or reallocate another 50.00 USD to category 2(a) of uep, or reserve at most 100.00 USD',
    });
    given(ReserveCategoryHandler, ...signed)
      .when(reserve(usd('1001')), { facts: known, mode: 'history' })
      .thenFound(['CATEGORY_EXHAUSTED'], reserved('1001.00'));
  });

  test.each([
    ['AMOUNT_NOT_POSITIVE', reserve(usd('0'))],
    ['CURRENCY_NOT_OF_FINANCING', reserve({ amount: '1', currency: 'CLP' })],
    ['SHARE_UNKNOWN', reserve(usd('1'), { share: 'fps' })],
    ['CODE_UNKNOWN', reserve(usd('1'), { category: '9' })],
  ])('is refused in history as well: %s', (code, body) => {
    given(ReserveCategoryHandler, ...signed)
      .when(body, { facts: known, mode: 'history' })
      .thenRefused(code);
  });

  test('needs an agreement, and a name of its own', () => {
    given(ReserveCategoryHandler)
      .when(reserve(usd('1')), { facts: known })
      .thenRefused('FINANCING_UNKNOWN');
    given(ReserveCategoryHandler, ...signed, reserved('1'))
      .when(reserve(usd('1')), { facts: known })
      .thenRefused('CATEGORY_RESERVATION_EXISTS');
  });
});

describe('releasing a reservation', () => {
  const release = (amount?: string, reservationId = 'A-17') => ({
    financing: '8735-bo',
    reservationId,
    reason: 'addendum',
    ...(amount !== undefined && { amount: usd(amount) }),
  });
  const released = (amount: string): Event => ({
    type: 'CategoryReservationReleased',
    data: { ...cell, amount: usd(amount), reason: 'addendum' },
  });
  const held = [...signed, reserved('1000')];

  test('frees all of it, or a part', () => {
    given(ReleaseCategoryReservationHandler, ...held)
      .when(release(), { facts })
      .thenAccepted(released('1000.00'));
    given(ReleaseCategoryReservationHandler, ...held)
      .when(release('1'), { facts })
      .thenAccepted(released('1.00'));
    const state: FinancingState = [...held, released('1')].reduce(
      (before, event) => financing.evolve(before, event),
      financing.initial,
    );
    expect([...shardedValues(state.reservations)]).toMatchObject([{ amount: Money.of('999', 'USD') }]);
  });

  test('frees no more than it holds', () => {
    given(ReleaseCategoryReservationHandler, ...held)
      .when(release('1001'), { facts })
      .thenRefused('CATEGORY_RESERVATION_RELEASE_EXCEEDED');
    given(ReleaseCategoryReservationHandler, ...held)
      .when(release('1', 'A-9'), { facts })
      .thenRefused('CATEGORY_RESERVATION_UNKNOWN');
  });
});
