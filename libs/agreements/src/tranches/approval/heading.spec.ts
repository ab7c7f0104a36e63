import { policyInForce } from '@tramo/identity';
import { programme } from '@tramo/programmes';
import { agreement } from '../../agreement';
import type { AgreementEvent } from '../../agreement.events';
import { day } from '../../agreement.testing';
import { alliance } from '../../alliances';
import { ofTranche, requested, toReviewed } from '../tranches.testing';
import { clockSeen, seasonSeen } from './heading';
import type { ApprovalStates } from './states';

const at = <State>(state: State) => ({ stream: 'some-1', revision: 0, state });
const seen = (holidays: readonly string[], seasonDeadline: string | null) =>
  ({
    programme: at({
      ...programme.initial,
      holidays: new Map(holidays.map((date) => [day(date), 'Feriado'])),
    }),
    policy: at({ versions: [] }),
    alliance: at({
      ...alliance.initial,
      opened: seasonDeadline && { seasonDeadline: day(seasonDeadline) },
    }),
  }) as unknown as ApprovalStates;

const tranche = toReviewed.reduce(agreement.evolve, agreement.initial).tranches.tranches.get(1);

test('a step has the working days since it began, less the holidays of that time, and those of the policy', () => {
  // From a Thursday to the Friday of the week after.
  expect(clockSeen(tranche, seen([], null), day('2022-04-08'))).toEqual({
    daysInStep: 6,
    daysInAll: 6,
    daysMax: Number(policyInForce({ versions: [] }, day('2022-04-08')).parameter('tranche-signature-days')),
    overdue: true,
  });
  const holidays = ['2022-03-31', '2022-04-04', '2022-04-10', '2022-04-11'];
  expect(clockSeen(tranche, seen(holidays, null), day('2022-04-08'))).toMatchObject({
    daysInStep: 5,
    overdue: false,
  });
  expect(clockSeen(undefined, seen([], null), day('2022-04-08'))).toEqual({
    daysInStep: null,
    daysInAll: null,
    daysMax: null,
    overdue: false,
  });
});

test('the crop of the season waits until its day, and is late after it', () => {
  expect(seasonSeen(seen([], '2022-04-10'), day('2022-04-08'))).toEqual({
    deadline: '2022-04-10',
    daysLeft: 2,
    late: false,
  });
  expect(seasonSeen(seen([], '2022-04-10'), day('2022-04-10'))).toMatchObject({ daysLeft: 0, late: false });
  expect(seasonSeen(seen([], '2022-04-10'), day('2022-04-11'))).toMatchObject({ daysLeft: -1, late: true });
  expect(seasonSeen(seen([], null), day('2022-04-11'))).toEqual({
    deadline: null,
    daysLeft: null,
    late: false,
  });
});

test('in all counts from the first request on, and stands still while the organisation has the turn', () => {
  const on = (tranche: ReturnType<typeof ofTranche>, date: string) => ({ ...tranche, on: day(date) });
  const returned: AgreementEvent = {
    type: 'TrancheReturned',
    data: { ...on(ofTranche(1, 'dora'), '2022-04-04'), reason: 'a paper is missing' },
  };
  const events = [
    ...toReviewed,
    returned,
    requested(1, { on: day('2022-04-06') }),
    { ...returned, data: { ...returned.data, on: day('2022-04-07') } } as AgreementEvent,
  ];
  const standing = (until: number) =>
    events.slice(0, until).reduce(agreement.evolve, agreement.initial).tranches.tranches.get(1);
  const inAll = (until: number, date: string) =>
    clockSeen(standing(until), seen([], null), day(date)).daysInAll;
  const all = events.length;
  // Two days until it was returned; the organisation's own two do not count.
  expect(inAll(all - 2, '2022-04-05')).toBe(2);
  expect(inAll(all - 1, '2022-04-06')).toBe(2);
  expect(inAll(all - 1, '2022-04-07')).toBe(3);
  expect(inAll(all, '2022-04-20')).toBe(3);
  // A request that was turned down has ended: another begins anew.
  const rejected = { ...returned, type: 'TrancheRejected' } as AgreementEvent;
  const anew = [...toReviewed, rejected, requested(1, { on: day('2022-04-06') })];
  const state = anew.reduce(agreement.evolve, agreement.initial);
  expect(clockSeen(state.tranches.tranches.get(1), seen([], null), day('2022-04-07')).daysInAll).toBe(1);
});
