// A thread that follows the ledger as the projector does, and hands on what it is given.
import { parentPort, workerData } from 'node:worker_threads';
import { openEventLogReader } from '../../open';

void openEventLogReader({ engine: 'sqlite', file: workerData as string }).then(async (reader) => {
  const stop = new AbortController();
  parentPort!.once('message', () => stop.abort());
  for await (const { events, caughtUp } of reader.subscribeAll({ signal: stop.signal })) {
    parentPort!.postMessage({ positions: events.map(({ position }) => position.value), caughtUp });
  }
  await reader.close();
  parentPort!.postMessage('ended');
});
