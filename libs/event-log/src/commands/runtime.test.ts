import { Module } from '@nestjs/common';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import { Rejection, accept, type LocalDate } from '@tramo/kernel';
import {
  AccountOpened,
  Deposit,
  DepositHandler,
  DepositMatched,
  DepositMatchedHandler,
  OpenAccount,
  OpenAccountHandler,
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
import { defineEvent } from '../catalogue';
import { comparePositions, readPosition, type EventLog } from '../port';
import { LedgerCommand, type CommandAnswer, type CommandContext } from './command';
import { decides, onTheBus } from './decides';
import { CommandRefused, TryAgain } from './errors';
import { CommandRuntime } from './runtime';

let stores: CommandStores;
let runtime: CommandRuntime;

beforeEach(async () => {
  stores = await openStores();
  runtime = stores.runtime();
  await runtime.start();
});
afterEach(() => stores.discard());

const open = (key: string, owner = 'ana'): Promise<CommandAnswer> =>
  runtime.execute(new OpenAccount({ owner }, asked(key)), OpenAccountHandler.spec);
const deposit = (
  key: string,
  amountMinor: number,
  { to = 'account-1', by = runtime, ...context }: Partial<CommandContext> & Replica = {},
): Promise<CommandAnswer> =>
  by.execute(new Deposit({ account: to, amountMinor }, asked(key, context)), DepositHandler.spec);
const withdraw = (
  key: string,
  amountMinor: number,
  { to = 'account-1', by = runtime, ...context }: Partial<CommandContext> & Replica = {},
): Promise<CommandAnswer> =>
  by.execute(new Withdraw({ account: to, amountMinor }, asked(key, context)), WithdrawHandler.spec);

interface Replica {
  readonly to?: string;
  readonly by?: CommandRuntime;
}

async function refusal(command: Promise<unknown>): Promise<CommandRefused> {
  const thrown: unknown = await command.then(
    () => new Error('it was accepted'),
    (error: unknown) => error,
  );
  if (thrown instanceof CommandRefused) return thrown;
  throw thrown;
}

const types = async (stream: string): Promise<string[]> =>
  (await eventsOf(stores.log, stream)).map(({ type }) => type);

describe('an accepted command', () => {
  test('is in the log with who, why and under which key before it is answered', async () => {
    const answer = await deposit('key-1', 5);
    const [event] = await eventsOf(stores.log, 'account-1');
    expect(event).toMatchObject({
      type: 'TestMoneyDeposited',
      schemaVersion: 1,
      data: { amountMinor: 5 },
      revision: 0,
      metadata: {
        actor: 'ana',
        roles: ['treasurer'],
        command: 'Deposit',
        idempotencyKey: 'key-1',
        correlationId: 'correlation of key-1',
        causationId: null,
        effectiveOn: '2022-03-31',
        mode: 'live',
      },
    });
    expect(answer).toEqual({
      stream: 'account-1',
      revision: 0,
      position: expect.stringContaining(stores.log.ledgerId) as string,
      events: [{ id: event!.id, type: 'TestMoneyDeposited', revision: 0 }],
    });
    expect(readPosition(answer.position)).toEqual(event!.position);
  });

  test('opens a stream whose name follows from its key', async () => {
    const { stream } = await open('key-1');
    expect(stream).toMatch(/^account-[0-9a-f-]{36}$/);
    expect(await open('key-1')).toMatchObject({ stream });
    expect((await open('key-2')).stream).not.toBe(stream);
    expect(await types(stream)).toEqual(['TestAccountOpened']);
  });

  test('decides at an instant that never goes back on its stream', async () => {
    let now = '2022-03-31T12:00:00.000Z';
    const slow = stores.runtime({ now: () => new Date(now) });
    await deposit('key-1', 5, { by: slow });
    const [{ recordedAt } = { recordedAt: '' }] = await eventsOf(stores.log, 'account-1');
    const fresh = stores.runtime({ now: () => new Date(now) });
    now = '2001-01-01T00:00:00.000Z';
    await withdraw('key-2', 1, { by: fresh });
    expect((await eventsOf(stores.log, 'account-1'))[1]!.data.at).toBe(recordedAt);
  });
});

describe('the same key', () => {
  test('with the same request is answered alike, by this process, another and the next', async () => {
    const first = await deposit('key-1', 5);
    await deposit('key-2', 5);
    const restarted = stores.runtime();
    await restarted.start();
    for (const by of [runtime, restarted, stores.runtime()]) {
      expect(JSON.stringify(await deposit('key-1', 5, { by }))).toBe(JSON.stringify(first));
    }
    expect(await types('account-1')).toHaveLength(2);
    expect(runtime.snapshot()).toMatchObject({ accepted: 2, repeated: 1 });
  });

  test('sent again while it is under way joins it', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => deposit('key-1', 5)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await types('account-1')).toHaveLength(1);
    expect(runtime.snapshot()).toMatchObject({ accepted: 1, joined: 19, inFlight: 0, queued: 0 });
  });

  test.each<[string, () => Promise<unknown>]>([
    ['another body', () => deposit('key-1', 6)],
    ['another person', () => deposit('key-1', 5, { actor: 'bruno' })],
    ['another date', () => deposit('key-1', 5, { effectiveOn: '2022-04-01' as LocalDate })],
    ['another mode', () => deposit('key-1', 5, { mode: 'history' })],
    ['another command', () => withdraw('key-1', 5)],
    ['another stream', () => deposit('key-1', 5, { to: 'account-2' })],
    ['a stream of its own', () => open('key-1')],
  ])('with %s is a conflict', async (_what, again) => {
    await deposit('key-1', 5);
    const { rejection } = await refusal(again());
    expect(rejection).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED', category: 'conflict' });
    expect(rejection.values).toMatchObject({ idempotencyKey: 'key-1', acceptedCommand: 'Deposit' });
    expect(rejection.values.acceptedHash).not.toBe(rejection.values.hash);
    expect(await eventsOf(stores.log)).toHaveLength(1);
  });

  test('on another stream is a conflict for the next process too, and without the index', async () => {
    await deposit('key-1', 5);
    await runtime.stop();
    const next = stores.runtime();
    await next.start();
    expect((await refusal(deposit('key-1', 5, { to: 'account-2', by: next }))).rejection.code).toBe(
      'IDEMPOTENCY_KEY_REUSED',
    );
    await next.stop();
    await stores.state.db.deleteFrom('process_cursor').execute();
    await stores.state.db.withTables<{ accepted_command: object }>().deleteFrom('accepted_command').execute();
    const rebuilt = stores.runtime();
    await rebuilt.start();
    expect((await refusal(deposit('key-1', 5, { to: 'account-2', by: rebuilt }))).rejection.code).toBe(
      'IDEMPOTENCY_KEY_REUSED',
    );
  });

  test('is the same request after midnight when the date was filled in', async () => {
    const filledIn = { effectiveOnByDefault: true };
    const first = await deposit('key-1', 5, { effectiveOn: '2022-03-31' as LocalDate, ...filledIn });
    const next = await deposit('key-1', 5, { effectiveOn: '2022-04-01' as LocalDate, ...filledIn });
    expect(next).toEqual(first);
  });

  test('is free again when what it asked was refused', async () => {
    await refusal(withdraw('key-1', 5));
    await deposit('key-2', 5);
    await withdraw('key-1', 5);
    expect((await refusal(withdraw('key-3', 5))).rejection.code).toBe('BALANCE_TOO_LOW');
    expect(await deposit('key-3', 1)).toMatchObject({ revision: 2 });
  });

  test('with another request while the first is under way waits for what becomes of it', async () => {
    const [refused, accepted] = await Promise.allSettled([withdraw('key-1', 5), deposit('key-1', 5)]);
    expect(refused.status).toBe('rejected');
    expect(accepted.status).toBe('fulfilled');
    const [first, second] = await Promise.allSettled([deposit('key-2', 5), deposit('key-2', 6)]);
    expect(first.status).toBe('fulfilled');
    expect((second as PromiseRejectedResult).reason).toMatchObject({
      rejection: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
  });
});

describe('a refused command', () => {
  test('names the rule, the values and the cure, and leaves nothing behind', async () => {
    const { rejection, also } = await refusal(withdraw('key-1', 5));
    expect(rejection).toMatchObject({
      code: 'BALANCE_TOO_LOW',
      values: { balanceMinor: 0, amountMinor: 5 },
      cure: 'deposit the difference',
    });
    expect(also).toEqual([]);
    expect(await eventsOf(stores.log)).toEqual([]);
    expect(runtime.snapshot().refused).toEqual({ BALANCE_TOO_LOW: 1 });
  });

  test('in history is accepted, and what it broke is a finding', async () => {
    await withdraw('key-1', 5, { mode: 'history' });
    const [event] = await eventsOf(stores.log, 'account-1');
    expect(event!.metadata.findings).toEqual([
      {
        code: 'BALANCE_TOO_LOW',
        message: 'the balance covers the withdrawal',
        values: { balanceMinor: 0, amountMinor: 5 },
        cure: 'deposit the difference',
      },
    ]);
  });

  test('is not refused on what another replica has made obsolete', async () => {
    const other = stores.runtime();
    await deposit('key-1', 5);
    await withdraw('key-2', 5);
    await deposit('key-3', 5, { by: other });
    expect(await withdraw('key-4', 5)).toMatchObject({ revision: 3 });
  });
});

describe('many commands on one stream', () => {
  test('are decided one on the other, appended together, and each answered with its own place', async () => {
    const appends = counting(stores.log);
    const counted = stores.runtime({ log: appends.log });
    await deposit('key-0', 10, { by: counted });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) => withdraw(`key-${index + 1}`, 1, { by: counted })),
    );
    const events = await eventsOf(stores.log, 'account-1');
    expect(events).toHaveLength(11);
    expect(appends.count()).toBeLessThan(5);
    outcomes.forEach((outcome, index) => {
      if (outcome.status === 'rejected') {
        expect(index).toBeGreaterThanOrEqual(10);
        expect(outcome.reason).toBeInstanceOf(CommandRefused);
        return;
      }
      const { revision, position } = outcome.value;
      expect(revision).toBe(index + 1);
      expect(readPosition(position)).toEqual(events[revision]!.position);
    });
    for (const index of [1, 5, 10]) {
      const again = await withdraw(`key-${index}`, 1);
      expect({ status: 'fulfilled', value: again }).toEqual(outcomes[index - 1]);
    }
  });

  test('with several events each lie together, and are answered with all of theirs', async () => {
    class Thrice extends Deposit {}
    const handler = decides(Thrice, {
      decider: account,
      stream: (body) => body.account,
      decide: (_state, { amountMinor }) => {
        const deposited = { type: 'TestMoneyDeposited', data: { amountMinor } } as const;
        return accept([deposited, deposited, deposited]);
      },
    });
    const thrice = (key: string, by: CommandRuntime): Promise<CommandAnswer> =>
      by.execute(new Thrice({ account: 'account-1', amountMinor: 1 }, asked(key)), handler.spec);
    const keys = ['key-1', 'key-2', 'key-3'];
    const answers = await Promise.all(keys.map((key) => thrice(key, runtime)));
    const events = await eventsOf(stores.log, 'account-1');
    answers.forEach(({ revision, position, events: own }, index) => {
      expect(own.map((event) => event.revision)).toEqual([0, 1, 2].map((offset) => 3 * index + offset));
      expect(revision).toBe(3 * index + 2);
      expect(readPosition(position)).toEqual(events[revision]!.position);
      expect(own.map(({ id }) => id)).toEqual(events.slice(3 * index, 3 * index + 3).map(({ id }) => id));
    });
    const next = stores.runtime();
    expect(await Promise.all(keys.map((key) => thrice(key, next)))).toEqual(answers);
  });

  test('fail one by one', async () => {
    class Explode extends Deposit {}
    const handler = decides(Explode, {
      decider: account,
      stream: (body) => body.account,
      decide: (_state, { amountMinor }) => {
        if (amountMinor === 13) throw new Error('thirteen');
        if (amountMinor === 14) return accept([{ type: 'TestAccountOpened', data: { owner: 14 as never } }]);
        return accept([{ type: 'TestMoneyDeposited', data: { amountMinor } }]);
      },
    });
    const outcomes = await Promise.allSettled(
      [12, 13, 14, 15].map((amountMinor) =>
        runtime.execute(
          new Explode({ account: 'account-1', amountMinor }, asked(`key-${amountMinor}`)),
          handler.spec,
        ),
      ),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect((outcomes[1] as PromiseRejectedResult).reason).toEqual(new Error('thirteen'));
    expect((outcomes[2] as PromiseRejectedResult).reason).toMatchObject({ name: 'InvariantViolation' });
    expect(await types('account-1')).toHaveLength(2);
  });

  test('too large together are appended apart, and one too large by itself fails alone', async () => {
    class OpenAgain extends OpenAccount {}
    const handler = decides(OpenAgain, {
      decider: account,
      stream: () => 'account-1',
      decide: (_state, { owner }) => accept([{ type: 'TestAccountOpened', data: { owner } }]),
    });
    const sizes = Array.from({ length: 20 }, (_, index) => (index === 7 ? 70_000 : 50_000));
    const outcomes = await Promise.allSettled(
      sizes.map((size, index) =>
        runtime.execute(new OpenAgain({ owner: 'x'.repeat(size) }, asked(`key-${index}`)), handler.spec),
      ),
    );
    const failed = outcomes.flatMap((outcome, index) => (outcome.status === 'rejected' ? [index] : []));
    expect(failed).toEqual([7]);
    expect(await types('account-1')).toHaveLength(19);
  });
});

