import { parentPort, workerData } from 'node:worker_threads';
import { invariant } from '@tramo/kernel';
import type { FromThread, ThreadData, ToThread } from './messages';
import { ProjectorThread } from './projector-thread';

invariant(parentPort, 'the projector runs in a thread of its own');
const port = parentPort;
const thread = new ProjectorThread(workerData as ThreadData, (message: FromThread) =>
  port.postMessage(message),
);
port.on('message', (message: ToThread) => thread.receive(message));
// Left open, the port would keep the thread from ending by itself.
void thread.run().finally(() => port.close());
