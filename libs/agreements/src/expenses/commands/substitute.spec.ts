import { Money } from '@tramo/kernel';
import { given } from '../../../../../test/support/decider-kit';
import type { AgreementEvent, DataOf } from '../../agreement.events';
import { bob, deposited, verified } from '../../agreement.testing';
import {
  accepted,
  asked,
  askedReport,
  byFidel,
  byRosa,
  byTito,
  observed,
  paid,
  remedied,
  reported,
  ruledOut,
  settled,
  withdrawn,
} from '../expenses.testing';
import { AcceptExpenseHandler } from './accept-expense';
import { RemedyExpenseHandler } from './remedy-expense';
import { ReportExpenseHandler } from './report-expense';
import { RuleIneligibleHandler } from './rule-ineligible';
import { SettleIneligibleHandler } from './settle-ineligible';
import { WithdrawExpenseHandler } from './withdraw-expense';

/** Bs 700 are owed for E-1, and E-2 with Bs 500 of subsidy was reported in its place. */
const place: Partial<DataOf<'ExpenseReported'>> = {
  substitutes: 'E-1',
  net: bob('370.00'),
  subsidy: bob('500.00'),
  contributions: [],
};
const owing = [...paid, reported(), ruledOut(false), reported('E-2', place)];
const madeGood = (amount: string): AgreementEvent =>
  settled('substituted', { substitute: 'E-2', amount: bob(amount) });
const money = (amount: string): Money => Money.of(amount, 'BOB');
const settle = (amount: string) => ({
  ...asked,
  by: 'tito',
  expense: 'E-1',
  way: 'substituted' as const,
  substitute: 'E-2',
  amount: bob(amount),
  reference: 'deposit 12',
});
const ofSecond = { ...asked, by: 'fidel', expense: 'E-2' };
const history = { mode: 'history' } as const;

describe('an expense makes another good', () => {
  test('as far as its subsidy goes, in parts as in one', () => {
    given(SettleIneligibleHandler, ...owing, madeGood('300.00'))
      .when(settle('200'), byTito)
      .thenAccepted(madeGood('200.00'));
    const [refusal] = given(SettleIneligibleHandler, ...owing, madeGood('300.00'))
      .when(settle('200.01'), byTito)
      .thenRefused('NOT_A_SUBSTITUTE');
    expect(refusal!.values).toMatchObject({
      subsidy: money('500'),
      used: money('300'),
      unused: money('200'),
      amount: money('200.01'),
    });
    expect(refusal!.cure).toBe('settle at most 200.00 BOB with it, and the rest in another way');
  });

  test('once: what it has made good it does not make good again', () => {
    const [refusal] = given(SettleIneligibleHandler, ...owing, madeGood('500.00'))
      .when(settle('200'), byTito)
      .thenRefused('NOT_A_SUBSTITUTE');
    expect(refusal!.cure).toBe('name an expense that was reported to substitute E-1 and not reviewed yet');
    given(SettleIneligibleHandler, ...owing, madeGood('500.00'))
      .when(settle('200'), { ...byTito, ...history })
      .thenFound(['NOT_A_SUBSTITUTE'], madeGood('200.00'));
  });

  test('and leaves room in the tranche for what is still to be made good', () => {
    const report = { ...askedReport, expense: 'E-3', contributions: null, invoice: askedReport.invoice };
    const of = (subsidy: string) => ({ ...report, net: bob(subsidy), tax: null, subsidy: bob(subsidy) });
    const before = [...owing, madeGood('300.00')];
    // Of 4,000 there are 400 owed, and E-2 has used 300 of its 500; the other 200 are to make good half of what is owed.
    const reporting = (subsidy: string) => given(ReportExpenseHandler, ...before).when(of(subsidy), byRosa);
    reporting('3300').thenWritten();
    reporting('3300.01').thenRefused('EXPENSE_EXCEEDS_TRANCHE');
  });

  test('and is accepted when all of it is used, whatever else is owed', () => {
    const cover = [deposited('D-2', '500.00'), verified('D-2', '500.00')];
    given(AcceptExpenseHandler, ...owing, ...cover, madeGood('500.00'))
      .when(ofSecond, byFidel)
      .thenAccepted(accepted('E-2', { subsidy: bob('500.00'), contributions: [] }));
    given(AcceptExpenseHandler, ...owing, ...cover, madeGood('300.00'))
      .when(ofSecond, byFidel)
      .thenRefused('SUBSTITUTION_NOT_SETTLED');
  });

  test('or owes again what it made good, when it is ruled out itself', () => {
    const rule = { ...ofSecond, reason: 'not in the plan' };
    given(RuleIneligibleHandler, ...owing, madeGood('300.00'))
      .when(rule, byFidel)
      .thenAccepted(ruledOut(false, { subsidy: bob('300.00'), contributions: [] }, 'E-2'));
    given(RuleIneligibleHandler, ...owing, madeGood('500.00'))
      .when(rule, byFidel)
      .thenAccepted(ruledOut(false, { subsidy: bob('500.00'), contributions: [] }, 'E-2'));
  });
});

describe('what has made another expense good', () => {
  test('is not taken back: what it made good would be owed by nobody', () => {
    const withdraw = { ...asked, expense: 'E-2', reason: 'twice' };
    const [refusal] = given(WithdrawExpenseHandler, ...owing, madeGood('300.00'))
      .when(withdraw, byRosa)
      .thenRefused('SUBSTITUTE_IN_USE');
    expect(refusal!.values).toMatchObject({ expense: 'E-2', substitutes: 'E-1', used: money('300') });
    const second = { ...withdrawn.data, expense: 'E-2' } as DataOf<'ExpenseWithdrawn'>;
    given(WithdrawExpenseHandler, ...owing, madeGood('300.00'))
      .when(withdraw, { ...byRosa, ...history })
      .thenFound(['SUBSTITUTE_IN_USE'], { type: 'ExpenseWithdrawn', data: second });
    given(WithdrawExpenseHandler, ...owing)
      .when(withdraw, byRosa)
      .thenWritten();
  });

  test('is remedied with as much subsidy, or more', () => {
    const before = [...owing, madeGood('300.00'), observed(undefined, 'E-2')];
    const remedy = (subsidy: string) => ({
      ...askedReport,
      expense: 'E-2',
      substitutes: 'E-1',
      net: bob(subsidy),
      tax: null,
      subsidy: bob(subsidy),
      contributions: null,
      answer: 'the invoice is attached',
    });
    given(RemedyExpenseHandler, ...before)
      .when(remedy('300'), byRosa)
      .thenAccepted(
        remedied('E-2', {
          ...place,
          net: bob('300.00'),
          tax: bob('0.00'),
          subsidy: bob('300.00'),
        }),
      );
    const [refusal] = given(RemedyExpenseHandler, ...before)
      .when(remedy('299.99'), byRosa)
      .thenRefused('SUBSTITUTE_IN_USE');
    expect(refusal!.cure).toBe(
      'report at least 300.00 BOB of subsidy with it, or have it ruled ineligible: then it owes what it made good',
    );
  });
});
