import { fold, Money } from '@tramo/kernel';
import type { Line } from '@tramo/programmes';
import { given } from '../../../../test/support/decider-kit';
import { budget } from '../budget';
import {
  asked,
  assistance,
  b1,
  bob,
  closed,
  committed,
  deciding,
  eventsOf,
  facts,
  inBudget,
  inscribed,
  law,
  opened,
  planned,
  posting,
  preCommitted,
  programme,
  requested,
} from '../budget.testing';
import type { BudgetEvent } from '../events';
import type { Balance } from '../events/shapes';
import { CarryForwardHandler } from './carry-forward';
import { carryFromYearBefore } from './carry-from-year-before';
import { CloseBudgetYearHandler } from './close-budget-year';
import { ReclassifyLinesHandler } from './reclassify-lines';

const balance = (state: Balance['state'], amount: string, holder: string | null = null): Balance => ({
  state,
  holder,
  agreement: null,
  amount: bob(amount),
});
const before = [
  opened,
  planned(b1, '100'),
  inscribed(b1, '100'),
  preCommitted('P-1', b1, '20'),
  committed('C-1', b1, '30'),
];

describe('closing the year', () => {
  const keptOpen: BudgetEvent = {
    type: 'BudgetYearClosed',
    data: { programme: 'par2', budgetYear: '2022', by: 'ana', committed: 'kept' },
  };
  const lapsed = (...balances: readonly Balance[]): BudgetEvent => ({
    type: 'BalancesLapsed',
    data: { ...posting, balances: balances.map((one) => ({ line: b1, balance: one })), stillToLapse: 0 },
  });
  const free = [balance('available', '50.00'), balance('preCommitted', '20.00', 'P-1')];

  test('lets lapse what is free and what is set aside, and commitments where the country says so', () => {
    given(CloseBudgetYearHandler, ...before)
      .when(inBudget, { facts })
      .thenAccepted(closed, lapsed(...free, balance('committed', '30.00', 'C-1')));
    given(CloseBudgetYearHandler, ...before)
      .when(inBudget, { facts: { ...facts, policy: { ...facts.policy, committed: 'kept' } } })
      .thenAccepted(keptOpen, lapsed(...free));
  });

  test('leaves nothing, and is done once', () => {
    const after = [...before, closed, lapsed(...free, balance('committed', '30.00', 'C-1'))];
    const state = fold(budget, after);
    expect(
      [...state.lines.branches.flat()].flatMap((shard) => [...(shard?.values() ?? [])])[0],
    ).toMatchObject({
      available: Money.zero('BOB'),
      preCommitted: Money.zero('BOB'),
      committed: Money.zero('BOB'),
      lapsed: Money.of('-100', 'BOB'),
    });
    given(CloseBudgetYearHandler, ...after)
      .when(inBudget, { facts })
      .thenRefused('YEAR_CLOSED');
  });

  test('goes on with what one append could not hold', () => {
    const many = Array.from({ length: 1_100 }, (_, index) => preCommitted(`P-${index}`, b1, '0.01'));
    let state = fold(budget, [opened, inscribed(b1, '100'), ...many]);
    const sizes: number[] = [];
    for (;;) {
      const context = { ...deciding, facts };
      const events = eventsOf(CloseBudgetYearHandler.spec.decide(state, inBudget, context));
      if (events.length === 0) break;
      sizes.push(events.length);
      state = fold(budget, events, state);
    }
    expect(sizes).toEqual([1 + 1_000 / 50, 3]);
  });
});

