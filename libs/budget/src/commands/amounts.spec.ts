import { AmountOutOfRange, Rejection } from '@tramo/kernel';
import { bob } from '../budget.testing';
import { amountsOf } from './amounts';

const MOST = '100000000000000.00';

test('as many lines as a command takes, each of the most, are added up by the views in 64 bits', () => {
  const amounts = amountsOf(new Array(500).fill({ amount: bob(MOST) }), 'BOB');
  if (amounts instanceof Rejection) throw new Error(amounts.code);
  expect(amounts.reduce((sum, amount) => sum.plus(amount)).amount).toBe('50000000000000000.00');
});

test('more than that is refused before it is written, because a view that cannot add it up stops for good', () => {
  expect(() => amountsOf([{ amount: bob('100000000000000.01') }], 'BOB')).toThrow(AmountOutOfRange);
});
