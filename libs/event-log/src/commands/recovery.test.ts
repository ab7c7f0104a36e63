import {
  asked,
  eventsOf,
  openStores,
  through,
  type CommandStores,
} from '../../../../test/commands/command-stores';
import {
  DoubleOrder,
  DoubleOrderHandler,
  GrantBudget,
  GrantBudgetHandler,
  ORDER_MAX_MINOR,
  PlaceOrder,
  PlaceOrderHandler,
  ReturnOrder,
  ReturnOrderHandler,
  budget,
} from '../../../../test/commands/order';
import { OutcomeUnknown, type EventLog, type RecordedEvent } from '../port';
import { claimStream } from './claims';
import type { CommandAnswer, CommandContext } from './command';
import { Fold } from './decider';
import { CommandRefused } from './errors';
import type { CommandRuntime } from './runtime';
import { RECOVERY_ACTOR } from './settlement';

const GRANTED_MINOR = 2_000;
const CLAIM = claimStream({ kind: 'invoice', value: 'F-1' });

let stores: CommandStores;

beforeEach(async () => {
  stores = await openStores();
  const first = stores.runtime();
  await first.start();
  for (const name of ['budget-1', 'budget-2']) {
    const command = new GrantBudget({ budget: name, amountMinor: GRANTED_MINOR }, asked(`grant-${name}`));
    await first.execute(command, GrantBudgetHandler.spec);
  }
  await first.stop();
});
afterEach(() => stores.discard());

const place = (
  runtime: CommandRuntime,
  { key = 'key-1', amountMinor = 100, invoice = 'F-1', order = 'order-1', ...context }: Wish = {},
): Promise<CommandAnswer> =>
  runtime.execute(
    new PlaceOrder(
      { order, amountMinor, invoice, from: 'budget-1', matchedBy: 'budget-2' },
      asked(key, context),
    ),
    PlaceOrderHandler.spec,
  );

interface Wish extends Partial<CommandContext> {
  readonly key?: string;
  readonly amountMinor?: number;
  readonly invoice?: string;
  readonly order?: string;
}

const replica = (): Promise<CommandRuntime> => started(stores.runtime());
const replicaOn = (log: EventLog): Promise<CommandRuntime> => started(stores.runtime({ log }));
const mortalOn = (log: EventLog): Promise<CommandRuntime> => started(stores.mortal({ log }));

const started = async (runtime: CommandRuntime): Promise<CommandRuntime> => {
  runtime.register('PlaceOrder', PlaceOrderHandler.spec);
  runtime.register('DoubleOrder', DoubleOrderHandler.spec);
  runtime.register('ReturnOrder', ReturnOrderHandler.spec);
  await runtime.start();
  return runtime;
};

const stateOf = (events: readonly RecordedEvent[]): typeof budget.initial => {
  const fold = Fold.of(budget);
  return events.reduce((state, event) => fold.evolve(state, event), fold.initial) as typeof budget.initial;
};

const namesOf = async (stream: string): Promise<string[]> =>
  (await eventsOf(stores.log, stream)).map(({ type }) => type);

/** What the log says about the orders and what they rest on; it must be one of the two, never something else. */
async function outcome(): Promise<{
  placed: number;
  spentMinor: number[];
  openMinor: number[];
  claimed: number;
}> {
  const budgets = await Promise.all(
    ['budget-1', 'budget-2'].map(async (name) => stateOf(await eventsOf(stores.log, name))),
  );
  const claims = await namesOf(CLAIM);
  return {
    placed: (await namesOf('order-1')).filter((type) => type === 'TestOrderPlaced').length,
    spentMinor: budgets.map(({ spentMinor }) => spentMinor),
    openMinor: budgets.map(({ availableMinor, spentMinor }) => GRANTED_MINOR - availableMinor - spentMinor),
    claimed: claims.reduce((held, type) => held + (type === 'ClaimTaken' ? 1 : -1), 0),
  };
}

const PLACED = { placed: 1, spentMinor: [100, 100], openMinor: [0, 0], claimed: 1 };
const NOTHING = { placed: 0, spentMinor: [0, 0], openMinor: [0, 0], claimed: 0 };

const openRows = (): Promise<unknown[]> =>
  stores.state.db
    .withTables<{ open_reservation: { id: string } }>()
    .selectFrom('open_reservation')
    .selectAll()
    .execute();

