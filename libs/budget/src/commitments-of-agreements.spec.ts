import { fold, getSharded, Money, Rejection, type Decision } from '@tramo/kernel';
import type { Reservation, ReservationContext } from '@tramo/event-log';
import { budget } from './budget';
import { lineOf, type BudgetState } from './budget.state';
import { b1, bob, closed, deciding, inBudget, inscribed, opened } from './budget.testing';
import { budgetLineAnswer, commitsLine, movesCommitment, returnsToLine } from './commitments-of-agreements';
import type { BudgetEvent } from './events';
import type { Station } from './events/shapes';

const context = (reservationId: string): ReservationContext => ({
  ...deciding,
  reservationId,
  forStream: 'agreement-17',
});
const asked = { ...inBudget, id: '17-2022', reference: 'agreement 17', by: 'ana', correctsOn: null };
const commits = (amount: string) => ({ ...asked, line: b1, agreement: '17', amount: bob(amount) });
const moves = (from: Station, to: Station, amount: string) => ({ ...asked, from, to, amount: bob(amount) });

const commitment = commitsLine<object, object, never>(() => []);
const movement = movesCommitment<object, object, never>(() => []);
const returning = returnsToLine<object, object, never>(() => []);

type Asks = ReturnType<typeof commits> | ReturnType<typeof moves>;
/** In any currency. */
type Wrong = Omit<ReturnType<typeof moves>, 'amount'> & {
  readonly amount: { readonly amount: string; readonly currency: string };
};
const reserve = (
  one: Reservation<object, object>,
  state: BudgetState,
  ask: Asks | Wrong,
  id = 'r-1',
): Decision<BudgetEvent> => one.reserve(state, ask, context(id)) as Decision<BudgetEvent>;

const eventsOf = (decision: Decision<BudgetEvent>): readonly BudgetEvent[] => {
  if (decision instanceof Rejection) throw new Error(decision.message);
  expect(decision.broken).toEqual([]);
  return decision.events;
};
const codesOf = (decision: Decision<BudgetEvent>): readonly string[] =>
  decision instanceof Rejection ? [decision.code] : decision.broken.map(({ code }) => code);

const before = fold(budget, [opened, inscribed(b1, '1000')]);
const after = (state: BudgetState, one: Reservation<object, object>, ask: Asks, id = 'r-1'): BudgetState =>
  fold(budget, eventsOf(reserve(one, state, ask, id)), state);
const give = (state: BudgetState, amount: string, id: string): Decision<BudgetEvent> =>
  returning.follow(state, moves('paid', 'available', amount), context(id)) as Decision<BudgetEvent>;
const given = (state: BudgetState, amount: string, id: string): BudgetState =>
  fold(budget, eventsOf(give(state, amount, id)), state);
const figures = (state: BudgetState): Record<string, string> => {
  const { available, committed, accrued, paid, justified } = lineOf(state, b1, 'BOB');
  const held = getSharded(state.commitments, '17-2022');
  return Object.fromEntries(
    Object.entries({ available, committed, accrued, paid, justified, open: held?.open }).map(
      ([name, amount]) => [name, amount?.amount ?? 'none'],
    ),
  );
};

