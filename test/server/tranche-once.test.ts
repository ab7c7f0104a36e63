import { agreement, agreementStream, ConfirmTranche, OrderTranche } from '@tramo/agreements';
import { budget, budgetStream } from '@tramo/budget';
import { CommandRefused, CommandRuntime, TryAgain, type EventLog } from '@tramo/event-log';
import { getSharded } from '@tramo/kernel';
import { balanceOf, financing, financingStream } from '@tramo/programmes';
import { account, accountStream, payment, paymentStream } from '@tramo/treasury';
import { house } from '../../apps/server/src/house';
import { catalogue } from '../../apps/server/src/projections';
import { through } from '../commands/command-stores';
import { AGREEMENT, PROGRAMME, specOf, TrancheWorld, year } from './tranche-world';

/** A tranche is paid once, whatever is raced, repeated or killed; and all streams agree that it was. */
jest.setTimeout(120_000);

let world: TrancheWorld;

beforeAll(async () => {
  world = await TrancheWorld.open();
});
afterAll(() => world.server.stop());

const of = { programme: PROGRAMME, agreement: AGREEMENT, tranche: 1 };
const order = { ...of, payer: 'operativa' };
const confirmation = { ...of, reference: 'bank 77' };

/** What each stream says about the first tranche and its last payment. */
async function told() {
  const { commands } = world.server.system;
  const { state } = await commands.stateOf(agreement, agreementStream(AGREEMENT));
  const tranche = state.tranches.tranches.get(1)!;
  const paying = tranche.payment?.id ?? `${AGREEMENT}-1-1`;
  const [pays, own, year22, credit] = await Promise.all([
    commands.stateOf(payment, paymentStream(paying)),
    commands.stateOf(account, accountStream('operativa')),
    commands.stateOf(budget, budgetStream(PROGRAMME, year)),
    commands.stateOf(financing, financingStream('8735-bo')),
  ]);
  const commitment = getSharded(year22.state.commitments, `${AGREEMENT}:${year}`)!;
  return {
    tranche: tranche.state,
    orders: tranche.orders,
    payment: pays.state.standing,
    balance: own.state.opened!.balance.amount,
    held: own.state.opened!.held.amount,
    accrued: commitment.accrued.amount,
    paid: commitment.paid.amount,
    eligible: balanceOf(credit.state, 'uep', '2(a)').eligible.amount,
  };
}

const HELD = { payment: 'ordered', balance: '9000.00', held: '4000.00', accrued: '4000.00', paid: '0.00' };
const APPROVED = { tranche: 'approved', balance: '9000.00', held: '0.00', accrued: '4000.00', paid: '0.00' };
const ORDERED = { tranche: 'ordered', ...HELD, eligible: '0.00' };
const SENT = { tranche: 'sent', ...HELD, payment: 'sent', eligible: '0.00' };
const CONFIRMED = {
  tranche: 'confirmed',
  payment: 'confirmed',
  balance: '5000.00',
  held: '0.00',
  accrued: '0.00',
  paid: '4000.00',
  eligible: '583.09',
};

const codeOf = (error: unknown): string => {
  if (error instanceof CommandRefused) return error.rejection.code;
  if (error instanceof TryAgain) return 'TRY_AGAIN';
  throw error;
};

/** As many at once as people would hardly send. */
async function raced(ask: (nth: number) => Promise<unknown>): Promise<readonly string[]> {
  const results = await Promise.allSettled(Array.from({ length: 8 }, (_, nth) => ask(nth)));
  return results.map((one) => (one.status === 'fulfilled' ? 'accepted' : codeOf(one.reason)));
}

const never = new Promise<never>(() => undefined);

type When = 'before' | 'after';

/** A process on the same stores that never comes back from its n-th append. */
function mortal(nth: number, when: When): { readonly runtime: CommandRuntime; readonly dead: Promise<void> } {
  const { log, state } = world.server.system;
  let appends = 0;
  let die: () => void = () => undefined;
  const dead = new Promise<void>((resolve) => (die = resolve));
  const append: EventLog['append'] = async (...appended) => {
    appends += 1;
    if (appends > nth) return never;
    if (appends === nth && when === 'before') {
      die();
      return never;
    }
    const done = await log.append(...appended);
    if (appends < nth) return done;
    die();
    return never;
  };
  const runtime = new CommandRuntime({ log: through(log, { append }), state, catalogue });
  for (const { command } of house.commandHandlers) {
    if (command === ConfirmTranche || command === OrderTranche) {
      runtime.register(command.name, specOf(command));
    }
  }
  return { runtime, dead };
}

