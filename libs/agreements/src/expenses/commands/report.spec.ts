import { Money } from '@tramo/kernel';
import { given } from '../../../../../test/support/decider-kit';
import type { AgreementEvent } from '../../agreement.events';
import { bob, day, doneBy, posted, signed, usd } from '../../agreement.testing';
import {
  accepted,
  approved,
  askedReport,
  byFidel,
  byRosa,
  facts,
  observed,
  paid,
  remedied,
  reported,
  requested,
  ruledOut,
  withdrawn,
} from '../expenses.testing';
import { RemedyExpenseHandler } from './remedy-expense';
import { ReportExpenseHandler } from './report-expense';
import { WithdrawExpenseHandler } from './withdraw-expense';

const history = { ...byRosa, mode: 'history' } as const;
const money = (amount: string): Money => Money.of(amount, 'BOB');
const rest = { subsidy: null, contributions: null };
const bounced: AgreementEvent = {
  type: 'TrancheBounced',
  data: {
    ...posted,
    ...doneBy('tito'),
    tranche: 1,
    amount: bob('4000.00'),
    commitment: 'a-17-2022',
    payment: 'a-17-1-1',
    payer: 'op-1',
    payee: 'org-12-main',
    reason: 'account closed',
    wasConfirmed: true,
    eligible: null,
  },
};

describe('an expense', () => {
  test('is reported into a tranche that was paid', () => {
    given(ReportExpenseHandler, ...paid)
      .when(askedReport, byRosa)
      .thenAccepted(reported());
  });

  test('is split by the terms where the report leaves that out, and the residue is stated', () => {
    given(ReportExpenseHandler, ...paid)
      .when({ ...askedReport, ...rest, net: bob('870.01') }, byRosa)
      .thenAccepted(
        reported('E-1', {
          net: bob('870.01'),
          subsidy: bob('700.01'),
          contributions: [{ party: 'org-12', kind: 'cash', amount: bob('300.00') }],
          residue: '0.003',
        }),
      );
  });

  test('of an agreement without counterpart is the subsidy’s', () => {
    const alone = signed({ counterpart: null, promised: [] });
    given(ReportExpenseHandler, alone, ...paid.slice(1))
      .when({ ...askedReport, ...rest }, byRosa)
      .thenAccepted(reported('E-1', { subsidy: bob('1000.00'), contributions: [], residue: '0' }));
  });

  test('adds up, or says by how much it does not', () => {
    const [refusal] = given(ReportExpenseHandler, ...paid)
      .when({ ...askedReport, subsidy: bob('600') }, byRosa)
      .thenRefused('EXPENSE_DOES_NOT_ADD_UP');
    expect(refusal!.values).toMatchObject({
      gross: money('1000'),
      paid: money('900'),
      difference: money('100'),
    });
  });

  test('takes no more of the subsidy than nobody has accounted for, or reported', () => {
    const before = [...paid, reported('E-0', { subsidy: bob('3000.00'), net: bob('3170.00') })];
    const big = { ...askedReport, subsidy: bob('1000'), contributions: null };
    given(ReportExpenseHandler, ...before)
      .when(big, byRosa)
      .thenAccepted(reported('E-1', { subsidy: bob('1000.00'), contributions: [] }));
    const [refusal] = given(ReportExpenseHandler, ...before)
      .when({ ...big, net: bob('1170'), subsidy: bob('1300') }, byRosa)
      .thenRefused('EXPENSE_EXCEEDS_TRANCHE');
    expect(refusal).toMatchObject({
      values: {
        transferred: money('4000'),
        pending: money('3000'),
        free: money('1000'),
        shortfall: money('300'),
      },
      cure: 'report at most 1000.00 BOB as subsidy, and the other 300.00 BOB as counterpart',
    });
    given(ReportExpenseHandler, ...before)
      .when({ ...big, net: bob('1170'), subsidy: bob('1300') }, history)
      .thenFound(
        ['EXPENSE_EXCEEDS_TRANCHE'],
        reported('E-1', { net: bob('1170.00'), subsidy: bob('1300.00'), contributions: [] }),
      );
  });

  test('was spent while the agreement lasts, and before it is reported', () => {
    const on = (spentOn: string) => ({ ...askedReport, spentOn: day(spentOn) });
    const when = (spentOn: string) => given(ReportExpenseHandler, ...paid).when(on(spentOn), byRosa);
    when('2022-01-31').thenRefused('SPENT_OUTSIDE_AGREEMENT');
    when('2022-04-01').thenRefused('SPENT_IN_FUTURE');
    when('2023-07-01').thenRefused('SPENT_OUTSIDE_AGREEMENT', 'SPENT_IN_FUTURE');
    given(ReportExpenseHandler, ...paid)
      .when(on('2022-01-31'), history)
      .thenFound(['SPENT_OUTSIDE_AGREEMENT'], reported('E-1', { spentOn: day('2022-01-31') }));
  });

  test('has no more withheld from it than is paid in cash', () => {
    const inKind = [{ party: 'org-12', kind: 'in-kind' as const, amount: bob('300.00') }];
    given(ReportExpenseHandler, ...paid)
      .when({ ...askedReport, contributions: inKind, withheld: bob('701') }, byRosa)
      .thenRefused('WITHHELD_EXCEEDS_PAYMENT');
  });

  test('takes the place of one that was ruled out, with as much as that one owes', () => {
    const full = { subsidy: bob('4000.00'), net: bob('4170.00') };
    const before = [...paid, reported('E-0', full), ruledOut(false, { subsidy: full.subsidy }, 'E-0')];
    given(ReportExpenseHandler, ...before)
      .when(askedReport, byRosa)
      .thenRefused('EXPENSE_EXCEEDS_TRANCHE');
    const substitute = { ...askedReport, substitutes: 'E-0' };
    given(ReportExpenseHandler, ...before)
      .when(substitute, byRosa)
      .thenAccepted(reported('E-1', { substitutes: 'E-0' }));
    given(ReportExpenseHandler, ...before, reported('E-2', { ...full, substitutes: 'E-0' }))
      .when(substitute, byRosa)
      .thenRefused('EXPENSE_EXCEEDS_TRANCHE');
    given(ReportExpenseHandler, ...paid, reported('E-0', { subsidy: bob('100.00') }))
      .when(substitute, byRosa)
      .thenRefused('NOTHING_TO_SUBSTITUTE');
    given(ReportExpenseHandler, ...paid)
      .when(substitute, byRosa)
      .thenRefused('EXPENSE_UNKNOWN');
  });

  test('goes into a tranche that was paid', () => {
    given(ReportExpenseHandler, ...paid.slice(0, -1))
      .when(askedReport, byRosa)
      .thenRefused('TRANCHE_NOT_PAID', 'EXPENSE_EXCEEDS_TRANCHE');
    given(ReportExpenseHandler, ...paid)
      .when({ ...askedReport, tranche: 2 }, history)
      .thenRefused('TRANCHE_UNKNOWN');
    given(ReportExpenseHandler, ...paid, requested(2, '3000.00'), approved(2, '3000.00'))
      .when({ ...askedReport, tranche: 2, subsidy: bob('0'), contributions: null }, byRosa)
      .thenRefused('TRANCHE_NOT_PAID', 'EXPENSE_DOES_NOT_ADD_UP');
  });

  test.each([
    ['AMOUNT_NOT_POSITIVE', { net: bob('0') }],
    ['AMOUNT_NOT_POSITIVE', { tax: bob('-1') }],
    [
      'AMOUNT_NOT_POSITIVE',
      { contributions: [{ party: 'org-12', kind: 'cash' as const, amount: bob('0') }] },
    ],
    ['CURRENCY_NOT_OF_AGREEMENT', { net: usd('1') }],
    ['CURRENCY_NOT_OF_AGREEMENT', { invoice: { ...askedReport.invoice, total: usd('1000') } }],
  ])('is refused in history as well: %s', (code, more) => {
    given(ReportExpenseHandler, ...paid)
      .when({ ...askedReport, ...more }, history)
      .thenRefused(code);
  });

  test('has an id of its own, under an agreement of the programme that is not closed', () => {
    given(ReportExpenseHandler, ...paid, reported())
      .when(askedReport, byRosa)
      .thenRefused('EXPENSE_EXISTS');
    given(ReportExpenseHandler).when(askedReport, byRosa).thenRefused('AGREEMENT_UNKNOWN');
    given(ReportExpenseHandler, ...paid)
      .when(askedReport, {
        ...byRosa,
        facts: { ...facts, programme: { ...facts.programme, monthClosed: true } },
      })
      .thenRefused('MONTH_CLOSED');
  });

  test('is not reported by who judges expenses of the agreement', () => {
    given(ReportExpenseHandler, ...paid, reported(), accepted())
      .when({ ...askedReport, expense: 'E-2', by: 'fidel' }, byFidel)
      .thenRefused('DUTY_CONFLICT');
  });
});

