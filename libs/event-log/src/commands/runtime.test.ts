import type { CommandRuntime } from './runtime';
import { CommandRefused } from './errors';
import {
  Deposit,
  DepositHandler,
  OpenAccount,
  OpenAccountHandler,
  Withdraw,
  WithdrawHandler,
} from '../../../../test/commands/account';
import { asked, openStores } from '../../../../test/commands/command-stores';
import type { Stores } from '../../../../test/commands/command-stores';

let stores: Stores;
let runtime: CommandRuntime;

beforeEach(async () => {
  stores = await openStores();
  runtime = stores.runtime();
  await runtime.start();
});
afterEach(() => stores.discard());

const refusal = async (command: Promise<unknown>): Promise<CommandRefused> => {
  const error = await command.then(
    () => new Error('it was accepted'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof CommandRefused) return error;
  throw error;
};

test('one effect and one answer', async () => {
  const opened = await runtime.execute(new OpenAccount({ owner: 'x' }, asked('k1')), OpenAccountHandler.spec);
  expect(opened.revision).toBe(0);
  const again = await runtime.execute(new OpenAccount({ owner: 'x' }, asked('k1')), OpenAccountHandler.spec);
  expect(again).toEqual(opened);
  const a = opened.stream;
  await runtime.execute(new Deposit({ account: a, amountMinor: 5 }, asked('k2')), DepositHandler.spec);
  expect(
    (
      await refusal(
        runtime.execute(new Withdraw({ account: a, amountMinor: 9 }, asked('k3')), WithdrawHandler.spec),
      )
    ).rejection.code,
  ).toBe('BALANCE_TOO_LOW');
});
