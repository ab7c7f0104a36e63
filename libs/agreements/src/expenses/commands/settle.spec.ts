import { Money } from '@tramo/kernel';
import type { AccountAnswer } from '@tramo/treasury';
import { given } from '../../../../../test/support/decider-kit';
import { agreement } from '../../agreement';
import type { DataOf } from '../../agreement.events';
import { bob, day, place, today, usd } from '../../agreement.testing';
import { organisationStream } from '../../organisations/organisation';
import {
  accepted,
  approved,
  asked,
  byTito,
  facts,
  operating,
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
/** What comes back to the project arrives on an account that is there for it. */
const refunded = { ...byTito, facts: { ...facts, account: operating } };
const refundedBefore = { ...refunded, mode: 'history' } as const;
const body = { ...asked, by: 'tito', expense: 'E-1', reference: 'deposit 12' };
const owing = [...paid, reported(), ruledOut(false)];
const freed = (amount: string, from: 'eligible' | 'reserved' = 'eligible') => ({ from, amount: usd(amount) });
const next = { ...refunded, effectiveOn: day('2023-01-15'), actedOn: day('2023-01-15') };

describe('what is ineligible is made good', () => {
  test('by the organisation, on its own account', () => {
    const toAccount = { ...body, way: 'to-account' as const, account: 'org-12-main' };
    given(SettleIneligibleHandler, ...owing)
      .when(toAccount, byTito)
      .thenAccepted(settled('to-account', { account: 'org-12-main' }));
  });

  test.each([
    ['ACCOUNT_UNKNOWN', { exists: false }],
    ['ACCOUNT_UNKNOWN', { ...facts.account, programme: 'indap' }],
    ['ACCOUNT_NOT_OF_ORGANISATION', { ...facts.account, holder: 'org-9' }],
    ['ACCOUNT_NOT_OF_ORGANISATION', { ...facts.account, kind: 'operating' }],
    ['CURRENCY_NOT_OF_AGREEMENT', { ...facts.account, currency: 'USD' }],
    ['ACCOUNT_CLOSED', { ...facts.account, state: 'closed' }],
  ] as readonly (readonly [string, AccountAnswer])[])('on no other account: %s', (code, account) => {
    const [refusal] = given(SettleIneligibleHandler, ...owing)
      .when(
        { ...body, way: 'to-account', account: 'org-12-main' },
        { ...byTito, facts: { ...facts, account } },
      )
      .thenRefused(code);
    expect(refusal!.field).toMatch(/^account/);
  });

  test('to the project, which frees of the category what the transfer had taken', () => {
    const toProject = { ...body, way: 'to-project' as const, account: 'op-1' };
    given(SettleIneligibleHandler, ...owing)
      .when(toProject, refunded)
      .thenAccepted(settled('to-project', { account: 'op-1', freed: freed('102.04') }));
    given(SettleIneligibleHandler, ...owing)
      .when({ ...toProject, amount: bob('300') }, refunded)
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

  test('to the project, on an account that is there for it, in a year that is open', () => {
    const toProject = { ...body, way: 'to-project' as const, account: 'op-1' };
    const settling = (more: object) =>
      given(SettleIneligibleHandler, ...owing).when(toProject, {
        ...refunded,
        facts: { ...facts, account: operating, ...more },
      });
    settling({ account: facts.account }).thenRefused('NOT_OF_ACCOUNT_KIND');
    settling({ account: { exists: false } }).thenRefused('ACCOUNT_UNKNOWN');
    settling({ account: { ...operating, programme: 'indap' } }).thenRefused('ACCOUNT_UNKNOWN');
    settling({ account: { ...operating, currency: 'USD' } }).thenRefused('CURRENCY_NOT_OF_ACCOUNT');
    settling({ account: { ...operating, state: 'closed' } }).thenRefused('ACCOUNT_CLOSED');
    settling({ account: { ...operating, entity: 'fps' } }).thenRefused('ACCOUNT_NOT_OF_ENTITY');
    settling({ budget: { ...facts.budget, closed: true } }).thenRefused('YEAR_CLOSED');
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
    given(SettleIneligibleHandler, ...owing, requested(2, '700.00'), approved(2, '700.00'))
      .when(offset, byTito)
      .thenAccepted(settled('offset', { against }));
    const [refusal] = given(SettleIneligibleHandler, ...owing, requested(2, '699.99'), approved(2, '699.99'))
      .when(offset, byTito)
      .thenRefused('OFFSET_EXCEEDS_TRANCHE');
    expect(refusal!.cure).toBe('set off at most 699.99 BOB, and settle the rest in another way');
  });

  test('by a legal act that lets it go', () => {
    const legalAct = { type: 'resolución', number: '8', date: day('2022-03-30') };
    given(SettleIneligibleHandler, ...owing)
      .when({ ...body, way: 'written-off', legalAct }, byTito)
      .thenAccepted(settled('written-off', { legalAct }));
    const ahead = { ...legalAct, date: day('2090-01-01') };
    const [refusal] = given(SettleIneligibleHandler, ...owing)
      .when({ ...body, way: 'written-off', legalAct: ahead }, byTito)
      .thenRefused('LEGAL_ACT_AHEAD');
    expect(refusal!.values).toEqual({ date: '2090-01-01', effectiveOn: today });
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
      .when(toProject, refunded)
      .thenRefused('SETTLEMENT_EXCEEDS_OWED');
    expect(refusal!.values).toMatchObject({ owed: money('700'), excess: money('0.01') });
    given(SettleIneligibleHandler, ...owing)
      .when(toProject, refundedBefore)
      .thenFound(
        ['SETTLEMENT_EXCEEDS_OWED'],
        settled('to-project', { account: 'op-1', amount: bob('700.01'), freed: freed('102.04') }),
      );
    given(SettleIneligibleHandler, ...paid, reported(), accepted())
      .when(toProject, refunded)
      .thenRefused('EXPENSE_NOT_INELIGIBLE');
    given(SettleIneligibleHandler, ...owing, settled('to-project', { account: 'op-1' }))
      .when(toProject, refunded)
      .thenRefused('EXPENSE_NOT_INELIGIBLE');
    given(SettleIneligibleHandler, ...owing)
      .when({ ...toProject, amount: bob('0') }, refunded)
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

  test('comes back to the books that it was paid from', () => {
    const fund = { ...refunded, facts: { ...facts, account: { ...operating, entity: 'fps' } } };
    const [refusal] = given(ReturnBalanceHandler, ...paid)
      .when(give('4000'), fund)
      .thenRefused('ACCOUNT_NOT_OF_ENTITY');
    expect(refusal!.values).toEqual({ account: 'op-1', entity: 'uep', given: 'fps' });
    given(ReturnBalanceHandler, ...paid)
      .when(give('4000'), { ...fund, mode: 'history' })
      .thenFound(['ACCOUNT_NOT_OF_ENTITY'], returned('4000.00', { freed: freed('583.09') }));
  });

  test('comes back, and with it what the category had given', () => {
    given(ReturnBalanceHandler, ...paid)
      .when(give('4000'), refunded)
      .thenAccepted(returned('4000.00', { freed: freed('583.09') }));
    given(ReturnBalanceHandler, ...paid, returned('1000.00'))
      .when(give('3000'), refunded)
      .thenAccepted(returned('3000.00', { freed: freed('437.32') }));
  });

  test('is what is neither justified, reported nor owed', () => {
    const before = [...paid, reported(), reported('E-2'), ruledOut(false, {}, 'E-2')];
    given(ReturnBalanceHandler, ...before)
      .when(give('2600'), refunded)
      .thenAccepted(returned('2600.00', { freed: freed('379.01') }));
    const [refusal] = given(ReturnBalanceHandler, ...before)
      .when(give('2700'), refunded)
      .thenRefused('RETURN_EXCEEDS_BALANCE');
    expect(refusal!.cure).toBe(
      'return at most 2600.00 BOB, or withdraw what was reported and not spent, ' +
        'or settle what is ineligible as returned to the project',
    );
    given(ReturnBalanceHandler, ...before)
      .when(give('2700'), refundedBefore)
      .thenFound(['RETURN_EXCEEDS_BALANCE'], returned('2700.00', { freed: freed('393.59') }));
    given(ReturnBalanceHandler, ...paid)
      .when(give('0'), refundedBefore)
      .thenRefused('AMOUNT_NOT_POSITIVE');
    given(ReturnBalanceHandler, ...paid.slice(0, -1))
      .when(give('1'), refunded)
      .thenRefused('TRANCHE_NOT_PAID', 'RETURN_EXCEEDS_BALANCE');
  });

  test('comes to an account that is there for it, in a year that is open', () => {
    const giving = (more: object) =>
      given(ReturnBalanceHandler, ...paid).when(give('1'), {
        ...refunded,
        facts: { ...facts, account: operating, ...more },
      });
    giving({ account: facts.account }).thenRefused('NOT_OF_ACCOUNT_KIND');
    giving({ account: { ...operating, state: 'closed' } }).thenRefused('ACCOUNT_CLOSED');
    giving({ budget: { ...facts.budget, closed: true } }).thenRefused('YEAR_CLOSED');
  });
});

describe('what comes back', () => {
  /** Of what its organisation owes, in all agreements. */
  const theirs = organisationStream('par2', 'org-12');
  const state = [...paid, reported(), ruledOut(false)].reduce(agreement.evolve, agreement.initial);
  const settles = (
    way: DataOf<'IneligibleSettled'>['way'],
    more: Partial<DataOf<'IneligibleSettled'>> = {},
  ) => {
    const written = [settled(way, { freed: freed('102.04'), ...more })];
    const { reserves, follows } = SettleIneligibleHandler.spec;
    const planned = Object.entries({ ...reserves, ...follows }).map(([name, one]) => [
      name,
      one
        .plan({ ...body, way }, state, written as never)
        .map(({ stream, ask }) => [stream, ...[ask['from'], ask['to']].filter((at) => at !== undefined)]),
    ]);
    return Object.fromEntries(planned) as Record<string, unknown>;
  };

  test('is there, and available and free again, once it is decided', () => {
    expect(settles('to-project', { account: 'op-1' })).toEqual({
      commitment: [],
      refund: [['account-op-1']],
      returned: [['budget-par2-2022', 'paid', 'available']],
      category: [['financing-8735-bo', 'eligible', 'free']],
      standing: [[theirs]],
    });
    expect(settles('to-project', { account: 'op-1', sameYear: false })).toMatchObject({ returned: [] });
  });

  test('as so much less to pay takes that from what is accrued, before it is decided', () => {
    const against = { tranche: 2, commitment: 'a-17-2023', place: { ...place, budgetYear: '2023' } };
    expect(settles('offset', { against, freed: null })).toEqual({
      commitment: [['budget-par2-2023', 'accrued', 'paid']],
      refund: [],
      returned: [['budget-par2-2022', 'paid', 'available']],
      category: [],
      standing: [[theirs]],
    });
  });
});
