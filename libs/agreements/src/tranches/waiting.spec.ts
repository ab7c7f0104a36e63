import { policyInForce } from '@tramo/identity';
import { day, today } from '../agreement.testing';
import { STEP_DAYS, TRANCHE_WAITS, waitingAt, type TrancheWait } from './clock';
import { TRANCHE_STATES } from './steps';
import { stepLoads, type WaitingTranche } from './waiting';

const policy = policyInForce({ versions: [] }, today);
const waiting = (wait: TrancheWait, agreement: string, days: number): WaitingTranche => ({
  agreement,
  tranche: 1,
  wait,
  since: day('2022-03-01'),
  days,
});
const at = (wait: TrancheWait, ...tranches: readonly WaitingTranche[]) =>
  stepLoads(tranches, policy).find((one) => one.wait === wait);

test('each step has its load, whose turn it is, and the days that the policy gives it', () => {
  const longest = waiting('signature', 'a-2', 9);
  const some = [
    waiting('signature', 'a-1', 2),
    longest,
    waiting('signature', 'a-3', 6),
    waiting('order', 'a-4', 3),
  ];
  expect(at('signature', ...some)).toEqual({
    wait: 'signature',
    owner: 'approvers',
    waiting: 3,
    median: 6,
    longest: 9,
    oldest: longest,
    daysMax: 5,
    overdue: 2,
  });
  // As many days as it may take is in time.
  expect(at('order', ...some)).toMatchObject({ owner: 'treasury', waiting: 1, median: 3, overdue: 0 });
});

test('of an even number the median lies between the two in the middle, and of none there is none', () => {
  expect(at('bank', waiting('bank', 'a-1', 1), waiting('bank', 'a-2', 4))).toMatchObject({ median: 2.5 });
  expect(at('review')).toMatchObject({ waiting: 0, median: null, longest: null, oldest: null, overdue: 0 });
});

test('every step that waits has its days in the policy, and every state its step or none', () => {
  expect(stepLoads([], policy).map(({ wait }) => wait)).toEqual([...TRANCHE_WAITS]);
  expect(Object.keys(STEP_DAYS).sort()).toEqual([...TRANCHE_WAITS].sort());
  const waits = TRANCHE_STATES.flatMap((state) => waitingAt(state)?.wait ?? []);
  expect([...new Set(waits)].sort()).toEqual([...TRANCHE_WAITS].sort());
});