describe('a command that reserves', () => {
  test('reserves, decides, confirms, and answers the last of it', async () => {
    const runtime = await replica();
    const answer = await place(runtime);
    expect(await outcome()).toEqual(PLACED);
    const all = await eventsOf(stores.log);
    expect(answer).toMatchObject({ stream: 'order-1', revision: 0 });
    expect(answer.position.endsWith(`:${all.at(-1)!.position.value}`)).toBe(true);
    expect(JSON.stringify(await place(runtime))).toBe(JSON.stringify(answer));
    expect(JSON.stringify(await place(await replica()))).toBe(JSON.stringify(answer));
    const [placed] = await eventsOf(stores.log, 'order-1');
    expect(placed!.metadata.reservations?.map(({ name, stream }) => [name, stream])).toEqual([
      ['#claim', CLAIM],
      ['funds', 'budget-1'],
      ['match', 'budget-2'],
    ]);
  });

  test.each([
    ['its own rule', { amountMinor: ORDER_MAX_MINOR + 1 }, 'ORDER_TOO_LARGE'],
    ['the rule of what it reserves on', { amountMinor: GRANTED_MINOR + 1 }, 'BUDGET_EXHAUSTED'],
  ])('gives everything back when %s refuses it', async (_whose, wish, code) => {
    const runtime = await replica();
    await expect(place(runtime, wish)).rejects.toMatchObject({ rejection: { code } });
    expect(await outcome()).toEqual(NOTHING);
    expect(await place(runtime)).toMatchObject({ revision: 0 });
    expect(await outcome()).toEqual(PLACED);
  });

  test('is told who holds what can be held once, and in history leaves a finding', async () => {
    const runtime = await replica();
    await place(runtime);
    const again = place(runtime, { key: 'key-2', order: 'order-2' });
    await expect(again).rejects.toMatchObject({
      rejection: { code: 'ALREADY_CLAIMED', values: { kind: 'invoice', value: 'F-1', holder: 'order-1' } },
    });
    await place(runtime, { key: 'key-2', order: 'order-2', mode: 'history' });
    const [, second] = await eventsOf(stores.log, CLAIM);
    expect(second!.metadata.findings).toMatchObject([{ code: 'ALREADY_CLAIMED' }]);
  });

  test('is accepted up to what there is when many come at once', async () => {
    const runtimes = [await replica(), await replica()];
    const outcomes = await Promise.allSettled(
      Array.from({ length: 30 }, (_, index) =>
        place(runtimes[index % 2]!, { key: `key-${index}`, invoice: `F-${index}`, order: `order-${index}` }),
      ),
    );
    for (const one of outcomes) {
      if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(CommandRefused);
    }
    const accepted = outcomes.filter(({ status }) => status === 'fulfilled').length;
    expect(accepted).toBe(GRANTED_MINOR / 100);
    expect(await outcome()).toMatchObject({ spentMinor: [GRANTED_MINOR, GRANTED_MINOR], openMinor: [0, 0] });
  });
});

describe.each([
  ['accepted', {}, 6, PLACED],
  ['refused', { amountMinor: ORDER_MAX_MINOR + 1 }, 6, NOTHING],
])('a command to be %s, in a process that dies', (_what, wish, steps, end) => {
  const instants = Array.from({ length: steps }, (_, step) => [
    [step + 1, 'before'] as const,
    [step + 1, 'after'] as const,
  ]).flat();

  test.each(instants)('at append %i, just %s it is durable, leaves nothing half done', async (step, when) => {
    const dying = dyingAt(stores.log, step, when);
    void place(await mortalOn(dying.log), wish).catch(() => undefined);
    await dying.dead;
    const next = await replica();
    expect([PLACED, NOTHING]).toContainEqual(await outcome());
    expect(next.snapshot().recovered.failed).toBe(0);
    // The client never got an answer, and asks again.
    const answers = await Promise.allSettled([place(next, wish), place(await replica(), wish)]);
    const [first, second] = [...answers, ...(await Promise.allSettled([place(next, wish)]))].map(said);
    expect(await outcome()).toEqual(end);
    expect(second).toBe(first);
    await eventually(async () => expect(await openRows()).toEqual([]));
  });

  test('every instant was one of its own', async () => {
    const dying = dyingAt(stores.log, steps + 1, 'before');
    await place(await mortalOn(dying.log), wish).catch(() => undefined);
    expect(dying.appends()).toBe(steps);
  });
});