describe('what an agreement commits', () => {
  const state = after(before, commitment, commits('600'));

  it('rests on its line, and is added to', () => {
    const more = after(state, commitment, commits('400'), 'r-2');
    expect(figures(more)).toMatchObject({ available: '0.00', committed: '1000.00', open: '1000.00' });
  });

  it('is no more than the line has, and says the inscription that would cure it', () => {
    const refused = reserve(commitment, state, commits('401'), 'r-2') as Exclude<
      Decision<BudgetEvent>,
      Rejection
    >;
    expect(refused.broken).toMatchObject([
      {
        code: 'APPROPRIATION_EXCEEDED',
        values: { shortfall: Money.of('1', 'BOB') },
        cure: 'inscribe another 1.00 BOB on the line, or ask for at most 400.00 BOB',
      },
    ]);
  });

  it('passes from station to station and back, on the line and on the commitment', () => {
    const accrued = after(state, movement, moves('committed', 'accrued', '250'), 'r-2');
    const paid = after(accrued, movement, moves('accrued', 'paid', '250'), 'r-3');
    const justified = after(paid, movement, moves('paid', 'justified', '100'), 'r-4');
    expect(figures(justified)).toEqual({
      available: '400.00',
      committed: '350.00',
      accrued: '0.00',
      paid: '150.00',
      justified: '100.00',
      open: '350.00',
    });
    const refunded = given(justified, '150', 'r-5');
    expect(figures(refunded)).toMatchObject({ available: '550.00', paid: '0.00' });
    expect(budgetLineAnswer(refunded, null, '17-2022').commitment).toEqual({
      committed: bob('350.00'),
      accrued: bob('0.00'),
      paid: bob('0.00'),
      justified: bob('100.00'),
    });
  });

  it.each<[string, Reservation<object, object>, Asks, number]>([
    ['made', commitment, commits('100'), 1],
    ['accrued', movement, moves('committed', 'accrued', '600'), 1],
  ])('and is undone as if it had not been, when it was %s', (_what, one, ask) => {
    const done = after(state, one, ask, 'r-9');
    const undone = fold(budget, eventsOf(one.release(done, 'r-9', 'REFUSED') as Decision<BudgetEvent>), done);
    expect(figures(undone)).toEqual(figures(state));
  });

  it.each<[string, string, Wrong]>([
    ['more than is there', 'COMMITMENT_SHORT', moves('committed', 'accrued', '601')],
    [
      'a commitment nobody made',
      'COMMITMENT_UNKNOWN',
      { ...moves('committed', 'accrued', '1'), id: '18-2022' },
    ],
    ['an amount of nothing', 'AMOUNT_NOT_POSITIVE', moves('committed', 'accrued', '0')],
    [
      'another currency',
      'CURRENCY_NOT_OF_BUDGET',
      { ...moves('committed', 'accrued', '1'), amount: { amount: '1', currency: 'USD' } },
    ],
  ])('is refused: %s', (_what, code, ask) => {
    expect(codesOf(reserve(movement, state, ask, 'r-2'))).toEqual([code]);
  });

  it('of a year that is closed is not accrued any more; what was accrued is paid under its year', () => {
    const accrued = after(state, movement, moves('committed', 'accrued', '250'), 'r-2');
    const over = fold(budget, [closed], accrued);
    expect(codesOf(reserve(movement, over, moves('committed', 'accrued', '1'), 'r-3'))).toEqual([
      'YEAR_CLOSED',
    ]);
    expect(codesOf(reserve(movement, over, moves('accrued', 'paid', '250'), 'r-3'))).toEqual([]);
  });

  it('and that is available again because of what stands, is so with whatever it breaks', () => {
    const accrued = after(state, movement, moves('committed', 'accrued', '250'), 'r-2');
    const paid = after(accrued, movement, moves('accrued', 'paid', '250'), 'r-3');
    expect(give(paid, '251', 'r-4')).toMatchObject({
      events: [{ type: 'CommitmentMoved', data: { from: 'paid', to: 'available', amount: bob('251.00') } }],
      broken: [{ code: 'COMMITMENT_SHORT' }],
    });
  });

  describe('and that comes back to a year that is closed', () => {
    const accrued = after(state, movement, moves('committed', 'accrued', '250'), 'r-2');
    const paid = after(accrued, movement, moves('accrued', 'paid', '250'), 'r-3');
    const back = (from: BudgetState, ask: ReturnType<typeof moves>): readonly BudgetEvent[] =>
      eventsOf(returning.follow(from, ask, context('r-4')) as Decision<BudgetEvent>);
    const lapsedTo = (state_: string, holder: string | null) => ({
      type: 'BalancesLapsed',
      data: {
        by: 'ana',
        balances: [{ line: b1, balance: { state: state_, holder, agreement: '17', amount: bob('250.00') } }],
      },
    });
    const over = (before_: BudgetState, committed: 'lapse' | 'kept'): BudgetState =>
      fold(budget, [{ ...closed, data: { ...closed.data, committed } } as BudgetEvent], before_);

    it('lapses as it would have with the closing, when it is committed again', () => {
      const year = over(accrued, 'lapse');
      const events = back(year, moves('accrued', 'committed', '250'));
      expect(events).toMatchObject([{ type: 'CommitmentMoved' }, lapsedTo('committed', '17-2022')]);
      expect(figures(fold(budget, events, year))).toMatchObject({
        accrued: '0.00',
        committed: '350.00',
        open: '350.00',
      });
    });

    it('stays committed where the country keeps that, and lapses when it is released', () => {
      const year = over(accrued, 'kept');
      const again = back(year, moves('accrued', 'committed', '250'));
      expect(again.map(({ type }) => type)).toEqual(['CommitmentMoved']);
      const events = back(fold(budget, again, year), moves('committed', 'available', '250'));
      expect(events).toMatchObject([{ type: 'CommitmentMoved' }, lapsedTo('available', null)]);
    });

    it('lapses when it had been paid', () => {
      const events = back(over(paid, 'lapse'), moves('paid', 'available', '250'));
      expect(events).toMatchObject([{ type: 'CommitmentMoved' }, lapsedTo('available', null)]);
    });

    it('lapses when what took it is undone', () => {
      const year = over(accrued, 'lapse');
      const undone = movement.release(year, 'r-2', 'REFUSED') as Decision<BudgetEvent>;
      expect(eventsOf(undone)).toMatchObject([{ type: 'CommitmentMoved' }, lapsedTo('committed', '17-2022')]);
    });
  });
});
