import type { Reservation, ReservationContext } from '@tramo/event-log';
import { fold, Rejection, type Decision } from '@tramo/kernel';
import { balanceOf, financing, type FinancingEvent, type FinancingState } from '@tramo/programmes';
import { deciding } from '../budget.testing';
import { categoryAnswer, freesCategory, movesCategory, reservesCategory } from './categories-of-agreements';

const usd = (amount: string) => ({ amount, currency: 'USD' as const });
const of = { programme: 'par2', financing: '8735-bo' } as const;
const state = fold(financing, [
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
]);

const reserves = (amount: string) => ({
  financing: '8735-bo',
  share: 'uep',
  category: '2(a)',
  reservationId: '17',
  amount: usd(amount),
  original: null,
  rate: null,
  agreement: '17',
});
const moves = (from: 'reserved' | 'eligible', to: 'free' | 'reserved' | 'eligible', amount: string) => ({
  financing: '8735-bo',
  reservationId: '17',
  from,
  to,
  amount: usd(amount),
  reference: 'tranche 1',
});

type Asks = ReturnType<typeof reserves> | ReturnType<typeof moves>;
type One = Reservation<object, object>;
const reservation = reservesCategory<object, object, never>(() => []);
const movement = movesCategory<object, object, never>(() => []);
const freeing = freesCategory<object, object, never>(() => []);
const context = (reservationId: string): ReservationContext => ({
  ...deciding,
  reservationId,
  forStream: 'agreement-17',
});
const reserve = (one: One, before: FinancingState, ask: Asks, id: string): Decision<FinancingEvent> =>
  one.reserve(before, ask, context(id)) as Decision<FinancingEvent>;
const after = (one: One, before: FinancingState, ask: Asks, id = 'r-1'): FinancingState => {
  const decision = reserve(one, before, ask, id);
  if (decision instanceof Rejection) throw new Error(decision.message);
  expect(decision.broken).toEqual([]);
  return fold(financing, decision.events, before);
};
const undone = (one: One, before: FinancingState, id: string): FinancingState => {
  const decision = one.release(before, id, 'REFUSED') as Decision<FinancingEvent>;
  if (decision instanceof Rejection) throw new Error(decision.message);
  return fold(financing, decision.events, before);
};
const figures = (now: FinancingState): readonly string[] => {
  const { free, reserved, eligible } = balanceOf(now, 'uep', '2(a)');
  return [free.amount, reserved.amount, eligible.amount];
};

describe('what an agreement reserves of a category', () => {
  const reserved = after(reservation, state, reserves('600'));

  it('is added to, and becomes eligible', () => {
    const more = after(reservation, reserved, reserves('100'), 'r-2');
    expect(figures(after(movement, more, moves('reserved', 'eligible', '500'), 'r-3'))).toEqual([
      '300.00',
      '200.00',
      '500.00',
    ]);
  });

  it('takes from what is free what a moved rate has left it short of', () => {
    const eligible = after(movement, reserved, moves('reserved', 'eligible', '610'), 'r-2');
    expect(figures(eligible)).toEqual(['390.00', '0.00', '610.00']);
    const asked = { share: 'uep', category: '2(a)', reservation: '17', on: deciding.effectiveOn };
    expect(categoryAnswer(eligible, asked)).toMatchObject({
      eligibleAt: 'transfer',
      held: { reserved: usd('0.00'), eligible: usd('610.00') },
    });
    expect(figures(undone(movement, eligible, 'r-2'))).toEqual(figures(reserved));
  });

  it('goes by a name that nobody can have taken', () => {
    const byHand = { ...reserves('100'), reservationId: '17', programme: 'par2', byReservation: null };
    const taken = fold(financing, [{ type: 'CategoryReserved', data: byHand }], state);
    const mine = after(reservation, taken, reserves('600'));
    const eligible = after(movement, mine, moves('reserved', 'eligible', '600'), 'r-2');
    const asked = { share: 'uep', category: '2(a)', reservation: '17', on: deciding.effectiveOn };
    expect(categoryAnswer(eligible, asked).held).toEqual({ reserved: usd('0.00'), eligible: usd('600.00') });
    expect(figures(eligible)).toEqual(['300.00', '100.00', '600.00']);
  });

  it('is added to under the name it was signed with before', () => {
    const old = { ...reserves('600'), reservationId: '17', programme: 'par2', byReservation: 'r-0' };
    const signed = fold(financing, [{ type: 'CategoryReserved', data: old }], state);
    const more = after(reservation, signed, reserves('100'));
    const asked = { share: 'uep', category: '2(a)', reservation: '17', on: deciding.effectiveOn };
    expect(categoryAnswer(more, asked).held).toMatchObject({ reserved: usd('700.00') });
  });

  it('is undone when its agreement is not signed in the end', () => {
    expect(figures(undone(reservation, reserved, 'r-1'))).toEqual(['1000.00', '0.00', '0.00']);
  });

  it.each<['reserved' | 'eligible', string, readonly string[]]>([
    ['reserved', '600', []],
    ['eligible', '1', ['CATEGORY_STATION_SHORT']],
  ])('is free again because of what stands, with whatever it breaks: %s', (from, amount, codes) => {
    const decision = freeing.follow(reserved, moves(from, 'free', amount), context('r-2'));
    if (decision instanceof Rejection) throw new Error(decision.message);
    expect(decision.broken.map(({ code }) => code)).toEqual(codes);
    expect(figures(fold(financing, decision.events as readonly FinancingEvent[], reserved))).toEqual(
      from === 'reserved' ? ['1000.00', '0.00', '0.00'] : ['401.00', '600.00', '-1.00'],
    );
  });

  it.each<[string, string, One, Asks]>([
    ['beyond what is free', 'CATEGORY_EXHAUSTED', reservation, reserves('401')],
    [
      'eligible beyond what is reserved and free',
      'CATEGORY_EXHAUSTED',
      movement,
      moves('reserved', 'eligible', '1001'),
    ],
    ['back more than is eligible', 'CATEGORY_STATION_SHORT', movement, moves('eligible', 'reserved', '1')],
    ['of nothing', 'AMOUNT_NOT_POSITIVE', reservation, reserves('0')],
    [
      'of a reservation nobody made',
      'CATEGORY_RESERVATION_UNKNOWN',
      movement,
      { ...moves('reserved', 'eligible', '1'), reservationId: '18' },
    ],
  ])('is refused: %s', (_what, code, one, ask) => {
    const decision = reserve(one, reserved, ask, 'r-2');
    const codes =
      decision instanceof Rejection ? [decision.code] : decision.broken.map((broken) => broken.code);
    expect(codes).toEqual([code]);
  });
});
