import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WireNode } from '../../../../../test/wire-node/wire-node';
import { describeEventLogContract } from '../../contract/event-log.contract';
import type { LogUnderTest } from '../../contract/event-log.contract';
import { EventStoreDbLog } from './log';

// The suite fills the ledger with a hundred thousand events and then reads all of them, over a socket.
jest.setTimeout(60_000);

async function logOn(connectionString: string, after: () => Promise<void>): Promise<LogUnderTest> {
  const opened = [await EventStoreDbLog.open(connectionString)];
  return {
    log: opened[0]!,
    reopen: async () => {
      await opened.at(-1)!.close();
      opened.push(await EventStoreDbLog.open(connectionString));
      return opened.at(-1)!;
    },
    dispose: async () => {
      await opened.at(-1)!.close();
      await after();
    },
  };
}

describeEventLogContract('eventstoredb over the wire node', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'tramo-'));
  const node = await WireNode.start({ file: join(directory, 'node.db') });
  return logOn(`esdb://127.0.0.1:${node.port}?tls=false`, async () => {
    node.stop();
    await rm(directory, { recursive: true });
  });
});

const realServer = process.env['TRAMO_TEST_EVENTSTORE'];
if (realServer) {
  describeEventLogContract('eventstoredb, a real server', () => logOn(realServer, async () => undefined));
} else {
  process.stderr.write(
    'NOT RUN: the log on a real event store; name one with TRAMO_TEST_EVENTSTORE=esdb://…\n',
  );
}
