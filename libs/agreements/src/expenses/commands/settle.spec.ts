import { Money } from '@tramo/kernel';
import { given } from '../../../../../test/support/decider-kit';
import { bob, day, place, usd } from '../../agreement.testing';
import {
  accepted,
  approved,
  asked,
  byTito,
  facts,
  paid,
  paidByExpense,
  reported,
  requested,
  returned,
  ruledOut,
  settled,
} from '../expenses.testing';
import { ReturnBalanceHandler } from './return-balance';
import { SettleIneligibleHandler } from './settle-ineligible';

const money = (amount: string): Money => Money.of(amount, 'BOB');
const history = { ...byTito, mode: 'history' } as const;
const body = { ...asked, by: 'tito', expense: 'E-1', reference: 'deposit 12' };
const owing = [...paid, reported(), ruledOut(false)];
const freed = (amount: string, from: 'eligible' | 'reserved' = 'eligible') => ({ from, amount: usd(amount) });
const next = { ...byTito, effectiveOn: day('2023-01-15'), actedOn: day('2023-01-15') };

describe('what is ineligible is made good', () => {
  test('by the organisation, on its own account', () => {
    const toAccount = { ...body, way: 'to-account' as const, account: 'org-12-main' };
    given(SettleIneligibleHandler, ...owing)
      .when(toAccount, byTito)
      .thenAccepted(settled('to-account', { account: 'org-12-main' }));
    given(SettleIneligibleHandler, ...owing)
      .when(toAccount, { ...byTito, facts: { ...facts, account: { exists: false } } })
      .thenRefused('ACCOUNT_NOT_OF_ORGANISATION');
  });

  test('to the project, which frees of the category what the transfer had taken', () => {
    const toProject = { ...body, way: 'to-project' as const, account: 'op-1' };
    given(SettleIneligibleHandler, ...owing)
      .when(toProject, byTito)
      .thenAccepted(settled('to-project', { account: 'op-1', freed: freed('102.04') }));
    given(SettleIneligibleHandler, ...owing)
      .when({ ...toProject, amount: bob('300') }, byTito)
      .thenAccepted(settled('to-project', { account: 'op-1', amount: bob('300.00'), freed: freed('43.73') }));
    given(SettleIneligibleHandler, ...paidByExpense, reported(), ruledOut(false))
      .when(toProject, next)
      .thenAccepted(
        settled('to-project', {
          affiliation: { person: 'tito', employer: null, hiredBy: null },
          on: day('2023-01-15'),
          account: 'op-1',
          sameYear: false,
          freed: freed('102.04', 'reserved'),
        }),
      );
  });

  test('with an expense that takes its place', () => {
    const substituted = { ...body, way: 'substituted' as const, substitute: 'E-2' };
    given(SettleIneligibleHandler, ...owing, reported('E-2', { substitutes: 'E-1' }))
      .when(substituted, byTito)
      .thenAccepted(settled('substituted', { substitute: 'E-2' }));
    given(SettleIneligibleHandler, ...owing, reported('E-2'))
      .when(substituted, byTito)
      .thenRefused('NOT_A_SUBSTITUTE');
    given(SettleIneligibleHandler, ...owing, reported('E-2', { substitutes: 'E-1', subsidy: bob('600.00') }))
      .when(substituted, byTito)
      .thenRefused('NOT_A_SUBSTITUTE');
    given(SettleIneligibleHandler, ...owing)
      .when(substituted, byTito)
      .thenRefused('EXPENSE_UNKNOWN');
  });

  test('with what is to be paid for a tranche that is approved and not ordered', () => {
    const offset = { ...body, way: 'offset' as const, against: 2 };
    const against = {
      tranche: 2,
      commitment: 'a-17-2023',
      place: { ...place, budgetYear: '2023' },
    };
    const second = [requested(2, '3000.00'), approved(2, '3000.00')];
    given(SettleIneligibleHandler, ...owing, ...second)
      .when(offset, byTito)
      .thenAccepted(settled('offset', { against }));
    given(SettleIneligibleHandler, ...owing, requested(2, '3000.00'))
      .when(offset, byTito)
      .thenRefused('OFFSET_TRANCHE_NOT_APPROVED');
    given(SettleIneligibleHandler, ...owing)
      .when(offset, byTito)
      .thenRefused('TRANCHE_UNKNOWN');
    const [refusal] = given(SettleIneligibleHandler, ...owing, requested(2, '700.00'), approved(2, '700.00'))
      .when(offset, byTito)
      .thenRefused('OFFSET_EXCEEDS_TRANCHE');
    expect(refusal!.cure).toBe('set off at most 699.99 BOB, and settle the rest in another way');
  });

  test('by a legal act that lets it go', () => {
    const legalAct = { type: 'resolución', number: '8', date: day('2022-03-30') };
    given(SettleIneligibleHandler, ...owing)
      .when({ ...body, way: 'written-off', legalAct }, byTito)
      .thenAccepted(settled('written-off', { legalAct }));
  });

  test.each([
    ['account', 'to-account'],
    ['account', 'to-project'],
    ['substitute', 'substituted'],
    ['against', 'offset'],
    ['legalAct', 'written-off'],
  ] as const)('and says its %s where it goes %s', (field, way) => {
    const [refusal] = given(SettleIneligibleHandler, ...owing)
      .when({ ...body, way }, history)
      .thenRefused('SETTLEMENT_INCOMPLETE');
    expect(refusal!.field).toBe(field);
  });

  test('as far as it is owed', () => {
    const toProject = { ...body, way: 'to-project' as const, account: 'op-1', amount: bob('700.01') };
    const [refusal] = given(SettleIneligibleHandler, ...owing)
      .when(toProject, byTito)
      .thenRefused('SETTLEMENT_EXCEEDS_OWED');
    expect(refusal!.values).toMatchObject({ owed: money('700'), excess: money('0.01') });
    given(SettleIneligibleHandler, ...owing)
      .when(toProject, history)
      .thenFound(
        ['SETTLEMENT_EXCEEDS_OWED'],
        settled('to-project', { account: 'op-1', amount: bob('700.01'), freed: freed('102.04') }),
      );
    given(SettleIneligibleHandler, ...paid, reported(), accepted())
      .when(toProject, byTito)
      .thenRefused('EXPENSE_NOT_INELIGIBLE');
    given(SettleIneligibleHandler, ...owing, settled('to-project', { account: 'op-1' }))
      .when(toProject, byTito)
      .thenRefused('EXPENSE_NOT_INELIGIBLE');
    given(SettleIneligibleHandler, ...owing)
      .when({ ...toProject, amount: bob('0') }, byTito)
      .thenRefused('AMOUNT_NOT_POSITIVE');
  });
});

