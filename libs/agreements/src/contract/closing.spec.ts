import { Money } from '@tramo/kernel';
import { given } from '../../../../test/support/decider-kit';
import type { AgreementEvent, DataOf } from '../agreement.events';
import {
  bob,
  deposited,
  doneBy,
  instalmentCommitted,
  line,
  ofAgreement,
  promise,
  signed,
  usd,
} from '../agreement.testing';
import { agreement } from '../agreement';
import { observed, reported, withdrawn } from '../expenses/expenses.testing';
import { CloseAgreementHandler } from './close-agreement';
import { categoryFreed } from './elsewhere';
import { eventWith, facts, requested, approved, confirmed, accepted } from './contract.testing';

describe('closing an agreement', () => {
  const close = (more = {}) => ({ ...ofAgreement, by: 'carla', ...more });
  const carla = { facts, actor: 'carla' };
  const closed = (more: Partial<DataOf<'AgreementClosed'>> = {}): AgreementEvent => ({
    type: 'AgreementClosed',
    data: {
      ...ofAgreement,
      ...doneBy('carla'),
      correctsOn: null,
      entity: 'uep',
      line,
      futureYears: [{ budgetYear: '2023', amount: bob('-3000.00') }],
      promises: [promise('org-12', '-785.00'), promise('org-12', '-500.00', 'in-kind')],
      counterpartOwed: bob('1714.29'),
      counterpartUsed: bob('1714.00'),
      reservedLeft: usd('1020.41'),
      assets: [],
      ...more,
    },
  });
  const paid = [signed(), instalmentCommitted(), requested(), approved(), confirmed()];
  const settled = [...paid, deposited('D-1', '1715'), ...accepted('4000.00', '1714.00')];

  test('trues up the counterpart to what was paid, and gives back what is not needed', () => {
    const assets = [{ description: 'sprayer', quantity: '12', amount: bob('600') }];
    const event = closed({ assets: [{ ...assets[0]!, amount: bob('600.00') }] });
    given(CloseAgreementHandler, ...settled)
      .when(close({ assets }), carla)
      .thenAccepted(event);
    const state = settled.reduce((before, one) => agreement.evolve(before, one), agreement.initial);
    expect(categoryFreed({}, state, [event])).toEqual([
      expect.objectContaining({ from: 'reserved', to: 'free', amount: usd('1020.41') }),
    ]);
  });

  test('says everything that is not settled', () => {
    const open = [...paid, ...accepted('3000.00', '1714.00'), requested(2, '3000')];
    const refusals = given(CloseAgreementHandler, ...open)
      .when(close(), carla)
      .thenRefused('AGREEMENT_UNSETTLED', 'AGREEMENT_UNSETTLED');
    expect(refusals.map(({ values }) => [values['what'], values['of']])).toEqual([
      ['unjustified', '1'],
      ['tranche', '2'],
    ]);
    const [left] = given(CloseAgreementHandler, signed(), instalmentCommitted())
      .when(close(), carla)
      .thenRefused('AGREEMENT_UNSETTLED');
    expect(left!.cure).toBe('release 4000.00 BOB of 2022');
  });

  test('leaves no expense that nobody has decided on: nobody could any more', () => {
    const waiting = reported('E-9');
    const seen = observed(undefined, 'E-9');
    for (const open of [[waiting], [waiting, seen]]) {
      const [refusal] = given(CloseAgreementHandler, ...settled, ...open)
        .when(close(), carla)
        .thenRefused('AGREEMENT_UNSETTLED');
      expect(refusal!.values).toMatchObject({ what: 'expense', of: 'E-9' });
      expect(refusal!.cure).toBe('have expense E-9 accepted or ruled on, or withdraw it');
    }
    const gone = eventWith<'ExpenseWithdrawn'>(withdrawn, { expense: 'E-9' });
    given(CloseAgreementHandler, ...settled, waiting, gone)
      .when(close(), carla)
      .thenAccepted(closed());
  });

  test('wants the counterpart that belongs to what was paid', () => {
    const short = [...paid, deposited('D-1', '1715'), ...accepted('4000.00', '1700.00')];
    const [refusal] = given(CloseAgreementHandler, ...short)
      .when(close(), carla)
      .thenRefused('COUNTERPART_SHORT');
    expect(refusal!.values).toMatchObject({
      required: Money.of('1714.29', 'BOB'),
      used: Money.of('1700', 'BOB'),
      shortfall: Money.of('14.29', 'BOB'),
    });
    given(CloseAgreementHandler, ...short)
      .when(close(), { ...carla, mode: 'history' })
      .thenFound(['COUNTERPART_SHORT'], closed({ counterpartUsed: bob('1700.00') }));
  });

  test('ends what was never funded, or was terminated, and happens once', () => {
    const nothing = closed({
      futureYears: [
        { budgetYear: '2022', amount: bob('-4000.00') },
        { budgetYear: '2023', amount: bob('-3000.00') },
      ],
      promises: [promise('org-12', '-2500.00'), promise('org-12', '-500.00', 'in-kind')],
      counterpartOwed: bob('0.00'),
      counterpartUsed: bob('0.00'),
    });
    const ended: AgreementEvent = {
      type: 'AgreementTerminated',
      data: { ...ofAgreement, ...doneBy(), reason: 'abandoned' },
    };
    given(CloseAgreementHandler, signed(), ended).when(close(), carla).thenAccepted(nothing);
    given(CloseAgreementHandler, signed(), nothing)
      .when(close(), carla)
      .thenRefused('AGREEMENT_NOT_IN_FORCE');
    given(CloseAgreementHandler, signed())
      .when(close({ assets: [{ description: 'x', quantity: '1', amount: bob('-1') }] }), carla)
      .thenRefused('AMOUNT_NOT_POSITIVE');
  });
});
