import { Money } from '@tramo/kernel';
import { given } from '../../../../../test/support/decider-kit';
import { bob, day, deposited, usd, verified } from '../../agreement.testing';
import {
  accepted,
  asked,
  byFidel,
  byRosa,
  facts,
  observed,
  officialRate,
  paid,
  paidByExpense,
  reported,
  returned,
  ruledOut,
  settled,
} from '../expenses.testing';
import { AcceptExpenseHandler } from './accept-expense';
import { ObserveExpenseHandler } from './observe-expense';
import { RuleIneligibleHandler } from './rule-ineligible';

const money = (amount: string): Money => Money.of(amount, 'BOB');
const body = { ...asked, by: 'fidel', expense: 'E-1' };
const history = { ...byFidel, mode: 'history' } as const;
const rate = { base: 'USD', quote: 'BOB', ...officialRate } as const;

describe('an observation', () => {
  const observe = { ...body, reason: 'no invoice' };

  test('is due when the policy says, or when the observation does', () => {
    given(ObserveExpenseHandler, ...paid, reported())
      .when(observe, byFidel)
      .thenAccepted(observed('2022-04-30'));
    given(ObserveExpenseHandler, ...paid, reported())
      .when({ ...observe, dueOn: day('2022-04-10') }, byFidel)
      .thenAccepted(observed('2022-04-10'));
    given(ObserveExpenseHandler, ...paid, reported())
      .when({ ...observe, dueOn: day('2022-03-31') }, byFidel)
      .thenRefused('DUE_BEFORE_OBSERVED');
  });

  test('is of what waits to be reviewed, by somebody who did not ask for the money', () => {
    given(ObserveExpenseHandler, ...paid, reported(), observed())
      .when(observe, byFidel)
      .thenRefused('EXPENSE_NOT_REPORTED');
    given(ObserveExpenseHandler, ...paid, reported())
      .when({ ...observe, by: 'rosa' }, byRosa)
      .thenRefused('DUTY_CONFLICT');
    given(ObserveExpenseHandler, ...paid, reported(), observed())
      .when(observe, history)
      .thenFound(['EXPENSE_NOT_REPORTED'], observed());
  });
});