describe('an observation', () => {
  const remedy = { ...askedReport, answer: 'the invoice is attached' };

  test('is remedied with the report as it should have been', () => {
    given(RemedyExpenseHandler, ...paid, reported('E-1', { subsidy: bob('4000.00') }), observed())
      .when(remedy, byRosa)
      .thenAccepted(remedied());
  });

  test('is there before it is remedied', () => {
    given(RemedyExpenseHandler, ...paid, reported())
      .when(remedy, byRosa)
      .thenRefused('EXPENSE_NOT_OBSERVED');
    given(RemedyExpenseHandler, ...paid, reported())
      .when(remedy, history)
      .thenFound(['EXPENSE_NOT_OBSERVED'], remedied());
    given(RemedyExpenseHandler, ...paid)
      .when(remedy, byRosa)
      .thenRefused('EXPENSE_UNKNOWN');
  });
});

test('a report is taken back before it is accepted, and not afterwards', () => {
  const withdraw = { ...askedReport, reason: 'twice' };
  const handler = WithdrawExpenseHandler;
  const { programme, agreement, by, expense, reason } = withdraw;
  const body = { programme, agreement, by, expense, reason };
  given(handler, ...paid, reported())
    .when(body, byRosa)
    .thenAccepted(withdrawn);
  given(handler, ...paid, reported(), observed())
    .when(body, byRosa)
    .thenAccepted(withdrawn);
  given(handler, ...paid, reported(), accepted())
    .when(body, byRosa)
    .thenRefused('EXPENSE_NOT_REPORTED');
  // Its payment has come back since: nobody can accept it, and its invoice is not held for ever.
  given(handler, ...paid, reported(), bounced)
    .when(body, byRosa)
    .thenAccepted(withdrawn);
});
