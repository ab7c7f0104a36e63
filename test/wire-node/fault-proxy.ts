import { createServer, connect } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

/** What happens to the bytes of one direction. */
export type Flow = 'forward' | 'hold' | 'drop';

/**
 * Stands between a client and a node and does what networks do: holds bytes back, loses them, cuts
 * connections, refuses new ones. It knows nothing of HTTP/2.
 */
export class FaultProxy {
  /** Client to node: requests. */
  toNode: Flow = 'forward';
  /** Node to client: answers. */
  toClient: Flow = 'forward';
  delayMs = 0;
  readonly port: number;
  private readonly pairs = new Set<Pair>();

  private constructor(
    private server: Server,
    private readonly nodePort: number,
  ) {
    this.port = (server.address() as AddressInfo).port;
    this.accept(server);
  }

  static async to(nodePort: number): Promise<FaultProxy> {
    return new FaultProxy(await listen(0), nodePort);
  }

  /** A machine that hangs, or a firewall that forgot the connection: bytes are taken and nothing moves. */
  freeze(): void {
    this.toNode = 'hold';
    this.toClient = 'hold';
  }

  /** Everything held back goes on its way, in order. */
  thaw(): void {
    this.toNode = 'forward';
    this.toClient = 'forward';
    for (const pair of this.pairs) pair.release();
  }

  /** A firewall forgets the connections there are: they stay open and carry nothing any more; new ones do. */
  forget(): void {
    for (const pair of this.pairs) pair.isForgotten = true;
    this.thaw();
  }

  /** Ends every connection; new ones are accepted and behave as the flows say. */
  cut(): void {
    for (const pair of this.pairs) pair.destroy();
  }

  /** Ends every connection and refuses new ones, as when no process listens. */
  async refuse(): Promise<void> {
    if (!this.server.listening) return;
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.cut();
    await closed;
  }

  async acceptAgain(): Promise<void> {
    this.server = await listen(this.port);
    this.accept(this.server);
  }

  close(): Promise<void> {
    return this.refuse();
  }

  private accept(server: Server): void {
    server.on('connection', (client) => {
      // Accepted by the system before the listening ended.
      if (!server.listening) {
        client.destroy();
        return;
      }
      const pair = new Pair(client, connect(this.nodePort, '127.0.0.1'), this);
      this.pairs.add(pair);
      client.once('close', () => this.pairs.delete(pair));
    });
  }
}

class Pair {
  isForgotten = false;
  private heldForNode: Buffer[] = [];
  private heldForClient: Buffer[] = [];

  constructor(
    private readonly client: Socket,
    private readonly node: Socket,
    private readonly proxy: FaultProxy,
  ) {
    for (const socket of [client, node]) {
      socket.setNoDelay(true);
      socket.on('error', () => this.destroy());
      socket.on('close', () => this.destroy());
    }
    client.on('data', (bytes) => this.pass(bytes, this.proxy.toNode, node, this.heldForNode));
    node.on('data', (bytes) => this.pass(bytes, this.proxy.toClient, client, this.heldForClient));
  }

  release(): void {
    if (this.isForgotten) return;
    for (const bytes of this.heldForNode.splice(0)) this.node.write(bytes);
    for (const bytes of this.heldForClient.splice(0)) this.client.write(bytes);
  }

  destroy(): void {
    this.client.destroy();
    this.node.destroy();
  }

  private pass(bytes: Buffer, flow: Flow, to: Socket, held: Buffer[]): void {
    switch (this.isForgotten ? 'drop' : flow) {
      case 'forward':
        if (this.proxy.delayMs === 0) to.write(bytes);
        else setTimeout(() => to.writable && to.write(bytes), this.proxy.delayMs);
        return;
      case 'hold':
        held.push(bytes);
        return;
      case 'drop':
        return;
    }
  }
}

function listen(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject).listen(port, '127.0.0.1', () => resolve(server));
  });
}