describe('accepting', () => {
  test('recognises the subsidy, and uses the counterpart', () => {
    given(AcceptExpenseHandler, ...paid, reported())
      .when(body, byFidel)
      .thenAccepted(accepted());
  });

  test('makes it eligible at the day’s rate, where the lender takes it with the expense', () => {
    given(AcceptExpenseHandler, ...paidByExpense, reported())
      .when(body, byFidel)
      .thenAccepted(accepted('E-1', { eligible: { amount: usd('102.04'), rate } }));
    given(AcceptExpenseHandler, ...paidByExpense, reported())
      .when(body, { ...byFidel, facts: { ...facts, rates: [] } })
      .thenRefused('RATE_MISSING');
  });

  test('recognises no more than the tranche has left: the rest is the organisation’s', () => {
    given(AcceptExpenseHandler, ...paid, reported(), returned('3500.00'))
      .when(body, byFidel)
      .thenAccepted(
        accepted('E-1', {
          subsidy: bob('500.00'),
          excess: bob('200.00'),
          contributions: [{ party: 'org-12', kind: 'cash', amount: bob('500.00') }],
        }),
      );
  });

  test('uses no more of a party’s counterpart than is verified, in each kind', () => {
    const contributions = [
      { party: 'org-12', kind: 'cash' as const, amount: bob('2600.00') },
      { party: 'org-12', kind: 'in-kind' as const, amount: bob('100.00') },
    ];
    const before = [...paid, reported('E-1', { net: bob('3270.00'), contributions })];
    const [cash, kind] = given(AcceptExpenseHandler, ...before)
      .when(body, byFidel)
      .thenRefused('COUNTERPART_NOT_VERIFIED', 'COUNTERPART_NOT_VERIFIED');
    expect(cash!.values).toMatchObject({
      verified: money('2500'),
      used: money('0'),
      shortfall: money('100'),
    });
    expect(kind!.cure).toBe(`have another 100.00 BOB of org-12's in-kind deposits verified first`);
    given(
      AcceptExpenseHandler,
      ...before,
      deposited('D-2', '100.00'),
      verified('D-2', '100.00'),
      deposited('D-3', '100.00', { kind: 'in-kind' }),
      verified('D-3', '100.00', { kind: 'in-kind' }),
    )
      .when(body, byFidel)
      .thenAccepted(accepted('E-1', { contributions }));
    given(AcceptExpenseHandler, ...before)
      .when(body, history)
      .thenFound(
        ['COUNTERPART_NOT_VERIFIED', 'COUNTERPART_NOT_VERIFIED'],
        accepted('E-1', { contributions }),
      );
  });

  test('waits until what it takes the place of is settled', () => {
    const before = [...paid, reported(), ruledOut(false), reported('E-2', { substitutes: 'E-1' })];
    const second = { ...body, expense: 'E-2' };
    given(AcceptExpenseHandler, ...before)
      .when(second, byFidel)
      .thenRefused('SUBSTITUTION_NOT_SETTLED');
    given(AcceptExpenseHandler, ...before, settled('substituted', { substitute: 'E-2' }))
      .when(second, byFidel)
      .thenAccepted(accepted('E-2'));
  });

  test('is of what was reported, by who neither reported it nor asked for the money', () => {
    given(AcceptExpenseHandler, ...paid, reported(), observed())
      .when(body, byFidel)
      .thenRefused('EXPENSE_NOT_REPORTED');
    const [refusal] = given(
      AcceptExpenseHandler,
      ...paid,
      reported('E-1', { affiliation: { person: 'rita', employer: null, hiredBy: null } }),
    )
      .when({ ...body, by: 'rita' }, { facts, actor: 'rita' })
      .thenRefused('DUTY_CONFLICT');
    expect(refusal!.values).toMatchObject({ reference: 'expense E-1' });
  });
});

describe('ruling ineligible', () => {
  const rule = { ...body, reason: 'not in the plan' };

  test('makes the subsidy owed, before it was accepted and after', () => {
    given(RuleIneligibleHandler, ...paid, reported())
      .when(rule, byFidel)
      .thenAccepted(ruledOut(false));
    given(RuleIneligibleHandler, ...paid, reported(), observed())
      .when(rule, byFidel)
      .thenAccepted(ruledOut(false));
    const eligible = { amount: usd('102.04'), rate };
    given(RuleIneligibleHandler, ...paidByExpense, reported(), accepted('E-1', { eligible }))
      .when(rule, byFidel)
      .thenAccepted(ruledOut(true, { eligible }));
  });

  test('of what was to take another’s place makes nothing owed twice', () => {
    const before = [...paid, reported(), ruledOut(false)];
    const larger = { substitutes: 'E-1', net: bob('970.00'), subsidy: bob('800.00') };
    given(RuleIneligibleHandler, ...before, reported('E-2', larger))
      .when({ ...rule, expense: 'E-2' }, byFidel)
      .thenAccepted(ruledOut(false, { subsidy: bob('100.00') }, 'E-2'));
    given(RuleIneligibleHandler, ...before, reported('E-2', { substitutes: 'E-1' }))
      .when({ ...rule, expense: 'E-2' }, byFidel)
      .thenAccepted(ruledOut(false, { subsidy: bob('0.00') }, 'E-2'));
  });

  test('happens once, and not to what was withdrawn', () => {
    given(RuleIneligibleHandler, ...paid, reported(), ruledOut(false))
      .when(rule, byFidel)
      .thenRefused('EXPENSE_NOT_REPORTED');
    given(RuleIneligibleHandler, ...paid, reported())
      .when({ ...rule, by: 'rosa' }, byRosa)
      .thenRefused('DUTY_CONFLICT');
  });
});
