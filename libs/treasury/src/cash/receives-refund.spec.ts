import { fold, Rejection, type Decision } from '@tramo/kernel';
import type { ReservationContext } from '@tramo/event-log';
import { account } from '../account';
import type { AccountState } from '../account.state';
import type { AccountEvent, DataOf } from '../events';
import { bob, opened, today, usd } from '../treasury.testing';
import { receivesRefund } from './receives-refund';

const ask = {
  programme: 'par2',
  account: 'op-1',
  refund: 'a-17-E-1',
  amount: bob('80.00'),
  reference: 'deposit 12',
};
const refunds = receivesRefund<object, unknown, AccountEvent>(() => [ask]);
const context: ReservationContext = {
  actor: 'tito',
  roles: [],
  mode: 'live',
  effectiveOn: today,
  now: '2022-03-31T12:00:00.000Z',
  reservationId: 'res-1',
  forStream: 'agreement-a-17',
};
const after = (...events: readonly AccountEvent[]): AccountState => fold(account, events);
const arrive = (state: AccountState, more = {}): Decision<AccountEvent> =>
  refunds.follow(state, { ...ask, ...more }, context) as Decision<AccountEvent>;
const codes = (decision: Decision<AccountEvent>): readonly string[] =>
  decision instanceof Rejection ? [decision.code] : decision.broken.map(({ code }) => code);

const operating = opened('op-1', 'operating');
const arrived: AccountEvent = {
  type: 'RefundArrived',
  data: { ...ask, by: 'tito', reservation: 'res-1' } satisfies DataOf<'RefundArrived'>,
};

test('what comes back is asked of the account that it comes to', () => {
  expect(refunds.plan({}, {}, [])).toEqual([{ stream: 'account-op-1', ask }]);
});

test('it is a lot of its own, without a rate, and free to be spent', () => {
  expect(arrive(after(operating))).toEqual({ events: [arrived], broken: [] });
  const { opened: open, lots } = after(operating, arrived);
  expect(open!.balance.toJSON()).toEqual(bob('80.00'));
  expect(lots.open).toMatchObject([{ lot: 'a-17-E-1', rate: null }]);
});

test.each([
  ['ACCOUNT_UNKNOWN', [], {}],
  ['ACCOUNT_UNKNOWN', [operating], { programme: 'indap' }],
  ['NOT_OF_ACCOUNT_KIND', [opened('op-1', 'organisation')], {}],
  ['CURRENCY_NOT_OF_ACCOUNT', [operating], { amount: usd('1.00') }],
  ['AMOUNT_NOT_POSITIVE', [operating], { amount: bob('0.00') }],
] as const)('can arrive nowhere: %s', (code, events, more) => {
  expect(codes(arrive(after(...events), more))).toEqual([code]);
});

test('arrives on an account that was closed since, and is found there', () => {
  const closed: AccountEvent = {
    type: 'AccountClosed',
    data: { programme: 'par2', account: 'op-1', by: 'ana', reason: 'moved' },
  };
  const late = arrive(after(operating, closed));
  expect(late).toMatchObject({ events: [arrived], broken: [{ code: 'ACCOUNT_CLOSED' }] });
});
