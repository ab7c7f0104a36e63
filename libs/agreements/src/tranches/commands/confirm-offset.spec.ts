import { given } from '../../../../../test/support/decider-kit';
import { agreement } from '../../agreement';
import type { AgreementEvent } from '../../agreement.events';
import { unjustifiedOf } from '../../agreement.state';
import { bob } from '../../agreement.testing';
import { money, ofTranche, reportedExpense, setOff } from '../tranches.testing';
import { BounceTrancheHandler } from './bounce-tranche';
import { CancelTrancheHandler } from './cancel-tranche';
import { ConfirmOffsetHandler } from './confirm-offset';
import { ConfirmTrancheHandler } from './confirm-tranche';
import { OrderTrancheHandler } from './order-tranche';
import { as, atOrder, by, half, paying } from './steps.testing';

const wholly = [...atOrder, reportedExpense, setOff('3000.00'), setOff('1000.00')] as const;
const confirmed: AgreementEvent = {
  type: 'TrancheSetOff',
  data: { ...ofTranche(1, 'tito'), amount: bob('4000.00'), commitment: 'a-17-2022' },
};
const confirm = (...events: readonly AgreementEvent[]) => given(ConfirmOffsetHandler, ...events);

test('what was set off wholly is confirmed without a payment, and is to be justified like any other', () => {
  confirm(...wholly)
    .when(by('tito'), as('tito'))
    .thenAccepted(confirmed);
  const state = [...wholly, confirmed].reduce(agreement.evolve, agreement.initial);
  const tranche = state.tranches.tranches.get(1)!;
  expect(tranche).toMatchObject({ state: 'confirmed', payment: null, eligible: null });
  expect(tranche.transferred).toEqual(money('4000.00'));
  // What the same tranche gave back by the offsets of these tests is no part of it.
  expect(unjustifiedOf({ ...state, expenses: { ...state.expenses, returned: new Map() } }, tranche)).toEqual(
    money('4000.00'),
  );
});

test('of what is still to be paid the payment is ordered', () => {
  const [refusal] = confirm(...atOrder, reportedExpense, setOff('3999.99'))
    .when(by('tito'), as('tito'))
    .thenRefused('OFFSET_INCOMPLETE');
  expect(refusal).toMatchObject({ values: { toPay: money('0.01') }, cure: 'order the payment of 0.01 BOB' });
  confirm(...half)
    .when(by('tito'), as('tito'))
    .thenRefused('TRANCHE_NOT_AT_STEP');
});

test('by somebody who did not approve it, and once', () => {
  confirm(...wholly)
    .when(by('carla'), as('carla'))
    .thenRefused('DUTY_CONFLICT');
  confirm(...wholly, confirmed)
    .when(by('tito'), as('tito'))
    .thenRefused('TRANCHE_NOT_AT_STEP');
});

test('there is no payment to order, to confirm, to give up or to come back', () => {
  const [order] = given(OrderTrancheHandler, ...wholly)
    .when({ ...by('tito'), payer: 'unit-bob' }, paying('tito'))
    .thenRefused('NOTHING_TO_PAY');
  expect(order!.cure).toBe('confirm the offset: there is no payment to order');
  given(CancelTrancheHandler, ...wholly)
    .when({ ...by('carla'), reason: 'not wanted' }, as('carla'))
    .thenRefused('TRANCHE_SET_OFF');
  given(ConfirmTrancheHandler, ...wholly, confirmed)
    .when({ ...by('tito'), reference: 'bank 1' }, as('tito'))
    .thenRefused('TRANCHE_NOT_AT_STEP');
  given(BounceTrancheHandler, ...wholly, confirmed)
    .when({ ...by('tito'), reason: 'no such account' }, as('tito'))
    .thenRefused('NOTHING_WAS_PAID');
});
