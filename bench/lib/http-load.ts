import { connect } from 'node:net';
import { once } from 'node:events';

export interface HttpLoad {
  readonly url: string;
  readonly connections: number;
  readonly requests: number;
  /** The whole request as it goes over the wire. */
  readonly request: (index: number) => string;
}

const HEAD_END = '\r\n\r\n';
const LENGTH = /^content-length: *(\d+)/im;

/**
 * Keeps so many connections busy, one request at a time on each. Written on the bare socket, because a client
 * with every convenience costs as much as the server it is to measure.
 */
export async function loadHttp({ url, connections, requests, request }: HttpLoad): Promise<void> {
  const { hostname, port } = new URL(url);
  let next = 0;
  const lane = async (): Promise<void> => {
    const socket = connect(Number(port), hostname);
    socket.setNoDelay(true);
    await once(socket, 'connect');
    await new Promise<void>((resolve, reject) => {
      let received = '';
      const send = (): void => {
        if (next >= requests) return resolve();
        socket.write(request(next++));
      };
      socket.on('error', reject);
      socket.on('close', () => reject(new Error('the server closed the connection')));
      socket.setEncoding('utf8').on('data', (chunk: string) => {
        received += chunk;
        const body = received.indexOf(HEAD_END) + HEAD_END.length;
        if (body < HEAD_END.length) return;
        const length = Number(LENGTH.exec(received)?.[1] ?? 0);
        if (received.length < body + length) return;
        if (!received.startsWith('HTTP/1.1 201')) return reject(new Error(received));
        received = '';
        send();
      });
      send();
    });
    socket.removeAllListeners('close').destroy();
  };
  await Promise.all(Array.from({ length: connections }, lane));
}