describe('what is reserved for what a command will write, and stands as it was made', () => {
  const double = (runtime: CommandRuntime, amountMinor = 50, from = ['budget-1']): Promise<CommandAnswer> => {
    const command = new DoubleOrder({ order: 'order-1', from, amountMinor }, asked('key-1'));
    return runtime.execute(command, DoubleOrderHandler.spec);
  };
  const drawn = async (): Promise<{ placed: string[]; availableMinor: number }> => ({
    placed: (await namesOf('order-1')).filter((type) => type === 'TestOrderPlaced'),
    availableMinor: stateOf(await eventsOf(stores.log, 'budget-1')).availableMinor,
  });
  const DRAWN = { placed: ['TestOrderPlaced'], availableMinor: GRANTED_MINOR - 100 };

  test('needs no further event', async () => {
    const runtime = await replica();
    await double(runtime);
    expect(await drawn()).toEqual(DRAWN);
    expect(await namesOf('budget-1')).toEqual(['TestBudgetGranted', 'TestAmountReserved']);
    await eventually(async () => expect(await openRows()).toEqual([]));
    await runtime.recoverOrphans(0);
    expect(await drawn()).toEqual(DRAWN);
  });

  test('is not asked for when the command refuses itself', async () => {
    await expect(double(await replica(), ORDER_MAX_MINOR)).rejects.toMatchObject({
      rejection: { code: 'ORDER_TOO_LARGE' },
    });
    expect(await namesOf('budget-1')).toEqual(['TestBudgetGranted']);
  });

  test.each([
    ['one of several streams', ['budget-1', 'budget-9']],
    ['the second time of asking', [...Array(GRANTED_MINOR / 1_000 + 1)].map(() => 'budget-1')],
  ])('is not asked for anywhere when it is refused by %s', async (_whom, from) => {
    await expect(double(await replica(), 500, from)).rejects.toMatchObject({
      rejection: { code: 'BUDGET_EXHAUSTED' },
    });
    expect(await namesOf('budget-1')).toEqual(['TestBudgetGranted']);
    expect(await namesOf('order-1')).toEqual([]);
  });

  test('is given back in reverse by whoever asks again before anything is recovered', async () => {
    const next = await replica();
    const dying = dyingAt(stores.log, 3, 'before');
    void double(await mortalOn(dying.log), 50, ['budget-1', 'budget-1']).catch(() => undefined);
    await dying.dead;
    await double(next, 50, ['budget-1', 'budget-1']);
    const steps = (await eventsOf(stores.log, 'budget-1')).flatMap(({ type, metadata: { reservation } }) =>
      reservation ? [{ type, id: reservation.id }] : [],
    );
    const [first, second, ...then] = steps;
    expect(then.slice(0, 2)).toEqual([
      { type: 'TestAmountFreed', id: second!.id },
      { type: 'TestAmountFreed', id: first!.id },
    ]);
    expect((await drawn()).placed).toEqual(['TestOrderPlaced']);
  });

  test.each([
    [1, 'before'],
    [1, 'after'],
    [2, 'before'],
    [2, 'after'],
  ] as const)(
    'is given back or stands after a death at append %i, just %s it is durable',
    async (step, when) => {
      const dying = dyingAt(stores.log, step, when);
      void double(await mortalOn(dying.log)).catch(() => undefined);
      await dying.dead;
      const next = await replica();
      const isThere = step === 2 && when === 'after';
      await eventually(async () =>
        expect(await drawn()).toEqual(isThere ? DRAWN : { placed: [], availableMinor: GRANTED_MINOR }),
      );
      const answers = [await double(next), await double(await replica())];
      expect(JSON.stringify(answers[1])).toBe(JSON.stringify(answers[0]));
      expect(await drawn()).toEqual(DRAWN);
      await eventually(async () => expect(await openRows()).toEqual([]));
    },
  );
});