/** Until all streams tell the same story, one or the other. */
async function settled(...stories: readonly object[]): Promise<object> {
  for (let tries = 1; ; tries++) {
    await world.server.system.commands.recoverOrphans(0);
    const now = await told();
    const found = stories.find((story) =>
      Object.entries(story).every(([name, value]) => now[name as never] === value),
    );
    if (found) return found;
    if (tries === 60) expect(now).toMatchObject(stories[0]!);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Back, and the account looked at by two people once more. */
async function again(): Promise<void> {
  await world.accepted('tito', world.path(1, 'bounces'), { reason: 'no such account' });
  await world.verifyPayee();
}

/** Nobody answers for the dead. */
const survived = async (answer: Promise<unknown>): Promise<never> => {
  throw new Error(`it lived to answer ${JSON.stringify(await answer)}`);
};

const DEATHS = (appends: number): readonly (readonly [number, When])[] =>
  Array.from({ length: appends }, (_, index) => index + 1).flatMap((nth) => [
    [nth, 'before'] as const,
    [nth, 'after'] as const,
  ]);

test('an order that is raced is one order', async () => {
  await world.walk(1, 'approved');
  const answers = await raced(() => world.act(OrderTranche, order, 'tito'));
  expect(answers.filter((one) => one === 'accepted')).toHaveLength(1);
  expect(await settled(ORDERED)).toBe(ORDERED);
  expect((await told()).orders).toBe(1);
});

test('a confirmation that is raced is one payment', async () => {
  await world.accepted('tito', world.path(1, 'sendings'), { reference: 'file 9' });
  const answers = await raced(() => world.act(ConfirmTranche, confirmation, 'tito'));
  expect(answers.filter((one) => one === 'accepted')).toHaveLength(1);
  expect(await settled(CONFIRMED)).toBe(CONFIRMED);
});

test('a confirmation that is raced under one key is answered alike', async () => {
  await again();
  await world.accepted('tito', world.path(1, 'orders'), { payer: 'operativa' });
  await world.accepted('tito', world.path(1, 'sendings'), { reference: 'file 10' });
  const asked = { idempotencyKey: 'one-key' };
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => world.act(ConfirmTranche, confirmation, 'tito', asked)),
  );
  expect(new Set(answers.map(({ position }) => position)).size).toBe(1);
  expect(await settled(CONFIRMED)).toBe(CONFIRMED);
});

test('an order by a process that dies at any append is made once, or not at all and then once', async () => {
  for (const [nth, when] of DEATHS(3)) {
    await again();
    const { orders } = await told();
    const { runtime, dead } = mortal(nth, when);
    const idempotencyKey = `order-${nth}-${when}`;
    await Promise.race([
      dead,
      survived(world.act(OrderTranche, order, 'tito', { idempotencyKey, by: runtime })),
    ]);
    const open = { ...APPROVED, tranche: 'bounced', orders };
    await settled(ORDERED, open);
    await world.act(OrderTranche, order, 'tito', { idempotencyKey });
    expect(await settled({ ...ORDERED, orders: orders + 1 })).toMatchObject(ORDERED);
    await world.accepted('tito', world.path(1, 'sendings'), { reference: 'file 11' });
  }
});

test('a confirmation by a process that dies at any append is made once, or not at all and then once', async () => {
  for (const [nth, when] of DEATHS(5)) {
    const { runtime, dead } = mortal(nth, when);
    const idempotencyKey = `confirm-${nth}-${when}`;
    await Promise.race([
      dead,
      survived(world.act(ConfirmTranche, confirmation, 'tito', { idempotencyKey, by: runtime })),
    ]);
    await settled(CONFIRMED, SENT);
    await world.act(ConfirmTranche, confirmation, 'tito', { idempotencyKey });
    expect(await settled(CONFIRMED)).toBe(CONFIRMED);
    await again();
    await world.accepted('tito', world.path(1, 'orders'), { payer: 'operativa' });
    await world.accepted('tito', world.path(1, 'sendings'), { reference: 'file 12' });
  }
});
