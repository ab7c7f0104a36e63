import { AssertionError } from 'node:assert';
import { DepositMatchedHandler, WithdrawHandler } from '../commands/account';
import { given } from './decider-kit';

const deposited = (amountMinor: number) => ({ type: 'TestMoneyDeposited', data: { amountMinor } }) as const;
const at = '2022-03-31T12:00:00.000Z';
const withdrawn = (amountMinor: number) =>
  ({ type: 'TestMoneyWithdrawn', data: { amountMinor, at } }) as const;
const withdraw = (amountMinor: number) => ({ account: 'account-1', amountMinor });

it('says what follows from what has happened', () => {
  given(WithdrawHandler, deposited(5)).when(withdraw(5)).thenAccepted(withdrawn(5));
  const [rejection] = given(WithdrawHandler, deposited(5)).when(withdraw(6)).thenRefused('BALANCE_TOO_LOW');
  expect(rejection!.values).toEqual({ balanceMinor: 5, amountMinor: 6 });
  given(WithdrawHandler).when(withdraw(6), { mode: 'history' }).thenFound(['BALANCE_TOO_LOW'], withdrawn(6));
});

it('takes facts as they are recorded', () => {
  const body = { account: 'account-1', guarantor: 'account-2' };
  const decide = given(DepositMatchedHandler);
  decide.when(body, { facts: { guarantee: { balanceMinor: 7 } } }).thenAccepted(deposited(7));
  decide.when(body, { facts: { guarantee: { balanceMinor: 0 } } }).thenRefused('GUARANTOR_HAS_NOTHING');
});

it.each<[string, () => unknown]>([
  ['other events', () => given(WithdrawHandler, deposited(5)).when(withdraw(5)).thenAccepted(withdrawn(4))],
  ['no events', () => given(WithdrawHandler, deposited(5)).when(withdraw(5)).thenAccepted()],
  ['a refusal that was none', () => given(WithdrawHandler, deposited(5)).when(withdraw(5)).thenRefused('X')],
  ['another refusal', () => given(WithdrawHandler).when(withdraw(5)).thenRefused('X')],
  ['an acceptance that was none', () => given(WithdrawHandler).when(withdraw(5)).thenAccepted(withdrawn(5))],
  [
    'a finding where it is a refusal',
    () => given(WithdrawHandler).when(withdraw(5)).thenFound(['BALANCE_TOO_LOW'], withdrawn(5)),
  ],
])('fails on %s', (_what, test) => {
  expect(test).toThrow(AssertionError);
});

it('fails on events that could not be stored', () => {
  expect(() => given(WithdrawHandler, deposited(1.5))).toThrow('TestMoneyDeposited v1 does not hold');
});