describe('what an accepted command brings about elsewhere', () => {
  const giveBack = (runtime: CommandRuntime, amountMinor = 100): Promise<CommandAnswer> => {
    const command = new ReturnOrder({ order: 'order-1', to: 'budget-1', amountMinor }, asked('key-back'));
    return runtime.execute(command, ReturnOrderHandler.spec);
  };
  const stands = async (): Promise<{ placedMinor: number; availableMinor: number }> => ({
    placedMinor: (await eventsOf(stores.log, 'order-1')).reduce(
      (sum, { data }) => sum + Number(data['amountMinor'] ?? 0),
      0,
    ),
    availableMinor: stateOf(await eventsOf(stores.log, 'budget-1')).availableMinor,
  });
  const KEPT = { placedMinor: 100, availableMinor: GRANTED_MINOR - 100 };
  const BACK = { placedMinor: 0, availableMinor: GRANTED_MINOR };
  beforeEach(async () => {
    await place(await replica());
  });

  test('is there when the command is answered, once, and nothing of it when it is refused', async () => {
    const runtime = await replica();
    await expect(giveBack(runtime, 101)).rejects.toMatchObject({ rejection: { code: 'NOTHING_TO_RETURN' } });
    expect(await stands()).toEqual(KEPT);
    const answer = await giveBack(runtime);
    expect(await stands()).toEqual(BACK);
    expect(answer.position.endsWith(`:${(await eventsOf(stores.log)).at(-1)!.position.value}`)).toBe(true);
    expect(JSON.stringify(await giveBack(await replica()))).toBe(JSON.stringify(answer));
    expect(await stands()).toEqual(BACK);
    await eventually(async () => expect(await openRows()).toEqual([]));
  });

  test.each([
    [1, 'before'],
    [1, 'after'],
    [2, 'before'],
    [2, 'after'],
  ] as const)('comes about after a death at append %i, just %s it is durable', async (step, when) => {
    const dying = dyingAt(stores.log, step, when);
    void giveBack(await mortalOn(dying.log)).catch(() => undefined);
    await dying.dead;
    const next = await replica();
    const isAccepted = !(step === 1 && when === 'before');
    await eventually(async () => {
      await next.recoverOrphans(0);
      expect(await stands()).toEqual(isAccepted ? BACK : KEPT);
    });
    const answers = [await giveBack(next), await giveBack(await replica())];
    expect(JSON.stringify(answers[1])).toBe(JSON.stringify(answers[0]));
    expect(await stands()).toEqual(BACK);
    await eventually(async () => expect(await openRows()).toEqual([]));
  });
});

describe('an attempt that is only slow', () => {
  const slowly = async (pausedAt: number): Promise<{ answer: Promise<CommandAnswer>; resume(): void }> => {
    const gate = gateAt(stores.log, pausedAt);
    const answer = place(await replicaOn(gate.log));
    answer.catch(() => undefined);
    await gate.reached;
    return { answer, resume: gate.open };
  };

  // Appends 1 to 3 reserve, 4 decides.
  test.each([2, 3, 4])(
    'and paused at append %i does not succeed on what recovery has released',
    async (pausedAt) => {
      const { answer, resume } = await slowly(pausedAt);
      const other = await replica();
      await eventually(async () => {
        await other.recoverOrphans(0);
        expect(await outcome()).toEqual(NOTHING);
      });
      const [abandoned] = await eventsOf(stores.log, 'order-1');
      expect(abandoned).toMatchObject({
        type: 'CommandAbandoned',
        metadata: { actor: RECOVERY_ACTOR, correlationId: 'correlation of key-1' },
      });
      expect(abandoned!.metadata.causationId).toBe((await eventsOf(stores.log, CLAIM))[0]!.id);
      resume();
      // It starts over by itself, with reservations of its own.
      await answer;
      expect(await outcome()).toEqual(PLACED);
      const placed = (await eventsOf(stores.log, 'order-1')).filter(({ type }) => type === 'TestOrderPlaced');
      expect(placed.map(({ metadata }) => metadata.commandId)).not.toContain(abandoned!.data.commandId);
    },
  );

  test('and has decided is confirmed for it', async () => {
    const { answer, resume } = await slowly(5);
    const other = await replica();
    await other.recoverOrphans(0);
    await eventually(async () => expect(await outcome()).toEqual(PLACED));
    const confirmed = (await eventsOf(stores.log, 'budget-1')).at(-1);
    expect(confirmed).toMatchObject({ type: 'TestAmountSpent', metadata: { actor: RECOVERY_ACTOR } });
    resume();
    expect(JSON.stringify(await answer)).toBe(JSON.stringify(await place(other)));
    expect(await outcome()).toEqual(PLACED);
  });

  test('is overtaken by the same request sent to another replica, and both are answered alike', async () => {
    const { answer, resume } = await slowly(4);
    const overtaking = await place(await replica());
    resume();
    expect(JSON.stringify(await answer)).toBe(JSON.stringify(overtaking));
    expect(await outcome()).toEqual(PLACED);
  });
});

