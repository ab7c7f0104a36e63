import {
  account,
  Deposit,
  DepositHandler,
  WithdrawHandler,
  Withdraw,
} from '../../../../test/commands/account';
import { asked, eventsOf, openStores, type CommandStores } from '../../../../test/commands/command-stores';
import { accept } from '@tramo/kernel';
import type { CommandAnswer } from './command';
import { LedgerCommand } from './command';
import { decides } from './decides';
import { CommandRefused } from './errors';
import type { CommandRuntime } from './runtime';
import { fact } from './spec';

let stores: CommandStores;
beforeEach(async () => {
  stores = await openStores();
});
afterEach(() => stores.discard());

const depositTo = (runtime: CommandRuntime, key: string, expectedRevision?: number): Promise<CommandAnswer> =>
  runtime.execute(
    new Deposit(
      { account: 'account-1', amountMinor: 5 },
      asked(key, { ...(expectedRevision !== undefined && { expectedRevision }) }),
    ),
    DepositHandler.spec,
  );

const revisions = async (): Promise<number> => (await eventsOf(stores.log, 'account-1')).length;

describe('a command that says which revision it was decided on', () => {
  test('is accepted on that revision, -1 being a stream that is not there', async () => {
    const runtime = stores.runtime();
    await depositTo(runtime, 'key-1', -1);
    expect((await depositTo(runtime, 'key-2', 0)).revision).toBe(1);
  });

  test('is refused with both revisions when the stream has moved, and writes nothing', async () => {
    const runtime = stores.runtime();
    await depositTo(runtime, 'key-1');
    await depositTo(runtime, 'key-2');
    const refused: unknown = await depositTo(runtime, 'key-3', 0).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(CommandRefused);
    expect((refused as CommandRefused).rejection).toMatchObject({
      code: 'STALE_REVISION',
      category: 'conflict',
      values: { stream: 'account-1', expectedRevision: 0, revision: 1 },
      field: 'expectedRevision',
    });
    expect(await revisions()).toBe(2);
  });

  test('lets one of two through that were decided on the same revision', async () => {
    const runtime = stores.runtime();
    await depositTo(runtime, 'key-1');
    const outcomes = await Promise.allSettled(['a', 'b', 'c'].map((key) => depositTo(runtime, key, 0)));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(await revisions()).toBe(2);
  });

  test('is told the first answer again, however far the stream has moved since', async () => {
    const runtime = stores.runtime();
    const first = await depositTo(runtime, 'key-1', -1);
    await depositTo(runtime, 'key-2');
    expect(await depositTo(runtime, 'key-1', -1)).toEqual(first);
  });
});

describe('the inspection of what is about to be written', () => {
  test('stops the event it throws at, and no other', async () => {
    const runtime = stores.runtime({
      inspect: ({ type }) => {
        if (type === 'TestMoneyWithdrawn') throw new Error('does not balance');
      },
    });
    const withdraw = new Withdraw({ account: 'account-1', amountMinor: 0 }, asked('key-2'));
    const outcomes = await Promise.allSettled([
      depositTo(runtime, 'key-1'),
      runtime.execute(withdraw, WithdrawHandler.spec),
      depositTo(runtime, 'key-3'),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((await eventsOf(stores.log, 'account-1')).map(({ type }) => type)).toEqual([
      'TestMoneyDeposited',
      'TestMoneyDeposited',
    ]);
  });
});

describe('a fact', () => {
  class MatchOn extends LedgerCommand<{ account: string; atLeastMinor: number }> {}
  const MatchOnHandler = decides(MatchOn, {
    decider: account,
    stream: (body) => body.account,
    facts: {
      guarantee: fact(
        account,
        (_body, _state, { effectiveOn }) => `account-of-${effectiveOn}`,
        ({ balanceMinor }, { atLeastMinor }, { effectiveOn }) => ({
          covers: balanceMinor >= atLeastMinor,
          on: effectiveOn,
        }),
      ),
    },
    decide: (_state, _body, { facts }) =>
      accept([{ type: 'TestMoneyDeposited', data: { amountMinor: facts.guarantee.covers ? 1 : 0 } }]),
  });

  test('may be looked for, and cut to size, by what the command asks and for which date', async () => {
    const runtime = stores.runtime();
    const guarantee = new Deposit({ account: 'account-of-2022-03-31', amountMinor: 7 }, asked('key-1'));
    await runtime.execute(guarantee, DepositHandler.spec);
    const match = new MatchOn({ account: 'account-1', atLeastMinor: 7 }, asked('key-2'));
    await runtime.execute(match, MatchOnHandler.spec);
    const [event] = await eventsOf(stores.log, 'account-1');
    expect(event).toMatchObject({
      data: { amountMinor: 1 },
      metadata: {
        facts: [
          {
            name: 'guarantee',
            stream: 'account-of-2022-03-31',
            revision: 0,
            value: { covers: true, on: '2022-03-31' },
          },
        ],
      },
    });
  });
});
