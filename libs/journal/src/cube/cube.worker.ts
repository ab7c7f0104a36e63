import { parentPort, workerData } from 'node:worker_threads';
import { invariant, unreachable } from '@tramo/kernel';
import { CubeThread } from './cube-thread';
import type { CubeThreadData, FromCube, ToCube } from './messages';

invariant(parentPort, 'the cube lives in a thread of its own');
const port = parentPort;
const thread = new CubeThread(workerData as CubeThreadData, (message: FromCube) => port.postMessage(message));
port.on('message', (message: ToCube) => {
  switch (message.kind) {
    case 'ask':
      return thread.ask(message.id, message.question);
    case 'close':
      // Left open, the port would keep the thread from ending by itself.
      return void thread.close().finally(() => port.close());
    default:
      return unreachable(message, 'word to the cube');
  }
});