describe('what is left of a tranche', () => {
  const give = (amount: string) => ({
    ...asked,
    by: 'tito',
    tranche: 1,
    amount: bob(amount),
    account: 'op-1',
    reference: 'deposit 12',
  });

  test('comes back, and with it what the category had given', () => {
    given(ReturnBalanceHandler, ...paid)
      .when(give('4000'), byTito)
      .thenAccepted(returned('4000.00', { freed: freed('583.09') }));
    given(ReturnBalanceHandler, ...paid, returned('1000.00'))
      .when(give('3000'), byTito)
      .thenAccepted(returned('3000.00', { freed: freed('437.32') }));
  });

  test('is what is neither justified, reported nor owed', () => {
    const before = [...paid, reported(), reported('E-2'), ruledOut(false, {}, 'E-2')];
    given(ReturnBalanceHandler, ...before)
      .when(give('2600'), byTito)
      .thenAccepted(returned('2600.00', { freed: freed('379.01') }));
    const [refusal] = given(ReturnBalanceHandler, ...before)
      .when(give('2700'), byTito)
      .thenRefused('RETURN_EXCEEDS_BALANCE');
    expect(refusal!.cure).toBe(
      'return at most 2600.00 BOB, or withdraw what was reported and not spent, ' +
        'or settle what is ineligible as returned to the project',
    );
    given(ReturnBalanceHandler, ...before)
      .when(give('2700'), history)
      .thenFound(['RETURN_EXCEEDS_BALANCE'], returned('2700.00', { freed: freed('393.59') }));
    given(ReturnBalanceHandler, ...paid)
      .when(give('0'), history)
      .thenRefused('AMOUNT_NOT_POSITIVE');
    given(ReturnBalanceHandler, ...paid.slice(0, -1))
      .when(give('1'), byTito)
      .thenRefused('TRANCHE_NOT_PAID', 'RETURN_EXCEEDS_BALANCE');
  });
});
