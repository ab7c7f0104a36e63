import { given } from '../../../../test/support/decider-kit';
import {
  asked,
  assistance,
  b1,
  bob,
  closed,
  facts,
  inBudget,
  opened,
  planned,
  posting,
  programme,
} from '../budget.testing';
import { OpenBudgetHandler } from './open-budget';
import { PlanBudgetHandler, ReducePlanHandler } from './plan-budget';

const plan = (amount = '100.00', line = b1) => ({
  ...inBudget,
  lines: [{ line: asked(line), amount: bob(amount) }],
});
const july = { facts: { ...facts, programme: { ...programme, monthClosed: true } } };

describe('a budget', () => {
  test('is opened in the currency of the books, for the executing unit', () => {
    given(OpenBudgetHandler).when(inBudget, { facts }).thenAccepted(opened);
  });

  test('is opened once, for an entity there is, of a programme there is', () => {
    given(OpenBudgetHandler, opened).when(inBudget, { facts }).thenRefused('BUDGET_EXISTS');
    given(OpenBudgetHandler)
      .when({ ...inBudget, entity: 'fps' }, { facts: { ...facts, entityKnown: false } })
      .thenRefused('CODE_UNKNOWN');
    given(OpenBudgetHandler)
      .when(inBudget, { facts: { ...facts, programme: { ...programme, exists: false } } })
      .thenRefused('PROGRAMME_UNKNOWN');
  });
});

describe('a plan', () => {
  test('adds up by line, whose agreement and category follow from its codes', () => {
    given(PlanBudgetHandler, opened)
      .when({ ...inBudget, lines: [...plan().lines, ...plan('5', assistance).lines] }, { facts })
      .thenAccepted(planned(b1, '100.00'), planned(assistance, '5.00'));
  });

  test('says which closed month it puts right', () => {
    const correctsOn = '2022-02-28';
    given(PlanBudgetHandler, opened)
      .when({ ...plan(), correctsOn }, { facts })
      .thenAccepted({
        type: 'BudgetPlanned',
        data: { ...posting, correctsOn: correctsOn as never, line: b1, amount: bob('100.00') },
      });
    given(PlanBudgetHandler, opened)
      .when({ ...plan(), correctsOn: '2022-03-31' }, { facts })
      .thenRefused('CORRECTS_THE_FUTURE');
  });

  test.each([
    ['AMOUNT_NOT_POSITIVE', plan('0')],
    ['AMOUNT_NOT_POSITIVE', plan('-1')],
    [
      'CURRENCY_NOT_OF_BUDGET',
      { ...inBudget, lines: [{ line: asked(b1), amount: { amount: '1', currency: 'USD' } }] },
    ],
  ])('is refused in history as well: %s', (code, body) => {
    given(PlanBudgetHandler, opened).when(body, { facts }).thenRefused(code);
    given(PlanBudgetHandler, opened).when(body, { facts, mode: 'history' }).thenRefused(code);
  });

  test('with more decimals than the currency has is no amount', () => {
    expect(() => given(PlanBudgetHandler, opened).when(plan('1.001'), { facts })).toThrow(
      'BOB has 2 decimals',
    );
  });

  test('needs a budget, open, and a month that is', () => {
    given(PlanBudgetHandler).when(plan(), { facts }).thenRefused('BUDGET_NOT_OPENED');
    given(PlanBudgetHandler, opened, closed).when(plan(), { facts }).thenRefused('YEAR_CLOSED');
    const [refused] = given(PlanBudgetHandler, opened).when(plan(), july).thenRefused('MONTH_CLOSED');
    expect(refused?.cure).toMatch(/with correctsOn 2022-03-31 .* two people reopen 2022-03$/);
    given(PlanBudgetHandler, opened, closed)
      .when(plan(), { ...july, mode: 'history' })
      .thenFound(['YEAR_CLOSED', 'MONTH_CLOSED'], planned(b1, '100.00'));
  });

  test('is reduced to zero at most, two lines of one list together', () => {
    const twice = { ...inBudget, lines: [...plan('60').lines, ...plan('60').lines] };
    given(ReducePlanHandler, opened, planned(b1, '120'))
      .when(twice, { facts })
      .thenAccepted(
        { type: 'PlanReduced', data: { ...posting, line: b1, amount: bob('60.00') } },
        { type: 'PlanReduced', data: { ...posting, line: b1, amount: bob('60.00') } },
      );
    const [refusal] = given(ReducePlanHandler, opened, planned(b1, '100'))
      .when(twice, { facts })
      .thenRefused('PLAN_EXCEEDED');
    expect(refusal).toMatchObject({
      field: 'lines.1.amount',
      cure: 'reduce it by at most 40.00 BOB',
    });
  });
});
