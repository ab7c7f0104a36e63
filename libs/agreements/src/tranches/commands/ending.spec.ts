import { given } from '../../../../../test/support/decider-kit';
import type { AgreementEvent } from '../../agreement.events';
import { bob, instalmentCommitted } from '../../agreement.testing';
import {
  bounced,
  cancelled,
  evidence,
  ofTranche,
  ordered,
  reduced,
  reportedExpense,
  returned,
  sent,
  setOff,
} from '../tranches.testing';
import { CancelTrancheHandler } from './cancel-tranche';
import { CloseTrancheHandler } from './close-tranche';
import { ConfirmOffsetHandler } from './confirm-offset';
import { RequestTrancheHandler } from './request-tranche';
import { half, atOrder, atSending, atBank, arrived, back, as, by } from './steps.testing';

describe('a cancellation', () => {
  const body = { ...by('carla'), reason: 'not wanted' };
  const cancel = (...events: readonly AgreementEvent[]) => given(CancelTrancheHandler, ...events);

  test('before approval takes nothing back', () => {
    cancel(...half)
      .when(body, as('carla'))
      .thenAccepted(cancelled());
  });
  test('after approval gives back what was accrued', () => {
    cancel(...atOrder)
      .when(body, as('carla'))
      .thenAccepted(cancelled({ commitment: 'a-17-2022', wasApproved: true }));
  });
  test('after the order stops the payment', () => {
    const stopped = { commitment: 'a-17-2022', wasApproved: true, payment: 'a-17-1-1', payer: 'unit-bob' };
    cancel(...atSending)
      .when(body, as('carla'))
      .thenAccepted(cancelled(stopped));
  });
  test('after the payment came back clears returned payments', () => {
    cancel(...back)
      .when(body, as('carla'))
      .thenAccepted(cancelled({ commitment: 'a-17-2022', wasApproved: true, wasReturned: true }));
  });
  test('is too late once it is sent', () => {
    cancel(...atBank)
      .when(body, as('carla'))
      .thenRefused('TRANCHE_NOT_AT_STEP');
    cancel(...arrived)
      .when(body, as('carla'))
      .thenRefused('TRANCHE_NOT_AT_STEP');
  });
  test('leaves what was set off against it, which settled a debt: only the rest is paid no more', () => {
    const partly = [...atOrder, reportedExpense, setOff('1000.00')];
    cancel(...partly)
      .when(body, as('carla'))
      .thenAccepted(reduced());
    cancel(...partly, ordered({ amount: bob('3000.00') }))
      .when(body, as('carla'))
      .thenAccepted(reduced({ payment: 'a-17-1-1', payer: 'unit-bob' }));
    cancel(...partly, ordered({ amount: bob('3000.00') }), sent(), bounced())
      .when(body, as('carla'))
      .thenAccepted(reduced({ wasReturned: true }));
    cancel(...partly, reduced())
      .when(body, as('carla'))
      .thenRefused('TRANCHE_SET_OFF');
    const [arrival] = given(ConfirmOffsetHandler, ...partly, reduced())
      .when(by('tito'), as('tito'))
      .thenWritten();
    expect(arrival).toMatchObject({ type: 'TrancheSetOff', data: { amount: bob('1000.00') } });
  });
});

describe('the end', () => {
  const close = (...events: readonly AgreementEvent[]) => given(CloseTrancheHandler, ...events);
  test('comes when everything is justified', () => {
    close(...arrived, returned(1, '4000.00'))
      .when(by('dora'), as('dora'))
      .thenAccepted({ type: 'TrancheClosed', data: ofTranche(1, 'dora') });
  });
  test('does not come before', () => {
    const [open] = close(...arrived, returned(1, '3999.99'))
      .when(by('dora'), as('dora'))
      .thenRefused('TRANCHE_UNJUSTIFIED');
    expect(open!.values).toMatchObject({ unjustified: expect.objectContaining({ amountMinor: 1n }) });
    close(...atBank)
      .when(by('dora'), as('dora'))
      .thenRefused('TRANCHE_NOT_AT_STEP');
  });
  test('lets the next one be asked for', () => {
    given(RequestTrancheHandler, ...arrived, returned(1, '4000.00'), instalmentCommitted('3000.00', '2023'))
      .when({ ...by('olga'), tranche: 2, documents: evidence }, as('olga'))
      .thenWritten();
  });
});
