import { setMaxListeners } from 'node:events';
import { EventStoreDBClient } from '@eventstore/db-client';
import type { Credentials } from '@eventstore/db-client';
import { LogUnavailable } from '../../port';
import { isNoConnection } from './failures';

/** How long this engine waits, and for what. */
export interface Patience {
  /** Without an answer for this long, a call is given up. */
  readonly attemptMs: number;
  /** An append whose outcome is unknown is pursued for this long before the caller is told so. */
  readonly budgetMs: number;
  /** A live subscription that has heard nothing for this long asks whether there really was nothing. */
  readonly idleMs: number;
}

export const PATIENCE: Patience = { attemptMs: 5_000, budgetMs: 30_000, idleMs: 15_000 };

/** A replaced client keeps its calls under way for this long. */
const RETIREMENT_MS = 10_000;
const KEEP_ALIVE_MS = 10_000;
const RENEWAL_PAUSE_MS = 250;

/** What every call carries. The credentials, even harmless ones, make the client use the plain `Append`. */
export interface CallOptions {
  readonly credentials: Credentials;
  readonly requiresLeader: true;
}

/**
 * The engine's way to the server. The client reconnects by itself, but waits for ever longer to do so and
 * stays on a connection that has gone silent; a call that failed so asks for a new client instead.
 */
export class Connection {
  private current: EventStoreDBClient;
  private renewals = 0;
  private heardAtMs = performance.now();
  private readonly retired = new Map<EventStoreDBClient, NodeJS.Timeout>();
  private readonly closing = new AbortController();
  private readonly renewalListeners: (() => void)[] = [];
  readonly options: CallOptions;
  /** Where the event store is, as a person may be told: without who we are there. */
  readonly address: string;

  constructor(
    private readonly connectionString: string,
    readonly patience: Patience,
  ) {
    this.address = connectionString.replace(/^[^:]*:\/\/(.*@)?/, '').replace(/[/?].*$/, '');
    this.current = this.createClient();
    this.options = { credentials: credentialsOf(connectionString), requiresLeader: true };
    setMaxListeners(0, this.closing.signal);
  }

  get client(): EventStoreDBClient {
    if (this.isClosed) throw new LogUnavailable('closed', 'the log has been closed');
    return this.current;
  }

  /** Aborted when the log is closed. */
  get closed(): AbortSignal {
    return this.closing.signal;
  }

  get isClosed(): boolean {
    return this.closing.signal.aborted;
  }

  onRenewal(listener: () => void): void {
    this.renewalListeners.push(listener);
  }

  /** The server has answered: whatever is late is so because there is much to do. */
  heard(): void {
    this.heardAtMs = performance.now();
  }

  /**
   * A call failed without an answer: leaves its client, if nobody else has had one for the time of a call,
   * or, where no connection could be made, for a moment.
   */
  renew(failed: EventStoreDBClient, error: unknown): void {
    const silentMs = performance.now() - this.heardAtMs;
    const enoughMs = isNoConnection(error) ? RENEWAL_PAUSE_MS : this.patience.attemptMs;
    if (failed !== this.current || this.isClosed || silentMs < enoughMs) return;
    this.heardAtMs = performance.now();
    this.renewals += 1;
    this.current = this.createClient();
    this.retired.set(
      failed,
      setTimeout(() => {
        this.retired.delete(failed);
        dispose(failed);
      }, RETIREMENT_MS).unref(),
    );
    for (const listener of this.renewalListeners) listener();
  }

  close(): void {
    if (this.isClosed) return;
    this.closing.abort();
    for (const timer of this.retired.values()) clearTimeout(timer);
    for (const client of [this.current, ...this.retired.keys()]) dispose(client);
    this.retired.clear();
  }

  private createClient(): EventStoreDBClient {
    // Connections are shared by clients with the same options. One option that counts makes a new client
    // open a new connection, at once, whatever has become of the old one.
    const own = new URLSearchParams({
      throwOnAppendFailure: 'true',
      keepAliveInterval: String(KEEP_ALIVE_MS),
      keepAliveTimeout: String(KEEP_ALIVE_MS + this.renewals),
    });
    const text = this.connectionString.trim().replace(/\/+$/, '');
    try {
      return guarded(
        EventStoreDBClient.connectionString(`${text}${text.includes('?') ? '&' : '?'}${own.toString()}`),
      );
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new LogUnavailable('failed', `the connection string of the event store cannot be used: ${why}`, {
        cause: error,
      });
    }
  }
}

/** An insecure channel never sends them; a secure one must, so there they have to be real. */
function credentialsOf(connectionString: string): Credentials {
  const [, username, password] = /^\s*esdb(?:\+discover)?:\/\/([^:]+):([^@]+)@/.exec(connectionString) ?? [];
  if (username !== undefined && password !== undefined) {
    return { username: decodeURIComponent(username), password: decodeURIComponent(password) };
  }
  if (/[?&]tls=false(&|$)/i.test(connectionString)) return { username: 'nobody', password: 'unused' };
  throw new LogUnavailable(
    'failed',
    'the event store is reached over TLS, so its connection string needs a user: esdb://user:password@host',
  );
}

/** What the client keeps to itself and leaves us to mend. */
interface ClientInside {
  handleError: (...failed: unknown[]) => Promise<void>;
  resolveUri: () => Promise<string>;
  readonly getChannel: () => Promise<{ close(): void }>;
}

const insideOf = (client: EventStoreDBClient): ClientInside => client as unknown as ClientInside;

/**
 * After a failed call the client sees to its channel on the side and waits for nobody. In a cluster that
 * cannot be reached this fails in its turn, and a failure that nobody waits for ends the process.
 */
function guarded(client: EventStoreDBClient): EventStoreDBClient {
  const inside = insideOf(client);
  const { handleError } = inside;
  inside.handleError = (...failed) => handleError(...failed).catch(() => undefined);
  return client;
}

/** Ends the client's calls and its channel, which it offers no public way to close. */
function dispose(client: EventStoreDBClient): void {
  // It cancels its calls at once, and then may wait for ever for one that nobody reads any more.
  void client.dispose();
  const inside = insideOf(client);
  inside.resolveUri = () => Promise.reject(new Error('the log has been closed'));
  inside.getChannel().then(
    (channel) => channel.close(),
    () => undefined,
  );
}
