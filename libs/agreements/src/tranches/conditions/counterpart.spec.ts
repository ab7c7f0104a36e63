import {
  bob,
  deposited,
  instalmentCommitted,
  payeeNamed,
  promise,
  signed,
  verified,
} from '../../agreement.testing';
import { found, releaseAfter } from './conditions.testing';
import { counterpartDueWith } from './counterpart';

/** 30 % of the total beside 4,000 is 1,714.29; nearly all of it was promised in kind. */
const promised = [promise('org-12', '2999.99', 'in-kind'), promise('buyer', '0.01')];
const agreed = [signed({ promised }), instalmentCommitted(), payeeNamed()];
const cash = [
  deposited('d-1', '0.01', { party: 'buyer' }),
  verified('d-1', '0.01', { party: 'buyer' }),
] as const;

test('what is due in cash and what is owed in kind are two numbers, and both are named', () => {
  expect(found('counterpart', [...agreed, ...cash])).toMatchObject({
    result: 'pass',
    why: '0.01 BOB in cash is verified, and 0.01 BOB is due; 1714.28 BOB in kind is still to come before the agreement closes',
    values: {
      required: bob('0.01'),
      verified: bob('0.01'),
      inKind: { required: bob('1714.28'), verified: bob('0.00'), shortfall: bob('1714.28') },
    },
  });
});

test('what is given in kind is named as given, and does not stand in for cash', () => {
  const inKind = { kind: 'in-kind', account: null, description: 'labour' } as const;
  const given = [deposited('d-2', '2000.00', inKind), verified('d-2', '2000.00', { kind: 'in-kind' })];
  const { inCash, inKind: seen } = counterpartDueWith(releaseAfter([...agreed, ...given]));
  expect(JSON.parse(JSON.stringify({ inCash, seen }))).toEqual({
    inCash: { required: bob('0.01'), verified: bob('0.00'), shortfall: bob('0.01') },
    seen: { required: bob('1714.28'), verified: bob('2000.00'), shortfall: bob('0.00') },
  });
});

test('cash beyond what is due stands in for what was promised in kind', () => {
  const more = [
    deposited('d-3', '1000.01', { party: 'buyer' }),
    verified('d-3', '1000.01', { party: 'buyer' }),
  ];
  const { inKind } = counterpartDueWith(releaseAfter([...agreed, ...more]));
  expect(inKind.shortfall.toJSON()).toEqual(bob('714.28'));
});
