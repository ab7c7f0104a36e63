import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeEventLogContract } from '../../contract/event-log.contract';
import { SqliteLog } from './log';

describeEventLogContract('sqlite', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'tramo-'));
  const file = join(directory, 'ledger.db');
  let log = await SqliteLog.open(file);
  return {
    log,
    async reopen() {
      await log.close();
      log = await SqliteLog.open(file);
      return log;
    },
    async dispose() {
      await log.close();
      await rm(directory, { recursive: true });
    },
  };
});