test('an append whose outcome is unknown is settled by recovery, one way or the other', async () => {
  for (const [index, happens] of [true, false].entries()) {
    const unknown = await replicaOn(unknownAt(stores.log, 4, happens));
    const wish = { key: `key-${index}`, invoice: `F-${index}`, order: `order-${index}` };
    await expect(place(unknown, wish)).rejects.toBeInstanceOf(OutcomeUnknown);
    const next = await replica();
    await eventually(async () => {
      await next.recoverOrphans(0);
      expect((await outcome()).openMinor).toEqual([0, 0]);
    });
    expect((await outcome()).spentMinor).toEqual([100, 100]);
    if (happens) await expect(place(unknown, wish)).resolves.toMatchObject({ revision: 0 });
  }
});

test('what nobody knows how to finish stays open, and is reported', async () => {
  const dying = dyingAt(stores.log, 4, 'before');
  void place(await mortalOn(dying.log));
  await dying.dead;
  const reports: string[] = [];
  const ignorant = stores.runtime({ report: (_error, what) => reports.push(what) });
  await ignorant.start();
  expect(ignorant.snapshot().recovered.failed).toBe(1);
  expect(reports).toEqual(['what PlaceOrder reserved for order-1 stays open for now']);
  expect(await openRows()).toHaveLength(3);
  await replica();
  expect(await outcome()).toEqual(NOTHING);
});

const said = (result: PromiseSettledResult<CommandAnswer>): string =>
  result.status === 'fulfilled'
    ? JSON.stringify(result.value)
    : (result.reason as CommandRefused).rejection.code;

const never = new Promise<never>(() => undefined);

/** From the n-th append on, the process is as good as dead: nothing is written, read or answered any more. */
function dyingAt(
  log: EventLog,
  step: number,
  when: 'before' | 'after',
): { readonly log: EventLog; readonly dead: Promise<void>; appends(): number } {
  let appends = 0;
  let die: () => void = () => undefined;
  const dead = new Promise<void>((resolve) => (die = resolve));
  const append: EventLog['append'] = async (...parameters) => {
    appends += 1;
    if (appends > step) return never;
    if (appends === step && when === 'before') {
      die();
      return never;
    }
    const appended = await log.append(...parameters);
    if (appends < step) return appended;
    die();
    return never;
  };
  return { log: through(log, { append, subscribeAll: () => silence() }), dead, appends: () => appends };
}

const silence = (): AsyncIterable<never> => ({ [Symbol.asyncIterator]: () => ({ next: () => never }) });

/** Holds the n-th append back until it is let through. */
function gateAt(
  log: EventLog,
  step: number,
): { readonly log: EventLog; readonly reached: Promise<void>; open(): void } {
  let appends = 0;
  let reach: () => void = () => undefined;
  let open: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => (reach = resolve));
  const opened = new Promise<void>((resolve) => (open = resolve));
  const append: EventLog['append'] = async (...parameters) => {
    appends += 1;
    if (appends === step) {
      reach();
      await opened;
    }
    return log.append(...parameters);
  };
  return { log: through(log, { append }), reached, open: () => open() };
}

/** The n-th append may or may not have happened, and the engine cannot tell. */
function unknownAt(log: EventLog, step: number, happens: boolean): EventLog {
  let appends = 0;
  return through(log, {
    append: async (...parameters) => {
      appends += 1;
      if (appends !== step) return log.append(...parameters);
      if (happens) await log.append(...parameters);
      throw new OutcomeUnknown('the server did not answer in time');
    },
  });
}

async function eventually(check: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await check();
    } catch (error) {
      if (tries === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