describe('a fact', () => {
  const match = (key: string, by = runtime): Promise<CommandAnswer> =>
    by.execute(
      new DepositMatched({ account: 'account-1', guarantor: 'account-2' }, asked(key)),
      DepositMatchedHandler.spec,
    );

  test('is read from the log as it stands, and recorded with the decision', async () => {
    expect((await refusal(match('key-1'))).rejection.code).toBe('GUARANTOR_HAS_NOTHING');
    await deposit('key-2', 7, { to: 'account-2', by: stores.runtime() });
    await match('key-3');
    await deposit('key-4', 1, { to: 'account-2', by: stores.runtime() });
    await match('key-5');
    const facts = (await eventsOf(stores.log, 'account-1')).map(({ metadata }) => metadata.facts);
    expect(facts).toEqual([
      [{ name: 'guarantee', stream: 'account-2', revision: 0, value: { balanceMinor: 7 } }],
      [{ name: 'guarantee', stream: 'account-2', revision: 1, value: { balanceMinor: 8 } }],
    ]);
  });

  test('that was overtaken before the decision was appended is read again', async () => {
    await deposit('key-0', 1, { to: 'account-2' });
    const outcomes = await Promise.allSettled([
      ...Array.from({ length: 40 }, (_, index) => match(`early-${index}`)),
      withdraw('key-1', 1, { to: 'account-2' }),
      ...Array.from({ length: 40 }, (_, index) => match(`late-${index}`)),
    ]);
    const [, gone] = await eventsOf(stores.log, 'account-2');
    const behind = (await eventsOf(stores.log, 'account-1')).filter(
      ({ position }) => comparePositions(position, gone!.position) > 0,
    );
    expect(behind).toEqual([]);
    expect(outcomes.some(({ status }) => status === 'rejected')).toBe(true);
  });
});

