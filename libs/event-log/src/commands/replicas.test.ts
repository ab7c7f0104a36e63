import fc from 'fast-check';
import {
  Deposit,
  DepositHandler,
  Withdraw,
  WithdrawHandler,
  account,
} from '../../../../test/commands/account';
import {
  asked,
  eventsOf,
  openStores,
  through,
  type CommandStores,
} from '../../../../test/commands/command-stores';
import {
  GrantBudget,
  GrantBudgetHandler,
  PlaceOrder,
  PlaceOrderHandler,
  budget,
} from '../../../../test/commands/order';
import { readPosition, type EventLog } from '../port';
import type { CommandAnswer } from './command';
import { Fold } from './decider';
import { CommandRefused, TryAgain } from './errors';
import type { CommandRuntime } from './runtime';

/** One request, sent to these replicas at about the same time; the same request each time. */
interface Wish {
  readonly what: 'deposit' | 'withdraw' | 'order';
  readonly stream: number;
  readonly amountMinor: number;
  readonly invoice: number;
  readonly sentTo: readonly number[];
}

const wish = fc.record<Wish>({
  what: fc.constantFrom('deposit', 'withdraw', 'order'),
  stream: fc.nat(2),
  amountMinor: fc.integer({ min: 1, max: 9 }),
  invoice: fc.nat(4),
  sentTo: fc.array(fc.nat(1), { minLength: 1, maxLength: 4 }),
});

const BUDGET_MINOR = 30;
let stores: CommandStores;
let round = 0;

beforeAll(async () => {
  stores = await openStores();
});
afterAll(() => stores.discard());

function send(
  by: CommandRuntime,
  { what, stream, amountMinor, invoice }: Wish,
  key: string,
): Promise<CommandAnswer> {
  const context = asked(`${round}/${key}`);
  const name = `account-${round}-${stream}`;
  switch (what) {
    case 'deposit':
      return by.execute(new Deposit({ account: name, amountMinor }, context), DepositHandler.spec);
    case 'withdraw':
      return by.execute(new Withdraw({ account: name, amountMinor }, context), WithdrawHandler.spec);
    case 'order':
      return by.execute(
        new PlaceOrder(
          {
            order: `order-${round}-${stream}`,
            amountMinor,
            invoice: `${round}-${invoice}`,
            from: `budget-${round}-a`,
            matchedBy: `budget-${round}-b`,
          },
          context,
        ),
        PlaceOrderHandler.spec,
      );
  }
}

/** The log as seen over a network: every call takes a moment of its own. */
const distant = (log: EventLog, delays: Iterator<number>): EventLog => {
  const moment = (): Promise<void> =>
    new Promise((resolve) => setTimeout(resolve, delays.next().value as number));
  return through(log, {
    append: async (...parameters) => {
      await moment();
      const appended = await log.append(...parameters);
      await moment();
      return appended;
    },
    read: async function* (...parameters) {
      await moment();
      yield* log.read(...parameters);
    },
  });
};

function* cycle(delays: readonly number[]): Generator<number> {
  for (;;) yield* delays;
}

async function grant(by: CommandRuntime): Promise<void> {
  for (const name of ['a', 'b']) {
    const command = new GrantBudget(
      { budget: `budget-${round}-${name}`, amountMinor: BUDGET_MINOR },
      asked(`${round}/grant-${name}`),
    );
    await by.execute(command, GrantBudgetHandler.spec);
  }
}

test('two replicas racing on the same streams with the same keys do everything exactly once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(wish, { minLength: 1, maxLength: 25 }),
      fc.array(fc.nat(6), { minLength: 3, maxLength: 12 }),
      async (wishes, delays) => {
        round += 1;
        const replicas = [delays, [...delays].reverse()].map((own) =>
          stores.runtime({ log: distant(stores.log, cycle(own)), orphanAgeMs: 3_600_000 }),
        );
        await Promise.all(replicas.map((replica) => replica.start()));
        await grant(replicas[0]!);
        const outcomes = await Promise.all(
          wishes.map((one, key) =>
            Promise.allSettled(one.sentTo.map((to) => send(replicas[to]!, one, String(key)))),
          ),
        );
        await check(wishes, outcomes);
        await Promise.all(replicas.map((replica) => replica.stop()));
      },
    ),
    { numRuns: 25 },
  );
}, 120_000);

async function check(
  wishes: readonly Wish[],
  outcomes: readonly (readonly PromiseSettledResult<CommandAnswer>[])[],
): Promise<void> {
  const all = (await eventsOf(stores.log)).filter(({ metadata }) =>
    metadata.idempotencyKey.startsWith(`${round}/`),
  );
  outcomes.forEach((answers, key) => {
    const own = all.filter(
      ({ type, metadata }) =>
        metadata.idempotencyKey === `${round}/${key}` && !metadata.reservation && type !== 'CommandAbandoned',
    );
    const accepted = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
    const refused = answers.flatMap((answer) =>
      answer.status === 'rejected' ? [answer.reason as unknown] : [],
    );
    expect(own.length).toBe(accepted.length > 0 ? 1 : 0);
    expect(new Set(accepted.map((answer) => JSON.stringify(answer))).size).toBeLessThanOrEqual(1);
    for (const answer of accepted) {
      expect(answer.events).toEqual([{ id: own[0]!.id, type: own[0]!.type, revision: own[0]!.revision }]);
      if (wishes[key]!.what !== 'order') expect(readPosition(answer.position)).toEqual(own[0]!.position);
    }
    for (const error of refused) expect([CommandRefused, TryAgain]).toContain((error as Error).constructor);
  });
  for (const stream of [0, 1, 2].map((index) => `account-${round}-${index}`)) {
    let state = Fold.of(account).initial as typeof account.initial;
    for (const event of all.filter((one) => one.stream === stream)) {
      state = Fold.of(account).evolve(state, event) as typeof account.initial;
      expect(state.balanceMinor).toBeGreaterThanOrEqual(0);
    }
  }
  await checkOrders(all);
}

async function checkOrders(all: Awaited<ReturnType<typeof eventsOf>>): Promise<void> {
  const placed = all.filter(({ type }) => type === 'TestOrderPlaced');
  const placedMinor = placed.reduce((sum, { data }) => sum + Number(data.amountMinor), 0);
  const invoices = placed.map(({ data }) => data.invoice);
  expect(new Set(invoices).size).toBe(invoices.length);
  for (const name of ['a', 'b']) {
    const fold = Fold.of(budget);
    const events = all.filter(({ stream }) => stream === `budget-${round}-${name}`);
    const state = events.reduce(
      (last, event) => fold.evolve(last, event),
      fold.initial,
    ) as typeof budget.initial;
    expect(state).toEqual({
      availableMinor: BUDGET_MINOR - placedMinor,
      spentMinor: placedMinor,
      reserved: {},
    });
  }
}