describe('carrying forward', () => {
  const in2023 = { ...inBudget, year: '2023' };
  const opened2023: BudgetEvent = {
    type: 'BudgetOpened',
    data: { ...opened.data, budgetYear: '2023' } as never,
  };
  const carry = (amount: string, from: Line = b1) => ({
    ...in2023,
    legalAct: law,
    lines: [{ from, amount: bob(amount) }],
  });
  const inYearBefore = { ...posting, reservation: 'r-1', line: b1, amount: bob('50.00') };
  const reserved: BudgetEvent = { type: 'CarryForwardReserved', data: { ...inYearBefore, toYear: '2023' } };
  const reserving = { ...deciding, reservationId: 'r-1', forStream: 'budget-par2-2023' };
  const reserve = (events: readonly BudgetEvent[], amount: string, from: Line = b1) => {
    const [plan] = carryFromYearBefore.plan(carry(amount, from), fold(budget, [opened2023]), []);
    return carryFromYearBefore.reserve(fold(budget, events), plan!.ask, reserving);
  };

  test('adds to the year what the line of the year before has handed over', () => {
    given(CarryForwardHandler, opened2023)
      .when(carry('50'), { facts })
      .thenAccepted({
        type: 'AppropriationCarriedForward',
        data: {
          ...posting,
          budgetYear: '2023',
          legalAct: law,
          line: b1,
          fromYear: '2022',
          fromLine: b1,
          amount: bob('50.00'),
        },
      });
  });

  test('takes it out of what is available there', () => {
    expect(reserve(before, '50')).toEqual({ events: [reserved], broken: [] });
    expect(reserve(before, '50.01')).toMatchObject({
      broken: [{ code: 'APPROPRIATION_EXCEEDED', values: { shortfall: Money.of('0.01', 'BOB') } }],
    });
    expect(reserve([...before, closed], '1')).toMatchObject({ broken: [{ code: 'YEAR_CLOSED' }] });
    expect(reserve(before, '1', assistance)).toMatchObject({
      code: 'LINE_NOT_IN_BUDGET',
      field: 'lines.0.from',
    });
    expect(reserve([], '1')).toMatchObject({ code: 'BUDGET_NOT_OPENED' });
  });

  test('is confirmed, or goes back', () => {
    const state = fold(budget, [...before, reserved]);
    expect(carryFromYearBefore.confirm!(state, 'r-1')).toMatchObject({
      events: [{ type: 'CarryForwardConfirmed', data: { reservation: 'r-1' } }],
    });
    const returned = carryFromYearBefore.release(state, 'r-1', 'MONTH_CLOSED');
    expect(returned).toMatchObject({
      events: [{ type: 'CarryForwardReturned', data: { ...inYearBefore, reason: 'MONTH_CLOSED' } }],
    });
    expect(
      reserve([...before, reserved, ...eventsOf(returned as never)] as BudgetEvent[], '50'),
    ).toMatchObject({
      broken: [],
    });
  });

  test('reserves nothing for what the year would refuse in any case', () => {
    const state = fold(budget, [opened2023]);
    expect(carryFromYearBefore.plan(carry('1'), fold(budget, []), [])).toEqual([]);
    expect(carryFromYearBefore.plan(carry('0'), state, [])).toEqual([]);
  });
});

describe('a reclassification', () => {
  const corrected: Line = { ...b1, category: '2(b)' };
  const knowing = {
    ...facts,
    programme: {
      ...programme,
      crosswalk: [{ financing: '8735-bo', component: 'B.1', category: '2(b)' }],
    },
  };
  const reclassify = (from: Line = b1, to = asked(b1)) => ({
    ...inBudget,
    from,
    to,
    reason: 'the annex says 2(b)',
    crosswalk: 'crosswalk 2',
  });
  const full = [...before, requested('R-1', b1, '7')];
  const reclassified: BudgetEvent = {
    type: 'LineReclassified',
    data: {
      ...posting,
      from: b1,
      to: corrected,
      balances: [
        balance('preCommitted', '20.00', 'P-1'),
        balance('committed', '30.00', 'C-1'),
        balance('requested', '7.00', 'R-1'),
        balance('programmed', '100.00'),
        balance('available', '50.00'),
      ],
      stillToMove: 0,
      reason: 'the annex says 2(b)',
      crosswalk: 'crosswalk 2',
    },
  };

  test('moves every state of a line, and whatever holds it', () => {
    given(ReclassifyLinesHandler, ...full)
      .when(reclassify(), { facts: knowing })
      .thenAccepted(reclassified);
    const state = fold(budget, [...full, reclassified]);
    expect(
      [...state.commitments.branches.flat()].flatMap((shard) => [...(shard?.values() ?? [])]),
    ).toMatchObject([{ id: 'C-1', line: corrected, open: Money.of('30', 'BOB') }]);
    given(ReclassifyLinesHandler, ...full, reclassified)
      .when(reclassify(), { facts: knowing })
      .thenRefused('NOTHING_TO_RECLASSIFY');
  });

  test('changes the category of a line that is there, and nothing else', () => {
    given(ReclassifyLinesHandler, ...full)
      .when(reclassify(), { facts })
      .thenRefused('RECLASSIFIED_TO_ITSELF');
    given(ReclassifyLinesHandler, ...full)
      .when(reclassify(b1, asked(assistance)), { facts })
      .thenRefused('RECLASSIFICATION_CHANGES_CODES');
    given(ReclassifyLinesHandler, ...full)
      .when(reclassify(assistance), { facts: knowing })
      .thenRefused('LINE_NOT_IN_BUDGET');
  });
});
