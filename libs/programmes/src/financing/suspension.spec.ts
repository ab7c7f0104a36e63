import { fold } from '@tramo/kernel';
import { given } from '../../../../test/support/decider-kit';
import { financing, suspensionOn } from './financing.state';
import { date, signed, type FinancingEvent } from './financing.testing';
import { LiftFinancingSuspensionHandler, SuspendFinancingHandler } from './suspension';

const of = { financing: '8735-bo', document: 'AIF/2022/114', reason: 'the audit of 2021 is late' };
const suspend = { ...of, suspendedOn: date('2022-03-01') };
const lift = { ...of, document: 'AIF/2022/140', reason: 'it was received', liftedOn: date('2022-03-20') };
const at = (actor: string, on = '2022-03-31') => ({ actor, effectiveOn: date(on), actedOn: date(on) });

const suspended: FinancingEvent = {
  type: 'FinancingSuspended',
  data: { programme: 'par2', number: 1, ...suspend, by: 'ana', on: date('2022-03-31') },
};
const lifted: FinancingEvent = {
  type: 'FinancingSuspensionLifted',
  data: { programme: 'par2', number: 1, ...lift, by: 'rosa', on: date('2022-03-31') },
};

describe('a suspension by the lender', () => {
  it('is recorded with its day, its letter and its reason, once while it lasts', () => {
    given(SuspendFinancingHandler, signed).when(suspend, at('ana')).thenAccepted(suspended);
    given(SuspendFinancingHandler, signed, suspended)
      .when(suspend, at('ana'))
      .thenRefused('FINANCING_SUSPENDED_ALREADY');
    given(SuspendFinancingHandler).when(suspend, at('ana')).thenRefused('FINANCING_UNKNOWN');
    given(SuspendFinancingHandler, signed)
      .when(suspend, at('ana', '2022-02-28'))
      .thenRefused('NOTICE_OF_THE_FUTURE');
  });

  it('is lifted by another person than the one who recorded it', () => {
    given(LiftFinancingSuspensionHandler, signed, suspended).when(lift, at('rosa')).thenAccepted(lifted);
    given(LiftFinancingSuspensionHandler, signed, suspended).when(lift, at('ana')).thenRefused('SAME_PERSON');
    given(LiftFinancingSuspensionHandler, signed)
      .when(lift, at('rosa'))
      .thenRefused('FINANCING_NOT_SUSPENDED');
    given(LiftFinancingSuspensionHandler, signed, suspended, lifted)
      .when(lift, at('rosa'))
      .thenRefused('FINANCING_NOT_SUSPENDED');
  });

  it('is lifted after it began, and not before that day has come', () => {
    const asked = given(LiftFinancingSuspensionHandler, signed, suspended);
    asked.when({ ...lift, liftedOn: date('2022-02-28') }, at('rosa')).thenRefused('LIFTED_BEFORE_SUSPENDED');
    asked.when(lift, at('rosa', '2022-03-19')).thenRefused('NOTICE_OF_THE_FUTURE');
  });

  it('lasts from its day to the day before it is lifted, each of several', () => {
    const again: FinancingEvent = {
      type: 'FinancingSuspended',
      data: { ...(suspended.data as object), number: 2, suspendedOn: date('2022-05-01') } as never,
    };
    const state = fold(financing, [signed, suspended, lifted, again]);
    const days = ['2022-02-28', '2022-03-01', '2022-03-19', '2022-03-20', '2022-04-30', '2022-05-01'];
    expect(days.map((day) => suspensionOn(state, date(day))?.number ?? null)).toEqual([
      null,
      1,
      1,
      null,
      null,
      2,
    ]);
  });
});
