// The node in a process of its own, so that a test can kill it: `serve.ts <file> [port]`.
import { WireNode } from './wire-node';

const [file, port] = process.argv.slice(2);
if (!file) throw new Error('name the file of the node');
void WireNode.start({ file, port: Number(port ?? 0) }).then((node) => {
  process.once('SIGTERM', () => node.stop());
  process.stdout.write(`${node.port}\n`);
});
