import { account, Deposit, DepositHandler } from '../../../../test/commands/account';
import { asked, eventsOf, openStores, type CommandStores } from '../../../../test/commands/command-stores';
import type { CommandRuntime } from './runtime';

let stores: CommandStores;
let runtime: CommandRuntime;

beforeEach(async () => {
  stores = await openStores();
  runtime = stores.runtime();
  await runtime.start();
  for (const amountMinor of [5, 7, 11]) {
    const key = `key-${amountMinor}`;
    await runtime.execute(
      new Deposit({ account: 'account-1', amountMinor }, asked(key)),
      DepositHandler.spec,
    );
  }
});
afterEach(() => stores.discard());

const balance = (balanceMinor: number, revision: number) => ({
  state: { owner: undefined, balanceMinor },
  revision,
});

test('a stream is folded as it is, by who wrote it and by who did not', async () => {
  expect(await runtime.stateOf(account, 'account-1')).toEqual(balance(23, 2));
  expect(await stores.runtime().stateOf(account, 'account-1')).toEqual(balance(23, 2));
});

test('a stream is folded as it was', async () => {
  expect(await runtime.stateOf(account, 'account-1', { revision: 1 })).toEqual(balance(12, 1));
  expect(await runtime.stateOf(account, 'account-1', { revision: 9 })).toEqual(balance(23, 2));
  expect(await runtime.stateOf(account, 'account-1', { revision: -1 })).toEqual(balance(0, -1));
});

test('a stream is folded as it was before a command wrote to it', async () => {
  const [, second] = await eventsOf(stores.log, 'account-1');
  const { commandId } = second!.metadata;
  const upTo = { revision: 2, beforeCommand: commandId };
  expect(await runtime.stateOf(account, 'account-1', upTo)).toEqual(balance(5, 0));
});

test('a stream that does not exist is as it begins', async () => {
  expect(await runtime.stateOf(account, 'account-9')).toEqual(balance(0, -1));
});