describe('the cache', () => {
  test('forgets what it has no room for, and nothing else changes', async () => {
    const small = stores.runtime({ cacheEvents: 30 });
    const streams = Array.from({ length: 40 }, (_, index) => `account-${index}`);
    for (const round of [1, 2, 3]) {
      await Promise.all(streams.map((to) => deposit(`${to}-${round}`, 1, { to, by: small })));
    }
    // Each of the two generations may be one stream over before it is noticed.
    expect(small.snapshot().cache.events).toBeLessThan(30 + 2 * 7);
    expect(small.snapshot().cache.misses).toBeGreaterThan(40);
    for (const to of streams) {
      expect(await withdraw(`${to}-out`, 3, { to, by: small })).toMatchObject({ revision: 3 });
    }
  });
});

describe('the handler that decides() makes', () => {
  test('answers on the bus of Nest, and its refusals reach the caller', async () => {
    @Module({
      imports: [CqrsModule.forRoot()],
      providers: [
        { provide: CommandRuntime, useValue: runtime },
        onTheBus(DepositHandler),
        onTheBus(WithdrawHandler),
      ],
    })
    class Accounts {}
    const application = await Test.createTestingModule({ imports: [Accounts] }).compile();
    await application.init();
    const bus = application.get(CommandBus);
    const answer = await bus.execute(new Deposit({ account: 'account-1', amountMinor: 5 }, asked('key-1')));
    expect(answer.revision).toBe(0);
    const refused = bus.execute(new Withdraw({ account: 'account-1', amountMinor: 6 }, asked('key-2')));
    expect((await refusal(refused)).rejection).toBeInstanceOf(Rejection);
    expect(DepositHandler.name).toBe('DepositHandler');
    await application.close();
  });

  test('is refused when its events are not in the catalogue', () => {
    const stranger = {
      ...account,
      events: [defineEvent('TestAccountOpened', AccountOpened.versions[0]!.schema)],
    };
    expect(() => runtime.register('Stranger', { ...DepositHandler.spec, decider: stranger })).toThrow(
      'in the catalogue',
    );
  });
});

