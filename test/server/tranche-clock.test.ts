import { RequestTranche, ReviewTranche } from '@tramo/agreements';
import { addDays, type LocalDate } from '@tramo/kernel';
import { AGREEMENT, document, PROGRAMME, today, TrancheWorld } from './tranche-world';

let world: TrancheWorld;

beforeAll(async () => {
  world = await TrancheWorld.open();
});
afterAll(() => world.server.stop());

const programme = `/api/v1/programmes/${PROGRAMME}`;
const before = (days: number): LocalDate => addDays(today, -days);
const isWorkingDay = (day: LocalDate): boolean => ![0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay());
/** Three weeks ago: 15 working days, whatever day it is. */
const longAgo = before(21);
const lastWeek = [7, 8, 9, 10, 11, 12, 13].map(before);
const workdays = lastWeek.filter(isWorkingDay);

interface Step {
  readonly step: string;
  readonly waiting: number;
  readonly overdue: number;
  readonly longestDays: number | null;
}
const step = async (name: string) => {
  const { items } = await world.read<{ items: readonly Step[] }>(`${programme}/tranche-clock`);
  return items.find((one) => one.step === name)!;
};
const page = (query = '') => world.read(`${world.path(1, 'approval')}${query}`, 'mario');
interface Listed {
  readonly items: readonly { readonly turn: { readonly workingDays: number } | null }[];
}
const daysInList = async () =>
  (await world.read<Listed>(`${programme}/tranches`)).items[0]!.turn!.workingDays;

const holidays = (...days: readonly LocalDate[]) => ({
  holidays: days.map((date) => ({ date, name: 'Feriado' })),
});

const of = { programme: PROGRAMME, agreement: AGREEMENT, tranche: 1 };

beforeAll(async () => {
  await world.act(RequestTranche, { ...of, documents: [document] }, 'olga', { happenedOn: longAgo });
  await world.act(ReviewTranche, { ...of, opinion: 'complete' }, 'dora', { happenedOn: longAgo });
  await world.accepted('fina', world.path(1, 'signatures'), {});
});

test('every step says how many wait there, for how long, on whom, and how many for longer than the policy gives it', async () => {
  expect(await step('signature')).toEqual({
    step: 'signature',
    owner: 'approvers',
    waiting: 1,
    medianDays: 15,
    longestDays: 15,
    longestAgreement: AGREEMENT,
    longestTranche: 1,
    daysMax: 5,
    overdue: 1,
  });
  expect(await step('order')).toMatchObject({ waiting: 0, medianDays: null, longestAgreement: null });
  const csv = await fetch(`${world.server.url}${programme}/tranche-clock?format=csv`, {
    headers: { authorization: `Bearer ${world.server.token}` },
  });
  expect((await csv.text()).split(/\r?\n/)).toContain(`signature,approvers,1,15,15,${AGREEMENT},1,5,1`);
});

test('a clock counts no holiday of its time, whenever that is entered; who signed saw it without', async () => {
  expect(await page()).toMatchObject({ tranche: { daysInStep: 15, daysInAll: 15 }, clock: { daysMax: 5 } });
  await world.accepted('carla', `${programme}/holidays`, holidays(...lastWeek));
  expect(await daysInList()).toBe(10);
  expect(await step('signature')).toMatchObject({ longestDays: 10, overdue: 1 });
  expect(await page()).toMatchObject({
    tranche: { daysInStep: 10, daysInAll: 10 },
    clock: { overdue: true },
  });
  expect(await page('?asSeenAt=1')).toMatchObject({ tranche: { daysInStep: 15 } });

  for (const day of workdays.slice(0, 2)) {
    await world.accepted('carla', `${programme}/holidays/${day}/withdrawals`, { reason: 'it was none' });
  }
  expect(await daysInList()).toBe(12);
  expect(await page()).toMatchObject({ tranche: { daysInStep: 12 } });
});

test('a policy that gives a step more days has fewer overdue', async () => {
  const policy = `${programme}/policy/proposals`;
  await world.accepted('carla', policy, {
    effectiveFrom: today,
    reason: 'two offices sign',
    changes: [{ kind: 'parameter', name: 'tranche-signature-days', value: '12' }],
  });
  await world.accepted('fina', `${policy}/1/seconds`, {});
  expect(await step('signature')).toMatchObject({ longestDays: 12, daysMax: 12, overdue: 0 });
});

test('a holiday is entered once, by those who configure a programme, and withdrawn once', async () => {
  const [day] = workdays;
  const enter = (date: LocalDate) => world.refused('carla', `${programme}/holidays`, holidays(date));
  expect(await enter(workdays.at(-1)!)).toMatchObject({ code: 'HOLIDAY_ENTERED_ALREADY' });
  expect((await world.post('olga', `${programme}/holidays`, holidays(day!))).status).toBe(403);
  const again = { reason: 'again' };
  expect(await world.refused('carla', `${programme}/holidays/${day}/withdrawals`, again)).toMatchObject({
    code: 'HOLIDAY_UNKNOWN',
  });
  const { items } = await world.read<{ items: readonly object[] }>(`${programme}/holidays`);
  expect(items).toHaveLength(5);
  expect(items[0]).toEqual({ date: expect.any(String), name: 'Feriado', enteredBy: 'carla' });
  expect(await world.read(`${programme}/holidays?year=1999`)).toEqual({ items: [] });
});
