import { fold, Rejection, type Decision } from '@tramo/kernel';
import { account } from '../account';
import type { AccountState } from '../account.state';
import type { AccountEvent, DataOf } from '../events';
import { bob, opened, reserving, usd } from '../treasury.testing';
import { receivesDeposit } from './receives-deposit';

const ask = {
  programme: 'par2',
  account: 'fps-collection',
  deposit: 'canal-1-D-1',
  amount: bob('20000.00'),
  reference: 'boleta 7',
};
const deposits = receivesDeposit<object, unknown, AccountEvent>(() => [ask]);
const after = (...events: readonly AccountEvent[]): AccountState => fold(account, events);
const arrive = (state: AccountState, more = {}): Decision<AccountEvent> =>
  deposits.follow(state, { ...ask, ...more }, reserving('res-1')) as Decision<AccountEvent>;
const codes = (decision: Decision<AccountEvent>): readonly string[] =>
  decision instanceof Rejection ? [decision.code] : decision.broken.map(({ code }) => code);

const collection = opened('fps-collection', 'collection');
const { actor: by } = reserving('res-1');
const arrived: AccountEvent = {
  type: 'DepositArrived',
  data: { ...ask, by, reservation: 'res-1' } satisfies DataOf<'DepositArrived'>,
};

test('what is paid in is asked of the account that it comes to', () => {
  expect(deposits.plan({}, {}, [])).toEqual([{ stream: 'account-fps-collection', ask }]);
});

test('it is a lot of its own, without a rate, and free to be spent', () => {
  expect(arrive(after(collection))).toEqual({ events: [arrived], broken: [] });
  const { opened: open, lots } = after(collection, arrived);
  expect(open!.balance.toJSON()).toEqual(bob('20000.00'));
  expect(lots.open).toMatchObject([{ lot: 'canal-1-D-1', rate: null }]);
});

test.each([
  ['ACCOUNT_UNKNOWN', [], {}],
  ['ACCOUNT_UNKNOWN', [collection], { programme: 'indap' }],
  ['NOT_OF_ACCOUNT_KIND', [opened('fps-collection', 'operating')], {}],
  ['CURRENCY_NOT_OF_ACCOUNT', [collection], { amount: usd('1.00') }],
  ['AMOUNT_NOT_POSITIVE', [collection], { amount: bob('0.00') }],
] as const)('can arrive nowhere: %s', (code, events, more) => {
  expect(codes(arrive(after(...events), more))).toEqual([code]);
});
