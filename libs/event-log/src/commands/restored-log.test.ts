import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { backupSqlite, openStateStore } from '@tramo/stores';
import { CommandRuntime, commandMigrations, openEventLog } from '../index';
import { Deposit, DepositHandler } from '../../../../test/commands/account';
import { asked, catalogue } from '../../../../test/commands/command-stores';
import { temporaryDirectory } from '../../../../test/support/stores';

/** One life of a process on the files of a directory. */
async function life<Result>(
  directory: string,
  reports: string[],
  work: (runtime: CommandRuntime) => Promise<Result>,
): Promise<Result> {
  const log = await openEventLog({ engine: 'sqlite', file: join(directory, 'ledger.db') });
  const state = await openStateStore(
    { engine: 'sqlite', file: join(directory, 'state.db') },
    commandMigrations,
  );
  const report = (_error: unknown, what: string): void => void reports.push(what);
  const runtime = new CommandRuntime({ log, state, catalogue, followerPauseMs: 5, report });
  await runtime.start();
  try {
    return await work(runtime);
  } finally {
    await runtime.stop();
    await state.close();
    await log.close();
  }
}

const deposit = (runtime: CommandRuntime, account: string, key: string) =>
  runtime.execute(new Deposit({ account, amountMinor: 1 }, asked(key)), DepositHandler.spec);

const indexed = async (runtime: CommandRuntime): Promise<void> => {
  while (runtime.snapshot().unindexed > 0) await new Promise((resolve) => setTimeout(resolve, 5));
};

it('a log that was put back to an earlier day is believed, and the index of keys is made anew from it', async () => {
  const directory = temporaryDirectory();
  const reports: string[] = [];
  try {
    const ledger = join(directory.path, 'ledger.db');
    await life(directory.path, reports, (runtime) => deposit(runtime, 'account-1', 'kept'));
    await backupSqlite(ledger, join(directory.path, 'earlier.db'));
    await life(directory.path, reports, async (runtime) => {
      for (let number = 0; number < 20; number++) await deposit(runtime, 'account-1', `lost-${number}`);
      await indexed(runtime);
    });
    expect(reports).toEqual([]);

    for (const suffix of ['', '-wal', '-shm']) await rm(`${ledger}${suffix}`, { force: true });
    await backupSqlite(join(directory.path, 'earlier.db'), ledger);
    await life(directory.path, reports, async (runtime) => {
      // What the earlier log does not hold was not accepted; what it holds still was.
      await expect(deposit(runtime, 'account-2', 'lost-3')).resolves.toMatchObject({ revision: 0 });
      await expect(deposit(runtime, 'account-2', 'kept')).rejects.toThrow('IDEMPOTENCY_KEY_REUSED');
      await deposit(runtime, 'account-1', 'new');
      await indexed(runtime);
    });
    expect(reports).toEqual(['the command tables are filled anew from the log']);

    await life(directory.path, reports, async (runtime) => {
      await expect(deposit(runtime, 'account-2', 'new')).rejects.toThrow('IDEMPOTENCY_KEY_REUSED');
    });
    expect(reports).toHaveLength(1);
  } finally {
    directory.discard();
  }
});