test('stopping lets what is under way finish and takes nothing new', async () => {
  const underWay = Promise.all(Array.from({ length: 30 }, (_, index) => deposit(`key-${index}`, 1)));
  const stopped = runtime.stop();
  await expect(deposit('key-late', 1)).rejects.toMatchObject({ reason: 'shutting-down' });
  await expect(deposit('key-late', 1)).rejects.toBeInstanceOf(TryAgain);
  await stopped;
  expect(runtime.snapshot()).toMatchObject({ inFlight: 0, queued: 0 });
  expect(await underWay).toHaveLength(30);
});

function counting(log: EventLog): { readonly log: EventLog; count(): number } {
  let appends = 0;
  const append: EventLog['append'] = (...parameters) => {
    appends += 1;
    return log.append(...parameters);
  };
  return { log: through(log, { append }), count: () => appends };
}

class DecideNothing extends LedgerCommand<{ account: string }> {}
const DecideNothingHandler = decides(DecideNothing, {
  decider: account,
  stream: (body) => body.account,
  decide: () => ({ events: [] as never, broken: [] }),
});

it('fails a decision without events alone, and nothing beside it', async () => {
  const [failed, beside] = await Promise.allSettled([
    runtime.execute(new DecideNothing({ account: 'account-1' }, asked('nothing')), DecideNothingHandler.spec),
    deposit('beside', 5),
  ]);
  expect(failed).toMatchObject({ status: 'rejected', reason: { name: 'InvariantViolation' } });
  expect(beside).toMatchObject({ status: 'fulfilled', value: { revision: 0 } });
  expect(runtime.snapshot()).toMatchObject({ queued: 0, inFlight: 0 });
});
